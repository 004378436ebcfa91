"""Word documents, letters and pasted text."""

from __future__ import annotations

from datetime import datetime
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

from crawlers.imports.found import Skipped
from crawlers.imports.loose_text import pasted_articles
from crawlers.imports.read import read_files
from yanpan_domain.article import Article
from yanpan_domain.codes import DateSource

TEXT = "示例电子厂拖欠四百名工人三个月工资，劳动监察部门已经立案，工会提供法律援助。"


def letter(**headers: str) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"] = "监测员 <someone@vendor.example>", "office@union.example"
    for name, value in headers.items():
        message[name] = value
    return message


def saved(message: EmailMessage, path: Path) -> list[Article | Skipped]:
    path.write_bytes(bytes(message))
    return list(read_files([path]))


def report() -> bytes:
    from docx import Document

    document = Document()
    document.add_heading("示例监测日报", 1)
    for title in ("工厂欠薪", "工会介入"):
        document.add_heading(title, 2)
        document.add_paragraph("来源：南方示例报　时间：2024-03-06 09:30")
        document.add_paragraph(f"{title}：{TEXT}")
        document.add_paragraph("链接：https://news.example.com/" + ("1" if title == "工厂欠薪" else "2"))
    held = BytesIO()
    document.save(held)
    return held.getvalue()


def test_a_report_has_an_article_under_each_heading(tmp_path: Path):
    (tmp_path / "a.docx").write_bytes(report())
    one, two = read_files([tmp_path / "a.docx"])
    assert isinstance(one, Article) and isinstance(two, Article)
    assert (one.title, one.text, one.origin) == ("工厂欠薪", f"工厂欠薪：{TEXT}", "南方示例报")
    assert one.url == "https://news.example.com/1"
    assert one.published == datetime.fromisoformat("2024-03-06T09:30:00+08:00")


def test_a_letters_attachments_are_read_and_its_cover_note_is_not(tmp_path: Path):
    message = letter(Subject="今日日报", Date="Wed, 06 Mar 2024 09:30:00 +0800")
    message.set_content("您好，附件是今天的日报，请查收。如有问题请随时与我们联系，谢谢！")
    message.add_attachment(report(), maintype="application", subtype="octet-stream", filename="../../王示例 日报.docx")
    found = saved(message, tmp_path / "a.eml")
    assert [one.title for one in found if isinstance(one, Article)] == ["工厂欠薪", "工会介入"]


def test_a_letter_without_attachments_is_an_article_dated_by_its_header(tmp_path: Path):
    message = letter(Subject="工厂欠薪", Date="Wed, 06 Mar 2024 01:30:00 +0000")
    message.set_content(f"{TEXT}\n{TEXT}")
    (one,) = saved(message, tmp_path / "a.eml")
    assert isinstance(one, Article)
    assert (one.title, one.published_source) == ("工厂欠薪", DateSource.HEADER)
    assert one.published == datetime.fromisoformat("2024-03-06T09:30:00+08:00")
    assert "vendor.example" not in repr(one)


def test_an_unreadable_attachment_is_told_by_its_number_not_its_name(tmp_path: Path):
    message = letter(Subject="今日日报")
    message.set_content("见附件")
    message.add_attachment(b"x", maintype="application", subtype="octet-stream", filename="王示例.exe")
    found = saved(message, tmp_path / "a.eml")
    assert all(isinstance(one, Skipped) and "王示例" not in one.where for one in found)
    assert any(one.where.endswith("!1") for one in found if isinstance(one, Skipped))


def test_pasted_articles_are_parted_by_rules():
    pasted = (
        f"工厂欠薪\n来源：南方示例报 2024-03-06\n{TEXT}\nhttps://news.example.com/1.html\n---\n工会介入\n{TEXT}{TEXT}\n"
    )
    one, two = pasted_articles(pasted.encode("gbk"), "-")
    assert isinstance(one, Article) and isinstance(two, Article)
    assert (one.title, one.text, one.origin, one.url) == (
        "工厂欠薪",
        TEXT,
        "南方示例报",
        "https://news.example.com/1.html",
    )
    assert str(one.published)[:10] == "2024-03-06"
    assert (two.title, two.published) == ("工会介入", None)


def test_nothing_pasted_is_told():
    (found,) = pasted_articles(b" \n", "-")
    assert isinstance(found, Skipped)
