"""SnowNLP's sentiment as the baseline; importing it takes seconds and 400 MB, so nothing else does."""

from __future__ import annotations

from judgment.document import Document
from yanpan_domain.codes import ToneLabel
from yanpan_domain.judgment import Tone

# SnowNLP gives a probability of "positive"; its own middle is taken as neutral.
_NEUTRAL = 0.2
# Beyond this many characters its product of probabilities is 0 or 1 anyway, and a 1 MB text would take minutes.
_LONGEST = 2_000


def tone_by_snownlp(document: Document) -> Tone:
    """SnowNLP's probability of "positive", stretched to -1 … 1."""
    from snownlp import SnowNLP

    text = (document.title + "。" + document.text)[:_LONGEST].strip("。 \n\r\t")
    if not text:
        return Tone(label=ToneLabel.NEUTRAL, score=0.0, engine="snownlp")
    score = 2 * float(SnowNLP(text).sentiments) - 1
    label = ToneLabel.NEUTRAL if abs(score) < _NEUTRAL else ToneLabel.POSITIVE if score > 0 else ToneLabel.NEGATIVE
    return Tone(label=label, score=round(score, 4), engine="snownlp")
