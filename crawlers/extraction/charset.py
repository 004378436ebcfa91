"""Bytes to text: header, BOM, declaration and statistics weighed together; gb2312 and gbk are read as gb18030."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
# A declaration stands near the top: browsers look at 1,024 bytes; long comments make Chinese portals need more.
DECLARED = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
XML_DECLARED = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)", re.I)
LOOKED_AT = 8192
GB_FAMILY = {
    "gb2312",
    "gbk",
    "gb18030",
    "gb-2312",
    "gb_2312",
    "gb2312-80",
    "cp936",
    "ms936",
    "x-gbk",
    "hz-gb-2312",
    "euc-cn",
    "chinese",
}
BIG5_FAMILY = {"big5", "big5-hkscs", "big-5", "cp950", "x-x-big5"}
# The commonest characters of running Chinese text, simplified and traditional: right decodings are full of them.
COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口東導們個這為會來時國發對說產過後動實現點從業開還進經問題員總長區強處關東電話聞報記者"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """`replaced` counts the bytes runs that could not be decoded; they stand as U+FFFD in `text`."""

    text: str
    encoding: str
    replaced: int


def decode(body: bytes, content_type: str | None = None) -> Decoded:
    """BODY as text. The encoding that decodes it whole wins; declarations decide only between those that do."""
    for mark, encoding in BOMS:
        if body.startswith(mark):
            return _decoded(body[len(mark) :], encoding)
    body = body.replace(b"\x00", b"") if b"\x00" in body[:LOOKED_AT] else body
    if body.isascii():
        return Decoded(text=body.decode("ascii"), encoding="utf-8", replaced=0)
    try:
        # Valid UTF-8 with non-ASCII bytes is UTF-8: text in the GBK family is valid UTF-8 by chance only when very short.
        text = body.decode("utf-8")
        if len(body) > 64 or "gb18030" not in declared(body, content_type):
            return Decoded(text=text, encoding="utf-8", replaced=0)
    except UnicodeDecodeError:
        pass
    named = declared(body, content_type)
    tried = [*named, *(name for name in ("utf-8", "gb18030", "big5") if name not in named)]
    return max((_decoded(body, name) for name in tried), key=lambda found: _likeness(found, found.encoding in named))


def declared(body: bytes, content_type: str | None) -> list[str]:
    """Encodings that header and document name, in that order, as names Python knows, the GBK family widened."""
    found: list[str] = []
    names = [match[1] for match in (HEADER.search(content_type or ""),) if match]
    names += [
        match[1].decode("ascii")
        for match in (XML_DECLARED.search(body[:LOOKED_AT]), DECLARED.search(body[:LOOKED_AT]))
        if match
    ]
    for name in names:
        known = python_name(name)
        if known and known not in found:
            found.append(known)
    return found


def python_name(label: str) -> str | None:
    """The codec for LABEL; the web's gb2312 and gbk are gb18030, its big5 is big5-hkscs."""
    label = label.strip().lower()
    if label in GB_FAMILY:
        return "gb18030"
    if label in BIG5_FAMILY:
        return "big5hkscs"
    try:
        return codecs.lookup(label).name
    except LookupError:
        return None


def _decoded(body: bytes, encoding: str) -> Decoded:
    text = body.decode("big5hkscs" if encoding == "big5" else encoding, "replace")
    return Decoded(text=text, encoding=encoding, replaced=text.count("\ufffd"))


def _likeness(found: Decoded, named: bool) -> float:
    """How much like Chinese running text: common characters for, undecodable bytes and private-use characters against."""
    sample = found.text[:200_000]
    wide = [c for c in sample if c > "\x7f"]
    if not wide:
        return 0.0
    common = sum(c in COMMON for c in wide) / len(wide)
    odd = sum("\ue000" <= c <= "\uf8ff" or c == "\ufffd" for c in wide) / len(wide)
    return common - 4 * odd + (0.05 if named else 0.0)
