"""`yanpan sources`: the catalogue of sources and how each of them fares."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from yanpan.cli.frame import console, echo_json, frame, print_rows, this_moment
from yanpan_domain.errors import CallerError
from yanpan_domain.identifiers import public_url
from yanpan_domain.zone import SHANGHAI

if TYPE_CHECKING:
    from crawlers.catalogue import Catalogue
    from crawlers.health import SourceState
    from yanpan.app import App

command = typer.Typer(no_args_is_help=True, rich_markup_mode=None)

CatalogueOption = Annotated[
    Path | None, typer.Option("--catalogue", help="来源目录：YAML 文件或文件夹；默认为设置所指或内置目录")
]
JsonOption = Annotated[bool, typer.Option("--json", help="输出 JSON 行")]
SourceArgument = Annotated[str, typer.Argument(metavar="SOURCE", help="来源的键（文件名）")]


def _catalogue(app: App) -> Catalogue:
    from crawlers.catalogue import load_catalogue

    return load_catalogue(app.settings.catalogue_path)


@command.command("list")
def list_(context: typer.Context, catalogue: CatalogueOption = None, as_json: JsonOption = False) -> None:
    """列出来源目录。"""
    from rich.table import Table
    from rich.text import Text

    with frame(context).open_app(catalogue=catalogue) as app:
        sources = _catalogue(app)
    if as_json:
        print_rows(source.model_dump(mode="json") for source in sources)
        return
    table = Table(title=f"{len(sources)} 个来源（{sources.path}）")
    for name in ("键", "名称", "类别", "层级", "地区", "网址"):
        table.add_column(name, overflow="fold")
    for source in sources:
        places = "、".join(source.places) or "全国"
        cells = (source.key, source.title, source.kind.value, source.tier.label, places, source.urls[0])
        table.add_row(*(Text(cell) for cell in cells))
    console(wide=True).print(table)


@command.command()
def show(
    context: typer.Context, source: SourceArgument, catalogue: CatalogueOption = None, as_json: JsonOption = False
) -> None:
    """显示一个来源的全部字段与现状。"""
    from crawlers.health import source_states, state_row

    with frame(context).open_app(catalogue=catalogue) as app:
        sources = _catalogue(app)
        found = sources.only((source,))
        state = source_states(app.ledger, found, this_moment())[0]
        page = found.get(source).model_dump(mode="json", exclude_defaults=True)
        file = sources.files.get(source)
    if as_json:
        echo_json({**page, "file": str(file) if file else None, "health": state_row(state)})
        return
    out = console()
    for name, value in {**page, "file": file, "state": state.label, "cause": state.cause}.items():
        if value not in (None, ""):
            out.print(f"{name}: {value}")


@command.command()
def check(
    context: typer.Context,
    path: Annotated[Path | None, typer.Argument(help="来源文件或文件夹；默认为当前目录设置")] = None,
    as_json: JsonOption = False,
) -> None:
    """检查来源目录的写法；不访问网络。"""
    from crawlers.catalogue import load_catalogue

    with frame(context).open_app() as app:
        sources = load_catalogue(path or app.settings.catalogue_path)
    if as_json:
        echo_json({"path": str(sources.path), "sources": len(sources), "ok": True})
    else:
        console().print(f"{sources.path}：{len(sources)} 个来源，写法都对。")


@command.command()
def health(context: typer.Context, catalogue: CatalogueOption = None, as_json: JsonOption = False) -> None:
    """每个来源的现状：上次成功、最新一篇、28 天内的结果与疑因。有来源失败时退出状态为 1。"""
    from crawlers.health import State, source_states, state_row

    with frame(context).open_app(catalogue=catalogue) as app:
        states = source_states(app.ledger, _catalogue(app), this_moment())
    if as_json:
        print_rows(state_row(state) for state in states)
    else:
        _print_health(states)
    raise typer.Exit(1 if any(state.state is State.FAILING for state in states) else 0)


def _print_health(states: Iterable[SourceState]) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table(title="来源健康（近 28 天）")
    for name in ("来源", "状态", "上次成功", "最新一篇", "日均", "说明"):
        table.add_column(name, overflow="fold")
    for state in states:
        moments = [
            f"{m.astimezone(SHANGHAI):%m-%d %H:%M}" if m else "—" for m in (state.last_success, state.newest_item)
        ]
        per_day = "—" if state.per_day is None else f"{state.per_day:.1f}"
        told = "；".join([*([state.cause] if state.cause else []), *state.warnings])
        table.add_row(*(Text(cell) for cell in (state.title, state.label, *moments, per_day, told)))
    console(wide=True).print(table)


@command.command()
def replay(
    context: typer.Context,
    source: Annotated[str | None, typer.Argument(help="只重采这个来源；默认全部")] = None,
    show_only: Annotated[bool, typer.Option("--list", help="只列出被隔离的网址")] = False,
    as_json: JsonOption = False,
) -> None:
    """把多次失败而被隔离的网址放回待取，下次采集时重试。"""
    from crawlers.state import quarantined, replay_quarantine

    with frame(context).open_app() as app:
        if show_only:
            with app.ledger.read() as connection:
                rows: list[dict[str, object]] = [
                    dict(zip(("source", "url", "cause"), row, strict=True)) for row in quarantined(connection, source)
                ]
            if as_json:
                print_rows(rows)
            else:
                for row in rows:
                    console().print(f"{row['source']}  {row['url']}  {row['cause']}")
            return
        with app.ledger.begin() as connection:
            count = replay_quarantine(connection, source, this_moment())
    if as_json:
        echo_json({"replayed": count})
    else:
        console().print(f"{count} 个网址已放回待取。")


@command.command()
def test(
    context: typer.Context,
    where: Annotated[str, typer.Argument(metavar="URL|FILE", help="一个文章页的网址，或存好的网页文件")],
    as_json: JsonOption = False,
) -> None:
    """取一个文章页（或读一个文件），显示将会存下的内容；不存任何东西。"""
    from crawlers.extraction.page import extract
    from judgment.masking.apply import mask
    from judgment.masking.bylines import private_words, without_person

    path = Path(where)
    if where.startswith(("http://", "https://")):
        body, url, content_type = _fetched(context, where)
    elif path.is_file():
        body, url, content_type = path.read_bytes(), None, None
    else:
        raise CallerError(f"“{where}”既不是网址，也不是文件。请给出 http(s) 网址或存好的网页。")
    page = extract(body, url, content_type=content_type, now=this_moment())
    shown = mask(page.title, page.text)
    private = private_words(shown, page.title, page.text)
    row = {
        "url": public_url(page.url) if page.url else None, "title": shown.title, "published": page.published.isoformat() if page.published else None,
        "published_source": page.published_source.value, "precision": page.precision, "confidence": page.confidence,
        "origin": without_person(page.origin, private), "section": without_person(page.section, private), "encoding": page.encoding, "replaced": page.replaced,
        "text": shown.text,
    }  # fmt: skip
    if as_json:
        echo_json(row)
        return
    out = console()
    for name, value in row.items():
        out.print(f"{name}: {value}" if name != "text" else f"\n{value}")


@command.command()
def add(
    context: typer.Context,
    url: Annotated[str, typer.Argument(metavar="URL", help="网站首页、栏目列表页、订阅源或站点地图的网址")],
    key: Annotated[str | None, typer.Option("--key", help="来源的键（文件名）；默认由网址得出")] = None,
    title: Annotated[str | None, typer.Option("--title", help="来源名称；默认取网页标题")] = None,
    into: Annotated[
        Path | None, typer.Option("--into", help="写到哪个文件夹；默认为设置的来源目录，或 ./sources")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只显示，不写文件")] = False,
    as_json: JsonOption = False,
) -> None:
    """自动找出网站的订阅源、站点地图或列表结构，写成一页来源。"""
    import yaml

    from crawlers.discovery import discover
    from crawlers.options import CrawlOptions
    from crawlers.single import open_fetcher
    from crawlers.source import checked_source
    from crawlers.yaml_lines import YamlPage

    with frame(context).open_app() as app:
        options = CrawlOptions(**app.settings.crawl.model_dump())
        with open_fetcher(app.ledger, options, this_moment) as fetch:
            found = discover(url, fetch, options.max_bytes)
        chosen = app.settings.catalogue_path
        folder = into or (chosen if chosen is not None and chosen.is_dir() else Path("sources"))
    file = folder / f"{key or found.key}.yaml"
    page = found.page | ({"title": title} if title else {})
    checked_source(YamlPage(file, page, {}), page, file.stem)
    text = f"# {found.because}；当前列出 {len(found.entries)} 篇。请补上 owner、places、terms。\n"
    text += yaml.safe_dump(page, allow_unicode=True, sort_keys=False)
    if not dry_run:
        _write_new(file, text)
    if as_json:
        echo_json({"key": file.stem, "file": None if dry_run else str(file), "because": found.because, **page})
        return
    out = console()
    out.print(f"{found.because}；当前列出 {len(found.entries)} 篇：")
    for entry in found.entries[:5]:
        out.print(f"  {entry.title or entry.url}")
    out.print(text if dry_run else f"已写入 {file}。采集：yanpan crawl --catalogue {file} --once")


def _write_new(file: Path, text: str) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8") as opened:
            opened.write(text)
    except FileExistsError as error:
        raise CallerError(f"{file} 已存在。请用 --key 另取一个名字，或先删去旧文件。") from error
    except OSError as error:
        raise CallerError(f"写不了 {file}：{error.strerror}。请检查权限，或用 --into 指定另一文件夹。") from error


@command.command("vault-key")
def vault_key(
    file: Annotated[Path, typer.Argument(help="钥匙文件；不会覆盖已有的")], as_json: JsonOption = False
) -> None:
    """新建一把加密原始网页的钥匙。请另存备份，并与加密网页分开存放。"""
    from crawlers.vault import make_key

    make_key(file)
    if as_json:
        echo_json({"key": str(file)})
        return
    console().print(f"钥匙已写入 {file}。丢失后档案无法打开；与档案放在一处则形同未加密。")


@command.command("vault-open")
def vault_open(
    file: Annotated[Path, typer.Argument(help="加密网页文件（.warc.gz.sealed）")],
    key: Annotated[Path, typer.Option("--key", help="钥匙文件")],
) -> None:
    """解开加密网页，把 WARC（gzip）写到标准输出；过期的不再打开。"""
    import sys

    from crawlers.vault import open_vault, read_key

    for record in open_vault(file).records(read_key(key), this_moment()):
        sys.stdout.buffer.write(record)


@command.command("vault-expire")
def vault_expire(
    folder: Annotated[Path, typer.Argument(help="加密网页所在的文件夹")], as_json: JsonOption = False
) -> None:
    """删除已到期的加密网页。"""
    from crawlers.vault import forget_expired

    gone = forget_expired(folder, this_moment())
    if as_json:
        echo_json({"expired": gone})
    else:
        console().print(f"删除了 {gone} 个到期的文件。")


def _fetched(context: typer.Context, url: str) -> tuple[bytes, str, str | None]:
    from crawlers.options import CrawlOptions
    from crawlers.single import open_fetcher

    with frame(context).open_app() as app:
        options = CrawlOptions(**app.settings.crawl.model_dump())
        with open_fetcher(app.ledger, options, this_moment) as fetch:
            answer = fetch(url)
    return answer.body, answer.url, answer.content_type
