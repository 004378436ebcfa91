"""A made-up corpus whose every fact stands in its text, so that spans can be walked and figures counted again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from judgment.urgency.rank import rank
from tests.briefings.memory_index import MemoryIndex
from tests.factories import a_judged, a_moment, an_amount, evidence
from yanpan_domain.codes import Circumstance, Industry, Issue, MoneyKind, PartyRole, Stage, Tier
from yanpan_domain.dispute import (
    CircumstanceStated,
    Dispute,
    Family,
    Party,
    Quotation,
    StageChange,
    TimelineEntry,
)
from yanpan_domain.fact import EmployerMention, Evidence, LegalClock, Money, PlaceMention, Quantity
from yanpan_domain.judgment import IssueFinding, JudgedArticle
from yanpan_domain.locality import Locality

ZONE = ZoneInfo("Asia/Shanghai")
CUT_OFF = datetime(2026, 11, 23, 8, tzinfo=ZONE)
PLACES = (
    ("440306", "广东省深圳市宝安区"), ("330106", "浙江省杭州市西湖区"), ("320508", "江苏省苏州市姑苏区"),
    ("510107", "四川省成都市武侯区"), ("110105", "北京市朝阳区"), ("440106", "广东省广州市天河区"),
)  # fmt: skip
KINDS = (
    (Issue.WAGE_ARREARS, "拖欠工资", Industry.E), (Issue.TERMINATION, "违法裁员", Industry.C),
    (Issue.SOCIAL_INSURANCE, "未缴社保", Industry.C), (Issue.WORK_INJURY, "工伤认定", Industry.G),
    (Issue.PLATFORM_WORK, "骑手配送规则", Industry.G), (Issue.WORKING_TIME, "超时加班", Industry.I),
)  # fmt: skip


def a_corpus(count: int = 12, *, week_start: str = "2026-11-16", settled_every: int = 4, name: str = "") -> MemoryIndex:
    """COUNT disputes reported in the week of WEEK_START; every third has a follow-up and a reprint."""
    articles: list[JudgedArticle] = []
    disputes: list[Dispute] = []
    for number in range(count):
        own, dispute = a_case(number, week_start=week_start, settled=number % settled_every == 3, name=name)
        articles += own
        disputes.append(dispute)
    scored = {one.id: one for one in rank([one for one in disputes if one.is_open], date(2026, 11, 23))}
    return MemoryIndex(articles, [scored.get(one.id, one) for one in disputes])


def a_case(number: int, *, week_start: str, settled: bool, name: str = "") -> tuple[list[JudgedArticle], Dispute]:
    """One dispute with its articles."""
    issue, words, industry = KINDS[number % len(KINDS)]
    code, place = PLACES[number % len(PLACES)]
    employer = name or f"示例{'甲乙丙丁戊己庚辛壬癸'[number % 10]}{number}号建设有限公司"
    workers, yuan = 5 + 7 * number, 40_000 * (number + 1)
    start = a_moment(week_start) + timedelta(hours=9 + 7 * (number % 20))
    town = place[3:] if place.startswith("北京") else place[6:]
    title = f"{employer}{words} {workers}名职工盼解决"
    text = (
        f"近日，{place}的{workers}名职工反映，{employer}{words}，涉及金额{yuan // 10000}万元，至今没有说法。"
        f"职工们表示生活受到影响。{town}劳动监察大队已经介入调查。"
    )
    printed = partial(
        _judged, employer=employer, place=place, code=code, issue=issue, words=words, workers=workers, industry=industry, case=number
    )  # fmt: skip
    first = printed(number * 10 + 1, title, text, start)
    own = [first]
    family = [first.article.id]
    if number % 3 == 0:
        own.append(printed(number * 10 + 2, title, text, start + timedelta(hours=3)))
        family.append(own[-1].article.id)
    families = [_family(number, 1, own, family)]
    stages = [StageChange(stage=Stage.EMERGING, at=start, quotation=quotation(first, words))]
    measures = [_entry(first, "已经介入调查", "measure")]
    if settled:
        later = f"{employer}{words}一事已经解决，{workers}名职工全部拿到补偿。"
        last = printed(number * 10 + 3, f"{employer}{words}已解决", later, start + timedelta(days=1))
        own.append(last)
        families.append(_family(number, 2, [last], [last.article.id]))
        stages.append(
            StageChange(stage=Stage.SETTLED, at=start + timedelta(days=1), quotation=quotation(last, "已经解决"))
        )
        measures.append(_entry(last, "全部拿到补偿", "measure"))
    dispute = Dispute(
        id=f"d{number:020x}",
        title=f"{employer}{words}",
        employer=Party(name=employer, role=PartyRole.MAIN_CONTRACTOR if industry is Industry.E else None, quotation=quotation(first, employer)),
        places=(Locality(code=code, name=place),),
        industry=industry,
        issues=(issue,),
        workers=Quantity(min=workers, max=workers, basis=first.judgment.workers.basis, raw=f"{workers}名") if first.judgment.workers else None,
        workers_quotation=quotation(first, f"{workers}名职工"),
        owed=an_amount(yuan, MoneyKind.OWED) if issue is Issue.WAGE_ARREARS else None,
        owed_quotation=quotation(first, f"{yuan // 10000}万元") if issue is Issue.WAGE_ARREARS else None,
        arrears_months=3.0 if issue is Issue.WAGE_ARREARS else None,
        circumstances=(CircumstanceStated(code=Circumstance.HARDSHIP, quotation=quotation(first, "生活受到影响")),) if number % 5 == 0 else (),
        clocks=(_clock(first, start.date(), words),) if number % 2 == 0 else (),
        first_seen=start,
        last_seen=own[-1].article.dated,
        stage=stages[-1].stage,
        stage_history=tuple(stages),
        families=tuple(families),
        articles=tuple(one.article.id for one in own),
        timeline=(_entry(first, text[: text.index("。")], "reported"), *(_entry(one, one.article.text[:12], "stage") for one in own[2:])),
        measures=tuple(measures),
    )  # fmt: skip
    return own, dispute


def quotation(judged: JudgedArticle, words: str) -> Quotation:
    """Where WORDS stand in the article's text."""
    start = judged.article.text.index(words)
    return Quotation(article=judged.article.id, field="text", start=start, end=start + len(words), quote=words)


def _judged(number: int, title: str, text: str, at: datetime, employer: str, place: str, code: str, issue: Issue,
            words: str, workers: int, industry: Industry, case: int) -> JudgedArticle:  # fmt: skip
    found = evidence(employer, "", text)
    where = evidence(place, "", text)
    return a_judged(
        number=number, title=title, text=text, published=at.isoformat(), source=f"site{number % 4}",
        source_title=f"示例{'东南西北'[number % 4]}方网", disputes=(f"d{case:020x}",), family=f"f{case:04d}-{1 if number % 10 < 3 else 2}",
        employers=[EmployerMention(name=employer, role=None, field="text", start=found.start, end=found.end)],
        places=[PlaceMention(code=code, name=place, field="text", start=where.start, end=where.end)],
        issues=[IssueFinding(code=issue, score=0.9, evidence=(evidence(words, "", text),))],
        workers=workers, industry=industry, money=[_money(text)] if "万元" in text else [],
    )  # fmt: skip


def _money(text: str) -> Money:
    end = text.index("万元") + 2
    start = end - 2
    while text[start - 1].isdigit():
        start -= 1
    shown = text[start:end]
    return Money(min=float(shown[:-2]) * 1e4, max=float(shown[:-2]) * 1e4, basis=an_amount(1).basis, kind=MoneyKind.OWED, raw=shown,
                 evidence=Evidence(field="text", start=start, end=end, quote=shown, rule="corpus"))  # fmt: skip


def _family(case: int, number: int, articles: list[JudgedArticle], ids: list[str]) -> Family:
    return Family(
        id=f"f{case:04d}-{number}", origin=ids[0], articles=tuple(ids), tiers=(Tier.MEDIA,), first_seen=articles[0].article.dated,
        media=tuple(dict.fromkeys(one.article.source_title for one in articles)),
    )  # fmt: skip


def _entry(judged: JudgedArticle, words: str, kind: str) -> TimelineEntry:
    article = judged.article
    return TimelineEntry(
        at=article.dated, kind=kind, quotation=quotation(judged, words), url=article.url, media=article.source_title
    )


def _clock(judged: JudgedArticle, start: date, words: str) -> LegalClock:
    return LegalClock(
        code="arbitration", name="仲裁时效", basis="《中华人民共和国劳动争议调解仲裁法》第二十七条", start=start,
        end=start.replace(year=start.year + 1), evidence=evidence(words, "", judged.article.text),
    )  # fmt: skip


def undated(index: MemoryIndex) -> MemoryIndex:
    """INDEX with the date unknown of the first article of its most urgent dispute, which every product tells of."""
    foremost = max(index.disputes_by_id.values(), key=lambda one: one.urgency.score if one.urgency else 0.0)
    articles = index.articles_by_id | {
        foremost.articles[0]: replace(
            index.articles_by_id[foremost.articles[0]],
            article=replace(index.articles_by_id[foremost.articles[0]].article, published=None),
        )
    }
    return MemoryIndex(articles.values(), index.disputes_by_id.values())
