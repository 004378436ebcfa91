"""Writes a briefing's files, each at once or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from tempfile import NamedTemporaryFile

from briefings.renderers.base import Renderer
from yanpan_domain.briefing import Briefing
from yanpan_domain.errors import CallerError, OperatorError

FORMS = ("html", "docx", "pdf", "markdown", "json")
_ALIASES = {"md": "markdown", "word": "docx"}


class FormError(CallerError):
    code = "bad_form"


class WriteError(OperatorError):
    code = "write"


def forms_of(text: str) -> tuple[str, ...]:
    """`all`, or names such as `html,pdf`, in our order. Raises FormError that lists what there is."""
    wanted = {_ALIASES.get(name.strip().lower(), name.strip().lower()) for name in text.split(",") if name.strip()}
    if "all" in wanted:
        return FORMS
    unknown = wanted - set(FORMS)
    if unknown or not wanted:
        raise FormError(f"没有名为“{'、'.join(sorted(unknown)) or text}”的形式；可用 all、{'、'.join(FORMS)}。")
    return tuple(form for form in FORMS if form in wanted)


def renderer(form: str, templates: Path | None = None, fonts: Path | None = None) -> Renderer:
    """The renderer of FORM."""
    if form == "html":
        from briefings.renderers.html import HtmlRenderer

        return HtmlRenderer(templates)
    if form == "docx":
        from briefings.renderers.docx import DocxRenderer

        return DocxRenderer(templates)
    if form == "pdf":
        from briefings.renderers.pdf import PdfRenderer

        return PdfRenderer(templates, fonts)
    if form == "markdown":
        from briefings.renderers.markdown import MarkdownRenderer

        return MarkdownRenderer(templates)
    if form == "json":
        from briefings.renderers.json import JsonRenderer

        return JsonRenderer(templates)
    raise FormError(f"没有名为“{form}”的形式；可用 {'、'.join(FORMS)}。")


def write_briefing(
    briefing: Briefing,
    folder: Path,
    forms: Iterable[str] = FORMS,
    *,
    templates: Path | None = None,
    fonts: Path | None = None,
) -> list[Path]:
    """BRIEFING in every one of FORMS under FOLDER, named `weekly-2026-W47.html`. Raises WriteError with the fix."""
    rendered = [(renderer(form, templates, fonts), form) for form in forms]
    contents = [(folder / (briefing.name + one.suffix), one.render(briefing)) for one, _ in rendered]
    return [write_file(path, content) for path, content in contents]


def write_file(path: Path, content: bytes) -> Path:
    """CONTENT at PATH; a reader sees the old file or the whole new one."""
    temporary: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=path.parent, prefix=".", suffix=path.suffix, delete=False) as opened:
            temporary = Path(opened.name)
            opened.write(content)
            opened.flush()
            os.fsync(opened.fileno())
        temporary.chmod(0o644)
        temporary.replace(path)
    except OSError as error:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
        raise WriteError(f"写不了 {path}：{error.strerror}。请检查权限与磁盘空间，或用 --out 指定另一目录。") from error
    return path
