"""`yanpan disputes`: group and compare texts in a pipe; list, show, merge, split and move the disputes of the index."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from yanpan.cli.frame import InputLineError, answer_lines, console, echo_json, frame, this_moment

if TYPE_CHECKING:
    from judgment.disputes.decisions import Decision
    from yanpan.app import App


command = typer.Typer(rich_markup_mode=None, no_args_is_help=True)

File = Annotated[Path, typer.Argument(help="JSON 行文件；- 为标准输入")]
AsJson = Annotated[bool, typer.Option("--json", help="JSON 行")]
Actor = Annotated[str, typer.Option("--actor", help="岗位（不是人名）")]
Reason = Annotated[str, typer.Option("--reason", help="理由，记入审计链")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="只说明会怎样，不改动")]


@command.command()
def group(context: typer.Context, file: File) -> None:
    """把同一争议的文章归在一起：每行一篇（id、title、text，可有 url、published），答一行。不存任何东西。"""
    from yanpan.article_lines import judged_lines, read_lines
    from yanpan.grouping import grouped

    lines = read_lines(file)
    book = grouped(judged_lines(lines, frame(context).judgment_options()))
    for line in lines:
        if line.article is None:
            echo_json(line.error)
            continue
        placed = book.placement(line.article.id)
        echo_json({
            "id": line.identifier, "family": placed.family, "disputes": list(placed.disputes),
            "dispute": placed.disputes[0] if len(placed.disputes) == 1 else None, "joined_because": placed.because,
        })  # fmt: skip
    raise typer.Exit(1 if any(line.error for line in lines) else 0)


@command.command()
def compare(
    file: File,
    semantic: Annotated[
        bool | None,
        typer.Option("--semantic/--no-semantic", help="存疑时是否再比语义；不写则装有 semantic 组件时才比"),
    ] = None,
) -> None:
    """两段文字说的是不是同一件事：每行 id、a、b，答 same、score、because。任何新闻都可。"""
    from judgment.disputes.compare import compare as compared
    from judgment.disputes.meaning import is_installed, load_meaning

    meaning = load_meaning() if semantic or (semantic is None and is_installed()) else None

    def answer(line: dict[str, Any]) -> dict[str, Any]:
        found = compared(_text(line, "a"), _text(line, "b"), meaning)
        return {"id": line.get("id"), "same": found.same, "score": found.score, "because": found.because}

    raise typer.Exit(answer_lines(file, answer))


def _text(line: dict[str, Any], name: str) -> str:
    value = line.get(name)
    if not isinstance(value, str):
        raise InputLineError(f"{name} 应为文字，实为 {type(value).__name__}")
    return value


@command.command("list")
def list_(
    context: typer.Context,
    query: Annotated[str, typer.Argument(help="检索式，例如 place:44 stage:ongoing；留空为全部未了争议")] = "",
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000, help="最多几宗")] = 20,
    as_json: AsJson = False,
) -> None:
    """索引中的争议，最需要帮助的在前。"""
    from index.query import Query, Sort
    from yanpan.cli.ranking import print_ranking, ranking_rows
    from yanpan.job import OPEN

    with frame(context).open_app() as app:
        page = app.index.find_disputes(Query(text=query or OPEN, sort=Sort.URGENCY, limit=limit))
    disputes = [hit.record for hit in page.hits]
    if as_json:
        for row in ranking_rows(disputes):
            echo_json(row)
        echo_json({"total": page.total})
    else:
        if not disputes:
            console().print("没有找到。索引为空时先用 yanpan run 采集，或用 yanpan import 读入已存的新闻。")
            return
        print_ranking(disputes)
        console().print(f"共 {page.total} 宗。")


@command.command()
def show(
    context: typer.Context,
    dispute: Annotated[str, typer.Argument(help="争议编号；已并入别案的编号也可")],
    as_json: AsJson = False,
    with_revisions: Annotated[bool, typer.Option("--revisions", help="连同历次修订：何时知道了什么")] = False,
) -> None:
    """一宗争议的事实、评分理由与经过。"""
    import msgspec

    from judgment.disputes.revisions import revisions
    from yanpan.finding import living_dispute
    from yanpan.reasons import reasons
    from yanpan_domain.codes import Stage

    with frame(context).open_app() as app:
        found = living_dispute(app, dispute)
        with app.ledger.read() as connection:
            told = revisions(connection, found.id) if with_revisions else ()
    if as_json:
        kept = {"revisions": msgspec.to_builtins(told)} if with_revisions else {}
        echo_json(msgspec.to_builtins(found) | kept)
        return
    screen = console()
    screen.print(f"{found.title}　〔{found.id}〕")
    screen.print(f"地区：{'、'.join(place.name for place in found.places) or '不详'}　阶段：{found.stage.label}")
    for reason in reasons(found):
        screen.print(f"  · {reason}")
    for entry in found.timeline:
        screen.print(f"{entry.at:%Y-%m-%d} {entry.media}：{entry.quotation.quote}")
    for one in told:
        known = one.facts
        screen.print(
            f"修订{one.number}　{one.at:%Y-%m-%d %H:%M}　阶段 {Stage(known['stage']).label}　人数 {known['workers'] or '不详'}　"
            f"欠款 {known['owed'] or '不详'}　报道 {len(known['articles'])} 篇　{known.get('withdrawn_because', '')}".rstrip()
        )


@command.command("bursts")
def bursts_(
    context: typer.Context,
    on: Annotated[datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="截至哪一天；默认今天")] = None,
    as_json: AsJson = False,
) -> None:
    """近 1、7、30 天里异常增多的用人单位、地区、争议类型或行业：与其自身一年来的情况相比，报道与热线合并计算。"""
    from briefings.unusual import burst_lines, subject_words, unusual
    from yanpan.job import briefing_options

    day = (on or this_moment()).date()
    with frame(context).open_app() as app:
        told = unusual(app.index, app.ledger, day, briefing_options(app))
        lines = burst_lines(app.index, told.found) if as_json else []
    for line in lines:
        echo_json(line)
    if as_json:
        return
    for burst in told.found:
        console().print(f"{subject_words(burst)}：{burst.because}（{burst.start}至{burst.end}）")
    if not told.found:
        console().print("没有异常增多。" if told.is_comparable else "可比的历史不足四周。")


@command.command()
def merge(
    context: typer.Context,
    one: Annotated[str, typer.Argument(help="争议编号")],
    other: Annotated[str, typer.Argument(help="与之相同的争议")],
    reason: Reason = "",
    actor: Actor = "分析岗",
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """两宗其实是一宗：合并，此后永远如此。"""
    from judgment.disputes.regroup import merge as merged
    from yanpan.finding import living_dispute, told_with_others

    def decide(app: App) -> tuple[Decision, ...]:
        first, second = living_dispute(app, one), living_dispute(app, other)
        return merged(first, second, told_with_others(app, first, second))

    _rule(context, "merge", decide, actor, reason, dry_run, as_json)


@command.command()
def split(
    context: typer.Context,
    dispute: Annotated[str, typer.Argument(help="争议编号")],
    articles: Annotated[list[str], typer.Argument(help="属于另一宗的文章编号")],
    reason: Reason = "",
    actor: Actor = "分析岗",
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """把几篇文章分出去另立一案；转载随原文走。"""
    from judgment.disputes.regroup import split as parted
    from yanpan.finding import living_dispute, told_with_others

    def decide(app: App) -> tuple[Decision, ...]:
        whole = living_dispute(app, dispute)
        return parted(whole, articles, told_with_others(app, whole))

    _rule(context, "split", decide, actor, reason, dry_run, as_json)


@command.command()
def move(
    context: typer.Context,
    dispute: Annotated[str, typer.Argument(help="文章现在所属的争议")],
    article: Annotated[str, typer.Argument(help="文章编号")],
    target: Annotated[str, typer.Argument(help="应属的争议")],
    reason: Reason = "",
    actor: Actor = "分析岗",
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """把一篇文章移到另一宗争议。"""
    from judgment.disputes.regroup import move as moved
    from yanpan.finding import living_dispute, told_with_others

    def decide(app: App) -> tuple[Decision, ...]:
        source, goal = living_dispute(app, dispute), living_dispute(app, target)
        return moved(source, article, goal, told_with_others(app, source, goal))

    _rule(context, "move", decide, actor, reason, dry_run, as_json)


def _rule(
    context: typer.Context,
    act: str,
    decide: Callable[[App], tuple[Decision, ...]],
    actor: str,
    reason: str,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Keep what was ruled and group anew, so that the next look at the index shows it."""
    from judgment.disputes.rulings import keep
    from yanpan.pipeline import ingest

    now = this_moment()
    with frame(context).open_app() as app:
        decisions = decide(app)
        if dry_run:
            _tell(as_json, f"将记下 {len(decisions)} 条认定；未作改动。", act=act, rulings=len(decisions), kept=False)
            return
        keep(app.ledger, decisions, act=act, actor=actor, reason=reason, now=now)
        with ingest(app, now.date()) as opened:
            pass
    changed = opened.disputes_changed
    told = f"已记下 {len(decisions)} 条认定，变动争议 {changed} 宗。"
    _tell(as_json, told, act=act, rulings=len(decisions), kept=True, disputes_changed=changed)


def _tell(as_json: bool, told: str, **facts: object) -> None:
    if as_json:
        echo_json(facts)
    else:
        console().print(told)
