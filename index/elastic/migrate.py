"""Moves everything on a server into this program's schema while it is searched: copy, then move the aliases."""

from __future__ import annotations

from typing import Any

from index.documents import SCHEMA
from index.elastic.backend import ElasticIndex
from index.elastic.connection import Connection, connect
from index.elastic.heads import Readings
from index.elastic.layout import PLURAL, Layout
from index.elastic.writing import ElasticWriter
from index.query import Query

STEP = 2_000


def migrate(where: str) -> dict[str, Any]:
    """Write the next generation of every index and let the aliases lead to it.

    Searching goes on all the time. Writing goes on through the first copy and is refused through the second, which
    takes what was written meanwhile; whoever is refused finds the new indices when it tries again.
    """
    connection = connect(where)
    with connection.translated():
        old = Layout(connection)
        schema, generation = old.found()
        indices = old.indices()
        fresh = Layout(connection, generation + 1 if schema == SCHEMA else 0)
        fresh.put_templates()
        reader = ElasticIndex(connection, Layout(connection, generation), prepared=True)
        started = reader.version()
        counts = _copy(connection, reader, fresh)
        client = connection.client
        client.indices.put_settings(index=indices, settings={"index.blocks.write": True})
        try:
            if reader.version() != started:
                counts = _copy(connection, reader, fresh)
            _move(client, old, fresh, indices)
        except BaseException:
            client.indices.put_settings(index=indices, settings={"index.blocks.write": None})
            raise
        client.indices.delete(index=indices)
    return {"schema": SCHEMA, "generation": fresh.generation, **counts}


def _copy(connection: Connection, reader: ElasticIndex, fresh: Layout) -> dict[str, int]:
    """Put all that READER sees into the indices of FRESH, out of sight."""
    for kind in PLURAL:
        name = fresh.base(kind)
        fresh.ensure(name if kind == "dispute" else f"{name}-0000", kind, visible=False)
    counts = dict.fromkeys(PLURAL.values(), 0)
    with ElasticWriter(connection, fresh, Readings(), visible=False) as writer:
        for judged in reader.scan(Query()):
            writer.put([judged])
            counts["articles"] += 1
            if counts["articles"] % STEP == 0:
                writer.commit()
        for dispute in reader.scan_disputes(Query()):
            writer.put_disputes([dispute])
            counts["disputes"] += 1
            if counts["disputes"] % STEP == 0:
                writer.commit()
    return counts


def _move(client: Any, old: Layout, fresh: Layout, indices: list[str]) -> None:
    """All aliases from the old indices to the new ones, in one act of the server."""
    actions: list[dict[str, Any]] = []
    for kind in PLURAL:
        actions += [
            {"remove": {"index": name, "alias": old.alias(kind)}}
            for name in indices
            if name.startswith(old.alias(kind) + "-v")
        ]
        actions.append(
            {"add": {"index": fresh.base(kind) + ("" if kind == "dispute" else "-*"), "alias": fresh.alias(kind)}}
        )
    client.indices.update_aliases(actions=actions)
