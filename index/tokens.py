"""Words as the index keeps them: small enough to be found, the same on every backend, with their strength baked in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import chain

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
# Longer tokens are no words but noise (base64, broken pages); both engines would treat them differently.
LONGEST = 64


class _Table(dict[str, tuple[str, ...]]):
    """What each word comes to, worked out once; emptied when it has grown past what a language has."""

    FULL = 500_000

    def __init__(self, work_out: Callable[[str], tuple[str, ...]]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, word: str) -> tuple[str, ...]:
        if len(self) > self.FULL:
            self.clear()
        found = self._work_out(word)
        self[word] = found
        return found


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


_TOKENS = _Table(_token)
_INNER = _Table(lambda word: inner(word) if _token(word) else ())


def tokens(words: Iterable[str]) -> list[str]:
    """The searchable tokens of segmented WORDS, in order: signs and blanks left out, long words in their parts."""
    return list(chain.from_iterable(map(_TOKENS.__getitem__, words)))


def strengths(title: list[str], text: list[str], words: Iterable[str]) -> str:
    """Each word of the record once, marked with its strength: title over lead over body, repeats saturating.

    TITLE and TEXT are tokens; WORDS the segmented words they came from, for the longer and shorter words inside them.
    """
    body = 1 / (LENGTH_SHARE * len(text) / AVERAGE_TEXT + 1 - LENGTH_SHARE)
    head = TITLE_WEIGHT / (LENGTH_SHARE * len(title) / AVERAGE_TITLE + 1 - LENGTH_SHARE)
    counts: dict[str, int] = Counter(text)
    most = max(counts.values(), default=0) + 1
    in_body = [MARKS[level_of(body * count)] for count in range(most)]
    in_lead = [MARKS[level_of(body * count + LEAD_WEIGHT)] for count in range(most)]
    found = {word: in_body[count] for word, count in counts.items()}
    lead = set(text[:LEAD_WORDS])
    for word in lead:
        found[word] = in_lead[counts[word]]
    for word, count in Counter(title).items():
        weight = head * count + body * counts.get(word, 0) + (LEAD_WEIGHT if word in lead else 0)
        found[word] = MARKS[level_of(weight)]
    for word in set(words):
        pieces = _INNER[word]
        if pieces:
            mark = min(found[piece] for piece in _TOKENS[word])
            for piece in pieces:
                if found.get(piece, "") < mark:
                    found[piece] = mark
    return " ".join([word + mark for word, mark in found.items()])


def level_of(weight: float) -> int:
    """The step 1..LEVELS of a summed WEIGHT."""
    return min(LEVELS, 1 + int(LEVELS * weight / (weight + SATURATION)))
