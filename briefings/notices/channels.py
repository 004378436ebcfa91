"""Carries a signed notice out: as files in a folder for each recipient."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import msgspec

from briefings.numbers import day_words, moment_words
from briefings.options import BriefingOptions
from briefings.renderers.base import Renderer
from briefings.write import write_file
from yanpan_domain.notice import Notice


def write_notice(notice: Notice, outbox: Path, options: BriefingOptions) -> list[Path]:
    """The notice under OUTBOX/recipient as Markdown, PDF and JSON; the same notice gives the same bytes."""
    contents = (
        notice_markdown(notice, options.templates).encode(),
        notice_pdf(notice, options.templates, options.fonts),
        msgspec.json.format(msgspec.json.encode(_told(notice)), indent=1) + b"\n",
    )
    return [write_file(outbox / path, content) for path, content in zip(planned_files(notice), contents, strict=True)]


def planned_files(notice: Notice) -> tuple[str, str, str]:
    """What `write_notice` writes, below the outbox."""
    stem = f"{_safe(notice.body.recipient)}/{_safe(notice.number or notice.id)}"
    return f"{stem}.md", f"{stem}.pdf", f"{stem}.json"


def notice_markdown(notice: Notice, templates: Path | None = None) -> str:
    """The notice as text to read."""
    from briefings.renderers.markdown import escaped

    return Renderer(templates).fill("notice.md.j2", escape=False, notice=notice, body=notice.body, plain=escaped)


def notice_pdf(notice: Notice, templates: Path | None = None, fonts: Path | None = None) -> bytes:
    """The notice in the layout of GB/T 9704."""
    from briefings.renderers.pdf import typeset

    approved = next((step.at for step in notice.transitions if step.after == "approved"), notice.drafted)
    data = msgspec.to_builtins(_told(notice)) | {
        "form_words": notice.form.label,
        "date_words": day_words(approved),
        "due_words": day_words(notice.due) + ("（预计）" if notice.due_estimated else "")
        if notice.due
        else "签发后起算",
        "published": [moment_words(s.published) if s.published else "日期不详" for s in notice.body.sources],
    }
    return typeset(Renderer(templates).file("notice.typ"), data, int(approved.timestamp()), fonts)


def _told(notice: Notice) -> Notice:
    """What leaves the house: the notice without its internal steps."""
    return replace(notice, transitions=(), drafted_by="", reviewed_by=None, approved_by=None)


def _safe(text: str) -> str:
    """TEXT as a file name on any system."""
    return re.sub(r'[\\/:*?"<>|\s]+', "-", text).strip(".-") or "notice"
