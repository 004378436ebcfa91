"""XML from strangers: wrong types, wrong encodings, undefined entities, bombs; nothing is expanded and nothing is fetched."""

from __future__ import annotations

import gzip
import html
import html.entities
import re
import zlib
from io import BytesIO
from typing import Any

from crawlers.extraction.charset import decode
from crawlers.listed import ListUnreadable

DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]{0,2000}(?:\[.*?\]\s*)?>", re.S | re.I)
DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>", re.I)
ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,30});")
XML_ENTITIES = {"amp", "lt", "gt", "quot", "apos"}
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def xml_root(body: bytes, content_type: str | None, max_bytes: int) -> Any:
    """The root element of BODY. Raises ListUnreadable when it is no XML even with patience."""
    from lxml import etree

    text = decode(unpacked(body, max_bytes), content_type).text.lstrip("\ufeff \r\n\t")
    if not text.startswith("<") or text[:15].lower().startswith(("<!doctype html", "<html")):
        raise ListUnreadable("不是 RSS、Atom 或 Sitemap（不是 XML，多半是网页或错误页）")
    text = DOCTYPE.sub("", DECLARATION.sub("", text, count=1), count=1)
    text = ILLEGAL.sub("", ENTITY.sub(_known_entity, text))
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True,
        remove_pis=True, encoding="utf-8",
    )  # fmt: skip
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise ListUnreadable("不是完整的 XML，无法读取") from error
    if root is None:
        raise ListUnreadable("不是完整的 XML，无法读取")
    return root


def _known_entity(match: re.Match[str]) -> str:
    """HTML's names become their characters; XML's five stay; names from a DOCTYPE vanish, so that none is ever expanded."""
    name = match[1]
    if name in XML_ENTITIES:
        return match[0]
    return html.unescape(match[0]) if f"{name};" in html.entities.html5 else ""


def unpacked(body: bytes, max_bytes: int) -> bytes:
    """BODY, unpacked if it is a gzip file, never to more than MAX_BYTES."""
    if not body.startswith(b"\x1f\x8b"):
        return body
    try:
        with gzip.open(BytesIO(body)) as opened:
            plain = opened.read(max_bytes + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise ListUnreadable("压缩文件已损坏") from error
    if len(plain) > max_bytes:
        raise ListUnreadable(f"解压后超过 {max_bytes} 字节")
    return plain


def local(node: Any) -> str:
    """The tag without its namespace, in lower case; "" for what is no element."""
    tag = node.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def text_of(node: Any) -> str:
    """All text in NODE."""
    return "".join(node.itertext()).strip()
