"""Chooses the tone engine; the heavy ones are loaded only when chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yanpan_domain.errors import CallerError

if TYPE_CHECKING:
    from judgment.document import Document
    from judgment.options import JudgmentOptions
    from yanpan_domain.codes import Relevance, Stage
    from yanpan_domain.judgment import Tone

ENGINES = ("lexicon", "snownlp", "trained")


class UnknownToneEngine(CallerError):
    code = "tone_engine"


def read_tone(document: Document, options: JudgmentOptions, relevance: Relevance, stage: Stage) -> Tone:
    """The tone of DOCUMENT by the engine that OPTIONS name; the lexicon also heeds what the story is and how far it has come."""
    if options.tone == "lexicon":
        from judgment.tone.by_lexicon import tone_by_lexicon

        return tone_by_lexicon(document, relevance, stage)
    if options.tone == "snownlp":
        from judgment.tone.by_snownlp import tone_by_snownlp

        return tone_by_snownlp(document)
    if options.tone == "trained":
        from judgment.tone.by_model import tone_by_model

        return tone_by_model(document, options.tone_model)
    raise UnknownToneEngine(f"没有名为 {options.tone} 的语气引擎；可选：{'、'.join(ENGINES)}。")
