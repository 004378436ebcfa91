"""Writes `judgment/data/facts_weights.txt`, by which the workers, the main sum and the employer of a dispute are chosen, from the labelled texts.

python -m judgment.training.build_facts          needs numpy and scipy, which nothing else here does

Of each text the values that it states compete, and to state none competes with them: a multinomial logistic regression over the
signs of judgment/facts/ranking.py and employers.py. It starts from the few weights set by hand; the same texts give the same ones.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zlib import crc32
from zoneinfo import ZoneInfo

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from judgment.document import Document
from judgment.facts import money, workers
from judgment.facts.cues import Cues
from judgment.facts.employers import signs_of_parties, weighed, written_as
from judgment.facts.figures import FigureReader
from judgment.facts.ranking import BIAS, Value, signs_of
from judgment.facts.read import SPOTS
from judgment.facts.shores import tells_of_elsewhere
from judgment.masking.apply import mask
from judgment.training.corpus import TEXTS
from judgment.words import plain, segmenter

TABLE = Path(__file__).parents[1] / "data" / "facts_weights.txt"
HEAD = "# How much each sign weighs for a value to be the dispute's; written by judgment/training/build_facts.py.\n"
# Weights from which the learning starts: what was set by hand for texts of all kinds. Chosen, with the pull towards them, on the
# half of the labelled real excerpts that is read while building (even ids); the other half only scored.
BY_HAND = {
    "workers": {
        "rules": 0.2,
        "first by rules": 1.0,
        "others": -3.0,
        "another case": -1.5,
        "part of a larger": -2.0,
        "not theirs": -1.0,
        "posts": -1.0,
        "in title": 0.5,
    },
    "money": {
        "rules": 0.2,
        "first by rules": 1.0,
        "with the workers": 1.5,
        "another case": -1.5,
        "counted of a place": -1.5,
    },
    "employer": {},
}
PULL = {"workers": 10.0, "money": 25.0, "employer": 8.0}
SHIFT = {"workers": -0.5, "money": 0.3, "employer": 0.0}
# Whole articles are what is read most, but ours hold more numbers beside the dispute's than real ones do: counted thrice, they cost
# the real excerpts .03 to .1 of the workers.
WHOLE, LEAST = 1.0, 0.02
FOLDS = 5
LABELS = {"workers": "workers", "money": "amount_yuan", "employer": "employer"}
# Full-length texts that are only scored (benchmarks/stories).
SET_APART = ("wa_", "wf_")
NEAR = {"workers": 0.0, "money": 0.005}
SHANGHAI = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True)
class Told:
    """A labelled text: the values that it states with their signs, which of them is right, and how much the text counts."""

    id: str
    group: str
    values: tuple[float, ...]
    signs: tuple[dict[str, float], ...]
    right: tuple[bool, ...]
    stated: bool
    counts: float


def main() -> None:
    rows = list(labelled())
    lines = [
        f"{fact}\t{sign}\t{weight:.2f}\n"
        for fact in LABELS
        for sign, weight in sorted(learn(fact, [read(fact, row) for row in rows]).items())
    ]
    TABLE.write_text(HEAD + "".join(lines), encoding="utf-8")


def labelled(folder: Path = TEXTS) -> Iterable[dict[str, Any]]:
    """The disputes among our texts that may be learned from: not of whole articles the half that is only scored."""
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line) | {"file": path.stem}
            if row["relevance"] == "dispute" and "employer" in row and not only_scored(row):
                yield row


def only_scored(row: dict[str, Any]) -> bool:
    """Texts that tell of several disputes, and of the whole articles those that the benchmark only scores."""
    case = row.get("dispute")
    if isinstance(case, list) or row["file"].startswith(SET_APART):
        return True
    return bool(row["file"].startswith("w5_")) and int((case or row["id"])[-2:].lstrip("c-")) % 2 == 0


def read(fact: str, row: dict[str, Any]) -> Told:
    masked = mask(row["title"], row["text"])
    day = row["published"]
    published = datetime.fromisoformat(day).replace(tzinfo=SHANGHAI) if day else None
    document = Document(masked.title, masked.text, segmenter(), published)
    amounts, signs, right = (_names if fact == "employer" else _numbers)(fact, document, row)
    counts = WHOLE if "source" in row else 1.0
    group = str(row.get("dispute") or row["id"])
    return Told(row["id"], group, tuple(amounts), tuple(signs), tuple(right), row[LABELS[fact]] is not None, counts)


Seen = tuple[Sequence[float], Sequence[dict[str, float]], Sequence[bool]]


def _names(_: str, document: Document, row: dict[str, Any]) -> Seen:
    """The parties that the article names by their place in the list; right is one whose name is part of the label or holds it."""
    named = weighed(document, SPOTS.find(document))
    label = plain(row["employer"] or "")
    written = [plain(written_as(document, party).name) for party in named]
    right = [bool(label) and (name in label or label in name) for name in written]
    return list(range(len(named))), signs_of_parties(document, Cues(document), named), right


def _numbers(fact: str, document: Document, row: dict[str, Any]) -> Seen:
    figures = FigureReader(document)
    values = VALUES[fact](document, figures, row["workers"])
    signs = signs_of(document, Cues(document), values, SIZES[fact])
    stated, near = row[LABELS[fact]], NEAR[fact]
    right = [stated is not None and abs(one.amount - stated) <= near * stated for one in values]
    return [one.amount for one in values], signs, right


def _people(document: Document, figures: FigureReader, _: int | None) -> list[Value]:
    return workers.counted(document, figures)


def _sums(document: Document, figures: FigureReader, concerned: int | None) -> list[Value]:
    """The sums beside the number of workers that the label states: in reading it is the number found."""
    if tells_of_elsewhere(document):
        return []
    counts = [
        one for value in workers.counted(document, figures) if value.amount == concerned for one in value.mentions
    ]
    return money.stated(money.sums(document, figures), counts)


VALUES: dict[str, Callable[[Document, FigureReader, int | None], list[Value]]] = {"workers": _people, "money": _sums}
SIZES = {"workers": workers.SIZES, "money": money.SIZES}


def learn(fact: str, told: Sequence[Told]) -> dict[str, float]:
    """Sign → weight, the bias among them; those of next to no weight are left out."""
    # Where the right value is not among those found, nothing can be learned from the text.
    texts = [one for one in told if one.values and (any(one.right) or not one.stated)]
    names = sorted({sign for one in texts for signs in one.signs for sign in signs})
    sides = sorted({side for name in names if (side := side_of(name))})
    hand = BY_HAND[fact]
    weights = fit(texts, [*names, *sides], np.array([hand.get(name, 0.0) for name in (*names, *sides)]), PULL[fact])
    found = dict(zip([*names, *sides], weights[:-1].tolist(), strict=True))
    whole = {name: found[name] + found.get(side_of(name), 0.0) for name in names}
    kept = {name: round(weight, 2) for name, weight in whole.items() if abs(weight) >= LEAST}
    return kept | {BIAS: round(float(weights[-1]) + SHIFT[fact], 2)}


_CUE = re.compile(r"[<>](?=[1-4]$)")


def side_of(sign: str) -> str:
    """ "owed<" of "owed<1": what all distances of a cue have in common is learned once and added to the weight of each."""
    match = _CUE.search(sign)
    return sign[: match.end()] if match else ""


def fit(texts: Sequence[Told], names: Sequence[str], hand: np.ndarray, pull: float) -> np.ndarray:
    """Weights, the bias last, that make the right values of TEXTS likeliest, pulled towards those set by HAND."""
    x = _matrix(texts, names)
    firsts = np.cumsum([0, *(len(one.values) for one in texts)])[:-1]
    which = np.repeat(np.arange(len(texts)), [len(one.values) for one in texts])
    right = np.array([float(ok) for one in texts for ok in one.right])
    none = np.array([not any(one.right) for one in texts])
    counts = np.array([one.counts for one in texts])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        sums = x @ weights[:-1] + weights[-1]
        top = np.maximum(np.maximum.reduceat(sums, firsts), 0.0)
        parts = np.exp(sums - top[which])
        nothing = np.exp(-top)
        all_of = np.add.reduceat(parts, firsts) + nothing
        wanted = np.where(none, nothing, np.add.reduceat(parts * right, firsts))
        off = weights[:-1] - hand
        value = float((counts * (np.log(all_of) - np.log(wanted))).sum() + pull / 2 * off @ off)
        missed = counts[which] * (parts / all_of[which] - np.where(none[which], 0.0, parts * right / wanted[which]))
        return value, np.append(x.T @ missed + pull * off, missed.sum())

    start = np.append(hand, 0.0)
    found: np.ndarray = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 400}).x
    return found


def _matrix(texts: Sequence[Told], names: Sequence[str]) -> csr_matrix:
    column = {name: at for at, name in enumerate(names)}
    signs = [found for one in texts for found in one.signs]
    cells = [
        (row, column[name], much)
        for row, found in enumerate(signs)
        for sign, much in found.items()
        for name in (sign, side_of(sign))
        if name
    ]
    rows, columns, values = zip(*cells, strict=True)
    return csr_matrix((values, (rows, columns)), shape=(len(signs), len(names)))


def check(fact: str, told: Sequence[Told]) -> dict[str, float]:
    """The share read rightly when a fifth at a time is left out, cases whole: of all texts, of those that state it, of whole articles."""
    found: dict[str, int | None] = {}
    for fold in range(FOLDS):
        weights = learn(fact, [one for one in told if crc32(one.group.encode()) % FOLDS != fold])
        found |= {one.id: best(one, weights) for one in told if crc32(one.group.encode()) % FOLDS == fold}
    parts = {"all": told, "stated": [t for t in told if t.stated], "whole articles": [t for t in told if t.counts > 1]}
    return {
        name: round(sum(_agrees(one, found[one.id]) for one in part) / len(part), 3) for name, part in parts.items()
    }


def best(told: Told, weights: dict[str, float]) -> int | None:
    """Which value WEIGHTS choose; None where no sum is above 0."""
    sums = [weights[BIAS] + sum(weights.get(sign, 0.0) * much for sign, much in signs.items()) for signs in told.signs]
    most = max(sums, default=0.0)
    return sums.index(most) if most > 0 else None


def _agrees(told: Told, found: int | None) -> bool:
    return told.right[found] if found is not None else not told.stated


if __name__ == "__main__":
    main()
