"""Publisher and channel of an article are stored only where they are no person."""

from __future__ import annotations

import pytest

from judgment.assess import assess
from tests.factories import an_article

TEXT = "农民工贾秉衡说，他的工资被拖欠了三个月，联系电话13987654321。"


@pytest.mark.parametrize("told", ["贾秉衡", "贾秉衡的专栏", "热心人13987654321", "农民工张建国"])
def test_a_person_is_no_publisher(told: str):
    stored = assess(an_article(text=TEXT, origin=told, section=told, source_title=told)).article
    assert (stored.origin, stored.section, stored.source_title) == (None, None, "")


@pytest.mark.parametrize(
    "told", ["示例日报", "南方工报", "全国总工会", "人力资源和社会保障局", "张家界日报", "高明新闻"]
)
def test_a_publisher_stays(told: str):
    stored = assess(an_article(text=TEXT, origin=told, section=told, source_title=told)).article
    assert (stored.origin, stored.section, stored.source_title) == (told, told, told)
