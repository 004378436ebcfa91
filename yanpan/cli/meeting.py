"""`yanpan meeting`: open, judge, resolve, review, sign, close; minutes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from yanpan.cli.frame import console, day_of, echo_json, frame, this_moment
from yanpan.posts import acting_post
from yanpan_domain.errors import CallerError

if TYPE_CHECKING:
    from yanpan_domain.meeting import Meeting, Resolution

command = typer.Typer(rich_markup_mode=None, no_args_is_help=True)

ActorOption = Annotated[str, typer.Option("--as", help="以哪个岗位办理（岗位名，不写人名）", callback=acting_post)]
JsonOption = Annotated[bool, typer.Option("--json", help="结果为一行 JSON")]
IdArgument = Annotated[str, typer.Argument(help="会议编号的开头，或唯一的时段如 2026-W47")]
PresetOption = Annotated[
    str | None, typer.Option("--preset", help="按哪种预设分组：rhythm、stage、level、dimension、trigger、phase")
]


@command.command("list")
def list_(context: typer.Context, as_json: JsonOption = False) -> None:
    """列出会议，新的在前。"""
    from briefings.meeting_store import meetings

    with frame(context).open_app() as app:
        held = meetings(app.ledger)
    for meeting in held:
        _tell(meeting, as_json)
    if not held and not as_json:
        console().print("还没有会议。开会：yanpan meeting open weekly")


@command.command("open")
def open_(
    context: typer.Context,
    slot: Annotated[str, typer.Argument(help="daily、weekly 或 monthly")] = "weekly",
    period: Annotated[str | None, typer.Option("--period", help="时段；缺省为最近已结束的时段")] = None,
    place: Annotated[str | None, typer.Option("--place", help="区划代码")] = None,
    cut_off: Annotated[str | None, typer.Option("--cut-off", help="数据截点；缺省为现在")] = None,
    attendance: Annotated[list[str] | None, typer.Option("--attendance", help="出席岗位，可多次给出")] = None,
    actor: ActorOption = "值班岗",
    as_json: JsonOption = False,
) -> None:
    """开会：固定议程、评分版本和数据截点，先列上次决议。"""
    from yanpan.cli.brief import moment_of
    from yanpan.meetings import open_for

    with frame(context).open_app() as app:
        meeting = open_for(
            app, slot, period, cut_off=moment_of(cut_off), now=this_moment(), actor=actor, place=place,
            attendance=[acting_post(one) for one in attendance or ()],
        )  # fmt: skip
    _show(meeting, as_json)


@command.command()
def show(context: typer.Context, meeting: IdArgument, preset: PresetOption = None, as_json: JsonOption = False) -> None:
    """显示会议：上次决议、议程、研判、决议；--preset 只改分组。"""
    from briefings.meeting_store import meeting_called

    with frame(context).open_app() as app, app.ledger.read() as connection:
        _show(meeting_called(connection, meeting), as_json, preset)


@command.command()
def judge(
    context: typer.Context,
    meeting: IdArgument,
    dispute: Annotated[str, typer.Argument(help="争议编号")],
    nature: Annotated[str, typer.Option("--nature", help="性质")],
    trend: Annotated[str, typer.Option("--trend", help="走势：升温、平稳、降温、已化解、不明")],
    response: Annotated[str, typer.Option("--response", help="处置")],
    evidence: Annotated[list[str], typer.Option("--evidence", help="文章编号:原文片段，可多次给出")],
    basis: Annotated[str, typer.Option("--basis", help="法律依据")] = "",
    stage: Annotated[str, typer.Option("--stage", help="阶段")] = "",
    confidence: Annotated[float, typer.Option("--confidence", help="把握程度，0 至 1")] = 0.5,
    dissent: Annotated[str, typer.Option("--dissent", help="不同意见")] = "",
    actor: ActorOption = "值班岗",
    as_json: JsonOption = False,
) -> None:
    """登记一条研判；证据须是已存文章的原文。"""
    from briefings.meeting import JudgmentInput, quotation_of
    from briefings.meeting import judge as keep
    from yanpan_domain.codes import Trend

    meant = next((one for one in Trend if trend in {one.value, one.label}), None)
    if meant is None:
        raise CallerError(f"走势“{trend}”应为{'、'.join(one.label for one in Trend)}之一。")
    with frame(context).open_app() as app:
        quotations = tuple(quotation_of(app.index, *_pair(text)) for text in evidence)
        judged = JudgmentInput(
            dispute=dispute, nature=nature, trend=meant, response=response, basis=basis, stage=stage,
            confidence=confidence, evidence=quotations, dissent=dissent,
        )  # fmt: skip
        _tell(keep(app.ledger, meeting, judged, index=app.index, actor=actor, now=this_moment()), as_json)


@command.command()
def resolve(
    context: typer.Context,
    meeting: IdArgument,
    text: Annotated[str, typer.Option("--text", help="议定内容")],
    unit: Annotated[str, typer.Option("--unit", help="责任单位")],
    due: Annotated[str, typer.Option("--due", help="时限，如 2026-11-30")],
    dispute: Annotated[str | None, typer.Option("--dispute", help="争议编号")] = None,
    actor: ActorOption = "值班岗",
    as_json: JsonOption = False,
) -> None:
    """登记议定事项：做什么、谁负责、何时前。"""
    from briefings.meeting import resolve as keep

    day = day_of(due, "时限")
    with frame(context).open_app() as app:
        _tell(
            keep(app.ledger, meeting, text=text, unit=unit, due=day, dispute=dispute, actor=actor, now=this_moment()),
            as_json,
        )


@command.command()
def done(
    context: typer.Context,
    resolution: Annotated[int, typer.Argument(help="决议编号，见 yanpan meeting show")],
    outcome: Annotated[str, typer.Option("--outcome", help="结果")],
    actor: ActorOption = "值班岗",
    as_json: JsonOption = False,
) -> None:
    """登记决议的结果；下次会议先列出。"""
    from briefings.meeting import finish_resolution

    with frame(context).open_app() as app:
        finish_resolution(app.ledger, resolution, outcome=outcome, actor=actor, now=this_moment())
    if as_json:
        echo_json({"resolution": resolution, "outcome": outcome, "done": True})
    else:
        console().print(f"已登记第 {resolution} 项决议的结果。")


@command.command("attend")
def attend_(
    context: typer.Context,
    meeting: IdArgument,
    posts: Annotated[list[str], typer.Argument(help="出席岗位，不写人名")],
    actor: ActorOption = "值班岗",
    as_json: JsonOption = False,
) -> None:
    """登记出席岗位（审核之前；以最后一次为准）。"""
    from briefings.meeting import attend

    with frame(context).open_app() as app:
        kept = [acting_post(one) for one in posts]
        _tell(attend(app.ledger, meeting, kept, actor=actor, now=this_moment()), as_json)


@command.command()
def review(
    context: typer.Context, meeting: IdArgument, actor: ActorOption = "审核岗", as_json: JsonOption = False
) -> None:
    """审核。"""
    from briefings.meeting import review_meeting

    with frame(context).open_app() as app:
        _tell(review_meeting(app.ledger, meeting, actor=actor, now=this_moment()), as_json)


@command.command()
def sign(context: typer.Context, meeting: IdArgument, actor: ActorOption, as_json: JsonOption = False) -> None:
    """签发（签发人不得为拟稿人）。"""
    from briefings.meeting import sign as keep

    with frame(context).open_app() as app:
        _tell(keep(app.ledger, meeting, actor=actor, now=this_moment()), as_json)


@command.command()
def close(
    context: typer.Context, meeting: IdArgument, actor: ActorOption = "值班岗", as_json: JsonOption = False
) -> None:
    """闭会。"""
    from briefings.meeting import close as keep

    with frame(context).open_app() as app:
        _tell(keep(app.ledger, meeting, actor=actor, now=this_moment()), as_json)


@command.command()
def assign(
    context: typer.Context, meeting: IdArgument, actor: ActorOption = "值班岗", as_json: JsonOption = False
) -> None:
    """把已签发会议的议定事项拟成交办单。"""
    from yanpan.cli.notices import print_notices, row_of
    from yanpan.meetings import assign_resolutions

    with frame(context).open_app() as app:
        made, left = assign_resolutions(app, meeting, actor=actor, now=this_moment())
    if as_json:
        for notice in made:
            echo_json(row_of(notice))
        return
    print_notices(made)
    for resolution in left:
        console().print(f"未成交办单：{resolution.text}（{resolution.unit}）没有指明争议，请会后另行通知责任单位。")


@command.command()
def minutes(
    context: typer.Context,
    meeting: IdArgument,
    preset: PresetOption = None,
    form: Annotated[str, typer.Option("--format", help="all，或 html,docx,pdf,markdown,json 中的几种")] = "all",
    out: Annotated[Path | None, typer.Option("--out", help="输出目录；缺省为数据目录下的 products")] = None,
    as_json: JsonOption = False,
) -> None:
    """写出会议纪要；未签发的会议写出的是草稿。"""
    from briefings.meeting_store import meeting_called
    from briefings.write import forms_of, write_briefing
    from yanpan.job import briefing_options
    from yanpan.meetings import minutes_of, preset_called

    forms = forms_of(form)
    with frame(context).open_app() as app:
        options = briefing_options(app)
        with app.ledger.read() as connection:
            found = meeting_called(connection, meeting)
        made = minutes_of(app, found, preset_called(preset))
        folder = out or app.settings.data / "products"
        files = [
            str(path) for path in write_briefing(made, folder, forms, templates=options.templates, fonts=options.fonts)
        ]
    if as_json:
        echo_json({"meeting": found.id, "state": found.state.value, "files": files})
        return
    for path in files:
        console().print(path)


def _pair(text: str) -> tuple[str, str]:
    article, colon, words = text.partition(":")
    if not colon:
        raise CallerError(f"证据“{text}”应写作 文章编号:原文片段。")
    return article.strip(), words.strip()


def _show(meeting: Meeting, as_json: bool, preset: str | None = None) -> None:
    import msgspec

    from briefings.presets import grouped
    from yanpan.meetings import preset_called
    from yanpan_domain.codes import Level
    from yanpan_domain.meeting import MeetingJudgment

    if as_json:
        echo_json(msgspec.to_builtins(meeting))
        return
    _tell(meeting, False)
    told = console()
    for resolution in meeting.followed_up:
        told.print(f"  上次决议〔{resolution.id}〕：{_resolution_words(resolution)}")
    for item in meeting.agenda:
        told.print(
            f"  {item.rank:>2}. {Level(item.level).label}级 {item.score:.0f}分 {item.title}　{item.dispute}",
            soft_wrap=True,
        )
    for name, held in grouped(meeting, preset_called(preset) or meeting.preset).items():
        for one in held:
            if isinstance(one, MeetingJudgment):
                told.print(
                    f"  {name}：{one.dispute[:10]} {one.nature}；{one.trend.label}；{one.response}", soft_wrap=True
                )
    for resolution in meeting.resolutions:
        told.print(f"  议定〔{resolution.id}〕：{_resolution_words(resolution)}")


def _resolution_words(resolution: Resolution) -> str:
    from briefings.numbers import day_words

    state = f"已落实：{resolution.outcome}" if resolution.done else "待落实"
    return f"{resolution.text}（{resolution.unit}，{day_words(resolution.due)}，{state}）"


def _tell(meeting: Meeting, as_json: bool) -> None:
    if as_json:
        echo_json(
            {
                "id": meeting.id, "period": meeting.period, "slot": meeting.slot, "preset": meeting.preset.value,
                "state": meeting.state.value, "agenda": len(meeting.agenda), "judgments": len(meeting.judgments),
                "resolutions": len(meeting.resolutions), "cut_off": meeting.cut_off.isoformat(), "scorer": meeting.scorer,
            }
        )  # fmt: skip
        return
    told = f"{meeting.id[:10]}　{meeting.period}　{meeting.state.label}　议程{len(meeting.agenda)}件、研判{len(meeting.judgments)}条、决议{len(meeting.resolutions)}项"
    console().print(told, soft_wrap=True)
