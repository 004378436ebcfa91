"""Web archives in, and sealed ones out."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from crawlers.imports.raw_pages import extracted_lines
from crawlers.listed import ListUnreadable
from crawlers.spiders.archive import parse_archive
from crawlers.vault import VaultError, VaultWriter, forget_expired, make_key, open_vault, read_key, warc_record
from tests.crawlers.conftest import a_source
from tests.servers.news_site import Answer, NewsSite, article_page, paragraphs, rss
from yanpan_domain.errors import CallerError

NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
PAGE = article_page("示例县一处工地农民工工资被拖欠", paragraphs(1)).encode()
HTML = {"Content-Type": "text/html; charset=utf-8"}


def test_each_html_response_of_an_archive_is_an_article(site: NewsSite, crawled: Any) -> None:
    records = [warc_record(f"https://example.org/{n}.html", 200, HTML, PAGE, NOW) for n in range(3)]
    records.append(warc_record("https://example.org/gone.html", 404, HTML, PAGE, NOW))
    records.append(warc_record("https://example.org/picture.png", 200, {"Content-Type": "image/png"}, b"x", NOW))
    site.pages["/old.warc.gz"] = Answer(b"".join(records), content_type="application/warc")
    report, articles = crawled(a_source(site, "/old.warc.gz", kind="archive"), sites=(site,))
    assert sorted(a.url for a in articles) == [f"https://example.org/{n}.html" for n in range(3)]
    assert all(a.fetched == NOW for a in articles), "the archive's own time, not ours"
    assert [a.path for a in site.asked()] == ["/old.warc.gz"] and report.exit_status == 0


def test_what_is_no_archive_or_too_much_says_so() -> None:
    with pytest.raises(ListUnreadable):
        parse_archive(b"<html></html>", "https://example.org/x.warc", 1000)
    records = b"".join(warc_record(f"https://example.org/{n}", 200, HTML, b"x" * 900, NOW) for n in range(30))
    with pytest.raises(ListUnreadable, match="yanpan import"):
        parse_archive(records, "https://example.org/x.warc", 1000)


def test_raw_pages_are_kept_only_on_request_sealed_and_for_a_while(
    site: NewsSite, crawled: Any, tmp_path: Path
) -> None:
    site.pages["/a/1.html"] = PAGE
    site.pages["/rss.xml"] = rss(site.url, [("/a/1.html", "示例", "Fri, 20 Nov 2026 09:30:00 +0800")])
    key_file = tmp_path / "key"
    make_key(key_file)
    key, folder = read_key(key_file), tmp_path / "raw"
    soon = datetime.now(UTC) + timedelta(days=30)
    crawled(a_source(site, "/rss.xml"), sites=(site,), vault=folder, vault_key=key, vault_expires=soon)
    (file,) = folder.iterdir()
    assert "农民工".encode() not in file.read_bytes() and key_file.stat().st_mode & 0o077 == 0
    opened = b"".join(open_vault(file).records(key, datetime.now(UTC)))
    kept = {
        r.rec_headers.get_header("WARC-Target-URI"): r.content_stream().read() for r in ArchiveIterator(BytesIO(opened))
    }
    assert kept == {f"{site.url}/a/1.html": PAGE}
    assert forget_expired(folder, datetime.now(UTC)) == 0
    assert forget_expired(folder, soon) == 1 and list(folder.iterdir()) == []


@pytest.fixture
def sealed(tmp_path: Path) -> tuple[Path, bytes]:
    key = bytes(range(32))
    writer = VaultWriter(tmp_path / "raw", key, NOW + timedelta(days=30), "one")
    for number in range(3):
        writer.add(f"https://example.org/{number}", 200, HTML, PAGE, NOW)
    writer.close()
    return tmp_path / "raw" / "one.warc.gz.sealed", key


def test_a_wrong_key_a_changed_expiry_and_a_changed_record_show(sealed: tuple[Path, bytes]) -> None:
    file, key = sealed
    assert len(list(open_vault(file).records(key, NOW))) == 3
    with pytest.raises(VaultError, match="钥匙不对"):
        list(open_vault(file).records(bytes(32), NOW))
    whole = file.read_bytes()
    with pytest.raises(VaultError, match="到期"):
        list(open_vault(file).records(key, NOW + timedelta(days=31)))
    file.write_bytes(whole.replace(b"2026-12-20", b"2036-12-20"))
    with pytest.raises(VaultError, match="改动"):
        list(open_vault(file).records(key, NOW))
    file.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    with pytest.raises(VaultError, match="第 3 条"):
        list(open_vault(file).records(key, NOW))
    file.write_bytes(b"hello\n")
    with pytest.raises(VaultError, match="不是"):
        open_vault(file)


def test_a_key_is_never_overwritten(tmp_path: Path) -> None:
    make_key(tmp_path / "key")
    with pytest.raises(CallerError, match="已存在"):
        make_key(tmp_path / "key")
    (tmp_path / "other").write_text("short")
    with pytest.raises(VaultError):
        read_key(tmp_path / "other")


def test_an_archive_cut_off_within_a_page_gives_the_pages_before_it(tmp_path: Path) -> None:
    records = [gzip.decompress(warc_record(f"https://example.org/{n}.html", 200, HTML, PAGE, NOW)) for n in range(2)]
    records.insert(1, gzip.decompress(warc_record("https://example.org/gone.html", 404, HTML, PAGE, NOW)))
    path = tmp_path / "cut.warc"
    path.write_bytes(b"".join(records)[:-200])
    (one, line), (two, cause) = extracted_lines([path])
    assert isinstance(line, dict) and line["url"] == "https://example.org/0.html"
    assert (one, two) == (f"{path}#1", f"{path}#3") and isinstance(cause, str) and "中断" in cause
