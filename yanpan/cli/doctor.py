"""`yanpan doctor`: does this installation stand, and can its data be opened?"""

from __future__ import annotations

from typing import Annotated

import typer

from yanpan.cli.frame import console, echo_json, frame

command = typer.Typer(rich_markup_mode=None)


@command.command()
def doctor(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="每项一行 JSON")] = False,
) -> None:
    """检查安装、设置、数据目录、索引、台账与审计链。有一项不通过即以状态 1 结束。"""
    from yanpan.checkup import checkup

    findings = checkup(frame(context).open_app())
    for finding in findings:
        if as_json:
            echo_json({"check": finding.check, "ok": finding.ok, "says": finding.says})
        else:
            console().print(f"{'✓' if finding.ok else '✗'} {finding.check}：{finding.says}")
    raise typer.Exit(0 if all(finding.ok for finding in findings) else 1)
