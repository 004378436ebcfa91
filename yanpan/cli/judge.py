"""`yanpan judge FILE|-`: one judgment a line; and what keeps the judging honest: train, learn, audit, judging again."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from yanpan.cli import judge_upkeep
from yanpan.cli.frame import InputLineError, answer_lines, frame, text_of

# What stands for `yanpan judge FILE`: any first word that is no subcommand is a file.
_LINES = "lines"


class FileOrVerb(TyperGroup):
    """A group whose first word may be a file: `yanpan judge articles.jsonl` is `yanpan judge lines articles.jsonl`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if args and args[0] == "--again":
            args = ["again", *args[1:]]
        elif args and args[0] not in self.commands and args[0] not in ctx.help_option_names:
            args = [_LINES, *args]
        return super().parse_args(ctx, args)


command = typer.Typer(
    cls=FileOrVerb, rich_markup_mode=None, no_args_is_help=True, help="研判文章（JSON 行）；训练、学习、抽查、重判"
)


@command.callback()
def verbs() -> None:
    """研判文章：yanpan judge FILE 或 yanpan judge -（标准输入）逐行研判 JSON 行；其余动词见下。"""


@command.command(_LINES, hidden=True)
def lines(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="JSON 行文件；- 为标准输入")],
    tone: Annotated[str | None, typer.Option(help="语气引擎：lexicon、snownlp 或 trained")] = None,
    words: Annotated[str | None, typer.Option(help="分词引擎：rjieba 或 jieba")] = None,
) -> None:
    """研判 FILE 的每一行：读入 id、title、text（可有 url、published），每行写出一个研判。"""
    from judgment.answer import answer
    from judgment.assess import judge_with_offsets
    from judgment.options import JudgmentOptions
    from yanpan.settings import load_settings

    # Options pass through the settings, so that an unknown engine is a wrong call and not a fault of every line.
    asked = {"judgment.words": words, "judgment.tone": tone}
    chosen = load_settings(frame(context).config, overrides=frame(context).overrides | asked).judgment
    options = JudgmentOptions(words=chosen.words, tone=chosen.tone)

    def judged(line: dict[str, Any]) -> dict[str, Any]:
        if "title" not in line and "text" not in line:
            raise InputLineError("没有 title 也没有 text")
        told = {name: text_of(line, name) for name in ("title", "text")}
        return answer(line.get("id"), *judge_with_offsets(**told, published=_published(line), options=options))

    raise typer.Exit(answer_lines(file, judged))


def _published(line: dict[str, Any]) -> str | None:
    value = line.get("published")
    if value is not None and not isinstance(value, str):
        raise InputLineError(f"published 应为文字，例如 2026-03-01，实为 {type(value).__name__}")
    return value


for verb in (judge_upkeep.correct, judge_upkeep.learn, judge_upkeep.train, judge_upkeep.audit, judge_upkeep.again):
    command.command(verb.__name__)(verb)
