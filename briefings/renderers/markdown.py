"""Markdown: plain enough to read as it is."""

from __future__ import annotations

import re

from briefings.renderers.base import Renderer
from yanpan_domain.briefing import Briefing, Statement

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")


class MarkdownRenderer(Renderer):
    name = "markdown"
    suffix = ".md"
    media_type = "text/markdown"

    def render(self, briefing: Briefing) -> bytes:
        return self.fill("briefing.md.j2", escape=False, briefing=briefing, plain=escaped, say=said).encode()


def escaped(text: str) -> str:
    """TEXT with Markdown's own signs made harmless, on one line."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def said(statement: Statement) -> str:
    """A statement with its marks."""
    return escaped(statement.text) + "".join(f"〔{mark}〕" for mark in statement.marks)
