"""`yanpan alerts`: searches that are kept and asked again; each new dispute or material change is told once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from yanpan.cli.frame import console, echo_json, frame, this_moment
from yanpan_domain.zone import SHANGHAI

if TYPE_CHECKING:
    from index.alerts import Alert

command = typer.Typer(rich_markup_mode=None, no_args_is_help=True)

Owner = Annotated[str, typer.Option("--owner", help="归属岗位（不是人名）")]
AsJson = Annotated[bool, typer.Option("--json", help="每条一行 JSON")]


@command.command()
def save(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="名称")],
    query: Annotated[str, typer.Argument(help="检索式，例如 place:4403 issue:wage_arrears")],
    owner: Owner = "分析岗",
    articles: Annotated[bool, typer.Option("--articles", help="针对文章；默认针对争议")] = False,
    as_json: AsJson = False,
) -> None:
    """保存一个检索。现在已能找到的视为已知，提醒从此后的新情况开始。"""
    from index.alerts import save as keep

    kind = "article" if articles else "dispute"
    with frame(context).open_app() as app:
        keep(app.ledger, app.index, owner=owner, name=name, text=query, now=this_moment(), kind=kind)
    _tell(as_json, f"已保存“{name}”。", owner=owner, name=name, query=query, kind=kind, saved=True)


@command.command("list")
def list_(context: typer.Context, as_json: AsJson = False) -> None:
    """保存的检索。"""
    from index.alerts import saved

    with frame(context).open_app() as app:
        searches = saved(app.ledger)
    for one in searches:
        if as_json:
            echo_json({name: getattr(one, name) for name in one.__slots__})
        else:
            console().print(f"{one.owner}　{one.name}　{one.text}")


@command.command()
def run(context: typer.Context, as_json: AsJson = False) -> None:
    """现在就问一遍所有保存的检索；新争议与重大变化进入待取的提醒。"""
    from index.alerts import run as ask

    with frame(context).open_app() as app:
        found = ask(app.ledger, app.index, this_moment())
    for one in found:
        if as_json:
            echo_json({name: getattr(one, name) for name in one.__slots__})
        else:
            console().print(_words(one))
    if not as_json:
        console().print(f"新提醒 {len(found)} 条。")


@command.command()
def take(
    context: typer.Context,
    as_json: AsJson = False,
    keep: Annotated[bool, typer.Option("--keep", "--dry-run", help="只看，不标记为已取")] = False,
) -> None:
    """取走待取的提醒；取走的不再出现。"""
    from index.alerts import pending
    from index.alerts import take as mark

    with frame(context).open_app() as app:
        waiting = pending(app.ledger)
        for one in waiting:
            if as_json:
                echo_json({name: getattr(one, name) for name in one.__slots__})
            else:
                console().print(f"{one.created.astimezone(SHANGHAI):%Y-%m-%d %H:%M}　{_words(one)}")
        if not waiting and not as_json:
            console().print("没有待取的提醒。先用 yanpan alerts run 问一遍保存的检索。")
        if not keep:
            mark(app.ledger, [one.seq for one in waiting], this_moment())


@command.command()
def forget(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="名称")],
    owner: Owner = "分析岗",
    as_json: AsJson = False,
) -> None:
    """删除一个保存的检索和它记得的一切。"""
    from index.alerts import forget as drop

    with frame(context).open_app() as app:
        drop(app.ledger, owner=owner, name=name)
    _tell(as_json, f"已删除“{name}”。", owner=owner, name=name, saved=False)


def _words(alert: Alert) -> str:
    return f"{alert.title}　{'；'.join(alert.reasons) or '新出现'}　〔{alert.subject}〕"


def _tell(as_json: bool, told: str, **facts: object) -> None:
    if as_json:
        echo_json(facts)
    else:
        console().print(told)
