"""Fingerprints of a text that survive a changed title, an added lead, cut paragraphs and the other script.

A text is reduced to shingles (runs of eight characters that start at a sampled character), each hashed to 32 bits; the
smallest hashes are kept (a bottom-k sketch). Unlike SimHash, and unlike banded MinHash, such a sketch tells how much of the
*shorter* text stands in the longer one, which is what a cut reprint keeps (docs/decisions/judgment-fingerprints.md).
"""

from __future__ import annotations

import re
from array import array
from functools import lru_cache
from zlib import crc32

from judgment.words import plain

# Eight characters hardly ever meet by chance, and one changed character spoils eight positions at most.
SHINGLE = 8
# One start in four is hashed, chosen by the character it starts with, so both copies choose the same ones.
SAMPLE = 4
# 64 hashes put the standard error of a containment of 0.8 at 0.05; long texts keep an eighth of theirs, at most 128.
KEPT, KEPT_LONG = 64, 128
# Twelve smallest hashes are looked up: two texts that share 40 % of their shingles are missed 2 times in 1,000.
KEYS = 12
# Below this many characters the title counts as text: a headline without a body is all there is.
SHORT = 60

_NOT_TEXT = re.compile(r"[^0-9a-z\u4e00-\u9fff\u3400-\u4dbf]+")
# What masking writes differs from copy to copy (李某1, 李某2): it is no part of the text.
_MASKS = re.compile(r"〔[^〕]{1,6}〕|某[0-9]{0,3}")


class Sketch:
    """The smallest shingle hashes of a text, ascending, and how many shingles it had."""

    __slots__ = ("hashes", "size")

    def __init__(self, hashes: bytes, size: int) -> None:
        self.hashes = hashes
        self.size = size

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sketch) and self.size == other.size and self.hashes == other.hashes

    def __hash__(self) -> int:
        return hash((self.hashes, self.size))

    @property
    def values(self) -> array[int]:
        return array("I", self.hashes)

    @property
    def is_whole(self) -> bool:
        """Whether every shingle was kept."""
        return self.size * array("I").itemsize == len(self.hashes)

    def lookup(self) -> array[int]:
        """The hashes to look a copy up by."""
        return array("I", self.hashes[: KEYS * 4])


def sketch(title: str, text: str) -> Sketch:
    """The fingerprint of TEXT (of TITLE too when the text is hardly there)."""
    body = _MASKS.sub("", plain(text))
    if len(body) < SHORT:
        body = _MASKS.sub("", plain(title)) + body
    letters = _NOT_TEXT.sub("", body)
    found = sorted({crc32(run.encode("utf-16-le")) for run in _starts().findall(letters)})
    if len(found) < SAMPLE:  # a line or less: the whole of it is one shingle
        found = sorted({crc32(letters.encode("utf-16-le"))}) if letters else []
    kept = found[: min(KEPT_LONG, max(KEPT, len(found) // 8))]
    return Sketch(array("I", kept).tobytes(), len(found))


@lru_cache(maxsize=1)
def _starts() -> re.Pattern[str]:
    """Finds the runs that start with a sampled character, overlapping ones too."""
    sampled = "".join(chr(code) for code in range(0x4E00, 0xA000) if code % SAMPLE == 0) + "048cgkosw"
    return re.compile(f"(?=([{sampled}].{{{SHINGLE - 1}}}))")


def containment(one: Sketch, other: Sketch) -> float:
    """How much of the shorter text stands in the longer one, 0..1, estimated from what both sketches can see."""
    a, b = one.values, other.values
    if not a or not b:
        return 0.0
    horizon = min(0xFFFFFFFF if one.is_whole else a[-1], 0xFFFFFFFF if other.is_whole else b[-1])
    left = {value for value in a if value <= horizon}
    right = {value for value in b if value <= horizon}
    return len(left & right) / max(1, min(len(left), len(right)))


def size_ratio(one: Sketch, other: Sketch) -> float:
    """Shorter over longer, 0..1."""
    return min(one.size, other.size) / max(1, one.size, other.size)
