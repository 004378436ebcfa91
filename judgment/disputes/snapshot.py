"""The book of disputes as a file, so that the next run need not read every article and decide everything again.

A snapshot is a convenience: it says which state of the index it was made from, and whoever finds another state, another
version of the program or a damaged file builds the book from the articles (`DisputeBook.restore`).
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

from yanpan_domain.identifiers import digest

if TYPE_CHECKING:
    from judgment.disputes.book import DisputeBook
    from judgment.disputes.decisions import Decision

_MAGIC = b"yanpan disputes 1\n"
# What a snapshot of another program version would get wrong: how features are read, packed and tied.
_CODE = (
    "features",
    "packed",
    "same",
    "names",
    "overview",
    "spread",
    "keytable",
    "candidates",
    "ties",
    "partition",
    "families",
    "ruled",
    "identities",
    "family_names",
    "cases",
    "book",
)


def save(book: DisputeBook, state: str, decisions: Iterable[Decision], path: Path) -> None:
    """Write BOOK, which stands as the index in STATE and DECISIONS make it, in place of what PATH held."""
    parts: list[bytes] = []
    small = book.written(parts)
    head = json.dumps(
        {"state": state, "decisions": _told(decisions), "code": _code(), "small": small, "sizes": [len(part) for part in parts]},
        ensure_ascii=False,
    ).encode()  # fmt: skip
    body = b"".join(parts)
    written = path.with_suffix(".new")
    with written.open("wb") as file:
        for part in (
            _MAGIC,
            len(head).to_bytes(8, "little"),
            head,
            crc32(body, crc32(head)).to_bytes(4, "little"),
            body,
        ):
            file.write(part)
        file.flush()
        os.fsync(file.fileno())
    written.replace(path)


def load(book: DisputeBook, state: str, decisions: Iterable[Decision], path: Path) -> bool:
    """Fill BOOK, which is new, from PATH; False, and nothing done, when that holds another state or is damaged."""
    try:
        read = path.read_bytes()
    except OSError:
        return False
    start = len(_MAGIC) + 8
    if read[: len(_MAGIC)] != _MAGIC or len(read) < start:
        return False
    end = start + int.from_bytes(read[len(_MAGIC) : start], "little")
    body = memoryview(read)[end + 4 :]
    if crc32(body, crc32(read[start:end])).to_bytes(4, "little") != read[end : end + 4]:
        return False
    head: dict[str, Any] = json.loads(read[start:end])
    if (head["state"], head["decisions"], head["code"]) != (state, _told(decisions), _code()):
        return False
    parts, at = [], 0
    for size in head["sizes"]:
        parts.append(bytes(body[at : at + size]))
        at += size
    book.read_back(head["small"], parts)
    return True


def _told(decisions: Iterable[Decision]) -> str:
    return digest("\n".join(f"{one.verdict} {one.one} {one.other}" for one in decisions), "r")


def _code() -> str:
    folder = Path(__file__).parent
    return digest("".join((folder / f"{name}.py").read_text("utf-8") for name in _CODE), "c")
