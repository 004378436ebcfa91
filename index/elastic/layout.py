"""Which index a record lies in, and the aliases that searches go through."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from index.documents import CHINA, SCHEMA
from index.elastic.connection import Connection, ServerUnavailable
from index.elastic.mapping import mapping, settings

PLURAL = {"article": "articles", "dispute": "disputes"}
# An empty index of no year, so that the alias is there before the first article.
NO_YEAR = "0000"


class Layout:
    """Names under one prefix: `PREFIX-articles-v1g0-2026`: schema 1, generation 0, year of publication.

    The year comes from the record, never from the day of writing, so the same article written again replaces itself.
    Disputes lie in one index. A migration writes the next generation and then moves the aliases to it.
    """

    def __init__(self, connection: Connection, generation: int | None = None) -> None:
        self._connection = connection
        self._ready: set[str] = set()
        self._generation = generation

    @property
    def generation(self) -> int:
        if self._generation is None:
            self._generation = self.found()[1]
        return self._generation

    def look_again(self) -> None:
        """Follow the aliases: another process may have moved them to the next generation."""
        generation = self.found()[1]
        if generation != self._generation:
            self._generation = generation
            self._ready.clear()

    def alias(self, kind: str) -> str:
        return f"{self._connection.prefix}-{PLURAL[kind]}"

    @property
    def both(self) -> str:
        return ",".join(self.alias(kind) for kind in PLURAL)

    def base(self, kind: str) -> str:
        return f"{self.alias(kind)}-v{SCHEMA}g{self.generation}"

    def home(self, dated: datetime, kind: str) -> str:
        """The index that a record of KIND belongs to by its date."""
        return self.base(kind) if kind == "dispute" else f"{self.base(kind)}-{dated.astimezone(CHINA).year:04}"

    def year_of(self, dated: int) -> str:
        """The year a moment in milliseconds lies in, as in the names."""
        return f"{datetime.fromtimestamp(dated / 1000, UTC).astimezone(CHINA).year:04}"

    def found(self) -> tuple[int, int]:
        """Schema and generation that the aliases lead to; this program's schema and 0 when there are none yet."""
        pattern = re.compile(re.escape(self._connection.prefix) + r"-(?:articles|disputes)-v(\d+)g(\d+)(?:-|$)")
        matches = [pattern.match(name) for name in self.indices()]
        return max(((int(one[1]), int(one[2])) for one in matches if one), default=(SCHEMA, 0))

    def indices(self) -> list[str]:
        """The indices behind the aliases."""
        from elasticsearch import NotFoundError

        try:
            return sorted(self._connection.client.indices.get_alias(name=self.both))
        except NotFoundError as error:  # some of the names may be there all the same
            body: Any = error.body
            return sorted(name for name in body if name not in {"error", "status"}) if isinstance(body, dict) else []

    def prepare(self) -> None:
        """Templates and first indices where there are none. Raises ServerUnavailable on another schema."""
        schema, self._generation = self.found()
        if schema < SCHEMA:
            raise ServerUnavailable(
                f"{self._connection.shown} 上的索引是旧结构（{schema}）。请运行 yanpan index rebuild 升级。"
            )
        if schema > SCHEMA:
            raise ServerUnavailable(f"{self._connection.shown} 上的索引由更新的版本写成（{schema}）。请升级 yanpan。")
        names = set(self.indices())
        for kind in PLURAL:
            if not any(name.startswith(self.base(kind)) for name in names):
                self.put_templates()
                self.ensure(self.base(kind) + ("" if kind == "dispute" else f"-{NO_YEAR}"), kind)

    def put_templates(self) -> None:
        """What every index of this schema is made like. Indices are made by us alone, never by a stray write."""
        client = self._connection.client
        for kind in PLURAL:
            name = f"{self.alias(kind)}-v{SCHEMA}"
            client.cluster.put_component_template(name=f"{name}-settings", template={"settings": settings()})
            client.cluster.put_component_template(name=f"{name}-fields", template={"mappings": mapping(kind)})
            client.indices.put_index_template(
                name=name,
                index_patterns=[f"{name}g*"],
                composed_of=[f"{name}-settings", f"{name}-fields"],
                priority=500,
                allow_auto_create=False,
            )

    def ensure(self, name: str, kind: str, *, visible: bool = True) -> None:
        """Make index NAME unless it is there; `visible` puts it behind the alias at once."""
        from elasticsearch import BadRequestError

        if name in self._ready:
            return
        client = self._connection.client
        if not client.indices.exists(index=name):
            try:
                client.indices.create(index=name, aliases={self.alias(kind): {}} if visible else {})
            except BadRequestError as error:  # another process made it in between
                if error.error != "resource_already_exists_exception":
                    raise
        self._ready.add(name)
