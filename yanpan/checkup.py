"""What `yanpan doctor` looks at; each check is one function that never raises for a failure it can name."""

from __future__ import annotations

import importlib
import importlib.util
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from yanpan.app import App
from yanpan_domain.errors import YanpanError

ROOMS = ("crawlers", "judgment", "index", "briefings", "yanpan_domain", "yanpan_ledger")
# Below this the next crawl may fill the disk (bytes).
ENOUGH_SPACE = 500_000_000


@dataclass(frozen=True, slots=True)
class Finding:
    """One check: whether it passed, and what it saw."""

    check: str
    ok: bool
    says: str


def checkup(app: App) -> list[Finding]:
    """Every check in order; closes APP."""
    with app:
        return [_guarded(name, check, app) for name, check in CHECKS]


def _guarded(name: str, check: Callable[[App], str], app: App) -> Finding:
    try:
        return Finding(name, True, check(app))
    except YanpanError as error:
        return Finding(name, False, error.sentence)


class CheckFailed(YanpanError):
    code = "check_failed"


def _rooms(_app: App) -> str:
    """Room names are common words: another distribution may own one, and would be imported in our place."""
    home = Path(__file__).resolve().parent.parent
    for room in ROOMS:
        found = importlib.util.find_spec(room)
        if found is None or found.origin is None:
            raise CheckFailed(f"找不到软件包 {room}。请重新安装 yanpan。")
        if Path(found.origin).resolve().parent.parent != home:
            raise CheckFailed(
                f"软件包 {room} 来自 {found.origin}，不是 yanpan 的。请卸载与之同名的软件包后重装 yanpan。"
            )
    return f"{len(ROOMS)} 个软件包都来自 {home}"


def _dependencies(_app: App) -> str:
    try:
        wanted = [name.split(";")[0] for name in distribution("yanpan").requires or [] if "extra ==" not in name]
    except PackageNotFoundError as error:
        raise CheckFailed("yanpan 没有安装（只是放在路径里）。请运行 make install。") from error
    from packaging.requirements import Requirement

    for line in wanted:
        requirement = Requirement(line)
        try:
            found = distribution(requirement.name).version
        except PackageNotFoundError as error:
            raise CheckFailed(f"缺少依赖 {requirement.name}。请运行 make install。") from error
        if found not in requirement.specifier:
            raise CheckFailed(
                f"依赖 {requirement.name} {found} 不合要求（{requirement.specifier}）。请运行 make install。"
            )
    return f"{len(wanted)} 个依赖齐备"


def _data_folder(app: App) -> str:
    folder = app.settings.data
    if not folder.exists():
        return f"{folder.absolute()} 尚未建立，首次运行时建立"
    if not os.access(folder, os.W_OK):
        raise CheckFailed(f"数据目录 {folder} 不可写。请检查权限，或用 --data 指定另一目录。")
    free = shutil.disk_usage(folder).free
    if free < ENOUGH_SPACE:
        raise CheckFailed(f"数据目录所在磁盘只剩 {free // 1_000_000} MB。请腾出空间。")
    return f"{folder.absolute()} 可写，余 {free // 1_000_000_000} GB"


def _catalogue(app: App) -> str:
    from crawlers.catalogue import load_catalogue

    return f"{len(load_catalogue(app.settings.catalogue_path).sources)} 个来源"


def _index(app: App) -> str:
    from index.query import Query

    if not app.settings.index and not Path(app.settings.index_url).exists():
        return "尚未建立"
    articles = app.index.find(Query(limit=0)).total
    disputes = app.index.find_disputes(Query(limit=0)).total
    return f"{articles} 篇文章，{disputes} 宗争议"


def _ledger(app: App) -> str:
    from yanpan_ledger import audit

    if not app.settings.ledger and not (app.settings.data / "ledger.db").exists():
        return "尚未建立"
    with app.ledger.read() as connection:
        broken = audit.first_break(connection)
    if broken is not None:
        raise CheckFailed(f"审计链在第 {broken} 条断开。请与备份比对。")
    return "可打开，审计链完整"


def _briefing(app: App) -> str:
    from briefings.notices.routing import read_recipients
    from briefings.workdays import read_calendar
    from yanpan.job import briefing_options

    options = briefing_options(app)
    read_calendar(options.workdays)
    return f"模板、字体、工作日表可用，受文单位 {len(read_recipients(options.recipients).listed)} 个"


CHECKS: tuple[tuple[str, Callable[[App], str]], ...] = (
    ("软件包", _rooms),
    ("依赖", _dependencies),
    ("数据目录", _data_folder),
    ("来源目录", _catalogue),
    ("简报", _briefing),
    ("索引", _index),
    ("台账", _ledger),
)
