"""研判: watches published news about labour disputes and tells which need help first, and why.

The names below are loaded when they are first used (PEP 562); importing this module does nothing else.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crawlers.extraction.page import ExtractedPage, extract
    from index.open import open_index
    from index.query import Query, Sort
    from judgment.assess import judge
    from yanpan.app import App, open_app
    from yanpan_domain.judgment import Judgment

_HOMES = {
    "App": "yanpan.app",
    "ExtractedPage": "crawlers.extraction.page",
    "Judgment": "yanpan_domain.judgment",
    "Query": "index.query",
    "Sort": "index.query",
    "extract": "crawlers.extraction.page",
    "judge": "judgment.assess",
    "open_app": "yanpan.app",
    "open_index": "index.open",
}

__all__ = ["App", "ExtractedPage", "Judgment", "Query", "Sort", "extract", "judge", "open_app", "open_index"]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'yanpan' has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
