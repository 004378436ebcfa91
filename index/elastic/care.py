"""Looks after the indices on a server."""

from __future__ import annotations

from typing import Any

from index.documents import SCHEMA
from index.elastic.connection import Connection, connect
from index.elastic.layout import PLURAL, Layout


def check(where: str) -> dict[str, Any]:
    """Counts, room, the server's own word on the shards, and articles that lie in two indices (there must be none)."""
    connection = connect(where)
    layout = Layout(connection)
    with connection.translated():
        client = connection.client
        names = ",".join(layout.alias(kind) for kind in PLURAL)
        stats = client.indices.stats(index=names, metric="docs,store")["_all"]["primaries"]
        health = client.cluster.health(index=names, timeout="5s")["status"]
        counts = {plural: client.count(index=layout.alias(kind))["count"] for kind, plural in PLURAL.items()}
        doubled = sum(1 for _ in twins(connection, layout))
        mappings = client.indices.get_mapping(index=names)
    schemas = {one["mappings"].get("_meta", {}).get("schema") for one in mappings.values()}
    return {
        "sound": health != "red" and not doubled and schemas <= {SCHEMA},
        "schema": max((one for one in schemas if one), default=None),
        **counts,
        "indices": len(mappings),
        "deleted": stats["docs"]["deleted"],
        "bytes": stats["store"]["size_in_bytes"],
        "health": health,
        "doubled": doubled,
    }


def repair(where: str) -> dict[str, Any]:
    """Remove the copies of articles that lie in an index they do not belong to."""
    connection = connect(where)
    layout = Layout(connection)
    with connection.translated():
        for index, identifier in list(twins(connection, layout)):
            connection.client.delete(index=index, id=identifier, refresh=True)
    return {"lost": 0, **check(where)}


def compact(where: str) -> None:
    """Merge each index into one segment, without what was deleted."""
    connection = connect(where)
    layout = Layout(connection)
    with connection.translated():
        client = connection.client.options(request_timeout=3600)
        client.indices.forcemerge(index=",".join(layout.alias(kind) for kind in PLURAL), max_num_segments=1)


def twins(connection: Connection, layout: Layout) -> Any:
    """(index, id) of every copy of an article beyond the one in the index of its own year."""
    after: dict[str, Any] | None = None
    while True:
        composite: dict[str, Any] = {"size": 5000, "sources": [{"id": {"terms": {"field": "id"}}}]}
        if after is not None:
            composite["after"] = after
        answer = connection.client.search(index=layout.alias("article"), size=0, aggs={"ids": {"composite": composite}})
        found = answer["aggregations"]["ids"]
        for bucket in found["buckets"]:
            if bucket["doc_count"] > 1:
                yield from _misplaced(connection, layout, bucket["key"]["id"])
        after = found.get("after_key")
        if after is None:
            return


def _misplaced(connection: Connection, layout: Layout, identifier: str) -> Any:
    answer = connection.client.search(
        index=layout.alias("article"), query={"term": {"id": identifier}}, size=100, source=["id", "dated"],
        seq_no_primary_term=True, sort=[{"_index": "asc"}],
    )  # fmt: skip
    hits = answer["hits"]["hits"]
    proper = [hit for hit in hits if layout.year_of(hit["_source"]["dated"]) in hit["_index"][-4:]]
    kept = (proper or hits)[-1]
    yield from ((hit["_index"], identifier) for hit in hits if hit is not kept)
