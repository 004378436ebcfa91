"""What every renderer shares: templates found first in the office's folder, strict and sandboxed."""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import ClassVar

from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from briefings.cards import points
from briefings.numbers import day_words, moment_words, numeral
from yanpan_domain.briefing import Briefing
from yanpan_domain.errors import OperatorError
from yanpan_domain.figures import trimmed

TEMPLATES = Path(__file__).parent.parent / "templates"


class TemplateFault(OperatorError):
    code = "template"


class Renderer:
    """Turns a briefing into bytes; the same briefing gives the same bytes. Raises TemplateFault for a folder that is not there."""

    name: ClassVar[str]
    suffix: ClassVar[str]
    media_type: ClassVar[str]

    def __init__(self, templates: Path | None = None) -> None:
        if templates is not None and not templates.is_dir():
            raise TemplateFault(f"找不到模板目录 {templates}。请检查 --template 或设置 briefing.templates。")
        self.templates = templates

    def render(self, briefing: Briefing) -> bytes:
        raise NotImplementedError

    def file(self, name: str) -> Path:
        """The template file called NAME: the office's own where it has one, else ours."""
        own = self.templates / name if self.templates else None
        return own if own is not None and own.is_file() else TEMPLATES / name

    def environment(self, *, escape: bool) -> ImmutableSandboxedEnvironment:
        """Strict, sandboxed, with the house's words as filters."""
        folders = [FileSystemLoader(folder) for folder in (self.templates, TEMPLATES) if folder]
        made = ImmutableSandboxedEnvironment(
            loader=ChoiceLoader(folders), undefined=StrictUndefined, autoescape=escape, trim_blocks=True, lstrip_blocks=True,
            keep_trailing_newline=True,
        )  # fmt: skip
        made.filters |= {
            "numeral": numeral, "day": day_words, "moment": moment_words, "trimmed": trimmed, "points": points,
        }  # fmt: skip
        return made

    def fill(self, name: str, *, escape: bool, **given: object) -> str:
        """Template NAME filled with what is GIVEN. Raises TemplateFault that names file, line and what is missing."""
        try:
            return self.environment(escape=escape).get_template(name).render(**given)
        except (TemplateError, TypeError, ValueError, ZeroDivisionError) as error:
            raise fault(error, name) from error


def fault(error: Exception, name: str) -> TemplateFault:
    """A template's failure as a sentence with file and line."""
    if isinstance(error, TemplateSyntaxError):
        return TemplateFault(
            f"模板 {error.filename or error.name or name} 第 {error.lineno} 行写法有误：{error.message}"
        )
    where = _place(error, name)
    if isinstance(error, UndefinedError):
        return TemplateFault(f"模板 {where}用到了不存在的字段：{error.message}。字段表见 docs/briefings.md。")
    if isinstance(error, SecurityError):
        return TemplateFault(f"模板 {where}做了不允许的事：{error}。模板只能读取简报的字段。")
    return TemplateFault(f"模板 {where}无法填写：{error}。")


def _place(error: Exception, name: str) -> str:
    """File and line of the innermost template frame."""
    frames = [
        frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith((".j2", "<template>"))
    ]
    if not frames:
        return f"{name} "
    return f"{frames[-1].filename} 第 {frames[-1].lineno} 行"
