"""Words as the index keeps them: small enough to be found, the same on every backend, with their strength baked in."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

# Strengths 1..8 of a word in a record, written as one private-use character after the word. Eight steps cost one byte
# less than sixteen and rank as well on the question set (benchmarks/index/quality).
LEVELS = 8
MARKS = tuple(chr(0xE000 + level) for level in range(LEVELS + 1))
# BM25's saturation and length constants (k1, b), and the lengths in words at which a field counts as average.
SATURATION = 1.5
LENGTH_SHARE = 0.6
AVERAGE_TITLE = 12
AVERAGE_TEXT = 320
LEAD_WORDS = 60
TITLE_WEIGHT = 4.0
LEAD_WEIGHT = 1.0
# Longer tokens are no words but noise (base64, broken pages); both engines would treat them differently.
LONGEST = 64


@lru_cache(maxsize=200_000)
def parts(word: str) -> tuple[str, ...]:
    """WORD cut into dictionary words that, joined, give it back: 拖欠工资 → 拖欠, 工资; (WORD,) where there are none."""
    return _found(word)[0]


@lru_cache(maxsize=200_000)
def inner(word: str) -> tuple[str, ...]:
    """Dictionary words inside WORD beyond its `parts`, WORD itself among them when it was cut."""
    return _found(word)[1]


@lru_cache(maxsize=200_000)
def _found(word: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if len(word) < 3 or word.isascii():
        return (word,), ()
    import rjieba

    found: list[str] = [piece for piece in rjieba.cut_for_search(word) if len(piece) > 1]
    cover: list[str] = []
    at = 0
    while at < len(word):
        fitting = [piece for piece in found if piece != word and word.startswith(piece, at)]
        if not fitting:
            return (word,), tuple(dict.fromkeys(piece for piece in found if piece != word))
        cover.append(max(fitting, key=len))
        at += len(cover[-1])
    return tuple(cover), tuple(dict.fromkeys(piece for piece in (*found, word) if piece not in cover))


def tokens(words: Iterable[str]) -> list[str]:
    """The searchable tokens of segmented WORDS, in order: signs and blanks left out, long words in their parts."""
    kept: list[str] = []
    for word in words:
        known = _token(word)
        if known:
            kept.extend(known)
    return kept


@lru_cache(maxsize=400_000)
def _token(word: str) -> tuple[str, ...]:
    if len(word) > LONGEST or not any(character.isalnum() for character in word):
        return ()
    if any(character.isspace() or "\ue000" <= character <= "\ue010" for character in word):
        return tuple(
            piece for cut in word.split() for piece in _token("".join(c for c in cut if not "\ue000" <= c <= "\ue010"))
        )
    return parts(word)


def strengths(title: list[str], text: list[str], coarse: Iterable[str]) -> list[str]:
    """Each word of the record once, marked with its strength: title over lead over body, repeats saturating."""
    long = LENGTH_SHARE * len(text) / AVERAGE_TEXT + 1 - LENGTH_SHARE
    body, lead = 1 / long, LEAD_WEIGHT
    head = TITLE_WEIGHT / (LENGTH_SHARE * len(title) / AVERAGE_TITLE + 1 - LENGTH_SHARE)
    found: dict[str, float] = {}
    get = found.get
    for word in text:
        found[word] = get(word, 0.0) + body
    for word in set(text[:LEAD_WORDS]):
        found[word] += lead
    for word in title:
        found[word] = get(word, 0.0) + head
    for word in set(coarse):
        pieces = parts(word)
        strength = min((get(piece, 0.0) for piece in pieces), default=0.0)
        for piece in inner(word):
            found[piece] = max(get(piece, 0.0), strength)
    return [word + MARKS[level_of(weight)] for word, weight in found.items()]


def level_of(weight: float) -> int:
    """The step 1..LEVELS of a summed WEIGHT."""
    return min(LEVELS, 1 + int(LEVELS * weight / (weight + SATURATION)))
