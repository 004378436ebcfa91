"""`yanpan judge correct|learn|train|audit|again`: what keeps the judging honest. Nothing changes without being asked to."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table

from yanpan.cli.frame import InputLineError, console, day_of, echo_json, frame, read_objects, this_moment
from yanpan.posts import acting_post
from yanpan_domain.codes import Relevance, ToneLabel
from yanpan_domain.errors import CallerError

if TYPE_CHECKING:
    from judgment.audit_sample import MissRate, Sampled
    from judgment.learn import Comparison
    from judgment.tone.train import LabelledTone
    from yanpan_domain.judgment import JudgedArticle

JsonOption = Annotated[bool, typer.Option("--json", help="结果为 JSON 行")]
ByOption = Annotated[str, typer.Option("--by", help="岗位名称，记入审计链；不写人名")]


def correct(
    context: typer.Context,
    article: Annotated[str, typer.Argument(help="文章编号")],
    field: Annotated[str, typer.Argument(help="字段，例如 relevance、issues、stage")],
    value: Annotated[str, typer.Argument(help='正确的值：代码，或 JSON，例如 settled、["wage_arrears"]')],
    by: ByOption = "分析岗",
    as_json: JsonOption = False,
) -> None:
    """更正一篇文章的一个字段；更正优先于引擎，所属争议随之更新；relevance、issues 的更正进入学习。"""
    from yanpan.correcting import correct_article

    actor = acting_post(by)
    with frame(context).open_app() as app:
        done = correct_article(app, article, field, _json_or_word(value), actor=actor, at=this_moment())
    if as_json:
        told = {"id": article, "field": field, "value": json.loads(done.made.value)}
        echo_json(told | {"disputes_changed": len(done.changed), "waiting": done.is_waiting})
    elif done.is_waiting:
        console().print(f"已记下 {article} 的 {field}；索引正由另一个进程写入，待它或下一次运行结束时生效。")
    else:
        console().print(f"已更正 {article} 的 {field}，变动争议 {len(done.changed)} 宗。")


def learn(
    context: typer.Context,
    apply: Annotated[bool, typer.Option("--apply", help="启用学到的权重；不加则只看前后对比")] = False,
    forget: Annotated[bool, typer.Option("--forget", help="停用学到的权重，恢复出厂权重")] = False,
    by: ByOption = "分析岗",
    as_json: JsonOption = False,
) -> None:
    """把更正变成权重，给出前后对比；不加 --apply 什么都不改变。"""
    from yanpan.learning import forget_learned, learned_now, put_learned_in_force

    actor = acting_post(by)
    with frame(context).open_app() as app:
        if forget:
            forget_learned(app, actor=actor, at=this_moment())
            console().print("已恢复出厂权重。用 yanpan judge --again 重判档案。")
            return
        learned = learned_now(app)
        if apply:
            put_learned_in_force(app, learned, actor=actor, at=this_moment())
    _print_comparison(learned.table, dict(learned.adjustments), as_json)
    if not as_json:
        console().print(
            "已启用。用 yanpan judge --again 重判档案。" if apply else "未作任何改动；加 --apply --by 岗位 启用。"
        )


def train(
    labels: Annotated[
        Path, typer.Argument(help="标注过的 JSON 行：title、text、tone（negative、neutral、positive 或 -1、0、1）")
    ],
    out: Annotated[Path, typer.Option("--out", help="写出的模型文件")] = Path("tone-model.json"),
    as_json: JsonOption = False,
) -> None:
    """从标注训练语气模型；同样的标注得到同样的模型。每五条留一条检验。"""
    from judgment.tone.train import agreement, train_tone

    texts = _labelled(labels)
    held = texts[::5]
    kept = [one for number, one in enumerate(texts) if number % 5]
    tried = agreement(train_tone(kept), held)
    try:
        out.write_text(train_tone(texts).dump(), encoding="utf-8")
    except OSError as error:
        raise CallerError(f"写不了模型文件 {out}：{error.strerror}。请检查目录与权限，或用 --out 另指一处。") from error
    told = {"texts": len(texts), "held_out": len(held), "agreement": round(tried, 4), "model": str(out)}
    if as_json:
        echo_json(told)
    else:
        console().print(f"用 {len(texts)} 条标注训练，留出检验一致率 {tried:.1%}。模型写在 {out}。")


def audit(
    context: typer.Context,
    week: Annotated[str | None, typer.Option(help="该周任一日，例如 2026-03-04；默认上一周")] = None,
    size: Annotated[int, typer.Option(min=1, help="抽样篇数")] = 20,
    mark: Annotated[str | None, typer.Option(help="给哪篇文章作标记（文章编号）")] = None,
    relevance: Annotated[Relevance | None, typer.Option("--as", help="该文章实为何者")] = None,
    by: ByOption = "复核岗",
    as_json: JsonOption = False,
) -> None:
    """每周从判为无关的文章中随机抽样，由人标记，估计漏判率及其区间。"""
    from judgment.audit_sample import miss_rate, monday, sample
    from yanpan.sampling import mark_article, week_sample

    actor = acting_post(by)
    with frame(context).open_app() as app:
        if mark is not None:
            if relevance is None:
                raise CallerError("请用 --as 说明该文章实为何者：dispute、labour_general 或 unrelated。")
            mark_article(app, mark, relevance, actor=actor, at=this_moment())
        start = monday(day_of(week, "日期") if week is not None else this_moment().date() - timedelta(days=7))
        drawn = week_sample(app, start, at=this_moment(), size=size)
        with app.ledger.read() as connection:
            everything = sample(connection)
        titles = {key: one.article.title for key, one in app.index.articles([s.article for s in drawn]).items()}
    _print_sample(drawn, titles, miss_rate(everything), as_json)


def again(
    context: typer.Context,
    size: Annotated[int, typer.Option(min=1, help="每片篇数；中断后再次运行会接着做")] = 500,
    as_json: JsonOption = False,
) -> None:
    """用当前版本重判档案（等同 yanpan judge --again），给出前后对比。"""
    from index.query import Query
    from judgment.again import judge_again, outdated
    from judgment.feedback import corrected, corrections
    from judgment.learn import adjustments_in_force
    from judgment.urgency.rank import article_urgency
    from yanpan.deciding import TOLD
    from yanpan.pipeline import ingest, judgment_options

    today = this_moment().date()
    with frame(context).open_app() as app, ingest(app, today) as opened:
        with app.ledger.read() as connection:
            options = replace(judgment_options(app), adjustments=adjustments_in_force(connection))
            made = corrections(connection)

        def finish(judged: JudgedArticle) -> JudgedArticle:
            right = corrected(judged, made.get(judged.article.id, ()))
            told = right if right.judgment.relevance in TOLD else replace(right, family=None, disputes=())
            return replace(told, urgency=article_urgency(told, today))

        def write(judged: Sequence[JudgedArticle]) -> None:
            opened.writer.put(judged)
            opened.writer.commit()
            opened.delivered += [one.article.id for one in judged]

        done = judge_again(
            outdated(app.index.scan(Query()), options),
            lambda ids: app.index.articles(ids).values(),
            write,
            options,
            finish,
            size,
        )
    changes = sorted(done.changes.items(), key=lambda item: (-item[1], item[0]))
    if as_json:
        for (field, before, after), count in changes:
            echo_json({"field": field, "before": before, "after": after, "articles": count})
        echo_json({"judged": done.judged})
        return
    table = Table("字段", "之前", "之后", "篇数", title=f"重判 {done.judged} 篇")
    for (field, before, after), count in changes:
        table.add_row(field, before, after, str(count))
    console().print(table)


def _json_or_word(value: str) -> object:
    with suppress(json.JSONDecodeError):
        return json.loads(value)
    return value


def _labelled(path: Path) -> list[LabelledTone]:
    from judgment.tone.train import LabelledTone

    words = {"-1": ToneLabel.NEGATIVE, "0": ToneLabel.NEUTRAL, "1": ToneLabel.POSITIVE} | {
        t.value: t for t in ToneLabel
    }
    good, bad = read_objects(path)
    if bad:
        raise InputLineError(f"{path} 有 {len(bad)} 行不是 JSON 对象；请先改正。")
    try:
        return [
            LabelledTone(
                title=str(one.get("title") or ""), text=str(one.get("text") or ""), label=words[str(one["tone"])]
            )
            for one in good
        ]
    except KeyError as error:
        raise InputLineError(f"每行应有 tone，值为 {'、'.join(words)} 之一；缺少或不认得：{error}。") from error


def _print_comparison(table: Sequence[Comparison], adjustments: dict[str, float], as_json: bool) -> None:
    if as_json:
        rows = [{"what": one.what, "before": one.before, "after": one.after, "of": one.of} for one in table]
        echo_json({"table": rows, "adjustments": adjustments})
        return
    shown = Table("", "之前", "之后", "共", title=f"学习前后（调整 {len(adjustments)} 项权重）")
    for one in table:
        shown.add_row(one.what, str(one.before), str(one.after), str(one.of))
    console().print(shown)


def _print_sample(drawn: Iterable[Sampled], titles: dict[str, str], rate: MissRate | None, as_json: bool) -> None:
    rows: list[dict[str, Any]] = [
        {"article": one.article, "title": titles.get(one.article, ""), "mark": one.mark.value if one.mark else None}
        for one in drawn
    ]
    if as_json:
        for row in rows:
            echo_json(row)
        echo_json({"marked": rate.marked, "missed": rate.missed, "population": rate.population, "rate": rate.rate,
                   "low": rate.low, "high": rate.high} if rate else {"marked": 0})  # fmt: skip
        return
    table = Table("文章", "标题", "标记")
    for row in rows:
        table.add_row(row["article"], row["title"], Relevance(row["mark"]).label if row["mark"] else "未标记")
    console().print(table)
    if rate:
        console().print(
            f"已标记 {rate.marked} 篇，漏判 {rate.missed} 篇；漏判率估计 {rate.rate:.1%}（95% 区间 {rate.low:.1%}–{rate.high:.1%}）。"
        )
    else:
        console().print("尚无标记。用 yanpan judge audit --mark 文章编号 --as dispute|labour_general|unrelated 标记。")
