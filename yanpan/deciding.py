"""Which case does each article belong to: the step of a run that decides, from where the last run stopped or from the start."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from yanpan_domain.codes import Relevance

if TYPE_CHECKING:
    from index.interface import Index
    from judgment.disputes.book import DisputeBook
    from judgment.disputes.decisions import Decision
    from yanpan_domain.dispute import Dispute
    from yanpan_domain.judgment import JudgedArticle


# What is about labour may belong to a dispute that others tell of: a settlement is often judged to be no dispute any more.
TOLD = (Relevance.DISPUTE, Relevance.LABOUR_GENERAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What a run has to write, and the book that says so."""

    book: DisputeBook
    disputes: Sequence[Dispute]
    articles: Sequence[JudgedArticle]


def decided_anew(index: Index, rulings: Sequence[Decision], today: date) -> Decided:
    """Decide from every article about a dispute that INDEX holds; scores are for TODAY."""
    from index.query import Query
    from judgment.disputes.book import DisputeBook as Book

    known = [one for relevance in TOLD for one in index.scan(Query(text=f"relevance:{relevance.value}"))]
    stored = {one.id: one for one in index.scan_disputes(Query())}
    new = [one for one in known if not one.family]
    awaited = [one.article.id for one in new]
    book = Book.restore((one for one in known if one.family), stored.values(), rulings, awaited=awaited)
    for article in sorted(new, key=_publication_order):
        book.add(article)
    book.rescore(today)
    changed = [one for one in (*book.changed(), *_merged(book, stored)) if not _same(one, stored.get(one.id))]
    untold = [one for one in stored.values() if one.superseded_by is None and book.is_untold(one.id)]
    disputes = [*changed, *_ended(book, untold, index)]
    return Decided(book=book, disputes=disputes, articles=_placed(known, book))


def decided_on(
    index: Index, rulings: Sequence[Decision], today: date, snapshot: Path, state: str, delivered: Iterable[str]
) -> Decided | None:
    """Decide from SNAPSHOT and the articles DELIVERED since the index was in STATE; None when it is of another state."""
    from judgment.disputes.book import DisputeBook as Book
    from judgment.disputes.snapshot import load

    book = Book(rulings, read=index.articles, today=today)
    if not load(book, state, rulings, snapshot):
        return None
    new = index.articles(delivered)
    for judged in sorted(new.values(), key=_publication_order):
        if judged.judgment.relevance in TOLD:
            book.add(judged)
        else:
            book.remove(judged.article.id)
    untold = [one for each in book.untold() if (one := index.dispute(each)) is not None]
    changed = [one for one in book.changed() if not _same(one, index.dispute(one.id))]
    changed += _ended(book, untold, index)
    touched = [each for one in changed for each in one.articles if each not in new]
    disputes = [*changed, *_rescored(index, today, {one.id for one in changed})]
    return Decided(
        book=book, disputes=disputes, articles=_placed([*new.values(), *index.articles(touched).values()], book)
    )


def _rescored(index: Index, today: date, changed: set[str]) -> Iterator[Dispute]:
    """The living disputes but those CHANGED that were scored for another day or by another policy, scored for TODAY."""
    from index.query import Query
    from judgment.urgency.policy import load_policy
    from judgment.urgency.rank import urgency

    version = load_policy().version
    for one in index.scan_disputes(Query(text="superseded:false")):
        made = one.urgency
        if one.id not in changed and (made is None or (made.made, made.version) != (today, version)):
            yield replace(one, urgency=urgency(one, today))


def _merged(book: DisputeBook, stored: Mapping[str, Dispute]) -> Iterator[Dispute]:
    """The STORED disputes that a ruling merged away while the book was restored."""
    from judgment.disputes.record import superseded_record

    for one in stored.values():
        if one.superseded_by is None and book.living(one.id) != one.id:
            yield superseded_record(one.id, book.dispute(one.id))


def _ended(book: DisputeBook, untold: Sequence[Dispute], index: Index) -> Iterator[Dispute]:
    """Those of UNTOLD whose articles are judged otherwise now. What retention took the articles of stays as it was."""
    held = index.articles({article for one in untold for article in one.articles}) if untold else {}
    for one in untold:
        if any(article in held for article in one.articles) and (ended := book.ended(one)) != one:
            yield ended


def _same(dispute: Dispute, stored: Dispute | None) -> bool:
    """Whether DISPUTE says what is STORED already, its number of revision aside."""
    return stored is not None and replace(dispute, revision=stored.revision) == stored


def _publication_order(judged: JudgedArticle) -> tuple[datetime, str]:
    return judged.article.dated, judged.article.id


def _placed(known: Iterable[JudgedArticle], book: DisputeBook) -> list[JudgedArticle]:
    """Those of KNOWN whose family or disputes are others now, with them."""
    placed = []
    for judged in known:
        if judged.article.id in book:
            placement = book.placement(judged.article.id)
            if (placement.family, placement.disputes) != (judged.family, judged.disputes):
                placed.append(replace(judged, family=placement.family, disputes=placement.disputes))
    return placed
