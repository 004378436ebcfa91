"""Words as the index keeps them: small enough to be found, the same on every backend, with their strength baked in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain

from judgment.words import Worked, finer

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
# Words that stand in nearly every text and tell nothing: they would take a tenth of the index's room.
EMPTY_WORDS = frozenset(
    "的 了 在 是 和 与 及 等 也 都 就 而 对 将 于 为 以 其 这 那 之 并 从 到 中 上 或 但 又 还 让 把 给 着 过 们 个 该".split()
)
# Few words stand in a text more often than this, so most texts of a length share one table of marks.
STEPS = 15
# Longer tokens are no words but noise (base64, broken pages); both engines would treat them differently.
LONGEST = 64


def parts(word: str) -> tuple[str, ...]:
    """WORD cut into dictionary words that, joined, give it back: 拖欠工资 → 拖欠, 工资; (WORD,) where there are none."""
    return _found(word)[0]


def inner(word: str) -> tuple[str, ...]:
    """Dictionary words inside WORD beyond its `parts`, WORD itself among them when it was cut."""
    return _found(word)[1]


@lru_cache(maxsize=50_000)
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


def _token(word: str) -> tuple[str, ...]:
    if word in EMPTY_WORDS or len(word) > LONGEST or not any(character.isalnum() for character in word):
        return ()
    if any(character.isspace() or "\ue000" <= character <= "\ue010" for character in word):
        kept = ("".join(c for c in cut if not "\ue000" <= c <= "\ue010") for cut in word.split())
        return tuple(piece for cut in kept for piece in _token(cut))
    return parts(word)


def _tokens_of(coarse: str) -> list[str]:
    """The tokens of one word as the engine cuts it; on the way, the words inside it are noted."""
    words = finer(coarse)
    layers = tuple((_token(word), inner(word)) for word in words if _token(word) == parts(word) and inner(word))
    if layers:
        _LAYERED[coarse] = layers
    return list(chain.from_iterable(map(_token, words)))


_TOKENS = Worked(_tokens_of)
# Words with more words inside them than their tokens: few, so that a text's words are sifted in one step.
_LAYERED: dict[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]] = {}


def tokens(words: Iterable[str]) -> list[str]:
    """The searchable tokens of segmented WORDS (`cut` or `coarse`), in order: signs and blanks left out, long words in their parts."""
    return list(chain.from_iterable(map(_TOKENS.__getitem__, words)))


def strengths(title: list[str], text: list[str], words: Iterable[str]) -> dict[str, str]:
    """Each word of the record once, with the mark of its strength: title over lead over body, repeats saturating.

    TITLE and TEXT are tokens; WORDS the segmented words they came from, for the longer and shorter words inside them.
    """
    counts = Counter(text)
    lead = set(text[:LEAD_WORDS])
    body, in_body, in_lead = _steps(len(text), max(STEPS, *counts.values(), 0))
    found = {word: in_body[count] for word, count in counts.items()}
    found |= {word: in_lead[counts[word]] for word in lead}
    head = TITLE_WEIGHT / (LENGTH_SHARE * len(title) / AVERAGE_TITLE + 1 - LENGTH_SHARE)
    for word in set(title):
        weight = head * title.count(word) + body * counts[word] + (LEAD_WEIGHT if word in lead else 0)
        found[word] = MARKS[level_of(weight)]
    # What stands inside a word is as strong as its weakest piece, in whatever order the words are looked at.
    inside = [
        (layer, min([found[piece] for piece in pieces]))
        for word in set(filter(_LAYERED.__contains__, words))
        for pieces, layers in _LAYERED[word]
        for layer in layers
    ]
    for layer, mark in inside:
        if found.get(layer, "") < mark:
            found[layer] = mark
    return found


@lru_cache(maxsize=10_000)
def _steps(length: int, most: int) -> tuple[float, tuple[str, ...], tuple[str, ...]]:
    """For a text of LENGTH words: what one occurrence weighs, and the marks of 0 to MOST of them, in the body and the lead."""
    body = 1 / (LENGTH_SHARE * length / AVERAGE_TEXT + 1 - LENGTH_SHARE)
    return (
        body,
        tuple(MARKS[level_of(body * count)] for count in range(most + 1)),
        tuple(MARKS[level_of(body * count + LEAD_WEIGHT)] for count in range(most + 1)),
    )


def level_of(weight: float) -> int:
    """The step 1..LEVELS of a summed WEIGHT."""
    return min(LEVELS, 1 + int(LEVELS * weight / (weight + SATURATION)))
