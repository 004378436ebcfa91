"""`yanpan audit`: is the chain of acts whole, and what does it hold?"""

from __future__ import annotations

from collections import deque
from typing import Annotated

import typer

from yanpan.cli.frame import console, echo_json, frame
from yanpan_domain.zone import SHANGHAI

command = typer.Typer(rich_markup_mode=None)


@command.command()
def audit(
    context: typer.Context,
    last: Annotated[int, typer.Option("--last", min=0, help="列出最近几条")] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="每条一行 JSON")] = False,
) -> None:
    """核对审计链是否完整，并列出最近的记录。链断时以状态 1 结束。"""
    from yanpan_ledger import audit as chain

    with frame(context).open_app() as app, app.ledger.read() as connection:
        broken = chain.first_break(connection)
        shown = deque(chain.entries(connection), maxlen=last)
    if as_json:
        for entry in shown:
            echo_json({name: getattr(entry, name) for name in entry.__slots__})
        echo_json({"whole": broken is None, "first_break": broken})
    else:
        for entry in shown:
            console().print(
                f"{entry.seq:>6}  {entry.at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}  {entry.actor}  {entry.act}  {entry.subject}"
            )
        console().print(
            "审计链完整。" if broken is None else f"审计链在第 {broken} 条断开：该条缺失或被改动。请与备份比对。"
        )
    raise typer.Exit(0 if broken is None else 1)
