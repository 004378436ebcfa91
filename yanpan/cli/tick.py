"""`yanpan tick`: run what is due, once; for a systemd timer or cron."""

from __future__ import annotations

import os
import socket
from typing import TYPE_CHECKING, Annotated

import typer

from yanpan.cli.frame import console, echo_json, frame, this_moment

if TYPE_CHECKING:
    from yanpan.app import App
    from yanpan.schedule import Ran

command = typer.Typer(rich_markup_mode=None)


@command.command()
def tick(
    context: typer.Context,
    only: Annotated[list[str] | None, typer.Option("--only", help="只运行这些任务，可多次给出")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="结果为 JSON 行")] = False,
) -> None:
    """运行到期的任务，每个时次只运行一次；有任务失败时以 1 退出并说明原因。"""
    with frame(context).open_app() as app:
        ran = run_due(app, only)
    tell(ran, as_json)
    raise typer.Exit(1 if any(one.state != "done" for one in ran) else 0)


def run_due(app: App, only: list[str] | None = None) -> list[Ran]:
    """One tick with APP at this moment."""
    from briefings.workdays import read_calendar
    from yanpan.schedule import jobs
    from yanpan.schedule import tick as run
    from yanpan.schedule_steps import steps
    from yanpan_domain.errors import CallerError

    calendar = read_calendar(app.settings.briefing.workdays)
    known = {job.name for job in jobs(calendar)}
    unknown = set(only or ()) - known
    if unknown:
        raise CallerError(f"没有名为 {'、'.join(sorted(unknown))} 的任务；可用 {'、'.join(sorted(known))}。")
    chosen = {name: step for name, step in steps(app).items() if not only or name in only}
    holder = f"{socket.gethostname()}:{os.getpid()}"
    return run(app.ledger, chosen, jobs(calendar), now=this_moment(), holder=holder, clock=this_moment)


def tell(ran: list[Ran], as_json: bool) -> None:
    """What each slot did; for people failures go to standard error."""
    from yanpan.schedule import STATES, TITLES

    for one in ran:
        if as_json:
            echo_json({"job": one.job, "slot": one.slot, "state": one.state, "told": one.told})
        else:
            words = f"{one.slot}　{TITLES[one.job]}　{STATES[one.state]}　{one.told}"
            console(stderr=one.state != "done").print(words, soft_wrap=True)
