"""The indices' mappings: strict, and the same fields as the embedded schema."""

from __future__ import annotations

from typing import Any

from index.asking import FIELDS
from index.documents import SCHEMA
from index.fields import Kind

_TYPES: dict[Kind, dict[str, Any]] = {
    Kind.KEYWORD: {"type": "keyword", "ignore_above": 8191},
    Kind.NUMBER: {"type": "long", "index": True},
    Kind.TEXT: {"type": "text", "analyzer": "whitespace", "norms": False, "index_options": "positions"},
}
_MARKED = {"type": "text", "analyzer": "whitespace", "norms": False, "index_options": "docs"}


def mapping(kind: str) -> dict[str, Any]:
    """KIND's mapping. `words`, `meanings` and the texts are searched, never given back: `record` holds all that is shown."""
    properties = {field.name: _TYPES[field.kind] for field in FIELDS[kind].values()}
    texts = [field.name for field in FIELDS[kind].values() if field.kind is Kind.TEXT]
    return {
        "dynamic": "strict",
        "_meta": {"schema": SCHEMA},
        "_source": {"excludes": ["words", "meanings", *texts]},
        "properties": {
            **properties,
            "words": _MARKED,
            "meanings": _MARKED,
            "record": {"type": "object", "enabled": False},
        },
    }


def settings(replicas: int = 0) -> dict[str, Any]:
    """One shard an index: a year of articles is small, and fewer shards answer sooner."""
    return {
        "number_of_shards": 1,
        "number_of_replicas": replicas,
        "auto_expand_replicas": "0-1",
        "refresh_interval": "-1",
        "max_result_window": 20_000,
        "max_terms_count": 65_536,
    }
