"""Composes a product: chooses, orders and words; renderers only dress what comes out.

Everything follows from index, ledger and arguments. No clock is read here, and no time of crawling shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

import msgspec

from briefings.follow_up import followed, owned
from briefings.hotline import hotline_between
from briefings.like_cases import LikeCases
from briefings.material import Material
from briefings.notices.routing import read_recipients
from briefings.options import BriefingOptions, Health
from briefings.period import Period
from briefings.provinces import place_name, six_digits
from briefings.sections import PRODUCTS
from briefings.selection import Selection, select
from briefings.sources import SourceList
from briefings.unusual import unusual
from index.interface import IndexReader
from yanpan_domain.briefing import Briefing, Product
from yanpan_domain.errors import CallerError
from yanpan_domain.hotline import HotlineSummary
from yanpan_domain.identifiers import digest
from yanpan_domain.zone import SHANGHAI
from yanpan_ledger.engine import Ledger


class ProductError(CallerError):
    code = "bad_product"


def compose(
    index: IndexReader,
    ledger: Ledger,
    *,
    product: Product,
    period: Period,
    cut_off: datetime,
    place: str | None = None,
    options: BriefingOptions | None = None,
    health: Health | None = None,
    hotline: Sequence[HotlineSummary] = (),
    revision: int = 1,
    changes: tuple[str, ...] = (),
) -> Briefing:
    """PRODUCT of PERIOD for PLACE as the index stood published before CUT_OFF; the same for the same input."""
    if product not in PRODUCTS or period.product is not product:
        raise ProductError(f"{product.label}不能按“{period.name}”编制。请核对产品与时段。")
    if period.start >= cut_off:
        raise ProductError(f"{period.label}还没有开始，没有可编的内容。请核对 --period 与数据截点。")
    options = options or BriefingOptions()
    place = six_digits(place) if place else None
    selection, reader = select(index, period, cut_off, place)
    with ledger.read() as connection:
        notices, owners = followed(connection, before=cut_off, place=place), owned(connection)
        last_day = min(period.end, cut_off).astimezone(SHANGHAI).date()
        calls = (*hotline, *hotline_between(connection, period.previous().start.date(), last_day))
    material = Material(
        selection=selection,
        sources=SourceList(reader.articles, _reprints(selection)),
        closed=LikeCases(index, reader),
        notices=notices,
        owned=owners,
        options=options,
        health=health,
        hotline=calls,
        index=index,
        reader=reader,
        recipients=read_recipients(options.recipients),
        unusual=unusual(
            index, ledger, _last_whole_day(period, cut_off), options, before=cut_off, place=place, hotline=hotline
        ),
    )
    sections = PRODUCTS[product](material)
    briefing = Briefing(
        product=product,
        period=period.name,
        period_label=period.label,
        start=period.start,
        end=period.end,
        place=place,
        place_name=place_name(place) if place else "全国",
        organisation=options.organisation,
        issue=_issue(period),
        title=f"{place_name(place) if place else ''}劳动争议研判{product.label}",
        heading=(period.label, "劳动争议研判情况"),
        cut_off=cut_off,
        revision=revision,
        changes=changes,
        scorer=_scorer(selection),
        figures=material.figures,
        sections=sections,
        sources=material.sources.listed(),
    )
    return with_digest(briefing)


def with_digest(briefing: Briefing) -> Briefing:
    """BRIEFING with the digest of everything in it but the digest itself."""
    bare = replace(briefing, digest="")
    return replace(bare, digest=digest(msgspec.json.encode(bare).decode()))


def content_digest(briefing: Briefing) -> str:
    """Like `digest`, without revision and list of changes: two issues with the same one say the same."""
    return with_digest(replace(briefing, revision=0, changes=())).digest


def _reprints(selection: Selection) -> dict[str, int]:
    """How many further articles carry the text of each."""
    sizes: dict[str, int] = {}
    for witness in (*selection.now.witnesses, *selection.ranked):
        for family in witness.dispute.families:
            sizes.update((key, len(family.articles) - 1) for key in family.articles)
    return sizes


def _last_whole_day(period: Period, cut_off: datetime) -> date:
    """A day that has only begun would look quiet."""
    return min(period.end, cut_off).astimezone(SHANGHAI).date() - timedelta(days=1)


def _issue(period: Period) -> str:
    """第47期: the number of the period in its year."""
    number = {
        Product.DAILY: str(period.end.timetuple().tm_yday),
        Product.WEEKLY: str(int(period.name[-2:])) if period.product is Product.WEEKLY else "",
        Product.MONTHLY: str(period.start.month),
        Product.QUARTERLY: str((period.start.month + 2) // 3),
        Product.YEARLY: "1",
    }[period.product]
    year = int(period.name[:4])
    return f"{year}年第{number}期"


def _scorer(selection: Selection) -> str:
    versions = sorted({one.dispute.urgency.version for one in selection.ranked if one.dispute.urgency})
    return "、".join(versions)
