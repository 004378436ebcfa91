"""The numbers of a product, each with what it counts and what it was before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from briefings.provinces import province_name
from briefings.selection import Selection, Window
from briefings.witness import Witness
from yanpan_domain.briefing import Figure
from yanpan_domain.codes import Industry, Issue


def figures(selection: Selection) -> tuple[Figure, ...]:
    """Every figure of the period; `previous` and `year_before` are None where nothing at all was published then."""
    rows = (
        ("disputes", "有报道的争议", "件，转载合并"),
        ("fresh", "其中：新增", "件，本期首次见报"),
        ("continued", "　　　续报", "件，此前已见报"),
        ("resolved", "报道已化解", "件，已解决或已裁判"),
        ("articles", "涉争议报道", "篇，含转载"),
        ("workers", "涉及职工", "人，按各件最低数合计，不详者不计"),
        ("workers_unknown", "人数不详", "件"),
    )
    counts = [_counts(window) for window in (selection.now, selection.before, selection.year_before)]
    has = [window.has_data for window in (selection.now, selection.before, selection.year_before)]
    return tuple(
        Figure(
            code=code,
            name=name,
            counts=unit,
            value=counts[0][code],
            previous=counts[1][code] if has[1] else None,
            year_before=counts[2][code] if has[2] else None,
        )
        for code, name, unit in rows
    )


def _counts(window: Window) -> dict[str, int]:
    known = [one.dispute.workers.min for one in window.witnesses if one.dispute.workers is not None]
    return {
        "disputes": len(window.witnesses),
        "fresh": len(window.fresh),
        "continued": len(window.continued),
        "resolved": len(window.resolved),
        "articles": len(window.told),
        "workers": sum(known),
        "workers_unknown": len(window.witnesses) - len(known),
    }


def matrix(
    witnesses: Sequence[Witness], place: str | None
) -> tuple[list[str], list[Issue], dict[tuple[str, Issue], int]]:
    """Places (most first), issues (in the order of the code list, those that occur) and the count of disputes in each.

    A dispute counts once in each of its issues and in its first place; so rows do not add up to the number of disputes.
    """
    cells: Counter[tuple[str, Issue]] = Counter()
    rows: Counter[str] = Counter()
    for one in witnesses:
        name = place_row(one, place)
        rows[name] += 1
        cells.update((name, issue) for issue in one.dispute.issues)
    issues = [issue for issue in Issue if any(key[1] is issue for key in cells)]
    return sorted(rows, key=lambda name: (-rows[name], name)), issues, dict(cells)


def place_row(witness: Witness, place: str | None) -> str:
    """The row a dispute falls in: its province, or inside a province its city, inside a city its county."""
    from briefings.provinces import place_name, within

    mine = [one for one in witness.dispute.places if within(one.code, place)]
    if not mine or not mine[0].code:
        return "地点不详" if not mine else "境外"
    code = mine[0].code
    if place is None:
        return province_name(code)
    upper = place_name(place)
    finer = code[:4] + "00" if place.endswith("0000") else code
    return place_name(finer).removeprefix(upper) or "未细分"


def industries(witnesses: Sequence[Witness]) -> list[tuple[Industry | None, int]]:
    """Disputes by industry, most first; None is 不详 and comes last."""
    counted = Counter(one.dispute.industry for one in witnesses)
    return sorted(counted.items(), key=lambda pair: (pair[0] is None, -pair[1], pair[0].value if pair[0] else ""))


def issue_counts(witnesses: Sequence[Witness]) -> list[tuple[Issue, int]]:
    """Disputes by issue, most first; one with two issues counts in both."""
    counted = Counter(issue for one in witnesses for issue in one.dispute.issues)
    order = list(Issue)
    return sorted(counted.items(), key=lambda pair: (-pair[1], order.index(pair[0])))
