"""Which index a record lies in, and the aliases that searches go through."""

from __future__ import annotations

from index.documents import CHINA, SCHEMA, Flat
from index.elastic.connection import Connection
from index.elastic.mapping import mapping, settings

PLURAL = {"article": "articles", "dispute": "disputes"}


class Layout:
    """Names under one prefix. Articles lie by year of publication, disputes in one index.

    The year comes from the record, never from the day of writing: the same article written again replaces itself.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._ready: set[str] = set()

    def alias(self, kind: str) -> str:
        return f"{self._connection.prefix}-{PLURAL[kind]}"

    def home(self, flat: Flat, kind: str) -> str:
        """The index FLAT belongs to."""
        if kind == "dispute":
            return f"{self.alias(kind)}-v{SCHEMA}"
        return f"{self.alias(kind)}-v{SCHEMA}-{flat.dated.astimezone(CHINA).year:04}"

    def pattern(self, kind: str) -> str:
        """Every index of KIND in this schema."""
        return f"{self.alias(kind)}-v{SCHEMA}" + ("-*" if kind == "article" else "")

    def prepare(self) -> None:
        """Templates for indices to come, and the disputes' index; so that a first search finds an alias."""
        client = self._connection.client
        if all(
            client.indices.exists_alias(name=self.alias(kind), index=f"{self.alias(kind)}-v{SCHEMA}*")
            for kind in PLURAL
        ):
            return
        for kind in PLURAL:
            name = f"{self.alias(kind)}-v{SCHEMA}"
            client.cluster.put_component_template(
                name=name,
                template={"settings": settings(), "mappings": mapping(kind), "aliases": {self.alias(kind): {}}},
            )
            client.indices.put_index_template(
                name=name, index_patterns=[self.pattern(kind)], composed_of=[name], priority=500
            )
            self.ensure(name if kind == "dispute" else f"{name}-0000")

    def ensure(self, name: str) -> None:
        """Make index NAME unless it is there."""
        from elasticsearch import BadRequestError

        if name in self._ready:
            return
        client = self._connection.client
        if not client.indices.exists(index=name):
            try:
                client.indices.create(index=name, wait_for_active_shards="1")
            except BadRequestError as error:  # another process made it in between
                if error.error != "resource_already_exists_exception":
                    raise
        self._ready.add(name)
