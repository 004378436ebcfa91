"""Opens and holds what a run needs; it has no verbs of its own."""

from __future__ import annotations

from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Any

from yanpan.settings import Settings, load_settings

if TYPE_CHECKING:
    from index.interface import Index
    from yanpan_ledger.engine import Ledger


@dataclass(slots=True)
class App:
    """Settings, and the index and ledger once asked for. Close it, or use it in a `with` block."""

    settings: Settings
    _index: Index | None = None
    _ledger: Ledger | None = None

    @property
    def index(self) -> Index:
        if self._index is None:
            from index.open import open_index

            self._index = open_index(self.settings.index_url)
        return self._index

    @property
    def ledger(self) -> Ledger:
        if self._ledger is None:
            from yanpan_ledger.engine import open_ledger

            self._ledger = open_ledger(self.settings.ledger_url)
        return self._ledger

    def close(self) -> None:
        for held in (self._index, self._ledger):
            if held is not None:
                held.close()
        self._index = self._ledger = None

    def __enter__(self) -> App:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_app(settings: Settings | None = None, **overrides: Any) -> App:
    """An App on SETTINGS, or on the file and environment with OVERRIDES by dotted name (`index`, `crawl.contact`)."""
    return App(settings or load_settings(overrides=overrides))
