"""The whole order of the main job in one place: articles in, judged, kept, grouped into disputes, scored.

    crawl ─► deliver: mask and judge ─► index ─┐
                                               └─► decide: which case? ─► disputes, urgency ─► index

Nothing raw is ever kept: `deliver` masks in memory and only judged articles reach the index. Which case an article
belongs to is decided once per run, oldest publication first, so that the answer does not depend on which site answered
sooner; a run that dies in between leaves undecided articles, and the next one decides them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from yanpan_domain.article import Article
from yanpan_domain.codes import Relevance

if TYPE_CHECKING:
    from index.interface import Index, IndexWriter
    from judgment.disputes.book import DisputeBook
    from judgment.disputes.decisions import Decision
    from judgment.disputes.owner import Owner
    from judgment.options import JudgmentOptions
    from yanpan.app import App
    from yanpan_domain.dispute import Dispute
    from yanpan_domain.judgment import JudgedArticle
    from yanpan_ledger.engine import Ledger

SHANGHAI = ZoneInfo("Asia/Shanghai")

Deliver = Callable[[Sequence[Article]], object]


@dataclass(slots=True)
class Ingest:
    """Takes articles in for one run: the only way into the index."""

    index: Index
    ledger: Ledger
    writer: IndexWriter
    options: JudgmentOptions
    today: date
    rulings: tuple[Decision, ...] = ()
    counts: Counter[Relevance] = field(default_factory=Counter)
    disputes_changed: int = 0

    def deliver(self, articles: Sequence[Article]) -> list[JudgedArticle]:
        """Judge ARTICLES and make them durable; when this returns they may be marked as seen."""
        from judgment.assess import assess
        from judgment.feedback import with_corrections
        from judgment.urgency.rank import article_urgency

        assessed = [assess(article, self.options) for article in articles]
        with self.ledger.read() as connection:
            assessed = with_corrections(connection, assessed)
        judged = [replace(one, urgency=article_urgency(one, self.today)) for one in assessed]
        self.writer.put(judged)
        self.writer.commit()
        self.counts.update(one.judgment.relevance for one in judged)
        return judged

    def decide(self) -> None:
        """Give every undecided article its family and disputes, and score every open dispute for `today`.

        One process at a time does this; what others append meanwhile they decide when their turn comes.
        """
        from judgment.disputes.owner import owning

        with owning(self.ledger) as owner:
            self._decide(owner)

    def _decide(self, owner: Owner) -> None:
        from index.query import Query
        from judgment.disputes.book import DisputeBook as Book
        from judgment.disputes.revisions import keep_revisions

        known = list(self.index.scan(Query(text=f"relevance:{Relevance.DISPUTE.value}")))
        stored = {one.id: one for one in self.index.scan_disputes(Query())}
        book = Book.restore((one for one in known if one.family), stored.values(), self.rulings)
        for article in sorted((one for one in known if not one.family), key=_publication_order):
            book.add(article)
        book.rescore(self.today)
        changed = [one for one in (*book.changed(), *_merged(book, stored)) if not _same(one, stored.get(one.id))]
        owner.renew()
        with self.ledger.begin() as connection:
            keep_revisions(connection, changed, owner.now())
        self.writer.put_disputes(changed)
        self.writer.put(placed for one in known if (placed := _placed(one, book)) is not one)
        self.writer.commit()
        self.disputes_changed = len(changed)


@contextmanager
def ingest(app: App, today: date) -> Iterator[Ingest]:
    """An open way in; on leaving without an error the disputes are decided.

    Raises BusyError at once when another process writes to the same embedded index.
    """
    from judgment.disputes.rulings import rulings

    with app.index.writer() as writer:
        opened = Ingest(app.index, app.ledger, writer, learned_options(app), today, rulings(app.ledger))
        yield opened
        opened.decide()


def judgment_options(app: App) -> JudgmentOptions:
    """The engines that APP's settings choose."""
    from judgment.options import JudgmentOptions

    chosen = app.settings.judgment
    return JudgmentOptions(words=chosen.words, tone=chosen.tone)


def learned_options(app: App) -> JudgmentOptions:
    """The engines that APP's settings choose, with what corrections taught them."""
    from judgment.learn import adjustments_in_force

    with app.ledger.read() as connection:
        return replace(judgment_options(app), adjustments=adjustments_in_force(connection))


@contextmanager
def deliverer(app: App, today: date | None = None) -> Iterator[Deliver]:
    """What crawlers hand their articles to: judges, keeps and, on leaving, decides."""
    with ingest(app, today or datetime.now(SHANGHAI).date()) as opened:
        yield opened.deliver


def _merged(book: DisputeBook, stored: Mapping[str, Dispute]) -> Iterator[Dispute]:
    """The STORED disputes that a ruling merged away while the book was restored."""
    from judgment.disputes.record import superseded_record

    for one in stored.values():
        if one.superseded_by is None and book.living(one.id) != one.id:
            yield superseded_record(one.id, book.dispute(one.id))


def _same(dispute: Dispute, stored: Dispute | None) -> bool:
    """Whether DISPUTE says what is STORED already, its number of revision aside."""
    return stored is not None and replace(dispute, revision=stored.revision) == stored


def _publication_order(judged: JudgedArticle) -> tuple[datetime, str]:
    return judged.article.dated, judged.article.id


def _placed(judged: JudgedArticle, book: DisputeBook) -> JudgedArticle:
    """JUDGED with the family and disputes that BOOK gives it; the same object when nothing changes."""
    placement = book.placement(judged.article.id)
    if placement is None or (placement.family, placement.disputes) == (judged.family, judged.disputes):
        return judged
    return replace(judged, family=placement.family, disputes=placement.disputes)
