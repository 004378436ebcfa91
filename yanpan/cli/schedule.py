"""`yanpan schedule`: ticks in a loop, for a container; and what the last slots did."""

from __future__ import annotations

import signal
import threading
from typing import Annotated

import typer

from yanpan.cli.frame import console, echo_json, frame
from yanpan.cli.tick import run_due, tell

command = typer.Typer(rich_markup_mode=None, no_args_is_help=True)


@command.command("run")
def run(
    context: typer.Context,
    every: Annotated[int, typer.Option("--every", min=5, help="两次检查之间的秒数")] = 60,
    times: Annotated[int | None, typer.Option("--times", min=1, help="检查这么多次后结束；缺省一直运行")] = None,
) -> None:
    """一直运行，每隔一段时间检查到期的任务；收到终止信号时做完手上的一步再退出。"""
    ended = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ended.set())
    done = 0
    while not ended.is_set():
        with frame(context).open_app() as app:
            tell(run_due(app), as_json=True)
        done += 1
        if times is not None and done >= times:
            break
        ended.wait(every)


@command.command("list")
def list_(
    context: typer.Context, as_json: Annotated[bool, typer.Option("--json", help="结果为 JSON 行")] = False
) -> None:
    """列出最近的时次和结果。"""
    from briefings.numbers import moment_words
    from yanpan.schedule import STATES, TITLES, recent

    with frame(context).open_app() as app:
        rows = recent(app.ledger)
    for row in rows:
        if as_json:
            echo_json(
                {"job": row.job, "slot": row.slot, "state": row.state, "attempts": row.attempts, "told": row.told}
            )
        else:
            words = f"{moment_words(row.due)}　{TITLES.get(row.job, row.job)}　{STATES[row.state]}　{row.told}"
            console().print(words, soft_wrap=True)
