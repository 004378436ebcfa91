"""The whole order of the main job in one place: articles in, judged, kept, grouped into disputes, scored.

    crawl ─► deliver: mask and judge ─► index ─┐
                                               └─► decide: which case? ─► disputes, urgency ─► index

Nothing raw is ever kept: `deliver` masks in memory and only judged articles reach the index. Which case an article
belongs to is decided once per run, oldest publication first, so that the answer does not depend on which site answered
sooner; a run that dies in between leaves undecided articles, and the next one decides them. What analysts correct during a
run is taken in before it decides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from yanpan_domain.article import Article
from yanpan_domain.codes import Relevance
from yanpan_domain.zone import SHANGHAI

if TYPE_CHECKING:
    from index.interface import Index, IndexWriter
    from judgment.disputes.decisions import Decision
    from judgment.disputes.owner import Owner
    from judgment.options import JudgmentOptions
    from yanpan.app import App
    from yanpan_domain.judgment import JudgedArticle
    from yanpan_ledger.engine import Ledger


# Of so many corrections it is asked whether they are in force: more are not made during one run.
LATEST_CORRECTIONS = 1000

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
    # Where the book of disputes of the last run lies, and the state of the index before this one; none where others write too.
    snapshot: Path | None = None
    state: str = ""
    delivered: list[str] = field(default_factory=list)
    counts: Counter[Relevance] = field(default_factory=Counter)
    # Ids of the disputes that deciding made others.
    changed: tuple[str, ...] = ()

    @property
    def disputes_changed(self) -> int:
        """How many disputes deciding made others."""
        return len(self.changed)

    def deliver(self, articles: Sequence[Article]) -> list[JudgedArticle]:
        """Judge ARTICLES and make them durable; when this returns they may be marked as seen."""
        judged = self._put(articles)
        self.counts.update(one.judgment.relevance for one in judged)
        return judged

    def _put(self, articles: Sequence[Article]) -> list[JudgedArticle]:
        from judgment.assess import assess
        from judgment.feedback import with_corrections
        from judgment.urgency.rank import article_urgency

        assessed = [assess(article, self.options) for article in articles]
        with self.ledger.read() as connection:
            assessed = with_corrections(connection, assessed)
        judged = [replace(one, urgency=article_urgency(one, self.today)) for one in assessed]
        self.writer.put(judged)
        self.writer.commit()
        self.delivered += [one.article.id for one in judged]
        return judged

    def decide(self) -> None:
        """Give every undecided article its family and disputes, and score every open dispute for `today`.

        One process at a time does this; what others append meanwhile they decide when their turn comes.
        """
        from judgment.disputes.owner import owning

        if waiting := self._waiting():
            self._put(waiting)
        with owning(self.ledger) as owner:
            self._decide(owner)

    def _waiting(self) -> list[Article]:
        """Articles with corrections that are not in force yet: made while this process or another was writing to the index."""
        from judgment.feedback import are_in_force, latest_corrections

        with self.ledger.read() as connection:
            made = latest_corrections(connection, LATEST_CORRECTIONS)
        stored = self.index.articles(list(made)) if made else {}
        return [one.article for name, one in stored.items() if not are_in_force(one, made[name])]

    def _decide(self, owner: Owner) -> None:
        from judgment.disputes.revisions import keep_revisions
        from judgment.disputes.snapshot import save
        from yanpan.deciding import decided_anew, decided_on

        decided = None
        if self.snapshot is not None:
            decided = decided_on(self.index, self.rulings, self.today, self.snapshot, self.state, self.delivered)
        decided = decided or decided_anew(self.index, self.rulings, self.today)
        owner.renew()
        with self.ledger.begin() as connection:
            keep_revisions(connection, decided.disputes, owner.now())
        self.writer.put_disputes(decided.disputes)
        self.writer.put(decided.articles)
        self.writer.commit()
        self.changed = tuple(one.id for one in decided.disputes)
        if self.snapshot is not None:
            save(decided.book, self.index.version(), self.rulings, self.snapshot)


@contextmanager
def ingest(app: App, today: date) -> Iterator[Ingest]:
    """An open way in; on leaving without an error the disputes are decided.

    Raises BusyError at once when another process writes to the same embedded index.
    """
    from judgment.disputes.rulings import rulings

    with app.index.writer() as writer:
        opened = Ingest(app.index, app.ledger, writer, learned_options(app), today, rulings(app.ledger))
        if "://" not in app.settings.index_url:
            # While this process writes, no other can: what it finds at the end is what it found here and what it delivered.
            opened.snapshot, opened.state = app.settings.data / "disputes.snapshot", app.index.version()
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
