"""`yanpan run` on a catalogue of one's own: the same job as the demonstration, on any site."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.servers.news_site import NewsSite, article_page, rss
from tests.yanpan.test_bad_input import run, source

# A day of the week that was complete when this test began.
TODAY = datetime.now(ZoneInfo("Asia/Shanghai")).replace(hour=9, minute=30, second=0, microsecond=0)
LAST_WEEK = TODAY - timedelta(days=TODAY.weekday() + 4)
TEXT = (
    "东莞市长安镇示例长兴电子有限公司120名工人反映，公司拖欠三个月工资，合计约208万元，工人多次催要未果。",
    "长安镇人力资源和社会保障部门表示，已对该公司立案调查，责令其限期支付工资。",
)


def test_run_crawls_judges_briefs_and_drafts(tmp_path: Path) -> None:
    with NewsSite() as site:
        site.pages["/a.html"] = article_page(
            "120名工人三个月没领到工资", list(TEXT), published=f"{LAST_WEEK:%Y-%m-%d %H:%M}"
        )
        site.pages["/rss.xml"] = rss(site.url, [("/a.html", "120名工人三个月没领到工资", format_datetime(LAST_WEEK))])
        environment = source(tmp_path, site)
        # The week is named, since another may be complete by the time the program looks.
        arguments = ("run", "--catalogue", "sources", "--period", f"{LAST_WEEK:%G-W%V}", "--json")
        first = run(*arguments, cwd=tmp_path, **environment)
        assert first.returncode == 0, first.stderr
        rows = [json.loads(line) for line in first.stdout.splitlines()]
        assert rows[-1]["taken"] == {"dispute": 1}
        assert len(rows[-1]["files"]) == 5
        assert len(rows[-1]["notices"]) == 1
        assert "208" in Path(tmp_path / next(name for name in rows[-1]["files"] if name.endswith(".md"))).read_text(
            encoding="utf-8"
        )
        again = run(*arguments, cwd=tmp_path, **environment)
        assert json.loads(again.stdout.splitlines()[-1])["taken"] == {}
        assert json.loads(again.stdout.splitlines()[-1])["notices"] == []


def test_run_on_a_dead_site_fails_and_still_briefs(tmp_path: Path) -> None:
    with NewsSite() as site:
        environment = source(tmp_path, site, urls=["http://127.0.0.1:9/rss.xml"])
        environment["YANPAN_CRAWL__ALLOW_PRIVATE"] = "[127.0.0.1:9]"
        ran = run("run", "--catalogue", "sources", "--json", cwd=tmp_path, **environment)
    rows = [json.loads(line) for line in ran.stdout.splitlines()]
    assert ran.returncode == 1
    assert rows[0]["cause"]
    assert len(rows[-1]["files"]) == 5
