"""How well notices are followed up: on time, satisfied, how long until told and until acknowledged."""

from __future__ import annotations

from datetime import timedelta
from statistics import median

from briefings.follow_up import Followed
from briefings.material import Material
from briefings.numbers import share
from yanpan_domain.briefing import Statement, Table
from yanpan_domain.figures import UNKNOWN, trimmed


def rates(material: Material) -> Table:
    """Every rate with its numerator and denominator; 不详 where nothing can be counted yet."""
    notices, today = material.notices, material.selection.today
    due = [one for one in notices if one.due is not None and (one.closed_at is not None or one.due < today)]
    on_time = [
        one for one in due if one.closed_at is not None and one.due is not None and one.closed_at.date() <= one.due
    ]
    told = [one.sent_at - one.first_published for one in notices if one.sent_at and one.first_published]
    answered = [one.acknowledged_at - one.sent_at for one in notices if one.acknowledged_at and one.sent_at]
    satisfied = [one for one in notices if one.visited in {"满意", "基本满意"}]
    visited = [one for one in notices if one.visited]
    rows = (
        ("按期办结率", share(len(on_time), len(due)), f"{len(on_time)}/{len(due)}份，办结日不迟于时限"),
        ("回访满意率", share(len(satisfied), len(visited)), f"{len(satisfied)}/{len(visited)}份，满意与基本满意"),
        ("首次报道至通知（中位数）", _span(told), f"{len(told)}份"),
        ("通知至签收（中位数）", _span(answered), f"{len(answered)}份"),
        ("追回金额", _sum(notices, "recovered", "元"), "各地反馈合计"),
        ("帮助职工", _sum(notices, "helped", "人"), "各地反馈合计"),
    )
    return Table(
        caption="跟进指标", head=("指标", "数值", "口径"), rows=tuple(tuple(Statement(text=cell) for cell in row) for row in rows),
        numeric=(1,), widths=(36, 24, 40),
    )  # fmt: skip


def _span(spans: list[timedelta]) -> str:
    if not spans:
        return UNKNOWN
    hours = median(span.total_seconds() for span in spans) / 3600
    return f"{trimmed(hours)}小时" if hours < 72 else f"{trimmed(hours / 24)}天"


def _sum(notices: tuple[Followed, ...], name: str, unit: str) -> str:
    stated = [value for one in notices if (value := getattr(one, name)) is not None]
    return f"{trimmed(sum(stated))}{unit}" if stated else UNKNOWN
