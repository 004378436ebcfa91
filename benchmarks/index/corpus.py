"""A corpus of any size, recombined from the sentences of real news; the same articles in every run."""

from __future__ import annotations

import json
import os
import random
import re
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from pathlib import Path

from yanpan_domain.article import Article
from yanpan_domain.codes import Basis, DateSource, Form, Industry, Issue, MoneyKind, Relevance, Stage, Tier, ToneLabel
from yanpan_domain.fact import EmployerMention, Evidence, Money, PlaceMention, Quantity
from yanpan_domain.identifiers import article_id
from yanpan_domain.judgment import IssueFinding, JudgedArticle, Judgment, Tone

CHINA = timezone(timedelta(hours=8))
NEWEST = datetime(2026, 11, 1, tzinfo=CHINA)
DAYS = 3 * 365
SOURCES = [f"source_{number:02}" for number in range(60)]


def shared_data() -> Path:
    """The folder of real data: YANPAN_SHARED, or `shared` beside the checkout."""
    root = os.environ.get("YANPAN_SHARED")
    return (Path(root) if root else Path(__file__).resolve().parents[2].parent / "shared") / "data"


@lru_cache(maxsize=1)
def pieces() -> tuple[list[str], list[str], list[str]]:
    """Titles, sentences and employers of the labelled news, each once."""
    titles, sentences, employers = [], [], ["示例电子厂"]
    for file in sorted((shared_data() / "news_zh").glob("*.jsonl")):
        for line in file.read_text("utf-8").splitlines():
            told = json.loads(line)
            titles.append(told["title"])
            sentences += [part for part in re.split(r"(?<=[。！？])", told["text"]) if len(part) > 8]
            if told.get("employer"):
                employers.append(str(told["employer"]).split("、")[0][:40])
    return titles, sentences, sorted(set(employers))


@lru_cache(maxsize=1)
def places() -> list[str]:
    import judgment

    lines = (Path(judgment.__file__).parent / "data/gazetteer.tsv").read_text("utf-8").splitlines()
    return [line[:6] for line in lines if re.match(r"\d{6}\t", line) and line[4:6] != "00"][:2800]


def articles(count: int, start: int = 0) -> Iterator[JudgedArticle]:
    """COUNT articles from number START on; article N is the same whatever COUNT is."""
    for number in range(start, start + count):
        yield article(number)


def article(number: int) -> JudgedArticle:
    """Article NUMBER: a title and 3 to 14 sentences, about 450 characters, with facts that fit no person."""
    chosen = random.Random(number)
    titles, sentences, employers = pieces()
    url = f"https://news.example.org/c/{number}.html"
    title = chosen.choice(titles)
    text = "".join(chosen.choices(sentences, k=chosen.randint(3, 14)))
    published = NEWEST - timedelta(minutes=chosen.randrange(DAYS * 1440))
    employer = chosen.choice(employers)
    place = places()[min(int(chosen.expovariate(1 / 400)), len(places()) - 1)]
    end = min(8, len(title))
    proof = Evidence(field="title", start=0, end=end, quote=title[:end], rule="benchmark")
    issues = chosen.sample(list(Issue), k=chosen.randint(1, 2))
    return JudgedArticle(
        article=Article(
            id=article_id(url), source=chosen.choice(SOURCES), url=url, title=title, text=text, fetched=published,
            published=published, published_source=DateSource.PAGE, published_precision="minute", published_confidence=1.0,
            tier=chosen.choice(list(Tier)), source_title="示例新闻网",
        ),
        judgment=Judgment(
            relevance=Relevance.DISPUTE, relevance_score=0.9, title=title, text=text, masked=0,
            tone=Tone(label=ToneLabel.NEGATIVE, score=-0.4, engine="benchmark"), stage=chosen.choice(list(Stage)),
            issues=tuple(IssueFinding(code=issue, score=0.8, evidence=(proof,)) for issue in issues),
            form=(chosen.choice(list(Form)),), industry=chosen.choice(list(Industry)),
            employers=(EmployerMention(name=employer, role=None, field="title", start=0, end=end),),
            workers=Quantity(min=chosen.randint(1, 500), max=None, basis=Basis.AT_LEAST, raw="若干人"),
            money=(Money(min=float(chosen.randint(1000, 5_000_000)), max=None, basis=Basis.ABOUT, kind=MoneyKind.OWED, raw="若干元"),),
            places=(PlaceMention(code=place, name=place, field="title", start=0, end=end),), version="benchmark",
        ),
        family=f"f{number // 3:x}", disputes=(f"d{number // 7:x}",), urgency=float(chosen.randint(0, 100)),
    )  # fmt: skip
