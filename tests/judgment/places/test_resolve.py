"""Places: what a text names, and where the dispute is."""

from __future__ import annotations

import time

import pytest

from judgment.document import Document
from judgment.places.addresses import resolve_address
from judgment.places.readings import find_all_places
from judgment.places.resolve import find_places
from judgment.words import plain, segmenter
from tests.shared_data import shared


def codes(title: str, text: str = "") -> list[str]:
    return [place.code or place.name for place in find_places(Document(title, text, segmenter("rjieba")))]


@pytest.mark.parametrize(
    ("title", "text", "code"),
    [
        ("北京朝阳一工地欠薪", "", "110105"),
        ("辽宁朝阳一工地欠薪", "", "211300"),
        ("长春朝阳区一餐馆欠薪", "", "220104"),
        ("南京鼓楼一保安公司欠薪", "", "320106"),
        ("福州市鼓楼区保洁员讨薪", "", "350102"),
        ("湖南武冈上千名教师讨薪", "", "430581"),
        ("上海河南路一餐厅拖欠员工工资", "", "310000"),
        ("河南平頂山巴士司機大罷工", "", "410400"),
        ("", "东莞市虎门镇芯芯服装厂工人讨薪", "441900"),
        ("广州开发区一企业裁员", "", "440112"),
        ("陕西旬阳县一企业欠薪", "", "610981"),
        ("港鐵外判清潔工叫苦", "", "810000"),
        ("澳門賭場荷官要求加薪", "", "820000"),
        ("韩国三星电子工会罢工", "", "韩国"),
        ("内蒙古呼和浩特市环卫工停工", "", "150100"),
    ],
)
def test_the_place_is_read_by_its_surroundings(title: str, text: str, code: str) -> None:
    assert codes(title, text)[:1] == [code]


def test_a_medium_is_no_place() -> None:
    assert codes("", "新华社记者获悉，河南日报、南方都市报刊文谈欠薪。") == []


def test_home_of_migrants_is_not_the_disputes_place() -> None:
    assert codes("", "来自四川仁寿县的农民工老李在杭州一工地干活，工资被拖欠。")[0] == "330100"


def test_a_trip_is_not_the_disputes_place() -> None:
    assert codes("", "上海某公司员工在前往三亚的出差途中受伤，公司拒认工伤。")[0] == "310000"


def test_a_negated_place_is_not_it() -> None:
    assert codes("", "实习地点并非通知的深圳南山区，而是宝安区的工厂。")[0] == "440306"


@pytest.mark.parametrize(
    "text", ["和平谈判", "安康鱼", "资源合作", "公安机关通报", "中南海", "华为员工", "阿里巴巴员工"]
)
def test_everyday_words_are_no_places(text: str) -> None:
    assert codes("", text) == []


def test_places_lie_where_they_say() -> None:
    title, text = "江西高安工人讨薪", "工人在江西省高安市新街镇的工地。"
    for place in find_places(Document(title, text, segmenter("rjieba"))):
        written = (title if place.field == "title" else text)[place.start : place.end]
        assert written and written[:2] in ("江西", "高安", "新街")


def test_every_mention_is_where_its_words_are() -> None:
    text = plain("湖北省武漢市漢陽區一醫院，與韓國首爾的分店")
    assert [(m.written, m.code or m.country) for m in find_all_places(text)] == [
        ("湖北省", "420000"),
        ("武汉市", "420100"),
        ("汉阳区", "420105"),
        ("韩国", "韩国"),
        ("首尔", "韩国"),
    ]


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("浙江省杭州市滨江区滨康路1037号", "330108"),
        ("金华永康市方岩镇下宅村万里公路832弄125号", "330784"),
        ("浙江省宁波市慈溪市西路1769", "330282"),
        ("河南省开封市龙亭区东京大道5号", "410202"),
        ("上海市普陀区河南路12号", "310107"),
    ],
)
def test_addresses_resolve_to_their_finest_division(address: str, code: str) -> None:
    found = resolve_address(address)
    assert found is not None
    assert found.code == code


def test_an_address_without_division_is_unknown() -> None:
    assert resolve_address("人民路12号3单元") is None


def test_real_addresses_reach_the_bar() -> None:
    """Province, city and district as labelled, 95 of 100 addresses; benchmarks/places prints the figures."""
    from benchmarks.places.addresses import score

    assert score(shared("addresses") / "dev.txt", limit=800).right >= 0.95


@pytest.mark.parametrize("text", ["省市县区" * 250_000, "深圳市" * 330_000, "（" * 1_000_000, "朝阳" * 500_000])
def test_a_million_characters_take_bounded_time(text: str) -> None:
    start = time.process_time()
    find_places(Document("", text, segmenter("rjieba")))
    assert time.process_time() - start < 20


def test_a_firms_own_name_is_no_district() -> None:
    text = "中山市劳动人事争议仲裁院审理了女职工与示例光明灯饰有限公司的争议，光明灯饰同意恢复劳动关系。"
    assert codes("示例光明灯饰当庭同意恢复劳动关系", text) == ["442000"]


def test_hong_kongs_own_words_tell_where_a_story_without_a_place_is() -> None:
    assert codes("外判清潔工被拖糧三個月 承辦商一句「執笠」", "佢哋話遣散費冇着落。") == ["810000"]
    assert codes("外判清洁工被欠薪", "他们说遣散费没有着落。") == []  # simplified script may tell of any place
    assert codes("客運司機遭資遣", "依勞基法，移工也有資遣費。") == []
