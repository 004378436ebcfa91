"""Issues a product: its revision follows from what was issued before, and says what changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, insert, select

from briefings.compose import compose, content_digest, with_digest
from briefings.options import BriefingOptions, Health
from briefings.period import Period
from briefings.special import compose_special
from briefings.tables import ISSUED
from index.interface import IndexReader
from yanpan_domain.briefing import Briefing, Product
from yanpan_domain.hotline import HotlineSummary
from yanpan_ledger.audit import record
from yanpan_ledger.engine import Ledger

NAMED = 5


def issue(
    index: IndexReader,
    ledger: Ledger,
    *,
    product: Product,
    period: Period,
    cut_off: datetime,
    actor: str,
    place: str | None = None,
    options: BriefingOptions | None = None,
    health: Health | None = None,
    hotline: Sequence[HotlineSummary] = (),
) -> Briefing:
    """The product, entered in the ledger. Issued again unchanged it keeps its revision; changed, it gets the next and says how.

    It is entered as of its cut-off: no clock is read, so the ledger is the same on any machine too.
    """
    made = compose(
        index, ledger, product=product, period=period, cut_off=cut_off, place=place, options=options, health=health, hotline=hotline
    )  # fmt: skip
    return _issued(ledger, made, actor)


def issue_special(
    index: IndexReader,
    ledger: Ledger,
    *,
    dispute_id: str,
    cut_off: datetime,
    actor: str,
    options: BriefingOptions | None = None,
) -> Briefing:
    """The special report on a dispute, entered in the ledger with its revision, as `issue` does."""
    made = compose_special(index, ledger, dispute_id=dispute_id, cut_off=cut_off, options=options)
    return _issued(ledger, made, actor)


def _issued(ledger: Ledger, made: Briefing, actor: str) -> Briefing:
    with ledger.begin() as connection:
        last = _last(connection, made)
        if last is not None and last["digest"] == content_digest(made):
            return with_digest(replace(made, revision=last["revision"], changes=tuple(last["changes"])))
        changes = differences(last["content"], made) if last else ()
        made = with_digest(replace(made, revision=last["revision"] + 1 if last else 1, changes=changes))
        _enter(connection, made, made.cut_off)
        record(
            connection, at=made.cut_off, actor=actor, act="briefing.issue", subject=made.name,
            detail={"revision": made.revision, "digest": made.digest},
        )  # fmt: skip
    return made


def differences(before: dict[str, Any], now: Briefing) -> tuple[str, ...]:
    """What a reader of the last revision must know: other cut-off, figures, disputes in or out, other places in the order."""
    found = []
    then = datetime.fromisoformat(before["cut_off"])
    if then != now.cut_off:
        from briefings.numbers import moment_words

        found.append(f"数据截点由{moment_words(then)}改为{moment_words(now.cut_off)}")
    old_figures = {figure["code"]: figure for figure in before["figures"]}
    for figure in now.figures:
        old = old_figures.get(figure.code)
        if old is not None and old["value"] != figure.value:
            found.append(f"{figure.name.strip('　')}由{old['value']}改为{figure.value}")
    old_ranks = _ranks(before)
    new_ranks = {card.dispute: (card.rank, card.title) for card in now.cards}
    for verb, here, there in (("新列入", new_ranks, old_ranks), ("不再列入", old_ranks, new_ranks)):
        names = [title for key, (_, title) in here.items() if key not in there]
        if names:
            found.append(f"{verb}：{'、'.join(names[:NAMED])}{f'等{len(names)}件' if len(names) > NAMED else ''}")
    moved = [t for key, (rank, t) in new_ranks.items() if key in old_ranks and old_ranks[key][0] != rank]
    if moved:
        found.append(f"次序变动：{'、'.join(moved[:NAMED])}{f'等{len(moved)}件' if len(moved) > NAMED else ''}")
    return tuple(found) or ("文字或跟进情况有更新",)


def _ranks(content: dict[str, Any]) -> dict[str, tuple[int, str]]:
    blocks = [block for section in content["sections"] for block in section["blocks"] if block["kind"] == "card"]
    return {block["dispute"]: (block["rank"], block["title"]) for block in blocks}


def _last(connection: Connection, made: Briefing) -> dict[str, Any] | None:
    row = connection.execute(
        select(ISSUED)
        .where(
            ISSUED.c.product == made.product.value, ISSUED.c.period == made.period, ISSUED.c.place == (made.place or "")
        )
        .order_by(ISSUED.c.revision.desc())
        .limit(1)
    ).first()  # fmt: skip
    if row is None:
        return None
    return {
        "revision": row.revision,
        "digest": row.digest,
        "content": msgspec.json.decode(row.content),
        "changes": msgspec.json.decode(row.changes),
    }


def _enter(connection: Connection, made: Briefing, at: datetime) -> None:
    connection.execute(
        insert(ISSUED).values(
            product=made.product.value, period=made.period, place=made.place or "", revision=made.revision,
            cut_off=made.cut_off, digest=content_digest(made), content=msgspec.json.encode(made).decode(),
            changes=msgspec.json.encode(made.changes).decode(), written=at,
        )
    )  # fmt: skip
