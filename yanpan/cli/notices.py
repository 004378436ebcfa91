"""`yanpan notices`: drafts, reviews, signatures and the way of each notice."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from yanpan.cli.frame import console, echo_json, frame, this_moment
from yanpan.posts import acting_post
from yanpan_domain.errors import CallerError

if TYPE_CHECKING:
    from yanpan_domain.notice import Notice

command = typer.Typer(rich_markup_mode=None, no_args_is_help=True)

ActorOption = Annotated[str, typer.Option("--as", help="以哪个岗位办理（岗位名，不写人名）", callback=acting_post)]
JsonOption = Annotated[bool, typer.Option("--json", help="结果为 JSON 行")]
IdArgument = Annotated[str, typer.Argument(help="通知编号的开头，或文号")]
ReasonOption = Annotated[str, typer.Option("--reason", help="理由")]


@command.command("list")
def list_(
    context: typer.Context,
    state: Annotated[str | None, typer.Option("--state", help="只列此状态，如 draft、approved、sent")] = None,
    as_json: JsonOption = False,
) -> None:
    """列出通知，新的在前。"""
    from briefings.notices.store import notices_in
    from yanpan_domain.notice import NoticeState

    if state is not None and state not in set(NoticeState):
        raise CallerError(f"没有名为 {state} 的状态；可用 {'、'.join(NoticeState)}。")
    with frame(context).open_app() as app, app.ledger.read() as connection:
        found = notices_in(connection, (NoticeState(state),) if state else ())
    if as_json:
        for notice in found:
            echo_json(row_of(notice))
        return
    print_notices(found)


@command.command()
def show(context: typer.Context, notice: IdArgument, as_json: JsonOption = False) -> None:
    """显示一份通知及其经过。"""
    import msgspec

    from briefings.notices.channels import notice_markdown
    from briefings.notices.store import notice_called
    from briefings.notices.workflow import reason_words
    from briefings.numbers import moment_words

    with frame(context).open_app() as app, app.ledger.read() as connection:
        found = notice_called(connection, notice)
        templates = app.settings.briefing.templates
    if as_json:
        echo_json(msgspec.to_builtins(found))
        return
    console().print(notice_markdown(found, templates), soft_wrap=True)
    for step in found.transitions:
        reason = f"（{reason_words(step)}）" if step.reason else ""
        console().print(f"{moment_words(step.at)}　{step.after.label}　{step.actor}{reason}", soft_wrap=True)


@command.command()
def draft(
    context: typer.Context,
    actor: ActorOption = "值班岗",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只看会拟出什么，不写入台账")] = False,
    cut_off: Annotated[str | None, typer.Option("--cut-off", help="拟稿时刻，缺省为现在")] = None,
    as_json: JsonOption = False,
) -> None:
    """为需要通报的争议拟稿；没有受文单位的列为待定。"""
    from yanpan.cli.brief import moment_of
    from yanpan.drafting import draft_all, without_recipient

    now = moment_of(cut_off)
    with frame(context).open_app() as app:
        made = draft_all(app, actor=actor, now=now, store=not dry_run)
        open_items = without_recipient(app)
    if as_json:
        for notice in made:
            echo_json(row_of(notice))
        for item in open_items:
            echo_json(
                {"unrouted": item.dispute, "title": item.title, "place": item.place, "place_name": item.place_name}
            )
        return
    print_notices(made)
    for item in open_items:
        console().print(f"待定：{item.title}（{item.place_name}）没有受文单位，请补受文单位表。", soft_wrap=True)


@command.command()
def review(
    context: typer.Context, notice: IdArgument, actor: ActorOption = "核稿岗", as_json: JsonOption = False
) -> None:
    """核稿。"""
    from briefings.notices import workflow

    with frame(context).open_app() as app:
        _tell(workflow.review(app.ledger, notice, actor=actor, now=this_moment()), as_json)


@command.command()
def approve(
    context: typer.Context,
    notice: IdArgument,
    actor: ActorOption,
    outbox: Annotated[Path | None, typer.Option("--outbox", help="发件夹；缺省为数据目录下的 outbox")] = None,
    as_json: JsonOption = False,
) -> None:
    """签发（签发人不得为拟稿人），并把文件写入发件夹。"""
    from briefings.notices import workflow
    from briefings.notices.store import notice_called
    from yanpan.job import briefing_options
    from yanpan.sending import send_notices

    with frame(context).open_app() as app:
        signed = workflow.approve(app.ledger, notice, actor=actor, now=this_moment(), options=briefing_options(app))
        sent = send_notices(app, actor=actor, now=this_moment(), outbox=outbox)
        with app.ledger.read() as connection:
            _tell(notice_called(connection, signed.id), as_json, [path for _, paths in sent for path in paths])


@command.command()
def deliver(
    context: typer.Context,
    outbox: Annotated[Path | None, typer.Option("--outbox", help="发件夹；缺省为数据目录下的 outbox")] = None,
    actor: ActorOption = "值班岗",
    as_json: JsonOption = False,
) -> None:
    """把已签发而尚未发出的通知写入发件夹（中断后可重跑，不会重发）。"""
    from yanpan.sending import send_notices

    with frame(context).open_app() as app:
        for notice, paths in send_notices(app, actor=actor, now=this_moment(), outbox=outbox):
            _tell(notice, as_json, paths)


@command.command("return")
def return_(
    context: typer.Context, notice: IdArgument, actor: ActorOption, reason: ReasonOption, as_json: JsonOption = False
) -> None:
    """退回（须写明理由）。"""
    from briefings.notices import workflow
    from yanpan_domain.notice import NoticeState

    with frame(context).open_app() as app:
        _tell(
            workflow.move(app.ledger, notice, NoticeState.RETURNED, actor=actor, now=this_moment(), reason=reason),
            as_json,
        )


@command.command()
def move(
    context: typer.Context,
    notice: IdArgument,
    state: Annotated[
        str, typer.Argument(help="acknowledged、replied、verified、closed、reopened、revisited、discarded …")
    ],
    actor: ActorOption,
    reason: ReasonOption = "",
    as_json: JsonOption = False,
) -> None:
    """登记其余各步：签收、反馈、核实、办结、重新办理、回访、作废。"""
    from briefings.notices import workflow
    from yanpan_domain.notice import NoticeState

    if state not in set(NoticeState):
        raise CallerError(f"没有名为 {state} 的状态；可用 {'、'.join(NoticeState)}。")
    with frame(context).open_app() as app:
        _tell(
            workflow.move(app.ledger, notice, NoticeState(state), actor=actor, now=this_moment(), reason=reason),
            as_json,
        )


@command.command()
def reply(
    context: typer.Context,
    notice: IdArgument,
    actor: ActorOption,
    conclusion: Annotated[str, typer.Option("--conclusion", help="核实结论：属实、部分属实、不属实、无法核实")],
    measures: Annotated[str, typer.Option("--measures", help="已采取的措施")] = "",
    recovered: Annotated[float | None, typer.Option("--recovered", help="追回金额（元）；不知道就不填")] = None,
    helped: Annotated[int | None, typer.Option("--helped", help="帮助职工人数；不知道就不填")] = None,
    resolved: Annotated[bool, typer.Option("--resolved", help="已经化解")] = False,
    as_json: JsonOption = False,
) -> None:
    """登记地方工会的反馈。"""
    from briefings.notices import workflow

    with frame(context).open_app() as app:
        done = workflow.reply(
            app.ledger, notice, conclusion=conclusion, measures=measures, recovered=recovered, helped=helped,
            resolved=resolved, actor=actor, now=this_moment(),
        )  # fmt: skip
        _tell(done, as_json)


@command.command()
def revisit(
    context: typer.Context,
    notice: IdArgument,
    actor: ActorOption,
    satisfaction: Annotated[str, typer.Option("--satisfaction", help="满意、基本满意、不满意、未联系上")],
    as_json: JsonOption = False,
) -> None:
    """登记回访结果。"""
    from briefings.notices import workflow

    with frame(context).open_app() as app:
        _tell(workflow.revisit(app.ledger, notice, satisfaction=satisfaction, actor=actor, now=this_moment()), as_json)


@command.command()
def urge(context: typer.Context, actor: ActorOption = "值班岗", as_json: JsonOption = False) -> None:
    """为逾期未反馈的通知拟督办单。"""
    from yanpan.drafting import urge_overdue

    with frame(context).open_app() as app:
        made = urge_overdue(app, actor=actor, now=this_moment())
    if as_json:
        for notice in made:
            echo_json(row_of(notice))
        return
    print_notices(made)


@command.command()
def own(
    context: typer.Context,
    dispute: Annotated[str, typer.Argument(help="争议编号")],
    unit: Annotated[str, typer.Option("--unit", help="责任单位")],
    post: Annotated[str, typer.Option("--post", help="包案岗位（岗位，不写人名）")],
    actor: ActorOption = "值班岗",
    as_json: JsonOption = False,
) -> None:
    """在台账登记争议的责任单位和包案岗位。"""
    from yanpan.registering import own_dispute

    with frame(context).open_app() as app:
        dispute, number = own_dispute(app, dispute, unit=unit, post=post, actor=actor, now=this_moment())
    if as_json:
        echo_json({"dispute": dispute, "number": number, "unit": unit, "post": post})
        return
    console().print(f"台账第{number}号：{unit}，{post}", soft_wrap=True)


def print_notices(notices: list[Notice]) -> None:
    """A table of notices; one sentence when there are none."""
    if not notices:
        console().print("没有通知。")
        return
    from rich.table import Table
    from rich.text import Text

    from briefings.numbers import day_words
    from yanpan_domain.codes import Level

    table = Table(title=f"通知（{len(notices)}份）", expand=True, show_lines=True)
    for name in ("编号", "状态", "级"):
        table.add_column(name, no_wrap=True)
    table.add_column("标题", ratio=5)
    table.add_column("主送", ratio=3)
    table.add_column("文号、时限", ratio=2)
    for one in notices:
        due = f"{day_words(one.due, year=False)}前" if one.due else ""
        numbered = "\n".join(part for part in (one.number or "", due) if part) or "—"
        cells = (one.id[:8], one.state.label, Level(one.level).label, one.body.title, one.body.recipient_name, numbered)
        table.add_row(*(Text(cell) for cell in cells))
    console(wide=True).print(table)


def row_of(notice: Notice) -> dict[str, object]:
    """A notice as one JSON object."""
    return {
        "id": notice.id, "number": notice.number, "form": notice.form.value, "state": notice.state.value, "level": notice.level,
        "dispute": notice.dispute, "title": notice.body.title, "recipient": notice.body.recipient,
        "recipient_name": notice.body.recipient_name, "due": notice.due.isoformat() if notice.due else None,
        "drafted": notice.drafted.isoformat(), "update_of": notice.update_of,
    }  # fmt: skip


def _tell(notice: Notice, as_json: bool, paths: list[Path] | None = None) -> None:
    if as_json:
        echo_json(row_of(notice) | ({"files": [str(path) for path in paths]} if paths else {}))
        return
    console().print(f"{notice.number or notice.id[:10]}　{notice.state.label}　{notice.body.title}", soft_wrap=True)
    for path in paths or ():
        console().print(str(path), soft_wrap=True)
