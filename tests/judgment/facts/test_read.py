from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from judgment.document import Document
from judgment.facts.read import Facts, read_facts
from judgment.words import segmenter
from yanpan_domain.codes import Circumstance, MoneyKind

SHANGHAI = ZoneInfo("Asia/Shanghai")
TITLE = "示例市晴川电子有限公司拖欠42名员工工资"
TEXT = (
    "近日，示例市晴川电子有限公司（以下简称“晴川电子”）42名员工向本报反映，公司自去年12月起已拖欠工资3个月，合计86.5万元。"
    "上月5日，老板跑路，工厂人去楼空。员工们要求公司结清工资并补缴社保。示例区人社局已介入调查，并责令公司限期支付。"
)


def read(title: str, text: str, published: datetime | None = datetime(2024, 3, 20, tzinfo=SHANGHAI)) -> Facts:
    return read_facts(Document(title, text, segmenter(), published))


def test_one_article_gives_every_fact() -> None:
    facts = read(TITLE, TEXT)
    assert facts.employers[0].name == "示例市晴川电子有限公司"
    assert facts.workers is not None and facts.workers.min == 42
    assert [(one.min, one.kind) for one in facts.money] == [(865_000, MoneyKind.OWED)]
    assert facts.arrears_months == 3
    assert {date(2023, 12, 1), date(2024, 2, 5)} <= {one.day for one in facts.dates}
    assert Circumstance.EMPLOYER_FLED in {one.code for one in facts.circumstances}
    assert "ordered_to_pay" in {one.code for one in facts.measures}
    assert facts.demands


def test_every_span_is_the_text_that_it_quotes() -> None:
    facts = read(TITLE, TEXT)
    fields = {"title": TITLE, "text": TEXT}
    evidence = [*facts.demands, *(one.evidence for one in (*facts.dates, *facts.circumstances, *facts.measures))]
    evidence += [one.evidence for one in facts.money if one.evidence]
    assert all(fields[one.field][one.start : one.end] == one.quote for one in evidence)
    assert all(fields[one.field][one.start : one.end] == one.name for one in facts.employers)


def test_an_empty_text_states_nothing() -> None:
    assert read("", "") == Facts()
