"""Chooses the tone engine; the heavy ones are loaded only when chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from judgment.learned.rules import stage_amounts
from judgment.stage import stated_stage
from yanpan_domain.codes import Relevance
from yanpan_domain.errors import CallerError

if TYPE_CHECKING:
    from judgment.learned.terms import TermReading
    from judgment.options import JudgmentOptions
    from judgment.signs import Signs
    from yanpan_domain.judgment import Tone

ENGINES = ("lexicon", "snownlp", "trained")


class UnknownToneEngine(CallerError):
    code = "tone_engine"


def read_tone(signs: Signs, terms: TermReading, options: JudgmentOptions, relevance: Relevance) -> Tone:
    """The tone of a document by the engine that OPTIONS name; the lexicon also heeds what the story is."""
    document = signs.document
    if options.tone == "lexicon":
        from judgment.tone.by_lexicon import Story, tone_by_lexicon

        story = None if relevance is Relevance.UNRELATED else Story(tone_amounts(signs, relevance), terms.says)
        return tone_by_lexicon(document, relevance, story)
    if options.tone == "snownlp":
        from judgment.tone.by_snownlp import tone_by_snownlp

        return tone_by_snownlp(document)
    if options.tone == "trained":
        from judgment.tone.by_model import tone_by_model

        return tone_by_model(document, options.tone_model)
    raise UnknownToneEngine(f"没有名为 {options.tone} 的语气引擎；可选：{'、'.join(ENGINES)}。")


def tone_amounts(signs: Signs, relevance: Relevance) -> dict[str, float]:
    """What a labour story's tone is read from besides its colours: its stage, its forms, and whether it is a dispute."""
    return stage_amounts(signs, signs.once(stated_stage)[0].value) | {relevance.value: 1.0}
