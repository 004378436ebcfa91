"""A planted name and mobile number are found nowhere at rest after a run in which much goes wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import yaml

from tests.servers.news_site import Answer, NewsSite, article_page, paragraphs, rss

DATE = "Fri, 20 Nov 2026 09:30:00 +0800"
NAME, MOBILE = "贾秉衡", "13987654321"
PLANTED = f"农民工{NAME}说，他的工资被拖欠了三个月，联系电话{MOBILE}。"


def troubled_pages() -> dict[str, Any]:
    """Pages that are stored, dropped, quarantined, retried, cut off or refused, each with the planted words."""
    told = PLANTED.encode()
    return {
        "/a/good.html": article_page("示例县工地农民工工资被拖欠", [*paragraphs(1), PLANTED]),
        "/a/titled.html": article_page(f"农民工{NAME}讨薪 电话{MOBILE}", [*paragraphs(2), PLANTED]),
        "/a/credited.html": article_page(
            "示例县又一工地农民工工资被拖欠", [*paragraphs(3), PLANTED], origin=f"{NAME}{MOBILE}"
        ),
        "/a/filed.html": article_page(
            "示例县另一工地农民工工资被拖欠", [*paragraphs(4), PLANTED], origin="示例日报"
        ).replace(
            "<div class='main'>",
            f"<div>当前位置：<a>首页</a> &gt; <a>{NAME}的专栏</a> &gt; 正文</div><div class='main'>",
        ),
        "/a/asked.html": article_page("示例县第五处工地农民工工资被拖欠", [*paragraphs(5), PLANTED]),
        f"/a/asked.html?tel={MOBILE}": "",
        f"/a/unknown.html?xm={quote(NAME)}": Answer(told, status=500),
        "/a/empty.html": f"<html><head><title>{PLANTED}</title></head><body></body></html>",
        "/a/challenge.html": f"<html><body>请完成安全验证 {MOBILE} {NAME}</body></html>",
        "/a/error.html": Answer(told, status=500),
        "/a/forbidden.html": Answer(told, status=403),
        "/a/gone.html": Answer(told, status=404),
        "/a/odd_type.html": Answer(told, content_type="application/pdf"),
        "/a/broken.html": Answer(b"<html><p>" + told + b"\xff\xfe\x80" * 50, content_type="text/html; charset=gb2312"),
        "/a/redirect.html": Answer(told, status=302, headers={"Location": "http://10.1.2.3/" + MOBILE}),
        "/a/large.html": Answer(told * 50_000),
    }


def crawl(folder: Path, site: NewsSite, pages: list[dict[str, Any]]) -> subprocess.CompletedProcess[str]:
    catalogue = folder / "sources.yaml"
    catalogue.write_text(yaml.safe_dump({"sources": pages}, allow_unicode=True), encoding="utf-8")
    settings = folder / "yanpan.yaml"
    settings.write_text(
        yaml.safe_dump(
            {"crawl": {"allow_private": [site.host], "delay_seconds": 0, "timeout_seconds": 60, "max_bytes": 1_000_000}}
        ),
        encoding="utf-8",
    )
    command = [
        sys.executable, "-m", "yanpan.cli.main", "--config", str(settings), "--data", str(folder / "data"), "crawl",
        "--catalogue", str(catalogue), "--once", "--json",
    ]  # fmt: skip
    environment = {name: value for name, value in os.environ.items() if not name.startswith("YANPAN_")} | {
        "TMPDIR": str(folder / "tmp")
    }
    (folder / "tmp").mkdir(exist_ok=True)
    return subprocess.run(command, capture_output=True, text=True, env=environment, timeout=300, check=False)


def test_after_a_run_with_failures_nothing_private_lies_anywhere(tmp_path: Path, site: NewsSite) -> None:
    site.pages |= troubled_pages()
    site.pages["/rss.xml"] = rss(site.url, [(path, f"农民工{NAME} {MOBILE}", DATE) for path in troubled_pages()])
    feed = site.pages["/rss.xml"]
    assert isinstance(feed, Answer)
    told = f"<description>{PLANTED}</description><author>{NAME}</author></item>".encode()
    site.pages["/rss.xml"] = replace(feed, body=feed.body.replace(b"</item>", told))
    site.pages["/broken.xml"] = Answer(f"<html><body>{PLANTED}</body></html>".encode())
    pages = [
        {"key": "example", "title": "示例", "kind": "feed", "urls": [f"{site.url}/rss.xml"], "delay_seconds": 0},
        {"key": "broken", "title": "示例坏源", "kind": "feed", "urls": [f"{site.url}/broken.xml"], "delay_seconds": 0},
    ]
    done = [crawl(tmp_path, site, pages)]
    assert done[0].returncode == 1, done[0].stderr
    outcomes = {row["source"]: row["outcomes"] for row in map(json.loads, done[0].stdout.splitlines())}
    # One address twice: what tells of a person is cut off its query.
    assert outcomes["example"]["new"] >= 5, outcomes
    assert sum(outcomes["example"].values()) >= len(troubled_pages()) - 1, outcomes
    assert outcomes["broken"] == {"parse_failure": 1}
    needles = [
        needle.encode(encoding)
        for needle in (NAME, MOBILE, quote(NAME))
        for encoding in ("utf-8", "gb18030", "utf-16-le")
    ]
    at_rest = {str(path): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    at_rest |= {f"output {n}": (run.stdout + run.stderr).encode() for n, run in enumerate(done)}
    found = [(where, needle) for where, content in at_rest.items() for needle in needles if needle in content]
    assert found == []
    assert any("ledger.db" in where for where in at_rest), "the ledger was looked through"
