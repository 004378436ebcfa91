"""One crawl run: leases hosts, drives the crawling child, delivers its articles, and only then marks them as seen."""

from __future__ import annotations

import queue
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from time import monotonic
from typing import cast

import msgspec

from crawlers import leases, state
from crawlers.addresses import host_key
from crawlers.catalogue import Catalogue
from crawlers.child import Child, start_child
from crawlers.hostbook import HostBook
from crawlers.messages import (
    Crashed,
    Done,
    Fetched,
    Finish,
    Found,
    HostTold,
    Job,
    ListRead,
    Missed,
    ToParent,
    Wanted,
    WantHost,
)
from crawlers.options import CrawlOptions
from crawlers.outcome import CrawlReport, Outcome, SourceOutcome, Verdict
from crawlers.plan import always_due
from crawlers.single import hello_from
from crawlers.source import Kind, Source
from yanpan_domain.article import Article
from yanpan_domain.errors import YanpanError
from yanpan_domain.identifiers import canonical_url
from yanpan_domain.zone import SHANGHAI
from yanpan_ledger.engine import Ledger

# Articles handed over at once: large enough that judging and indexing are not paid one by one, small enough that a crash repeats little.
BATCH = 50
# An article waits no longer than this for its batch to fill (seconds).
PATIENCE = 2.0
# Leases are renewed three times in their life.
RENEW_EVERY = leases.LEASE.total_seconds() / 3
# A backfill turns over at most so many pages of a list: at twenty entries a page, five years of a lively department.
BACKFILL_PAGES = 400
# Runs older than this tell nothing about the present (health looks at 28 days).
RUNS_KEPT = timedelta(days=60)

__all__ = ["CrawlOptions", "CrawlReport", "SourceOutcome", "crawl", "outcome_row"]

Deliver = Callable[[Sequence[Article]], object]
Progress = Callable[[SourceOutcome], object]


def crawl(
    catalogue: Catalogue, ledger: Ledger, deliver: Deliver, options: CrawlOptions, *, now: Callable[[], datetime],
    progress: Progress | None = None,
) -> CrawlReport:  # fmt: skip
    """Ask every source that is due, once. Articles are marked as seen only after `deliver` returned for them.

    Whatever `deliver` raises ends the run; what it had not taken is fetched again next time.
    """
    run = _Run(
        catalogue, ledger, deliver, options, now, progress or (lambda _outcome: None), HostBook(ledger, now, options)
    )
    started, clock = now(), monotonic()
    run.choose()
    if run.waiting:
        run.drive()
    with ledger.begin() as connection:
        state.forget_old_runs(connection, started - RUNS_KEPT)
    order = {source.key: position for position, source in enumerate(catalogue)}
    outcomes = tuple(sorted(run.outcomes, key=lambda outcome: order[outcome.source]))
    return CrawlReport(outcomes=outcomes, started=started, seconds=round(monotonic() - clock, 3))


@dataclass(slots=True)
class _Run:
    catalogue: Catalogue
    ledger: Ledger
    deliver: Deliver
    options: CrawlOptions
    now: Callable[[], datetime]
    progress: Progress
    hosts: HostBook
    waiting: list[Source] = field(default_factory=list)
    active: dict[str, Source] = field(default_factory=dict)
    outcomes: list[SourceOutcome] = field(default_factory=list)
    batch: list[Fetched] = field(default_factory=list)
    batch_since: float = 0.0
    newest: dict[str, datetime] = field(default_factory=dict)
    doubled: Counter[str] = field(default_factory=Counter)
    started: dict[str, datetime] = field(default_factory=dict)
    crashed: str | None = None
    renew_at: float = field(default_factory=lambda: monotonic() + RENEW_EVERY)

    # -- what is asked -------------------------------------------------------------------------------------------

    def choose(self) -> None:
        """Split the catalogue into what is asked now and what is not, and say why not."""
        with self.ledger.read() as connection:
            for source in self.catalogue:
                if not source.enabled:
                    self._conclude(source, Verdict.DISABLED, "来源已停用（enabled: false）")
                    continue
                due = None if always_due(source, self.options) else state.is_due(connection, source.key, self.now())
                if due is not None:
                    told = due.astimezone(SHANGHAI)
                    self._conclude(source, Verdict.NOT_DUE, f"未到时间，{told:%m-%d %H:%M} 再采；用 --now 立即采集")
                else:
                    self.waiting.append(source)

    def _conclude(self, source: Source, verdict: Verdict, cause: str | None) -> None:
        outcome = SourceOutcome(source=source.key, title=source.title, verdict=verdict, cause=cause)
        self.outcomes.append(outcome)
        self.progress(outcome)

    # -- the run -------------------------------------------------------------------------------------------------

    def drive(self) -> None:
        """Feed the child until every source is through, whatever happens to it."""
        child: Child | None = None
        try:
            while True:
                jobs = self._lease_jobs()
                if jobs and child is None:
                    child = start_child()
                    child.say(hello_from(self.options))
                for job in jobs:
                    cast("Child", child).say(job)
                if not self.active or child is None:
                    break
                if not self._listen(child):
                    break
            if child is not None:
                child.say(Finish())
            self._flush()
        except BaseException:
            # Whatever stopped us must not be hidden by what fails after it; leases that cannot be given back run out.
            if child is not None:
                child.end()
            with suppress(YanpanError):
                self.hosts.release_all(self.options.delay_seconds)
            raise
        status = child.end() if child is not None else 0
        self._account_for_lost(status)
        self.hosts.release_all(self.options.delay_seconds)

    def _lease_jobs(self) -> list[Job]:
        """Lease the hosts of waiting sources, as many as one process may hold; the jobs that can start."""
        jobs: list[Job] = []
        left: list[Source] = []
        for source in self.waiting:
            hosts = {host_key(url) for url in source.urls}
            if self.active and len(self.hosts.held.keys() | hosts) > self.options.max_hosts:
                left.append(source)
                continue
            for url in source.urls:
                self.hosts.owe(host_key(url), self.options.delay_for(url, source.delay_seconds))
            refusal = self.hosts.hold(hosts)
            if refusal is None:
                self.active[source.key] = source
                self.started[source.key] = self.now()
                jobs.append(self._job(source))
            elif refusal.dead:
                self._failed(source, refusal.reason)
            else:
                self._conclude(source, Verdict.LEASED, refusal.reason + "，本次跳过")
        self.waiting = left
        return jobs

    def _job(self, source: Source) -> Job:
        with self.ledger.read() as connection:
            validators = state.validators(connection, source.key)
            pending = state.pending_items(connection, source.key, self.options.max_articles)
        since = self.options.since
        return Job(
            source=source.key, title=source.title, kind=source.kind.value, urls=source.urls,
            delay_seconds=source.delay_seconds, timeout_seconds=source.timeout_seconds, content=source.content,
            articles=source.articles, exclude=source.exclude,
            selectors=source.selectors.model_dump(mode="json", exclude_none=True),
            # A backfill reaches behind what the lists show first, so that it must read them all and without conditions.
            max_pages=BACKFILL_PAGES if since and source.kind is Kind.LISTING else source.max_pages,
            lax_tls=source.tls == "lax", javascript=source.javascript, tier=source.tier.value, language=source.language, places=source.places,
            validators={} if since else validators, pending=pending,
            since=datetime.combine(since, time(), SHANGHAI) if since else None,
        )  # fmt: skip

    def _listen(self, child: Child) -> bool:
        """Handle messages until one frees hosts for waiting sources; False when the child ended."""
        while self.active:
            try:
                message = child.told.get(timeout=0.5)
            except queue.Empty:
                message = None
                if child.process.poll() is not None and child.told.empty():
                    return False
            else:
                if message is None:
                    return False
                freed = self._handle(child, message)
                if freed and self.waiting:
                    return True
            if self.batch and (len(self.batch) >= BATCH or monotonic() - self.batch_since > PATIENCE):
                self._flush()
            if monotonic() > self.renew_at:
                self.hosts.renew(child.say)
                self.renew_at = monotonic() + RENEW_EVERY
        return True

    def _handle(self, child: Child, message: ToParent) -> bool:
        """Act on one message; True when it may have freed a host."""
        match message:
            case WantHost():
                child.say(self.hosts.grant(message.host))
            case HostTold():
                self.hosts.told(message, needed=self._needed(message.host))
                return message.released
            case Found():
                with self.ledger.begin() as connection:
                    positions = state.register_found(connection, message.source, message.items, self.now())
                child.say(Wanted(ticket=message.ticket, positions=positions))
            case Fetched():
                if not self.batch:
                    self.batch_since = monotonic()
                self.batch.append(_in_china(message))
            case Missed():
                with self.ledger.begin() as connection:
                    state.mark_missed(
                        connection, message.listed, message.cause, gone=message.outcome == Outcome.GONE,
                        counts=message.outcome != Outcome.DEFERRED, now=self.now(),
                    )  # fmt: skip
            case ListRead():
                with self.ledger.begin() as connection:
                    if message.reset:
                        state.forget_validators(connection, message.source, message.url)
                    else:
                        state.keep_validators(
                            connection, message.source, message.url, message.etag, message.last_modified, self.now()
                        )
            case Done():
                self._done(message)
                return True
            case Crashed():
                self.crashed = message.what
        return False

    # -- results -------------------------------------------------------------------------------------------------

    def _flush(self) -> None:
        """Deliver what is in hand, then mark it as seen: in this order, so that a crash between repeats but never loses."""
        if not self.batch:
            return
        batch, self.batch = self.batch, []
        moved = [f.article.url for f in batch if canonical_url(f.article.url) != canonical_url(f.listed)]
        with self.ledger.read() as connection:
            already = state.seen_among(connection, moved) if moved else set()
        fresh: dict[str, Fetched] = {}
        for fetched in batch:
            if fetched.article.id in already or fetched.article.id in fresh:
                self.doubled[fetched.source] += 1
            else:
                fresh[fetched.article.id] = fetched
        if fresh:
            self.deliver([fetched.article for fetched in fresh.values()])
        with self.ledger.begin() as connection:
            if moved:
                state.register_found(connection, batch[0].source, [(url, None) for url in moved], self.now())
            state.mark_seen(connection, [*(fetched.listed for fetched in batch), *moved], self.now())
        for fetched in fresh.values():
            published = fetched.article.published
            if published is not None and published > self.newest.get(fetched.source, datetime.min.replace(tzinfo=UTC)):
                self.newest[fetched.source] = published

    def _done(self, message: Done) -> None:
        self._flush()
        source = self.active.pop(message.source)
        counts = Counter(message.counts)
        doubled = self.doubled.pop(message.source, 0)
        counts[Outcome.NEW] -= doubled
        counts[Outcome.KNOWN] += doubled
        outcome = SourceOutcome(
            source=source.key, title=source.title, verdict=Verdict.FAILED if message.failed else Verdict.OK,
            counts={str(name): count for name, count in sorted(counts.items()) if count}, cause=message.cause,
            requests=message.requests, seconds=message.seconds, newest_item=self.newest.get(source.key),
        )  # fmt: skip
        self._record(outcome, fresh=message.fresh)
        for host in {host_key(url) for url in source.urls}:
            if host not in self.hosts.asked and not self._needed(host):
                self.hosts.release(host)

    def _needed(self, host: str) -> bool:
        return any(host == host_key(url) for source in self.active.values() for url in source.urls)

    def _failed(self, source: Source, cause: str) -> None:
        self.started.setdefault(source.key, self.now())
        outcome = SourceOutcome(
            source=source.key, title=source.title, verdict=Verdict.FAILED, counts={Outcome.FAILED.value: 1}, cause=cause
        )
        self._record(outcome, fresh=False)

    def _record(self, outcome: SourceOutcome, *, fresh: bool) -> None:
        with self.ledger.begin() as connection:
            state.note_run(connection, outcome, self.started[outcome.source], self.now(), fresh=fresh)
        self.outcomes.append(outcome)
        self.progress(outcome)

    def _account_for_lost(self, status: int) -> None:
        """Sources that the child took with it when it ended early; none of their articles is lost, all are still pending."""
        for source in list(self.active.values()):
            del self.active[source.key]
            self._failed(
                source, f"采集进程中途结束（状态 {status}{'，' + self.crashed if self.crashed else ''}），下次接着采"
            )
        for source in self.waiting:
            self._failed(source, "采集进程中途结束，没有轮到")
        self.waiting = []


def _in_china(fetched: Fetched) -> Fetched:
    """The pipe carries moments in UTC; readers and day precision want the publisher's zone."""
    published = fetched.article.published
    if published is None:
        return fetched
    return msgspec.structs.replace(fetched, article=replace(fetched.article, published=published.astimezone(SHANGHAI)))


def outcome_row(outcome: SourceOutcome) -> dict[str, object]:
    """One source of a run, as `yanpan crawl --json` prints it."""
    return {
        "source": outcome.source, "title": outcome.title, "verdict": outcome.verdict.value, "outcomes": dict(outcome.counts),
        "cause": outcome.cause, "requests": outcome.requests, "seconds": outcome.seconds,
        "newest_item": outcome.newest_item.isoformat() if outcome.newest_item else None,
    }  # fmt: skip
