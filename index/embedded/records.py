"""Records in few bytes: JSON, its repeated texts left out, compressed with a dictionary learned from the index itself.

A news record is too small to be compressed well alone: with a dictionary it takes half the room, and is read in
microseconds (docs/decisions/index-stored-records.md). The dictionary lies beside the index and holds masked text only;
`rebuild` learns a new one.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from yanpan_domain.dispute import Dispute
from yanpan_domain.judgment import JudgedArticle

Record = TypeVar("Record", JudgedArticle, Dispute)
# Twice what zstd takes by itself: real news shrinks by another twentieth, twice more would gain a hundredth.
DICTIONARY_BYTES = 262_144
SAMPLES = 2_000
LEVEL = 3
# First byte of a stored record: the dictionary's number (0: none), plus this when title and text stand in it once only.
ONCE = 0x80

_encode = msgspec.json.Encoder().encode


class Codec:
    """Packs and unpacks records of one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._unpackers: dict[int, Any] = {}
        self._packers: dict[int, Any] = {}
        self.newest = max((_number(path) for path in folder.glob("records-*.dictionary")), default=0)

    def pack(self, record: JudgedArticle | Dispute) -> tuple[bytes, bytes]:
        """RECORD as stored, and the JSON that was compressed."""
        once = 0
        if isinstance(record, JudgedArticle) and _twice(record):
            record, once = replace(record, judgment=replace(record.judgment, title="", text="")), ONCE
        told = _encode(record)
        return bytes((self.newest | once,)) + self._packer(self.newest).compress(told), told

    def unpack(self, stored: bytes, kind: type[Record]) -> Record:
        """The record that `pack` was given."""
        told = self._unpacker(stored[0] & ~ONCE).decompress(stored[1:])
        record: Record = msgspec.json.decode(told, type=kind)
        if isinstance(record, JudgedArticle) and stored[0] & ONCE:
            # Nobody else holds the record yet; making two copies of it would take as long as reading it.
            for name in ("title", "text"):
                object.__setattr__(record.judgment, name, getattr(record.article, name))
        return record

    def learn(self, samples: Sequence[bytes]) -> None:
        """Make the next dictionary from SAMPLES; it is on the disk for good before anything is packed with it."""
        import zstandard

        number = self.newest + 1
        if number >= ONCE:
            return
        try:
            learned = zstandard.train_dictionary(DICTIONARY_BYTES, list(samples)).as_bytes()
        except zstandard.ZstdError:  # too little material, or all alike: nothing to gain
            return
        path = self._path(number)
        part = path.with_suffix(".part")
        with part.open("wb") as opened:
            opened.write(learned)
            opened.flush()
            os.fsync(opened.fileno())
        part.replace(path)
        folder = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
        self.newest = number

    def _path(self, number: int) -> Path:
        return self._folder / f"records-{number}.dictionary"

    def _packer(self, number: int) -> Any:
        if number not in self._packers:
            import zstandard

            dictionary = self._dictionary(number)
            if dictionary is not None:
                dictionary.precompute_compress(level=LEVEL)
            self._packers[number] = zstandard.ZstdCompressor(level=LEVEL, dict_data=dictionary, write_dict_id=False)
        return self._packers[number]

    def _unpacker(self, number: int) -> Any:
        if number not in self._unpackers:
            import zstandard

            self._unpackers[number] = zstandard.ZstdDecompressor(dict_data=self._dictionary(number))
        return self._unpackers[number]

    def _dictionary(self, number: int) -> Any:
        import zstandard

        return zstandard.ZstdCompressionDict(self._path(number).read_bytes()) if number else None


def _twice(judged: JudgedArticle) -> bool:
    """Whether title and text stand in the record twice, as they do once an article is masked."""
    article, judgment = judged.article, judged.judgment
    return (article.title, article.text) == (judgment.title, judgment.text)


def _number(path: Path) -> int:
    number = path.stem.rpartition("-")[2]
    return int(number) if number.isdigit() else 0
