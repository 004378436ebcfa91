"""What is known of names and words before any text is read."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files


def lines(file: str) -> list[str]:
    """Lines of one of our data files, comments left out."""
    text = files("judgment").joinpath(f"data/{file}").read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@lru_cache(maxsize=1)
def surnames() -> tuple[frozenset[str], frozenset[str]]:
    """Single-character surnames and compound ones."""
    single, compound, _ = lines("surnames.txt")
    return frozenset(single), frozenset(compound.split())


def rare_surnames() -> frozenset[str]:
    """Surnames that are read as such behind a role only."""
    return frozenset(lines("surnames.txt")[2])


class Lexicon:
    """Log-odds of characters in names (hundredths), and everyday words with the logarithm of their frequency."""

    def __init__(self) -> None:
        self.family: dict[str, int] = {}
        self.first: dict[str, int] = {}
        self.last: dict[str, int] = {}
        self.only: dict[str, int] = {}
        for line in lines("masking_names.tsv"):
            char, family, first, last, only = line.split("\t")
            self.family[char], self.first[char] = int(family), int(first)
            self.last[char], self.only[char] = int(last), int(only)
        self.words: dict[str, int] = {}
        for line in lines("masking_words.tsv"):
            length, size, joined = line.split("\t")
            step = int(length)
            self.words.update((joined[i : i + step], int(size)) for i in range(0, len(joined), step))


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon of this version, read once."""
    return Lexicon()
