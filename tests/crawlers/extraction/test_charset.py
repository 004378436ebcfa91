"""Bytes to text: real GBK documents, declarations that lie, and generated texts."""

from __future__ import annotations

import tarfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawlers.extraction.charset import COMMON, declared, decode, python_name
from tests.shared_data import shared

LIES = [
    None,
    "text/html; charset=gb2312",
    "text/html; charset=utf-8",
    "text/html; charset=big5",
    "text/html; charset=iso-8859-1",
]
STORY = "记者从市总工会获悉，三百名工人被拖欠的工资已经全部发放，工会律师还在帮助他们追讨加班费。"
# Running text: common characters and marks; long enough that statistics can speak.
running = st.text(
    alphabet=sorted(COMMON - {*"們個這為會來時國發對說產過後動實現點從業開還進經問題員總長區強處關東電話聞報記"})[:400],
    min_size=60,
    max_size=400,
)
ideographs = st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=40, max_size=200)


@pytest.fixture(scope="module")
def documents() -> list[bytes]:
    with tarfile.open(shared("gbk_documents.tar.xz")) as archive:
        return [archive.extractfile(one).read() for one in archive if one.isfile()]  # type: ignore[union-attr]  # files have contents


@pytest.mark.parametrize("header", LIES)
def test_every_valid_gbk_document_is_decoded_clean_whatever_the_header_says(documents: list[bytes], header: str | None):
    valid = [body for body in documents[::5] if _is_valid(body)]
    assert len(valid) > 100
    for body in valid:
        found = decode(body, header)
        assert (found.text, found.replaced) == (body.decode("gb18030"), 0)


def test_every_broken_gbk_document_is_marked_and_still_read(documents: list[bytes]):
    broken = [body for body in documents if not _is_valid(body)]
    assert broken
    for body in broken:
        found = decode(body)
        assert found.encoding == "gb18030"
        assert 1 <= found.replaced <= 10


def _is_valid(body: bytes) -> bool:
    try:
        body.decode("gb18030")
    except UnicodeDecodeError:
        return False
    return True


@settings(max_examples=60, deadline=None)
@given(ideographs, st.sampled_from(LIES))
def test_utf8_is_read_as_utf8_whatever_is_declared(text: str, header: str | None):
    assert decode(text.encode(), header).text == text


@settings(max_examples=60, deadline=None)
@given(running, st.sampled_from(LIES))
def test_running_text_in_gb18030_survives_any_declaration(text: str, header: str | None):
    found = decode(text.encode("gb18030"), header)
    assert (found.text, found.replaced) == (text, 0)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(LIES), st.integers(1, 6))
def test_traditional_text_in_big5_survives_any_declaration(header: str | None, times: int):
    text = (
        "記者從勞工處獲悉，三百名工人被拖欠的工資已經全部發放，工會還在幫助他們追討加班費，請各界關注這個問題。" * times
    )
    found = decode(text.encode("big5hkscs"), header)
    assert (found.text, found.replaced) == (text, 0)


@settings(max_examples=100, deadline=None)
@given(
    st.binary(max_size=600), st.sampled_from([*LIES, "text/html; charset=zlib", "charset=utf-16", "charset=nonsense"])
)
def test_any_bytes_are_decoded_and_every_replacement_is_counted(body: bytes, header: str | None):
    found = decode(body, header)
    assert found.replaced == found.text.count("\ufffd")


def test_a_few_broken_bytes_do_not_turn_utf8_into_mojibake():
    body = STORY.encode() + b"\xb3\x3c" + STORY.encode()
    found = decode(body, "text/html; charset=gbk")
    assert (found.encoding, found.replaced) == ("utf-8", 1)
    assert STORY in found.text


def test_a_mark_outranks_header_and_declaration():
    assert decode(b"\xef\xbb\xbf" + STORY.encode(), "text/html; charset=gbk").text == STORY
    assert decode(b"\xff\xfe" + STORY.encode("utf-16-le"), "text/html; charset=gbk").text == STORY


def test_utf16_without_a_mark_is_known_by_its_zeros():
    page = f"<html><head><title>abc</title></head><body>{'x' * 80}{STORY}</body></html>"
    assert decode(page.encode("utf-16-le")).text == page


def test_header_meta_and_xml_declaration_are_all_heard():
    assert declared(b'<?xml version="1.0" encoding="GBK"?><meta charset=big5>', "text/html; charset=utf-8") == [
        "utf-8",
        "gb18030",
        "big5hkscs",
    ]


@pytest.mark.parametrize("label", ["zlib", "hex", "utf-7", "unicode_escape", "utf-16", "no-such"])
def test_what_is_no_page_encoding_is_not_heard(label: str):
    assert python_name(label) is None
