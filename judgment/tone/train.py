"""Trains the tone model from labelled texts: logistic regression by plain gradient steps, the same in every run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from judgment.document import Document
from judgment.tone.by_model import LABELS, ToneModel, features, scores
from judgment.words import segmenter
from yanpan_domain.codes import ToneLabel

EPOCHS = 30
STEP = 0.2
# Pulls every weight towards 0, so that a word seen once decides nothing.
SHRINK = 2e-3
# Words rarer than this in the training texts are left out, weights smaller than this are not kept.
RARE = 2
SMALL = 0.02


@dataclass(frozen=True, slots=True)
class LabelledTone:
    """A text and the tone a person gave it."""

    title: str
    text: str
    label: ToneLabel


def train_tone(texts: Sequence[LabelledTone]) -> ToneModel:
    """The model that TEXTS give; the same texts in the same order give the same model."""
    seen = [(features(Document(one.title, one.text, segmenter())), LABELS.index(one.label)) for one in texts]
    counts = Counter(word for found, _ in seen for word in found)
    known = {word for word, count in counts.items() if count >= RARE}
    weights: dict[str, list[float]] = {word: [0.0] * len(LABELS) for word in sorted(known)}
    bias = [0.0] * len(LABELS)
    for epoch in range(EPOCHS):
        step = STEP / (1 + epoch)
        for found, label in seen:
            kept = [word for word in found if word in known]
            told = scores(ToneModel(tuple(bias), {word: tuple(weights[word]) for word in kept}), kept)
            for index in range(len(LABELS)):
                miss = (1.0 if index == label else 0.0) - told[index]
                bias[index] += step * miss
                for word in kept:
                    weights[word][index] += step * (miss - SHRINK * weights[word][index])
    rounded = {word: tuple(round(value, 3) for value in values) for word, values in weights.items()}
    kept_words = {word: values for word, values in rounded.items() if max(map(abs, values)) >= SMALL}
    return ToneModel(tuple(round(value, 3) for value in bias), kept_words)


def agreement(model: ToneModel, texts: Sequence[LabelledTone]) -> float:
    """The share of TEXTS to which MODEL gives the label that a person gave."""
    right = 0
    for one in texts:
        told = scores(model, features(Document(one.title, one.text, segmenter())))
        right += LABELS[told.index(max(told))] is one.label
    return right / len(texts) if texts else 0.0
