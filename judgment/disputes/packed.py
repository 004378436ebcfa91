"""Features of articles as bytes: a tenth of what the same objects take, nothing for the garbage collector to walk, and what a
snapshot writes."""

from __future__ import annotations

from struct import Struct

from judgment.disputes.features import Facts, Features
from judgment.fingerprints import Sketch

# at, shingles of the text, hashes kept, tellings
_ARTICLE = Struct("<qIHB")
# length, at, workers, issues, is_wide and goes_on, places, amounts, words, pairs of the title, length of the names
_TELLING = Struct("<HqIHBBBBBH")
_MOST = 255
_WORKERS = (1 << 32) - 1
_MONEY = (1 << 63) - 1


def packed(features: Features) -> bytes:
    """FEATURES without the article's id."""
    hashes = features.sketch.hashes
    tellings = features.tellings[:_MOST]
    head = _ARTICLE.pack(features.at, features.sketch.size, len(hashes) // 4, len(tellings))
    return b"".join((head, hashes, *map(_telling, tellings)))


def _telling(facts: Facts) -> bytes:
    names = "\n".join(facts.employers).encode()[: 1 << 14]
    placed, money = facts.placed[:_MOST], facts.money[:_MOST]
    words = facts.words[: 4 * _MOST]
    numbers = Struct(f"<{len(placed)}I{len(money)}q").pack(*placed, *(min(amount, _MONEY) for amount in money))
    body = numbers + words + facts.title + names
    flags = facts.is_wide | facts.goes_on << 1 | facts.is_faint << 2
    head = _TELLING.pack(
        _TELLING.size + len(body), facts.at, min(facts.workers, _WORKERS), facts.issues, flags, len(placed), len(money),
        len(words) // 4, len(facts.title) // 2, len(names),
    )  # fmt: skip
    return head + body


def unpacked(article: str, data: bytes) -> Features:
    """The features of ARTICLE that DATA holds."""
    at, size, _, tellings = _ARTICLE.unpack_from(data)
    return Features(article, at, Sketch(_hashes(data), size), tuple(facts(data, number) for number in range(tellings)))


def outline(data: bytes) -> tuple[int, int, int]:
    """When the article was published, how many shingles its text has, and how many disputes it tells of."""
    at, size, _, tellings = _ARTICLE.unpack_from(data)
    return at, size, tellings


def tells(data: bytes) -> int:
    """2 when the article tells of a dispute, 1 when it only may belong to one, 0 when it tells of none."""
    if not outline(data)[2]:
        return 0
    return 1 if facts(data, 0).is_faint else 2


def _hashes(data: bytes) -> bytes:
    return data[_ARTICLE.size : _ARTICLE.size + 4 * _ARTICLE.unpack_from(data)[2]]


def facts(data: bytes, number: int) -> Facts:
    """Telling NUMBER of the article."""
    start = _ARTICLE.size + 4 * _ARTICLE.unpack_from(data)[2]
    for _ in range(number):
        start += _TELLING.unpack_from(data, start)[0]
    end, at, workers, issues, flags, placed, money, words, title, names = _TELLING.unpack_from(data, start)
    begin, end = start + _TELLING.size, start + end
    values = _values(placed, money).unpack_from(data, begin)
    title_end = end - names
    words_end = title_end - 2 * title
    return Facts(
        tuple(data[title_end:end].decode("utf-8", "ignore").split("\n")) if names else (),
        values[:placed],
        issues,
        at,
        workers,
        values[placed:],
        data[words_end - 4 * words : words_end],
        bool(flags & 1),
        bool(flags & 2),
        data[words_end:title_end],
        bool(flags & 4),
    )


_SHAPES: dict[tuple[int, int], Struct] = {}


def _values(placed: int, money: int) -> Struct:
    """The shape of so many places and amounts; few shapes ever occur."""
    found = _SHAPES.get((placed, money))
    if found is None:
        found = _SHAPES[placed, money] = Struct(f"<{placed}I{money}q")
    return found
