"""The trainable tone engine: a linear model over words, small, deterministic, and able to say which words decided."""

from __future__ import annotations

import json
from functools import lru_cache
from math import exp
from typing import NamedTuple

from judgment.document import Document
from judgment.lexicon import data_text
from yanpan_domain.codes import ToneLabel
from yanpan_domain.errors import OperatorError
from yanpan_domain.fact import Evidence
from yanpan_domain.judgment import Tone

PACKAGED = "model_tone.json"
LABELS = (ToneLabel.NEGATIVE, ToneLabel.NEUTRAL, ToneLabel.POSITIVE)
_KEPT = 5


class BadModel(OperatorError):
    code = "tone_model"


class ToneModel(NamedTuple):
    """Per label a bias, per word a weight for each label."""

    bias: tuple[float, ...]
    weights: dict[str, tuple[float, ...]]

    def dump(self) -> str:
        """The model as text: the same model, the same bytes."""
        return json.dumps(
            {"bias": self.bias, "weights": self.weights}, ensure_ascii=False, sort_keys=True, separators=(",", ":")
        )


@lru_cache(maxsize=2)
def load_model(text: str | None) -> ToneModel:
    """The model in TEXT, or the packaged one."""
    try:
        read = json.loads(data_text(PACKAGED) if text is None else text)
        return ToneModel(tuple(read["bias"]), {word: tuple(weights) for word, weights in read["weights"].items()})
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadModel(f"语气模型读不懂：{error}。请用 yanpan judge train 重新训练。") from error


def features(document: Document) -> list[str]:
    """The words of title and text that the model sees, each once, in order; of the end of the text once more as such."""
    words = [*document.title_words, *document.words]
    ending = [f"…{word}" for word in document.words[-30:] if len(word) > 1]
    return list(dict.fromkeys(word for word in words if len(word) > 1 and not word.isdigit())) + list(
        dict.fromkeys(ending)
    )


def scores(model: ToneModel, found: list[str]) -> list[float]:
    """Probability of each label."""
    sums = list(model.bias)
    for word in found:
        for label, weight in enumerate(model.weights.get(word, ())):
            sums[label] += weight
    top = max(sums)
    raised = [exp(value - top) for value in sums]
    return [value / sum(raised) for value in raised]


def tone_by_model(document: Document, text: str | None = None) -> Tone:
    """The tone of DOCUMENT by the model in TEXT, or by the packaged one."""
    model = load_model(text)
    found = features(document)
    told = scores(model, found)
    label = max(range(len(LABELS)), key=lambda index: (told[index], -index))
    strongest = sorted((w for w in found if w in model.weights), key=lambda w: (-model.weights[w][label], w))[:_KEPT]
    evidence = [one for word in strongest if (one := _evidence(document, word, model.weights[word][label]))]
    return Tone(label=LABELS[label], score=round(told[2] - told[0], 4), engine="trained", evidence=tuple(evidence))


def _evidence(document: Document, word: str, weight: float) -> Evidence | None:
    """Where WORD stands; None for one that pulls against the label."""
    written = word.removeprefix("…")
    field = "title" if written in document.plain_title else "text"
    start = document.plain(field).rfind(written) if word != written else document.plain(field).find(written)
    if weight <= 0 or start < 0:
        return None
    end = start + len(written)
    quote = document.quote(field, start, end)
    return Evidence(
        field=field, start=start, end=end, quote=quote, rule=f"model:{word}", confidence=round(min(1.0, weight), 3)
    )
