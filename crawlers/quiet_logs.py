"""Logs without bodies: Scrapy prints whole items and pages when something fails; here only kinds and places of errors appear."""

from __future__ import annotations

import logging
import sys
import traceback
from types import TracebackType
from typing import Any

from scrapy.logformatter import LogFormatter


class SilentLogFormatter(LogFormatter):
    """Says nothing of items, dropped items, item errors or downloads: outcomes are counted elsewhere."""

    def crawled(self, *args: Any, **kwargs: Any) -> Any:
        return None

    def scraped(self, *args: Any, **kwargs: Any) -> Any:
        return None

    def dropped(self, *args: Any, **kwargs: Any) -> Any:
        return None

    def item_error(self, *args: Any, **kwargs: Any) -> Any:
        return None

    def spider_error(self, *args: Any, **kwargs: Any) -> Any:
        return None

    def download_error(self, *args: Any, **kwargs: Any) -> Any:
        return None


class PlacesOnly(logging.Formatter):
    """A record as its logger, level and, of an error, kind and place. Messages and values may hold text of pages, so they stay out."""

    def format(self, record: logging.LogRecord) -> str:
        told = f"crawl {record.levelname} {record.name}:{record.lineno}"
        if record.exc_info and record.exc_info[0] is not None:
            told += f" {error_place(record.exc_info[1])}"
        return told


def error_place(error: BaseException | None) -> str:
    """Kind of ERROR and the line it rose from, without its message."""
    if error is None:
        return "unknown"
    frames = traceback.extract_tb(error.__traceback__)
    at = f" at {frames[-1].filename.rpartition('/')[2]}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__module__}.{type(error).__qualname__}{at}"


def quieten() -> None:
    """Route every log record and uncaught error of this process through PlacesOnly."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(PlacesOnly())
    handler.setLevel(logging.CRITICAL)
    root = logging.getLogger()
    for old in list(root.handlers):
        root.removeHandler(old)
    root.addHandler(handler)
    root.setLevel(logging.CRITICAL)
    logging.captureWarnings(True)
    sys.excepthook = _hook


def _hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    sys.stderr.write(f"crawl {error_place(error.with_traceback(trace))}\n")
