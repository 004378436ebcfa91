"""The table of disputes that need help first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rich.table import Table
from rich.text import Text

from yanpan.cli.frame import console
from yanpan.reasons import reasons
from yanpan_domain.dispute import Dispute
from yanpan_domain.figures import people

# Rank → how it is coloured; the word says it too, for those who see no colour.
_STYLES = {"1": "bold red", "2": "dark_orange", "3": "yellow", "4": "blue"}


def print_ranking(disputes: Iterable[Dispute]) -> None:
    """One row a dispute, most urgent first, with the strongest reasons for its place."""
    table = Table(title="最需要帮助的争议", show_lines=True, expand=True)
    table.add_column("序", no_wrap=True, justify="right")
    table.add_column("级", no_wrap=True)
    table.add_column("分", no_wrap=True, justify="right")
    # Chinese has no spaces to wrap at: fold, or rich cuts the reasons off with an ellipsis.
    table.add_column("争议", ratio=4, overflow="fold")
    table.add_column("地区", ratio=2, overflow="fold")
    table.add_column("人数", overflow="fold", max_width=10)
    table.add_column("理由", ratio=6, overflow="fold")
    for number, dispute in enumerate(disputes, 1):
        table.add_row(*_row(number, dispute))
    console(wide=True).print(table)


def _row(number: int, dispute: Dispute) -> tuple[Text, ...]:
    urgency = dispute.urgency
    level = urgency.level if urgency else None
    return (
        Text(str(number)),
        Text(level.label if level else "–", style=_STYLES.get(level.value, "") if level else ""),
        Text(f"{urgency.score:.0f}" if urgency else "–"),
        Text(dispute.title),
        Text("、".join(place.name for place in dispute.places[:2]) or "不详"),
        Text(people(dispute.workers)),
        Text("；".join(reasons(dispute))),
    )


def ranking_rows(disputes: Iterable[Dispute], given: Mapping[str, object] | None = None) -> list[dict[str, object]]:
    """The same as JSON objects, in the form of `yanpan rank`; GIVEN maps article ids to those that came in."""
    given = given or {}
    return [
        {
            "dispute": one.id, "title": one.title, "urgency": one.urgency.score, "level": int(one.urgency.level.value),
            "readings": [
                {"signal": r.signal, "strength": r.strength, "weight": r.weight, "because": r.because} for r in one.urgency.readings
            ],
            "articles": [given.get(article, article) for article in one.articles],
        }
        for one in disputes
        if one.urgency is not None
    ]  # fmt: skip
