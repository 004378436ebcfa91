"""A real Chromium, where there is one, and what is asked of every page in it."""

from __future__ import annotations

import importlib.util
import shutil

import pytest

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
needs_chromium = pytest.mark.skipif(
    importlib.util.find_spec("playwright") is None or CHROMIUM is None,
    reason="needs the extra `browser` (pip install yanpan[browser]) and chromium (apt install chromium)",
)
# What is filled in and has no label; ids that stand twice.
BARE = "[...document.querySelectorAll('input:not([type=hidden]), select, textarea')].filter(one => !one.labels.length).map(one => one.outerHTML)"
TWICE = "(ids => ids.filter((one, at) => ids.indexOf(one) != at))([...document.querySelectorAll('[id]')].map(one => one.id))"
