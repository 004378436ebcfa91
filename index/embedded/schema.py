"""The folder's schema: articles and disputes in one Tantivy index, so that one commit covers both."""

from __future__ import annotations

from typing import Any

from index.documents import Flat
from index.embedded.facets import COLUMNS, columns, has_own_column
from index.fields import ARTICLE_FIELDS, DISPUTE_FIELDS, Field, Kind

FIELDS: dict[str, dict[str, Field]] = {"article": ARTICLE_FIELDS, "dispute": DISPUTE_FIELDS}
KINDS = tuple(FIELDS)
# Both kinds share their fields, and `kind` tells them apart; only the id that a record replaces itself by is each one's own.
ID = {"article": "article_id", "dispute": "dispute_id"}
# Splits the spaced tokens and nothing else; "raw" takes a keyword whole.
SPACED = "whitespace"


def schema() -> Any:
    """Every field of both kinds."""
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("kind", tokenizer_name="raw", index_option="basic")
    builder.add_bytes_field("record", stored=True)
    for name in ("words", "meanings"):
        builder.add_text_field(name, tokenizer_name=SPACED, index_option="basic")
    builder.add_json_field(COLUMNS, fast=True, tokenizer_name="raw", index_option="basic")
    for name in ID.values():
        builder.add_text_field(name, stored=True, tokenizer_name="raw", index_option="basic")
    for name in ("id_head", "id_next"):
        builder.add_integer_field(name, indexed=False, fast=True)
    for field in (ARTICLE_FIELDS | DISPUTE_FIELDS).values():
        if field.name == "id":
            continue
        if field.kind is Kind.KEYWORD:
            fast = field.counted and has_own_column(field.name)
            builder.add_text_field(field.name, fast=fast, tokenizer_name="raw", index_option="basic")
        elif field.kind is Kind.NUMBER:
            builder.add_integer_field(field.name, indexed=False, fast=True)
        else:
            builder.add_text_field(field.name, tokenizer_name=SPACED, index_option="position")
    return builder.build()


def document(flat: Flat, kind: str, record: bytes) -> Any:
    """FLAT as Tantivy takes it, with its packed RECORD."""
    import tantivy

    made = tantivy.Document()
    made.add_text("kind", kind)
    made.add_text(ID[kind], flat.id)
    made.add_bytes("record", record)
    made.add_text("words", flat.words)
    made.add_text("meanings", flat.meanings)
    made.add_json(COLUMNS, columns(flat.keywords))
    head, following = id_numbers(flat.id)
    made.add_integer("id_head", head)
    made.add_integer("id_next", following)
    for name, values in flat.keywords.items():
        if name != "id":
            for value in values:
                made.add_text(name, value)
    for name, number in flat.numbers.items():
        made.add_integer(name, number)
    for name, text in flat.texts.items():
        made.add_text(name, text)
    return made


def id_numbers(identifier: str) -> tuple[int, int]:
    """The first 14 bytes of an id as two numbers that sort as the id does; 7 bytes fit a whole number with room."""
    data = identifier.encode("utf-8", "replace")[:14].ljust(14, b"\0")
    return int.from_bytes(data[:7], "big"), int.from_bytes(data[7:], "big")
