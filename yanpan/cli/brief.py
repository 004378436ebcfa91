"""`yanpan brief`: products of a period, in every form."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from yanpan.cli.frame import console, echo_json, frame, this_moment
from yanpan_domain.errors import CallerError
from yanpan_domain.zone import SHANGHAI

if TYPE_CHECKING:
    from yanpan_domain.briefing import Briefing

command = typer.Typer(rich_markup_mode=None, no_args_is_help=True)

PeriodOption = Annotated[
    str | None, typer.Option("--period", help="时段，如 2026-W47、2026-11、2026-11-20；缺省为最近已结束的时段")
]
PlaceOption = Annotated[str | None, typer.Option("--place", help="区划代码：44、4403 或 440306；缺省为全国")]
FormatOption = Annotated[str, typer.Option("--format", help="all，或 html,docx,pdf,markdown,json 中的几种")]
OutOption = Annotated[Path | None, typer.Option("--out", help="输出目录；缺省为数据目录下的 products")]
CutOffOption = Annotated[str | None, typer.Option("--cut-off", help="数据截点，如 2026-11-23T08:00；缺省为现在")]
TemplateOption = Annotated[Path | None, typer.Option("--template", help="自己的模板目录，其中同名文件代替内置模板")]
PreviewOption = Annotated[bool, typer.Option("--preview", "--dry-run", help="只编制，不登记版本")]
JsonOption = Annotated[bool, typer.Option("--json", help="结果为一行 JSON")]


@command.callback()
def brief() -> None:
    """编制简报；同一索引、时段与截点得到同样的字节。"""


def _make(name: str, words: str) -> None:
    @command.command(name, help=words)
    def run(
        context: typer.Context,
        period: PeriodOption = None,
        place: PlaceOption = None,
        form: FormatOption = "all",
        out: OutOption = None,
        cut_off: CutOffOption = None,
        template: TemplateOption = None,
        preview: PreviewOption = False,
        as_json: JsonOption = False,
    ) -> None:
        from briefings.compose import compose
        from briefings.issue import issue
        from briefings.period import last_complete, parse_period
        from briefings.write import forms_of, write_briefing
        from crawlers.catalogue import load_catalogue
        from yanpan.job import PROGRAM, briefing_options, health_of
        from yanpan_domain.briefing import Product

        product, moment = Product(name), moment_of(cut_off)
        asked = parse_period(product, period) if period else last_complete(product, moment)
        forms = forms_of(form)
        with frame(context).open_app(**{"briefing.templates": template}) as app:
            options = briefing_options(app)
            health = health_of(app, load_catalogue(app.settings.catalogue_path), moment)
            if preview:
                made = compose(
                    app.index, app.ledger, product=product, period=asked, cut_off=moment, place=place, options=options,
                    health=health,
                )  # fmt: skip
            else:
                made = issue(
                    app.index, app.ledger, product=product, period=asked, cut_off=moment, place=place, options=options,
                    health=health, actor=PROGRAM,
                )  # fmt: skip
            folder = out or app.settings.data / "products"
            paths = write_briefing(made, folder, forms, templates=options.templates, fonts=options.fonts)
        _tell(made, paths, as_json)


def _tell(made: Briefing, paths: Sequence[Path], as_json: bool) -> None:
    if not as_json:
        for path in paths:
            console().print(str(path), soft_wrap=True)
        return
    echo_json(
        {
            "product": made.product.value, "period": made.period, "place": made.place, "revision": made.revision,
            "cut_off": made.cut_off.isoformat(), "digest": made.digest, "files": [str(path) for path in paths],
            "figures": {figure.code: figure.value for figure in made.figures},
        }
    )  # fmt: skip


@command.command()
def special(
    context: typer.Context,
    dispute: Annotated[str, typer.Argument(help="争议编号")],
    form: FormatOption = "all",
    out: OutOption = None,
    cut_off: CutOffOption = None,
    template: TemplateOption = None,
    preview: PreviewOption = False,
    as_json: JsonOption = False,
) -> None:
    """专报：一宗争议的信源对照、经过、各方说法、研判与建议。"""
    from briefings.issue import issue_special
    from briefings.special import compose_special
    from briefings.write import forms_of, write_briefing
    from yanpan.job import PROGRAM, briefing_options

    forms, moment = forms_of(form), moment_of(cut_off)
    with frame(context).open_app(**{"briefing.templates": template}) as app:
        options = briefing_options(app)
        if preview:
            made = compose_special(app.index, app.ledger, dispute_id=dispute, cut_off=moment, options=options)
        else:
            made = issue_special(
                app.index, app.ledger, dispute_id=dispute, cut_off=moment, options=options, actor=PROGRAM
            )
        folder = out or app.settings.data / "products"
        paths = write_briefing(made, folder, forms, templates=options.templates, fonts=options.fonts)
    _tell(made, paths, as_json)


def moment_of(text: str | None) -> datetime:
    """TEXT as a moment in China, or now. Raises CallerError."""

    if text is None:
        return this_moment()
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise CallerError(f"数据截点“{text}”应如 2026-11-23T08:00。") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)


for _name, _words in (
    ("daily", "日报（前一日8时至当日8时）"),
    ("weekly", "周报（ISO周）"),
    ("monthly", "月报"),
    ("quarterly", "季报"),
    ("yearly", "年报"),
):
    _make(_name, _words)
