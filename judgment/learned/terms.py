"""The words that were learned: one pass finds them, one sum of integers answers every question at once."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files
from math import sqrt
from struct import unpack

from judgment.document import Document
from yanpan_domain.fact import Evidence

PACKAGED = "model_terms.bin"
# A weight is one byte, stored with 128 added; in memory it takes the lowest of FIELD bytes, so that the weights of 65,536
# terms can be added without one question's sum running into the next one's, nor the last one's into what lies ABOVE.
_MIDDLE, _FIELD, _ABOVE = 128, 4, 8
MOST_TERMS = 65_536
# Texts up to about this length count their terms alike; chosen, like the pulls, on the half that is read while building.
_BRIEF = 100
# So many characters are looked through at a time: every place of every term of a megabyte would take 100 MB.
_SLICE = 20_000


class _Packed(dict[str, int]):
    """Per term all of its weights in one integer, its number above them, made when it is first met: most terms are rare.

    Of the thousands of terms in a text hardly one is in the processor's cache: each is looked up once.
    """

    def __init__(self, numbers: dict[str, int], columns: tuple[bytes, ...]) -> None:
        super().__init__()
        self._numbers, self._columns = numbers, columns

    def __missing__(self, term: str) -> int:
        number = self._numbers[term]
        wide = bytearray(len(self._columns) * _FIELD)
        wide[::_FIELD] = bytes(column[number] for column in self._columns)
        found = self[term] = int.from_bytes(wide + number.to_bytes(_ABOVE, "little"), "little")
        return found


@dataclass(frozen=True)
class TermModel:
    """Terms, and per question a column with one signed byte for each; a byte times the question's scale is the weight."""

    questions: tuple[str, ...]
    scales: tuple[float, ...]
    terms: tuple[str, ...]
    columns: tuple[bytes, ...]

    @cached_property
    def _automaton(self):  # type: ignore[no-untyped-def]
        from ahocorasick_rs import AhoCorasick

        # Asked for the words themselves, it hands out those it keeps and makes no triple for each hit: half the time.
        return AhoCorasick(self.terms, store_patterns=True)

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self.terms), default=0)

    @cached_property
    def _packed(self) -> _Packed:
        return _Packed({term: number for number, term in enumerate(self.terms)}, self.columns)

    def find(self, plain: str) -> set[str]:
        """The terms in PLAIN; a longer one does not hide those inside it."""
        found: set[str] = set()
        for start in range(0, len(plain), _SLICE):
            part = plain[start : start + _SLICE + self._longest]
            found.update(self._automaton.find_matches_as_strings(part, overlapping=True))
        return found

    def packed(self, terms: Iterable[str]) -> list[int]:
        """Each of TERMS as one integer that holds its weights and its number."""
        return list(map(self._packed.__getitem__, terms))

    def sums(self, packed: Sequence[int]) -> list[int]:
        """Per question the sum of the weights of PACKED terms."""
        told = sum(packed).to_bytes(len(self.questions) * _FIELD + _ABOVE, "little")
        middle = _MIDDLE * len(packed)
        return [value - middle for value in unpack(f"<{len(self.questions)}I{_ABOVE}x", told)]

    def numbers(self, packed: Iterable[int]) -> list[int]:
        """The places of PACKED terms in the columns."""
        above = len(self.questions) * _FIELD * 8
        return [term >> above for term in packed]

    def weight(self, term: int, question: int) -> float:
        """What one TERM says on one QUESTION, before the length of the text is heeded."""
        return (self.columns[question][term] - _MIDDLE) * self.scales[question]

    def dump(self) -> bytes:
        """The model as bytes: a line of JSON, a line of terms, a row of bytes per term; compressed."""
        head = json.dumps({"questions": self.questions, "scales": self.scales}, separators=(",", ":"))
        rows = bytearray(len(self.terms) * len(self.questions))
        for at, column in enumerate(self.columns):
            rows[at :: len(self.questions)] = column
        return zlib.compress("\n".join((head, " ".join(self.terms), "")).encode() + rows, 9)


def load(data: bytes) -> TermModel:
    """The model that `dump` wrote."""
    head, terms, rows = zlib.decompress(data).split(b"\n", 2)
    told = json.loads(head)
    questions = tuple(told["questions"])
    return TermModel(questions, tuple(told["scales"]), tuple(terms.decode().split(" ")), _columns(rows, len(questions)))


def _columns(rows: bytes, count: int) -> tuple[bytes, ...]:
    return tuple(rows[at::count] for at in range(count))


def quantized(questions: Sequence[str], terms: Sequence[str], weights: Sequence[Sequence[float]]) -> TermModel:
    """The model of TERMS with WEIGHTS (per term one for each question), each question scaled to its largest."""
    scales = [max(1e-9, *(abs(row[at]) for row in weights)) / 127 for at in range(len(questions))]
    rows = bytes(round(value / scale) + _MIDDLE for row in weights for value, scale in zip(row, scales, strict=True))
    rounded = tuple(float(f"{scale:.6g}") for scale in scales)
    return TermModel(tuple(questions), rounded, tuple(terms), _columns(rows, len(questions)))


@lru_cache(maxsize=1)
def packaged() -> TermModel:
    """The model that ships."""
    return load((files("judgment") / "data" / PACKAGED).read_bytes())


class TermReading:
    """What the learned words of one document say on each question, and which of them say it."""

    def __init__(self, document: Document, model: TermModel | None = None) -> None:
        self._document = document
        self._model = model or packaged()
        self._plain = joined(document)
        self._found = self._model.packed(self._model.find(self._plain))
        count = share(self._plain)
        self.says = {
            question: total * scale * count
            for question, total, scale in zip(
                self._model.questions, self._model.sums(self._found), self._model.scales, strict=True
            )
        }

    @cached_property
    def _numbers(self) -> list[int]:
        return self._model.numbers(self._found)

    def strongest(self, question: str, most: int = 3) -> tuple[Evidence, ...]:
        """The MOST words that speak loudest for QUESTION, none across another."""
        model, at = self._model, self._model.questions.index(question)
        column = model.columns[at]
        ranked = _loudest(self._numbers, column, most * 4)
        kept: list[tuple[int, int]] = []
        told: list[Evidence] = []
        for term in ranked:
            if len(told) == most:
                break
            start = self._plain.find(model.terms[term])
            end = start + len(model.terms[term])
            apart = all(end <= other_start or start >= other_end for other_start, other_end in kept)
            if apart:
                kept.append((start, end))
                told.append(self._evidence(term, start, end, at))
        return tuple(told)

    def _evidence(self, term: int, start: int, end: int, question: int) -> Evidence:
        field, before = ("title", 0) if end <= len(self._document.title) else ("text", len(self._document.title) + 1)
        return Evidence(
            field=field,
            start=start - before,
            end=end - before,
            quote=self._document.quote(field, start - before, end - before),
            rule=f"learned:{self._model.terms[term]}",
            confidence=round(min(1.0, self._model.weight(term, question)), 3),
        )


def _loudest(terms: list[int], column: bytes, most: int) -> list[int]:
    """Those MOST of TERMS that speak for a question, by the bytes of its COLUMN; of equal ones the earlier first."""
    # Bytes are looked through faster than any list is sorted.
    told = bytes(map(column.__getitem__, terms))
    found: list[int] = []
    for value in sorted(set(told), reverse=True):
        if value <= _MIDDLE or len(found) >= most:
            break
        alike, at = [], told.find(value)
        while at >= 0:
            alike.append(terms[at])
            at = told.find(value, at + 1)
        found += sorted(alike)
    return found[:most]


def joined(document: Document) -> str:
    """Title and text in plain form, as the terms are looked for; no term holds a full stop, so none lies across."""
    return f"{document.plain_title}。{document.plain_text}"


def share(plain: str) -> float:
    """What each term counts in a text of this length: long texts hold more of everything, and a headline proves little."""
    return 1 / sqrt(_BRIEF + len(plain))
