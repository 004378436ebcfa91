"""Writes `judgment/data/masking_weights.tsv` from the labelled texts beside it: how likely a seeming name without a role is somebody's.

python -m judgment.training.build_masking          needs numpy and scipy, as build_learned does

One logistic regression over what `judgment.masking.likelihood` counts, and the log-odds of the characters beside a name. Names behind a
role, in office or of public figures are decided by rules and not learned from. The same texts give the same weights.
"""

from __future__ import annotations

import json
import math
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from judgment.masking.candidates import candidates
from judgment.masking.firms import begins_firm, firm_names
from judgment.masking.likelihood import QUANTITIES, Neighbours, neighbours, quantities
from judgment.masking.model import name_model
from judgment.masking.seeds import role_ends
from judgment.masking.seeming import Seeming
from judgment.masking.surroundings import Candidate
from judgment.occurrences import occurrences
from judgment.words import plain

TEXTS = Path(__file__).parent / "texts"
FILE = Path(__file__).parents[1] / "data" / "masking_weights.tsv"
# Only scored, never learned from: benchmarks/masking.
SET_APART = ("wa_", "wf_")
# How strongly weights are pulled to 0, and how many mentions a character must have more than none to be told from the rest.
PULL, UNSEEN = 1.0, 2.0
# A character beside fewer names and seeming names than this says nothing.
FEWEST = 3


def articles(folder: Path = TEXTS) -> Iterator[tuple[str, set[str]]]:
    """Plain texts with the private persons named in them."""
    for file in sorted(folder.glob("*.jsonl")):
        if file.stem.startswith(SET_APART):
            continue
        for line in file.read_text("utf-8").splitlines():
            row = json.loads(line)
            if "persons" in row:
                yield plain(row["title"] + "\n" + row["text"]), {plain(name) for name in row["persons"]}


def seeming(text: str, persons: set[str]) -> Iterator[tuple[Seeming, bool]]:
    """What the weights decide about in TEXT, and whether the labels list it; parts of a person's name are left out, being neither."""
    mentions: dict[str, list[Candidate]] = {}
    for candidate in candidates(text, role_ends(text)):
        mentions.setdefault(candidate.name, []).append(candidate)
    firms = firm_names(text)
    for name, places in mentions.items():
        one, listed = Seeming(text, name, places), name in persons
        ruled = one.told or one.in_office or name in name_model().public or begins_firm(name, firms)
        part = not listed and any(name in person or person in name for person in persons)
        if not ruled and not part:
            yield one, listed


def log_odds(names: Sequence[str], others: Sequence[str]) -> dict[str, int]:
    """Hundredths of ln(share beside NAMES / share beside OTHERS) of each character, smoothed towards no difference."""
    by, against = Counter(names), Counter(others)
    share = UNSEEN / (len(names) + len(others))
    return {
        char: round(
            100 * math.log((by[char] + share * len(names)) / (len(names) + UNSEEN))
            - 100 * math.log((against[char] + share * len(others)) / (len(others) + UNSEEN))
        )
        for char in sorted(by.keys() | against.keys())
        if by[char] + against[char] >= FEWEST
    }


def learn_neighbours(texts: Sequence[tuple[str, set[str]]], found: Sequence[tuple[Seeming, bool]]) -> Neighbours:
    """What stands beside persons' names, wherever they stand, against what stands beside the others that were FOUND."""
    beside = [
        neighbours(text, at, at + len(name))
        for text, persons in texts
        for name in sorted(persons)
        for at in occurrences(text, name)
    ]
    others = [
        neighbours(one.text, place.start, place.end) for one, person in found if not person for place in one.mentions
    ]
    return Neighbours(*(log_odds([pair[side] for pair in beside], [pair[side] for pair in others]) for side in (0, 1)))


def learn_weights(found: Sequence[tuple[Seeming, bool]], beside: Neighbours) -> list[float]:
    """Weights of the quantities, the last of them pulled by nothing."""
    amounts = np.array([quantities(one, beside) for one, _ in found], float)
    person = np.array([listed for _, listed in found], float)
    pulled = np.array([PULL] * (len(QUANTITIES) - 1) + [0.0])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        odds = amounts @ weights
        short = 1 / (1 + np.exp(-odds)) - person
        value = float(np.sum(np.logaddexp(0, odds) - person * odds) + pulled @ weights**2 / 2)
        return value, amounts.T @ short + pulled * weights

    return [float(weight) for weight in minimize(loss, np.zeros(len(QUANTITIES)), jac=True).x]


def rows(weights: Sequence[float], beside: Neighbours) -> list[str]:
    """The lines of the file."""
    return [
        *(f"weight\t{name}\t{round(100 * weight)}" for name, weight in zip(QUANTITIES, weights, strict=True)),
        *(f"before\t{char}\t{odds}" for char, odds in beside.before.items()),
        *(f"behind\t{char}\t{odds}" for char, odds in beside.behind.items()),
    ]


def learn() -> list[str]:
    """The lines of the file as our texts teach them."""
    texts = list(articles())
    found = [one for text, persons in texts for one in seeming(text, persons)]
    beside = learn_neighbours(texts, found)
    return rows(learn_weights(found, beside), beside)


def main() -> None:
    learned = learn()
    note = (
        "# kind, name, hundredths of log-odds; written by judgment/training/build_masking.py from the texts beside it\n"
    )
    FILE.write_text(note + "\n".join(learned) + "\n", "utf-8")
    sys.stdout.write(f"{len(learned)} weights\n")


if __name__ == "__main__":
    main()
