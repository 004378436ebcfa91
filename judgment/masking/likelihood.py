"""How likely a seeming name that stands behind no role is somebody's: log-odds learned from our labelled articles."""

from __future__ import annotations

import math
from functools import lru_cache

from judgment.masking.characters import COMMON
from judgment.masking.lexicon import lines
from judgment.masking.seeming import Seeming
from judgment.masking.surroundings import Candidate

# What sounds better than this (hundredths of log-odds) needs nothing more.
SOUND_ENOUGH = 1200
QUANTITIES = (
    "sound",
    "two characters",
    "acts",
    "private",
    "private or titled",
    "firm",
    "times",
    "behind",
    "before",
    "both sides",
    "word",
    "listed",
    "always",
)


class Neighbours:
    """Log-odds, in hundredths, of the characters right before and right behind a name."""

    def __init__(self, before: dict[str, int], behind: dict[str, int]) -> None:
        self.before, self.behind = before, behind

    def beside(self, text: str, mention: Candidate) -> tuple[int, int]:
        """What stands before MENTION in TEXT and what behind it."""
        before, behind = neighbours(text, mention.start, mention.end)
        return self.before.get(before, 0), self.behind.get(behind, 0)


def neighbours(text: str, start: int, end: int) -> tuple[str, str]:
    """The characters before START and at END, spaces passed over: digits alike, letters alike, and the text's edges."""
    start -= text[start - 1 : start] == " "
    end += text[end : end + 1] == " "
    return _kind(text[start - 1 : start] if start else ""), _kind(text[end : end + 1])


def _kind(char: str) -> str:
    if not char or char == "\n":
        return "edge"
    if char.isdigit():
        return "digit"
    return "letter" if char.isascii() and char.isalpha() else char


def quantities(one: Seeming, beside: Neighbours) -> list[float]:
    """Of ONE, in the order of QUANTITIES."""
    mentions = one.mentions
    sides = [beside.beside(one.text, mention) for mention in mentions]
    return [
        min(max(mention.sound for mention in mentions), SOUND_ENOUGH) / 100,
        len(one.name) == 2,
        any(mention.human for mention in mentions),
        any(mention.private and not mention.faint for mention in mentions),
        any(mention.private for mention in mentions),
        sum(mention.firm for mention in mentions) / len(mentions),
        math.log(len(mentions)),
        max(behind for _, behind in sides) / 100,
        max(before for before, _ in sides) / 100,
        max(before + behind for before, behind in sides) / 100,
        one.name[0] in COMMON,
        any(mention.among_names for mention in mentions),
        1,
    ]


@lru_cache(maxsize=1)
def _learned() -> tuple[list[float], Neighbours]:
    rows = [line.split("\t") for line in lines("masking_weights.tsv")]
    weights = {name: int(value) / 100 for kind, name, value in rows if kind == "weight"}
    tables = ({char: int(value) for kind, char, value in rows if kind == side} for side in ("before", "behind"))
    return [weights[name] for name in QUANTITIES], Neighbours(*tables)


def log_odds(one: Seeming) -> float:
    """Natural log-odds that ONE is a private person's name."""
    weights, beside = _learned()
    return sum(weight * amount for weight, amount in zip(weights, quantities(one, beside), strict=True))
