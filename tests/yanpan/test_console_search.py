"""The search page: every count is a link that finds just so many, every condition has a way out, all of it in the address."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from tests.yanpan.consoles import a_client, opened_app
from yanpan.app import App
from yanpan.console.facets import LABELS, facets
from yanpan.console.narrowing import FACETS, Search, read_search

PLACES = ("深圳市宝安区", "深圳市龙华区", "佛山市南海区", "青岛市黄岛区", "北京市朝阳区")
ROWS = (
    *({"title": f"{place}第{n}号厂拖欠工资", "text": f"{place}示例{n}号电子有限公司拖欠{10 + n}名工人两个月工资，劳动监察大队已介入。", "url": f"https://example.org/{place}{n}", "published": f"2026-1{n % 2}-0{n + 1}"}
      for place in PLACES for n in range(3)),
    {"title": "示例厂工伤", "text": "东莞市示例五金厂一名工人在车间受伤，申请工伤认定。", "url": "https://example.org/injury"},
    *({"title": f"第{n}场：主队获胜", "text": f"球队在第{n}轮联赛中获胜，球迷欢呼。", "url": f"https://example.org/s{n}"} for n in range(7)),
)  # fmt: skip


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    with opened_app(tmp_path_factory.mktemp("search"), ROWS) as app:
        yield app


@pytest.fixture(scope="module")
def client(app: App) -> TestClient:
    return a_client(app)


def counted(page: str) -> list[tuple[str, int]]:
    """Every link of the facets with the count beside it."""
    aside = page[page.index('id="facets"') :]
    return [
        (html.unescape(link), int(count))
        for link, count in re.findall(r'<li><a href="([^"]*)">[^<]*</a> <small>(\d+)', aside)
    ]


def total(page: str) -> int:
    found = re.search(r"<h1>(\d+) 篇", page)
    assert found
    return int(found[1])


@pytest.mark.parametrize(
    "address",
    ["/search", "/search?q=工资", "/search?q=工资 OR 工伤&place=440000", "/search?since=2026-11-01&until=2026-11-10"],
)
def test_every_count_is_a_link_that_finds_just_so_many(client: TestClient, address: str) -> None:
    page = client.get(address).text
    links = counted(page)
    assert len(links) > 5
    for link, count in links:
        assert total(client.get(link).text) == count, link


def test_every_condition_is_shown_with_a_way_out(client: TestClient) -> None:
    address = "/search?q=工资&relevance=dispute&place=440300&since=2026-10-01&until=2026-12-01&sort=workers"
    page = client.get(address).text
    ways = [html.unescape(one) for one in re.findall(r'class="condition" href="([^"]*)"', page)]
    assert len(ways) == 4
    for shown in ("相关性：具体争议", "地区：广东省深圳市", "发布自：2026-10-01", "早于：2026-12-01"):
        assert shown in page
    for way in ways:
        assert total(client.get(way).text) >= total(page)
        assert "sort=workers" in way and "q=" in way
    assert [
        name for name in ("relevance", "place", "since", "until") if any(f"{name}=" not in way for way in ways)
    ] == ["relevance", "place", "since", "until"]


def test_places_narrow_from_province_to_city_to_county(client: TestClient) -> None:
    def places(address: str) -> list[str]:
        found = re.search(r"<h2>地区</h2>(.*?)</section>", client.get(address).text, re.S)
        return re.findall(r'<a href="[^"]*">([^<]*)</a>', found[1]) if found else []

    assert set(places("/search")) == {"广东省", "山东省", "北京市"}
    assert set(places("/search?place=440000")) == {"深圳市", "佛山市", "东莞市"}
    assert set(places("/search?place=440000&place=440300")) == {"宝安区", "龙华区"}
    assert places("/search?place=110000") == ["朝阳区"]


def test_the_order_is_as_asked_and_kept_over_pages(client: TestClient) -> None:
    page = client.get("/search?q=工人&sort=oldest").text
    assert '<option value="oldest" selected>' in page
    days = re.findall(r"· (\d{4})年(\d+)月(\d+)日", page)
    assert days == sorted(days, key=lambda one: tuple(map(int, one)))
    first = client.get("/search?sort=oldest").text
    following = html.unescape(re.search(r'href="([^"]*cursor=[^"]*)">下一页', first)[1])  # type: ignore[index]
    assert "sort=oldest" in following
    seen = [re.findall(r"<code>(a\w{20})</code>", one) for one in (first, client.get(following).text)]
    assert len(seen[0]) == 20 and len(seen[1]) == len(ROWS) - 20 and not set(seen[0]) & set(seen[1])
    assert "cursor" not in "".join(link for link, _ in counted(client.get(following).text))


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/search?q=(((", "右括号"), ("/search?q=a) OR (b&issue=wage_arrears", "有误"), ("/search?q=sort:x&place=440000", "没有名为“sort”"),
        ("/search?sort=bogus", "没有“bogus”这种排序"), ("/search?since=yesterday", "不是日期"), ("/search?place=44\" OR x", "没有“44"),
        ("/search?cursor=bogus", ""), ("/search?" + "&".join(f"place={n}" for n in range(21)), "条件过多"), ("/search?place=<script>", "没有“&lt;script&gt;”"),
    ],
)  # fmt: skip
def test_a_wrong_question_is_the_form_again_with_a_sentence(client: TestClient, address: str, told: str) -> None:
    page = client.get(address)
    assert page.status_code == 400
    alert = re.search(r'role="alert">([^<]*)', page.text)
    assert alert and told in alert[1]
    assert 'id="q" name="q"' in page.text and "<script" not in page.text


def test_an_error_points_into_what_was_written_not_into_what_was_added(client: TestClient) -> None:
    alone = client.get("/search", params={"q": "工资 )"}).text
    narrowed = client.get("/search", params={"q": "工资 )", "place": "440000"}).text
    assert re.findall(r'role="alert">([^<]*)', alone) == re.findall(r'role="alert">([^<]*)', narrowed)


def test_empty_fields_of_a_form_do_not_stay_in_the_address(client: TestClient) -> None:
    answer = client.get("/search?q=工资&since=&until=&sort=&place=440000")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/search?q=%E5%B7%A5%E8%B5%84&place=440000"


def test_an_address_says_what_was_asked() -> None:
    search = Search(
        q="a&b=c #d", chosen=(("place", "440000"), ("issue", "wage_arrears")), since="2026-01-01", sort="urgency"
    )
    from urllib.parse import parse_qsl, urlsplit

    assert read_search(parse_qsl(urlsplit(search.address()).query)) == search
    assert search.narrowed("stage", "settled").without("stage", "settled") == search
    assert Search().address() == "/search"


def test_every_facet_has_a_name_and_unknown_values_stay_readable() -> None:
    assert set(LABELS) == set(FACETS)
    [facet] = facets(Search(), {"source": [("gone_source", 2)]}, {})
    assert (facet.label, facet.shown[0].label) == ("来源", "gone_source")
