"""Bad input of every kind ends in one clear sentence or a counted skip, and leaves a data folder that opens again."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.servers.news_site import Answer, NewsSite, article_page, paragraphs, rss
from tests.waiting import wait_until

ROOT = Path(__file__).parents[2]
GOOD = "/2026/11/20/good.html"


def start(*arguments: str, cwd: Path, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "yanpan.cli.main", "--data", "data", *arguments], cwd=cwd, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
    )  # fmt: skip


def run(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    process = start(*arguments, cwd=cwd, **environment)
    stdout, stderr = process.communicate(timeout=300)
    return subprocess.CompletedProcess(process.args, process.returncode, stdout, stderr)


def one_sentence(ran: subprocess.CompletedProcess[str]) -> str:
    """What was said on standard error, which must be one line and no traceback."""
    assert "Traceback" not in ran.stderr, ran.stderr
    lines = [line for line in ran.stderr.splitlines() if line.strip()]
    assert len(lines) == 1, ran.stderr
    return lines[0]


def source(folder: Path, site: NewsSite, **fields: Any) -> dict[str, str]:
    """A catalogue of one feed on SITE, and the environment that lets it be asked."""
    page = {"title": "测试站", "kind": "feed", "urls": [f"{site.url}/rss.xml"], "tier": "media", **fields}
    (folder / "sources").mkdir(exist_ok=True)
    (folder / "sources" / "one.yaml").write_text(yaml.safe_dump(page, allow_unicode=True), encoding="utf-8")
    return {"YANPAN_CRAWL__ALLOW_PRIVATE": f"[{site.host}]", "YANPAN_CRAWL__DELAY_SECONDS": "0"}


@pytest.fixture
def site() -> Iterator[NewsSite]:
    """A feed with one good article; tests add what is bad."""
    with NewsSite() as opened:
        offer(opened, GOOD)
        opened.pages[GOOD] = article_page("工地拖欠工资 十余名工人盼结算", paragraphs(1))
        yield opened


def offer(site: NewsSite, *paths: str) -> None:
    site.pages["/rss.xml"] = rss(
        site.url, [(path, f"第{number}条", "Fri, 20 Nov 2026 08:00:00 +0800") for number, path in enumerate(paths)]
    )


def crawl(folder: Path, environment: dict[str, str]) -> tuple[int, dict[str, Any], str]:
    ran = run("crawl", "--catalogue", "sources", "--once", "--now", "--json", cwd=folder, **environment)
    assert "Traceback" not in ran.stderr, ran.stderr
    return ran.returncode, json.loads(ran.stdout.splitlines()[-1]), ran.stderr


def opens_again(folder: Path, articles: int) -> None:
    """The data folder opens, is whole, and holds ARTICLES."""
    ran = run("doctor", cwd=folder)
    assert ran.returncode == 0, ran.stdout
    exported = run("export", "articles", cwd=folder)
    assert exported.returncode == 0, exported.stderr
    assert len(exported.stdout.splitlines()) == articles


def test_a_wrong_field_in_the_catalogue_names_file_line_and_field(tmp_path: Path, site: NewsSite) -> None:
    environment = source(tmp_path, site, delay_second=3)
    ran = run("crawl", "--catalogue", "sources", "--once", cwd=tmp_path, **environment)
    said = one_sentence(ran)
    assert ran.returncode != 0
    assert "one.yaml" in said
    assert "delay_second" in said
    assert "delay_seconds" in said.replace("delay_second ", "")


def test_a_dead_site_is_counted_with_its_cause_and_the_run_fails(tmp_path: Path, site: NewsSite) -> None:
    environment = source(tmp_path, site, urls=["http://127.0.0.1:9/rss.xml"])
    environment["YANPAN_CRAWL__ALLOW_PRIVATE"] = "[127.0.0.1:9]"
    status, row, _ = crawl(tmp_path, environment)
    assert status == 1
    assert row["cause"]
    opens_again(tmp_path, 0)


@pytest.mark.parametrize(
    ("name", "page"),
    [
        ("no text", "<html><head><title>空</title></head><body><nav>首页</nav></body></html>".encode()),
        ("50 MB", b"<html><body><p>" + "工资".encode() * 8_500_000 + b"</p></body></html>"),
        ("binary", bytes(range(256)) * 400),
    ],
)
def test_a_bad_page_is_a_counted_skip_and_the_good_one_is_kept(
    tmp_path: Path, site: NewsSite, name: str, page: bytes
) -> None:
    offer(site, "/2026/11/20/bad.html", GOOD)
    site.pages["/2026/11/20/bad.html"] = Answer(page)
    _, row, _ = crawl(tmp_path, source(tmp_path, site))
    assert row["outcomes"]["new"] == 1, row
    assert (
        sum(row["outcomes"].get(name, 0) for name in ("parse_failure", "failed", "too_large", "empty", "refused")) == 1
    ), row
    opens_again(tmp_path, 1)


def test_a_broken_gbk_page_is_kept_marked_and_without_mojibake(tmp_path: Path, site: NewsSite) -> None:
    body = article_page("工地拖欠工资", paragraphs(2)).replace("utf-8", "gb2312").encode("gb18030")
    cut = body.find("工资".encode("gb18030")) + 1
    offer(site, "/2026/11/20/gbk.html")
    site.pages["/2026/11/20/gbk.html"] = Answer(body[:cut] + b"\xff\x81" + body[cut:], content_type="text/html")
    _, row, _ = crawl(tmp_path, source(tmp_path, site))
    assert row["outcomes"]["new"] == 1, row
    [line] = run("export", "articles", cwd=tmp_path).stdout.splitlines()
    assert "工资" in json.loads(line)["text"]
    assert "锟" not in line


@pytest.mark.parametrize("feed", [b"this is no XML at all", b"<html><body>404</body></html>", b""])
def test_a_feed_that_is_no_feed_is_said(tmp_path: Path, site: NewsSite, feed: bytes) -> None:
    site.pages["/rss.xml"] = Answer(feed, content_type="application/rss+xml")
    status, row, _ = crawl(tmp_path, source(tmp_path, site))
    assert status == 1
    assert row["cause"]


def test_an_unwritable_data_folder_is_one_sentence(tmp_path: Path, site: NewsSite) -> None:
    (tmp_path / "data").write_text("a file stands where the folder should be")
    ran = run("crawl", "--catalogue", "sources", "--once", cwd=tmp_path, **source(tmp_path, site))
    assert ran.returncode != 0
    assert "data" in one_sentence(ran)


def test_a_full_disk_is_one_sentence_and_nothing_is_lost(tmp_path: Path, site: NewsSite) -> None:
    """A file-size limit stands for the full disk: the kernel refuses the write in the same way."""
    environment = source(tmp_path, site)
    assert crawl(tmp_path, environment)[0] == 0
    offer(site, GOOD, "/2026/11/20/second.html")
    site.pages["/2026/11/20/second.html"] = article_page("第二篇 拖欠工资", paragraphs(3))
    limited = subprocess.run(
        ["bash", "-c", 'ulimit -f 4; exec "$0" "$@"', sys.executable, "-c",
         "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); from yanpan.cli.main import main; main()",
         "--data", "data", "crawl", "--catalogue", "sources", "--once", "--now"],
        cwd=tmp_path, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(ROOT), **environment}, timeout=300, check=False,
    )  # fmt: skip
    assert limited.returncode not in {0, 141}, limited.stdout
    assert "Traceback" not in limited.stderr, limited.stderr
    assert crawl(tmp_path, environment)[0] == 0
    opens_again(tmp_path, 2)


def test_a_second_run_at_the_same_time_ends_at_once_with_a_sentence(tmp_path: Path, site: NewsSite) -> None:
    asked, second_ended = threading.Event(), threading.Event()

    def slow(_count: int) -> str:
        asked.set()
        second_ended.wait(300)
        return article_page("慢页", paragraphs(4))

    site.pages[GOOD] = slow
    environment = source(tmp_path, site)
    first = start("crawl", "--catalogue", "sources", "--once", cwd=tmp_path, **environment)
    # It is in the server's log only once it is answered, so the page itself says that it was asked.
    assert asked.wait(120)
    second = run("crawl", "--catalogue", "sources", "--once", cwd=tmp_path, **environment)
    assert second.returncode == 1, second.stdout
    assert "另一个进程" in one_sentence(second)
    second_ended.set()
    assert first.wait(300) == 0
    opens_again(tmp_path, 1)


def test_a_killed_run_is_finished_by_the_next(tmp_path: Path, site: NewsSite) -> None:
    paths = [f"/2026/11/20/{number}.html" for number in range(12)]
    offer(site, *paths)
    for number, path in enumerate(paths):
        site.pages[path] = article_page(f"工地拖欠工资 第{number}号", paragraphs(10 + number))
    environment = source(tmp_path, site, delay_seconds=0.3)
    first = start("crawl", "--catalogue", "sources", "--once", cwd=tmp_path, **environment)
    wait_until(lambda: len(site.asked()) >= 6)
    first.kill()
    first.wait()
    ran = start("crawl", "--catalogue", "sources", "--once", "--now", cwd=tmp_path, **environment)
    assert ran.wait(300) == 0
    opens_again(tmp_path, len(paths))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_an_answer_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    with open("/dev/full", "w") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "yanpan.cli.main", "--data", "data", "doctor", "--json"], cwd=tmp_path, text=True,
            stdout=full, stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": ""}, timeout=180,
        )  # fmt: skip
    assert ran.returncode == 1
    assert "磁盘已满" in one_sentence(ran)


def test_a_port_that_is_taken_is_told_before_any_address(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        ran = run("serve", "--port", str(taken.getsockname()[1]), cwd=tmp_path)
    assert ran.returncode == 1
    assert "--port" in one_sentence(ran)
    assert ran.stdout == ""


@pytest.mark.parametrize("name", ["TEMPLATES", "FONTS", "RECIPIENTS", "WORKDAYS"])
def test_a_briefing_never_goes_out_without_the_files_its_settings_name(tmp_path: Path, name: str) -> None:
    setting = {f"YANPAN_BRIEFING__{name}": str(tmp_path / "nowhere")}
    ran = run("brief", "weekly", "--period", "2026-W47", "--format", "markdown", cwd=tmp_path, **setting)
    assert ran.returncode != 0
    assert "nowhere" in one_sentence(ran)
    checked = run("doctor", cwd=tmp_path, **setting)
    assert checked.returncode == 1
    assert "✗ 简报" in checked.stdout


@pytest.mark.parametrize(
    ("line", "told"),
    [('{"id":NaN,"text":"甲"}', "NaN"), ('{"id":1e999,"text":"甲"}', "1e999"), ('{"id":1,"titel":"甲"}', "title")],
)
def test_a_line_that_is_no_json_or_no_article_is_answered_as_an_error_that_any_program_can_read(
    tmp_path: Path, line: str, told: str
) -> None:
    (tmp_path / "lines.jsonl").write_text(line + "\n", encoding="utf-8")
    ran = run("judge", "lines.jsonl", cwd=tmp_path)
    assert ran.returncode == 1
    answer = json.loads(ran.stdout, parse_constant=pytest.fail)
    assert told in answer["error"]["message"]


def test_an_unknown_engine_is_a_wrong_call_and_not_a_fault_of_every_line(tmp_path: Path) -> None:
    (tmp_path / "lines.jsonl").write_text('{"id":1,"text":"甲"}\n', encoding="utf-8")
    ran = run("judge", "lines.jsonl", "--tone", "crystal", cwd=tmp_path)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "lexicon" in one_sentence(ran)
