"""Catalogues: errors that name file, line and field; and the packaged sources, each complete and documented."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from crawlers.catalogue import PACKAGED, UnknownSource, load_catalogue
from crawlers.source import CatalogueError, Kind
from yanpan_domain.codes import Tier

ROOT = Path(__file__).resolve().parents[2]
GOOD = "title: 示例\nkind: feed\nurls: [https://example.org/rss.xml]\n"


def written(folder: Path, text: str, name: str = "example.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_page_is_named_by_its_file_and_a_list_by_its_keys(tmp_path: Path) -> None:
    assert load_catalogue(written(tmp_path, GOOD)).get("example").kind is Kind.FEED
    listed = written(
        tmp_path,
        "sources:\n- {key: one, title: 一, feeds: [https://a.example/rss]}\n- {key: two, title: 二, sitemaps: [https://b.example/s.xml], places: [440100]}\n",
        "all.yaml",
    )
    catalogue = load_catalogue(listed)
    assert [source.key for source in catalogue] == ["one", "two"]
    assert catalogue.get("two").kind is Kind.SITEMAP and catalogue.get("two").places == ("440100",)
    with pytest.raises(UnknownSource, match="是否想写 two"):
        catalogue.get("twoo")


@pytest.mark.parametrize(
    ("text", "line", "field", "hint"),
    [
        (GOOD + "delay_second: 5\n", 4, "delay_second", "是否想写 delay_seconds"),
        (GOOD + "expect:\n  articles_per_day:\n    mim: 3\n", 6, "expect.articles_per_day.mim", "是否想写 min"),
        (GOOD.replace("feed", "fed"), 2, "kind", "是否想写 feed"),
        (GOOD + "delay_seconds: soon\n", 4, "delay_seconds", "soon"),
        (GOOD + "places: [广州]\n", 4, "places", "六位"),
        (GOOD + "selectors: {item: 'ul li['}\n", 4, "selectors.item", "CSS"),
        (GOOD + "articles: '('\n", 4, "articles", "正则"),
        (GOOD.replace("https://example.org", "ftp://example.org"), 3, "urls", "http"),
        (GOOD.replace("https://", "https://user:pw@"), 3, "urls", "用户名"),
        ("kind: feed\nurls: [https://example.org/]\n", 1, "title", "缺少"),
        (GOOD + "  - x: [\n", 4, "", "YAML"),
        (GOOD + "title: 又一次\n", 4, "", "写了两次"),
    ],
)  # fmt: skip
def test_an_error_names_file_line_and_field(tmp_path: Path, text: str, line: int, field: str, hint: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(CatalogueError) as raised:
        load_catalogue(path)
    sentence = raised.value.sentence
    assert str(path) in sentence and f"第 {line} 行" in sentence and field in sentence and hint in sentence, sentence
    assert "pw" not in sentence, "a password is not repeated"


def test_an_empty_folder_a_missing_path_and_a_double_address_are_sentences(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.yaml", written(tmp_path / "..", "", f"{tmp_path.name}-empty.yaml")):
        with pytest.raises(CatalogueError):
            load_catalogue(path)
    written(tmp_path, GOOD)
    written(tmp_path, GOOD, "other.yaml")
    with pytest.raises(CatalogueError, match="已属来源 example"):
        load_catalogue(tmp_path)


PACKAGED_FILES = sorted(PACKAGED.glob("*.yaml"))


@pytest.mark.parametrize("file", PACKAGED_FILES, ids=lambda file: file.stem)
def test_each_packaged_source_is_complete(file: Path) -> None:
    (source,) = load_catalogue(file).sources
    assert source.key == file.stem
    assert source.owner and source.terms, "who publishes it and on what terms must be told"
    assert source.expect.articles_per_day is not None and source.expect.newest_item_days, "a dead source must be loud"
    assert source.delay_seconds is not None and source.delay_seconds >= 5
    assert source.language.startswith("zh")
    if source.tier is Tier.OFFICIAL:
        assert source.delay_seconds >= 10, "public bodies' servers are small"


WRONG = {
    "title: 3": "第 4 行，字段 title：值 3 不对（应为文字）",
    "title: ''": "第 4 行，字段 title：值  不对（不能为空）",
    "title: x\nkind: fed": "第 5 行，字段 kind：不认识“fed”，可用 feed、sitemap、listing、archive；是否想写 feed？",
    "title: x\ndelay_seconds: fast": "第 5 行，字段 delay_seconds：值 fast 不对（应为数字）",
    "title: x\ndelay_seconds: -1": "第 5 行，字段 delay_seconds：值 -1 不对（应不小于 0）",
    "title: x\nmax_pages: 1.5": "第 5 行，字段 max_pages：值 1.5 不对（应为整数）",
    "title: x\nenabled: maybe": "第 5 行，字段 enabled：值 maybe 不对（应为 true 或 false）",
    "title: x\nverified: soon": "第 5 行，字段 verified：值 soon 不对（应为日期，例如 2026-11-01）",
    "title: x\nlanguage: Chinese": "第 5 行，字段 language：值 Chinese 不对（写法不符，例如 zh、zh-Hant）",
    "title: x\nselectors: p": "第 5 行，字段 selectors：值 p 不对（应写作“键: 值”）",
    "title: x\ncontent: pages": "第 5 行，字段 content：不认识“pages”，可用 page、feed",
    "title: x\nplaces: 44": "第 5 行，字段 places：值 44 不对（应为一列，例如 [a, b]）",
    "title: x\narticles: '(['": "第 5 行，字段 articles：“([”不是合法的正则表达式（第 2 个字符起）",
    "title: x\nexpect:\n  articles_per_day: {min: 5, max: 2}": "第 6 行，字段 expect.articles_per_day：max（2）小于 min（5）",
}


@pytest.mark.parametrize("lines", WRONG)
def test_what_is_wrong_is_said_in_chinese_with_line_and_field(tmp_path: Path, lines: str) -> None:
    file = tmp_path / "bad.yaml"
    kind = "" if "kind:" in lines else "kind: feed"
    file.write_text(f"urls: [https://example.org/]\n{kind}\n\n{lines}\n", encoding="utf-8")
    with pytest.raises(CatalogueError) as told:
        load_catalogue(file)
    assert f"{file} {WRONG[lines]}" in str(told.value)


def test_aliases_of_aliases_cost_nothing(tmp_path: Path) -> None:
    nested = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 25))
    file = tmp_path / "laughs.yaml"
    file.write_text(f"a0: &a0 [x, x]\n{nested}title: *a24\n", encoding="utf-8")
    with pytest.raises(CatalogueError, match="字段 title"):
        load_catalogue(file)


def test_the_packaged_catalogue_covers_what_it_should() -> None:
    catalogue = load_catalogue(None)
    assert len(catalogue) >= 40
    tiers = Counter(source.tier for source in catalogue)
    assert all(tiers[tier] >= 5 for tier in Tier)
    places = {place for source in catalogue for place in source.places}
    assert len({place for place in places if place.endswith("0000")}) == 31, "every province"
    assert len({place for place in places if place.startswith("44") and not place.endswith("0000")}) == 21, (
        "Guangdong's cities"
    )
    for source in catalogue:
        assert source.owner and source.terms and source.delay_seconds and source.delay_seconds >= 5, source.key
        assert source.expect.newest_item_days and source.expect.articles_per_day, source.key


def test_every_packaged_source_stands_in_the_documentation() -> None:
    told = (ROOT / "docs" / "sources.md").read_text(encoding="utf-8")
    missing = [file.stem for file in PACKAGED_FILES if f"`{file.stem}`" not in told]
    assert missing == [], "run python -m crawlers.sources_page > docs/sources.md"
