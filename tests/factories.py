"""Records for tests: every field a test does not care about is filled with something plain and valid.

`a_judged(employer="示例电子厂", workers=30, published="2026-03-02")` and `a_dispute(form="petition")` take plain values
(strings, ints) where the record wants an object, and the records themselves where a test has one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from yanpan_domain.article import Article
from yanpan_domain.codes import (
    Basis,
    Circumstance,
    DateSource,
    Form,
    Issue,
    MoneyKind,
    Relevance,
    Stage,
    Tier,
    ToneLabel,
)
from yanpan_domain.dispute import CircumstanceStated, Dispute, Family, Party, Quotation
from yanpan_domain.fact import CircumstanceFinding, EmployerMention, Evidence, Measure, Money, PlaceMention, Quantity
from yanpan_domain.identifiers import article_id
from yanpan_domain.judgment import IssueFinding, JudgedArticle, Judgment, Tone
from yanpan_domain.locality import Locality

CHINA = timezone(timedelta(hours=8))
MONDAY = date(2026, 3, 9)
BAOAN = Locality(code="440306", name="广东省深圳市宝安区")


def a_moment(value: str | date | datetime) -> datetime:
    """VALUE ("2026-03-02", "2026-03-02T08:30") with a zone; a bare day is its first moment in China."""
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=CHINA)
    moment = datetime.fromisoformat(str(value))
    return moment if moment.tzinfo else moment.replace(tzinfo=CHINA)


def an_article(**given: Any) -> Article:
    """An article of a made-up medium; `number=` tells several apart by their URL, and so by their id."""
    number = given.pop("number", 1)
    url = given.pop("url", f"https://news.example.org/c/{number}.html")
    published = given.pop("published", "2026-03-02T08:30")
    return Article(
        **{
            "id": article_id(url),
            "source": "example_news",
            "url": url,
            "title": "示例电子厂拖欠30名工人两个月工资",
            "text": "记者从深圳市宝安区获悉，示例电子厂拖欠30名工人两个月工资共45万元。当地劳动监察大队已介入调查。",
            "fetched": a_moment("2026-03-02T09:00")
            if published is None
            else a_moment(published) + timedelta(minutes=30),
            "published": None if published is None else a_moment(published),
            "published_source": DateSource.NONE if published is None else DateSource.PAGE,
            "published_precision": "minute",
            "published_confidence": 0.0 if published is None else 1.0,
            "source_title": "示例新闻网",
        }
        | given
    )


def evidence(quote: str, title: str, text: str, rule: str = "factory") -> Evidence:
    """Where QUOTE stands in TITLE or TEXT; at 0..0 when it stands nowhere."""
    for field, body in (("title", title), ("text", text)):
        start = body.find(quote)
        if quote and start >= 0:
            return Evidence(field=field, start=start, end=start + len(quote), quote=quote, rule=rule)
    return Evidence(field="text", start=0, end=0, quote="", rule=rule)


def a_quantity(value: Any, **given: Any) -> Quantity | None:
    """A number of people: an int is exact, a pair is a range, None stays None."""
    if value is None or isinstance(value, Quantity):
        return value
    low, high = value if isinstance(value, tuple) else (value, value)
    basis = Basis.EXACT if low == high else Basis.ABOUT
    return Quantity(**{"min": low, "max": high, "basis": basis, "raw": f"{low}人"} | given)


def an_amount(yuan: Any, kind: MoneyKind = MoneyKind.OWED, **given: Any) -> Money | None:
    """An amount in yuan; a Money or None stays as it is."""
    if yuan is None or isinstance(yuan, Money):
        return yuan
    return Money(
        **{"min": float(yuan), "max": float(yuan), "basis": Basis.EXACT, "kind": kind, "raw": f"{float(yuan):.0f}元"}
        | given
    )


def an_employer(name: Any, title: str = "", text: str = "") -> EmployerMention:
    if isinstance(name, EmployerMention):
        return name
    found = evidence(name, title, text)
    return EmployerMention(name=name, role=None, field=found.field, start=found.start, end=found.end)


def a_place(place: Any, title: str = "", text: str = "") -> PlaceMention:
    """A place mention from a Locality, or from `("440306", "广东省深圳市宝安区")`."""
    if isinstance(place, PlaceMention):
        return place
    code, name = (place.code, place.name) if isinstance(place, Locality) else place
    found = evidence(name[-3:], title, text)
    return PlaceMention(code=code, name=name, field=found.field, start=found.start, end=found.end)


def a_judgment(**given: Any) -> Judgment:
    """The judgment of a plain wage dispute. Plain values are welcome: `employers=["示例电子厂"]`, `workers=30`,
    `money=[450000]`, `issues=["wage_arrears"]`, `places=[BAOAN]`, `form=["petition"]`, `circumstances=["death"]`."""
    title, text = given.get("title", an_article().title), given.get("text", an_article().text)
    if "employer" in given:
        employer = given.pop("employer")
        given["employers"] = [employer] if employer else []
    if "place" in given:
        place = given.pop("place")
        given["places"] = [place] if place else []
    filled: dict[str, Any] = {
        "relevance": Relevance.DISPUTE,
        "relevance_score": 0.95,
        "title": title,
        "text": text,
        "masked": 0,
        "tone": Tone(label=ToneLabel.NEGATIVE, score=-0.5, engine="factory"),
        "stage": Stage.EMERGING,
        "issues": [Issue.WAGE_ARREARS],
        "form": [Form.COMPLAINT],
        "employers": ["示例电子厂"],
        "workers": 30,
        "places": [BAOAN],
        "version": "factory",
    } | given
    filled["relevance"], filled["stage"] = Relevance(filled["relevance"]), Stage(filled["stage"])
    filled["issues"] = tuple(_issue(item, title, text) for item in filled["issues"])
    filled["form"] = tuple(Form(item) for item in _several(filled["form"]))
    filled["employers"] = tuple(an_employer(name, title, text) for name in filled["employers"])
    filled["places"] = tuple(a_place(place, title, text) for place in filled["places"])
    filled["workers"] = a_quantity(filled["workers"])
    filled["money"] = tuple(an_amount(item) for item in filled.get("money", ()))
    filled["circumstances"] = tuple(_circumstance(item, title, text) for item in filled.get("circumstances", ()))
    filled["measures"] = tuple(_measure(item, title, text) for item in filled.get("measures", ()))
    return Judgment(**{key: tuple(value) if isinstance(value, list) else value for key, value in filled.items()})


def a_judged(**given: Any) -> JudgedArticle:
    """A judged article; keywords go to the article, the judgment or the judged article, whichever has such a field."""
    own = {key: given.pop(key) for key in ("family", "disputes", "urgency") if key in given}
    wanted = {field.name for field in fields(Article)} | {"number"}
    for_article = {key: given.pop(key) for key in list(given) if key in wanted}
    article = an_article(**for_article)
    judgment = a_judgment(**{"title": article.title, "text": article.text} | given)
    return JudgedArticle(article=article, judgment=judgment, **own)


def a_quotation(quote: str = "拖欠30名工人两个月工资", article: str = "a1", **given: Any) -> Quotation:
    return Quotation(**{"article": article, "field": "text", "start": 0, "end": len(quote), "quote": quote} | given)


def a_family(number: int = 1, media: Iterable[str] = ("示例新闻网",), **given: Any) -> Family:
    article = article_id(f"https://news.example.org/c/{number}.html")
    filled = {
        "id": f"f{number:020x}",
        "origin": article,
        "articles": (article,),
        "media": tuple(media),
        "tiers": (Tier.MEDIA,),
    }
    return Family(**filled | {"first_seen": a_moment("2026-03-02T08:30")} | given)


def a_dispute(**given: Any) -> Dispute:
    """A plain open wage dispute of 30 workers, seen once. Plain values are welcome, as in `a_judgment`."""
    number = given.pop("number", 1)
    first = a_moment(given.pop("first_seen", "2026-03-02T08:30"))
    last = a_moment(given.pop("last_seen", first))
    employer = given.pop("employer", "示例电子厂")
    families = tuple(given.pop("families", (a_family(number, first_seen=first),)))
    filled: dict[str, Any] = {
        "id": f"d{number:020x}",
        "title": f"{employer or '某用人单位'}拖欠工资",
        "employer": Party(name=employer) if isinstance(employer, str) else employer,
        "places": (BAOAN,),
        "issues": (Issue.WAGE_ARREARS,),
        "form": (Form.COMPLAINT,),
        "workers": 30,
        "first_seen": first,
        "last_seen": last,
        "stage": Stage.EMERGING,
        "families": families,
        "articles": tuple(article for family in families for article in family.articles),
    } | given
    filled["stage"] = Stage(filled["stage"])
    filled["issues"] = tuple(Issue(item) for item in filled["issues"])
    filled["form"] = tuple(Form(item) for item in _several(filled["form"]))
    filled["workers"] = a_quantity(filled["workers"])
    for key, kind in (("owed", MoneyKind.OWED), ("paid", MoneyKind.PAID)):
        filled[key] = an_amount(filled.get(key), kind)
    filled["circumstances"] = tuple(
        item
        if isinstance(item, CircumstanceStated)
        else CircumstanceStated(code=Circumstance(item), quotation=a_quotation())
        for item in filled.get("circumstances", ())
    )
    return Dispute(**{key: tuple(value) if isinstance(value, list) else value for key, value in filled.items()})


def _several(value: Any) -> Iterable[Any]:
    return [value] if isinstance(value, str) else value


def _issue(item: Any, title: str, text: str) -> IssueFinding:
    if isinstance(item, IssueFinding):
        return item
    return IssueFinding(code=Issue(item), score=0.9, evidence=(evidence("工资", title, text),))


def _circumstance(item: Any, title: str, text: str) -> CircumstanceFinding:
    if isinstance(item, CircumstanceFinding):
        return item
    return CircumstanceFinding(code=Circumstance(item), evidence=evidence("", title, text))


def _measure(item: Any, title: str, text: str) -> Measure:
    if isinstance(item, Measure):
        return item
    return Measure(code=item, actor="", evidence=evidence("介入", title, text))


NOW = datetime(2026, 3, 9, 1, 30, tzinfo=UTC)
