"""`yanpan crawl` and `yanpan sources` as a person calls them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.servers.news_site import NewsSite, article_page, paragraphs, rss


class Cli:
    """The program in a folder of its own."""

    def __init__(self, folder: Path, site: NewsSite) -> None:
        self.folder = folder
        settings = {"crawl": {"allow_private": [site.host], "delay_seconds": 0, "timeout_seconds": 60}}
        (folder / "yanpan.yaml").write_text(yaml.safe_dump(settings), encoding="utf-8")

    def __call__(self, *words: str) -> subprocess.CompletedProcess[str]:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("YANPAN_")}
        return subprocess.run(
            [sys.executable, "-m", "yanpan.cli.main", *words], cwd=self.folder, env=environment, capture_output=True, text=True,
            timeout=300, check=False,
        )  # fmt: skip


@pytest.fixture
def cli(tmp_path: Path, site: NewsSite) -> Cli:
    return Cli(tmp_path, site)


def test_a_site_is_added_crawled_and_watched(cli: Cli, site: NewsSite) -> None:
    for number in range(3):
        site.pages[f"/a/{number}.html"] = article_page(f"示例县第{number}号工地农民工工资被拖欠", paragraphs(number))
    items = [
        (f"/a/{n}.html", f"示例县第{n}号工地农民工工资被拖欠", "Fri, 20 Nov 2026 09:30:00 +0800") for n in range(3)
    ]
    site.pages["/rss.xml"] = rss(site.url, items)
    site.pages["/"] = (
        "<html><head><title>示例新闻</title><link rel='alternate' type='application/rss+xml' href='/rss.xml'></head></html>"
    )
    added = cli("sources", "add", f"{site.url}/", "--key", "example", "--into", "sources", "--json")
    assert added.returncode == 0, added.stderr
    assert json.loads(added.stdout)["kind"] == "feed" and (cli.folder / "sources" / "example.yaml").exists()
    again = cli("sources", "add", f"{site.url}/", "--key", "example", "--into", "sources")
    assert again.returncode == 2 and "已存在" in again.stderr
    crawled = cli("crawl", "--catalogue", "sources", "--once", "--json")
    assert crawled.returncode == 0, crawled.stderr
    (row,) = map(json.loads, crawled.stdout.splitlines())
    assert (row["source"], row["outcomes"], row["cause"]) == ("example", {"new": 3}, None)
    health = cli("sources", "health", "--catalogue", "sources", "--json")
    (state,) = map(json.loads, health.stdout.splitlines())
    assert health.returncode == 0 and state["outcomes"] == {"new": 3} and state["last_success"]
    tested = cli("sources", "test", f"{site.url}/a/1.html", "--json")
    assert json.loads(tested.stdout)["title"] == "示例县第1号工地农民工工资被拖欠"


def test_a_wrong_catalogue_is_one_sentence_and_exit_2(cli: Cli) -> None:
    (cli.folder / "bad.yaml").write_text(
        "title: 示例\nkind: feed\nurls: [https://example.org/]\ndelay: 5\n", encoding="utf-8"
    )
    done = cli("crawl", "--catalogue", "bad.yaml", "--once")
    assert done.returncode == 2 and done.stdout == ""
    assert "bad.yaml 第 4 行，字段 delay：没有这个字段，是否想写 delay_seconds？" in done.stderr


def test_a_private_address_not_listed_is_refused_and_nothing_is_asked(cli: Cli) -> None:
    with NewsSite({"/rss.xml": "x"}) as other:
        (cli.folder / "other.yaml").write_text(
            f"title: 示例\nkind: feed\nurls: ['{other.url}/rss.xml']\n", encoding="utf-8"
        )
        done = cli("crawl", "--catalogue", "other.yaml", "--once", "--json")
        row = json.loads(done.stdout)
        assert done.returncode == 1 and row["outcomes"] == {"refused": 1} and "allow_private" in row["cause"]
        assert other.log == []


def test_what_a_test_shows_is_masked_as_it_would_be_stored(cli: Cli) -> None:
    page = article_page("农民工贾秉衡讨薪 电话13987654321", paragraphs(1), origin="贾秉衡的专栏")
    (cli.folder / "page.html").write_text(page, encoding="utf-8")
    shown = cli("sources", "test", "page.html", "--json")
    assert shown.returncode == 0, shown.stderr
    assert "贾秉衡" not in shown.stdout and "13987654321" not in shown.stdout
    assert json.loads(shown.stdout)["title"].startswith("农民工贾某讨薪")


def test_a_file_that_is_not_there_stops_no_other(cli: Cli) -> None:
    (cli.folder / "page.html").write_text(
        article_page("示例县一处工地农民工工资被拖欠", paragraphs(1)), encoding="utf-8"
    )
    (cli.folder / "broken.gz").write_bytes(b"no gzip")
    done = cli("extract", "nowhere.html", "page.html", "broken.gz")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1 and [row["path"] for row in rows] == ["nowhere.html", "page.html", "broken.gz"]
    assert ["error" in row for row in rows] == [True, False, True]
    assert cli("extract", "nowhere.html").returncode == 2
