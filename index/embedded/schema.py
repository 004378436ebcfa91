"""The folder's schema: articles and disputes in one Tantivy index, so that one commit covers both."""

from __future__ import annotations

from typing import Any

from index.documents import Flat
from index.fields import ARTICLE_FIELDS, DISPUTE_FIELDS, Field, Kind

# Disputes' fields carry this prefix; so a query on articles never meets a dispute.
PREFIXES = {"article": "", "dispute": "d_"}
FIELDS: dict[str, dict[str, Field]] = {"article": ARTICLE_FIELDS, "dispute": DISPUTE_FIELDS}
# Both split the spaced tokens and nothing else; "raw" takes a keyword whole.
SPACED = "whitespace"


def schema() -> Any:
    """Every field of both kinds; `kind` tells them apart where a query has nothing else to hold on to."""
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("kind", tokenizer_name="raw", index_option="basic")
    builder.add_bytes_field("record", stored=True)
    for kind, fields in FIELDS.items():
        prefix = PREFIXES[kind]
        builder.add_text_field(prefix + "words", tokenizer_name=SPACED, index_option="basic")
        for name in ("id_head", "id_next"):
            builder.add_integer_field(prefix + name, indexed=False, fast=True)
        for field in fields.values():
            if field.kind is Kind.KEYWORD:
                stored = field.name == "id"
                builder.add_text_field(
                    prefix + field.name, stored=stored, fast=True, tokenizer_name="raw", index_option="basic"
                )
            elif field.kind is Kind.NUMBER:
                builder.add_integer_field(prefix + field.name, indexed=False, fast=True)
            else:
                builder.add_text_field(prefix + field.name, tokenizer_name=SPACED, index_option="position")
    return builder.build()


def document(flat: Flat, kind: str, record: bytes) -> Any:
    """FLAT as Tantivy takes it, with its packed RECORD."""
    import tantivy

    prefix = PREFIXES[kind]
    made = tantivy.Document()
    made.add_text("kind", kind)
    made.add_bytes("record", record)
    made.add_text(prefix + "words", flat.words)
    head, following = id_numbers(flat.id)
    made.add_integer(prefix + "id_head", head)
    made.add_integer(prefix + "id_next", following)
    for name, values in flat.keywords.items():
        for value in values:
            made.add_text(prefix + name, value)
    for name, number in flat.numbers.items():
        made.add_integer(prefix + name, number)
    for name, text in flat.texts.items():
        made.add_text(prefix + name, text)
    return made


def id_numbers(identifier: str) -> tuple[int, int]:
    """The first 14 bytes of an id as two numbers that sort as the id does; 7 bytes fit a whole number with room."""
    data = identifier.encode("utf-8", "replace")[:14].ljust(14, b"\0")
    return int.from_bytes(data[:7], "big"), int.from_bytes(data[7:], "big")
