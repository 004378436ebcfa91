"""Drafts notices: one for each dispute, material state, recipient and form, and never a second."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, insert, select
from sqlalchemy.exc import IntegrityError

from briefings.cards import facts as card_facts
from briefings.cards import told
from briefings.legal_basis import merged
from briefings.notices.deadlines import RETURN_WORKDAYS, deadline
from briefings.notices.routing import Recipient, Recipients
from briefings.notices.store import add_transition, notice_called
from briefings.options import BriefingOptions
from briefings.sources import SourceList, fingerprint, medium
from briefings.subject import subject
from briefings.suggestions import suggestions
from briefings.tables import NOTICES
from briefings.witness import Witness, witness_of
from briefings.workdays import read_calendar
from index.interface import IndexReader
from index.living import merged_into
from index.material import State, changes, state_of
from yanpan_domain.article import Article
from yanpan_domain.codes import Level
from yanpan_domain.dispute import Dispute
from yanpan_domain.figures import amount, people
from yanpan_domain.identifiers import digest
from yanpan_domain.notice import Notice, NoticeBody, NoticeForm, NoticeSource, NoticeState
from yanpan_ledger.audit import record
from yanpan_ledger.engine import Ledger

# Levels that localities are told of without being asked; the fourth stands in the briefing.
TOLD_LEVELS = (Level.ONE, Level.TWO, Level.THREE)
# Court and arbitration numbers lead to persons: they are kept out of notices.
_CASE_NUMBER = re.compile(r"[（(〔\[]?\d{4}[)）〕\]]?[\u4e00-\u9fa5]{1,6}\d{0,6}[\u4e00-\u9fa5]{1,6}(?:第)?\d+号")


def draft_notices(
    disputes: Iterable[Dispute],
    ledger: Ledger,
    recipients: Recipients,
    *,
    index: IndexReader,
    now: datetime,
    actor: str,
    options: BriefingOptions | None = None,
    form: NoticeForm = NoticeForm.SITUATION,
    levels: tuple[Level, ...] = TOLD_LEVELS,
    store: bool = True,
    request: str = "",
    only: frozenset[str] | None = None,
) -> list[Notice]:
    """Drafts for what is new or has changed materially since the last notice; with STORE False nothing is kept.

    REQUEST comes first among what is asked for; ONLY limits the recipients. A draft that nobody signed yet gives way to the newer one. A dispute without a recipient gives no draft: `unrouted` lists it.
    """
    options = options or BriefingOptions()
    wanted = [one for one in disputes if one.is_open and one.urgency is not None and one.urgency.level in levels]
    articles = index.articles({key for one in wanted for key in one.articles})
    drafted: list[Notice] = []
    with ledger.begin() if store else ledger.read() as connection:
        for dispute in wanted:
            witness, aliases = witness_of(dispute, articles, now), merged_into(index, dispute.id)
            for place, recipient in recipients.for_dispute(dispute):
                if only is not None and recipient.id not in only:
                    continue
                notice = _draft(connection, witness, aliases, place, recipient, form, options, now, actor, request)
                if notice is None:
                    continue
                if not store or _kept(connection, notice, witness, place, recipient, actor, now):
                    drafted.append(notice)
    return drafted


def _draft(
    connection: Connection, witness: Witness, aliases: Sequence[str], place: str, recipient: Recipient, form: NoticeForm,
    options: BriefingOptions, now: datetime, actor: str, request: str,
) -> Notice | None:  # fmt: skip
    """The next notice of this dispute for RECIPIENT, or None when it was told all that is material.

    ALIASES are the ids that were merged into it: what was told under them counts.
    """
    dispute = witness.dispute
    earlier = _earlier(connection, dispute.id, aliases, recipient.id, form)
    changed: tuple[str, ...] = ()
    if earlier:
        changed = changes(msgspec.json.decode(earlier[-1].facts, type=State), state_of(dispute))
        if not changed:
            return None
    state = f"m{len(earlier) + 1}"
    level = dispute.urgency.level if dispute.urgency else Level.FOUR
    until = deadline(form, level, now, read_calendar(options.workdays))
    return Notice(
        id=digest("|".join((dispute.id, state, recipient.id, form.value)), "n"),
        form=form,
        dispute=dispute.id,
        material_state=state,
        state=NoticeState.DRAFT,
        version=1,
        body=notice_body(witness, place, recipient, form, options, changed, request),
        number=None,
        drafted_by=actor,
        reviewed_by=None,
        approved_by=None,
        drafted=now,
        level=level.value,
        workdays=until.workdays,
        due=None,
        due_estimated=until.estimated,
        update_of=earlier[-1].id if earlier else None,
    )


def told_before(
    connection: Connection, dispute: str, aliases: Sequence[str], recipient: str, form: NoticeForm
) -> str | None:
    """The id of the last notice of this FORM that told RECIPIENT of DISPUTE, by its own id or one of its ALIASES."""
    earlier = _earlier(connection, dispute, aliases, recipient, form)
    return earlier[-1].id if earlier else None


def _earlier(
    connection: Connection, dispute: str, aliases: Sequence[str], recipient: str, form: NoticeForm
) -> Sequence[Any]:
    """Notices so far, the last one last; those under its own id after those under its aliases, since they told more."""
    found = connection.execute(
        select(NOTICES.c.id, NOTICES.c.facts, NOTICES.c.dispute)
        .where(
            NOTICES.c.dispute.in_([dispute, *aliases]), NOTICES.c.recipient == recipient, NOTICES.c.form == form.value
        )
        .order_by(NOTICES.c.drafted, NOTICES.c.id)
    ).all()
    return sorted(found, key=lambda row: row.dispute == dispute)


def notice_body(
    witness: Witness, place: str, recipient: Recipient, form: NoticeForm, options: BriefingOptions, changed: tuple[str, ...],
    request: str = "",
) -> NoticeBody:  # fmt: skip
    """What the notice says, every fact from a stored article."""
    dispute = witness.dispute
    sources = SourceList({one.article.id: one for one in witness.articles}, {})
    opening = told(witness, sources)
    shown = [fact for fact in card_facts(witness, sources) if fact.known and fact.label not in {"报道情况", "反映方式"}]
    quotations = dict.fromkeys([*opening.quotations, *(q for fact in shown for q in fact.value.quotations)])
    measures = suggestions(dispute)
    urgency = dispute.urgency
    update = f"（更新：{'；'.join(changed)}）" if changed else ""
    names = {locality.code: locality.name for locality in dispute.places}
    return NoticeBody(
        title=f"关于{without_case_numbers(subject(dispute))}的{form.label}{update}",
        urgency={"1": "特急", "2": "紧急"}.get(urgency.level.value if urgency else "4", "平件"),
        recipient=recipient.id,
        recipient_name=recipient.name,
        copies=recipient.copies,
        subject=without_case_numbers(dispute.title),
        facts=(without_case_numbers(opening.text), *(f"{fact.label}：{without_case_numbers(fact.value.text)}" for fact in shown)),
        quotations=tuple(quotations),
        sources=tuple(_source(one.article) for one in witness.articles[:5]),
        issues=tuple(issue.label for issue in dispute.issues),
        place=place,
        place_name=names.get(place, place),
        industry=dispute.industry.label if dispute.industry else "不详",
        workers=people(dispute.workers),
        amount=amount(dispute.owed),
        opinion=_opinion(dispute),
        request=(
            *((request,) if request else ()),
            "请商有关部门核实上述情况；核实前不得向用人单位透露反映人信息，经确认不致暴露反映人后再与用人单位接触。",
            *(f"{one.text}。" for one in measures),
        ),
        basis=merged(one.basis for one in measures),
        feedback=f"请反馈核实结论（属实、部分属实、不属实、无法核实）、已采取措施、追回金额、帮助职工人数和是否化解；不属本级办理的，请在{RETURN_WORKDAYS}个工作日内退回并说明理由。",
        organisation=options.organisation,
    )  # fmt: skip


def without_case_numbers(text: str) -> str:
    """TEXT with court and arbitration case numbers replaced."""
    return _CASE_NUMBER.sub("〔案号〕", text)


def _opinion(dispute: Dispute) -> str:
    if dispute.urgency is None:
        return "据公开报道，待核实。"
    return f"据公开报道，待核实。内部办理等级{dispute.urgency.level.label}级（{dispute.urgency.level_because}）。"


def _source(article: Article) -> NoticeSource:
    return NoticeSource(
        article=article.id,
        media=medium(article),
        title=article.title,
        url=article.url,
        published=article.published,
        fingerprint=fingerprint(article),
    )


def _kept(
    connection: Connection, notice: Notice, witness: Witness, place: str, recipient: Recipient, actor: str, now: datetime
) -> bool:  # fmt: skip
    """Whether the draft is ours; False when another process drafted the same at the same moment."""
    try:
        with connection.begin_nested():
            _keep(connection, notice, witness, place, recipient, actor, now)
    except IntegrityError:
        return False
    return True


def _keep(
    connection: Connection, notice: Notice, witness: Witness, place: str, recipient: Recipient, actor: str, now: datetime
) -> None:  # fmt: skip
    connection.execute(
        insert(NOTICES).values(
            id=notice.id, form=notice.form.value, dispute=notice.dispute, material_state=notice.material_state,
            recipient=recipient.id, place=place, state=notice.state.value, version=notice.version, level=notice.level,
            body=msgspec.json.encode(notice.body).decode(), facts=msgspec.json.encode(state_of(witness.dispute)).decode(),
            number=None, drafted_by=actor, drafted=now, first_published=witness.first, workdays=notice.workdays, due=None,
            due_estimated=notice.due_estimated, update_of=notice.update_of,
        )
    )  # fmt: skip
    add_transition(connection, notice.id, None, NoticeState.DRAFT, actor, now, "")
    record(
        connection,
        at=now,
        actor=actor,
        act="notice.draft",
        subject=notice.id,
        detail={"dispute": notice.dispute, "to": recipient.id},
    )
    if notice.update_of is not None:
        _give_way(connection, notice.update_of, notice.id, actor, now)


def _give_way(connection: Connection, older: str, newer: str, actor: str, now: datetime) -> None:
    """An unsigned draft about an older state of the same dispute is set aside."""
    before = notice_called(connection, older)
    if before.state in {NoticeState.DRAFT, NoticeState.REVIEWED}:
        connection.execute(NOTICES.update().where(NOTICES.c.id == older).values(state=NoticeState.DISCARDED.value))
        add_transition(connection, older, before.state, NoticeState.DISCARDED, actor, now, f"由{newer}更新")
        record(connection, at=now, actor=actor, act="notice.discard", subject=older, detail={"by": newer})
