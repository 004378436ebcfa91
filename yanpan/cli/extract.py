"""`yanpan extract`: what stands on saved pages, as JSON lines. Stores nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from yanpan.cli.frame import echo_json, error_line
from yanpan.cli.progress import progress
from yanpan_domain.errors import CallerError

command = typer.Typer(rich_markup_mode=None)


@command.command()
def extract(
    paths: Annotated[list[Path], typer.Argument(help="文件或文件夹：html、gz、warc")],
    as_json: Annotated[bool, typer.Option("--json", hidden=True, help="总是 JSON 行")] = True,
) -> None:
    """从网页文件取出标题、正文（不遮蔽）、日期、来源；每页一行 JSON，不存任何东西。"""
    from crawlers.imports.raw_pages import extracted_lines
    from crawlers.imports.read import PAGE_ENDINGS, files_in

    # A file that is not there is one line among others; where there is none at all the call is wrong.
    some = any(path.exists() for path in paths)
    files = [
        file for path in paths for file in ([path] if some and not path.exists() else files_in([path], PAGE_ENDINGS))
    ]
    if not files:
        error = CallerError("这些文件夹里没有网页；可取 html、htm、shtml、gz、warc。")
        echo_json(error_line(str(paths[0]), error) | {"path": str(paths[0])})
        raise typer.Exit(1)
    failed = 0
    with progress("抽取") as tell:
        for done, (identifier, line) in enumerate(extracted_lines(files), 1):
            if isinstance(line, str):
                failed += 1
                echo_json(error_line(identifier, CallerError(line)) | {"path": identifier})
            else:
                echo_json(line)
            tell("", done, max(done, len(files)))
    raise typer.Exit(1 if failed else 0)
