"""Markup made harmless before it is parsed: pages built to cost minutes or gigabytes are cut down, others pass untouched.

An HTML5 parser is quadratic in nesting depth, in the attributes of one tag and in unclosed <b>, <i>, <font>: half a
megabyte of nested <div> takes it 30 s, 3,000 unclosed <b id=…> 1.6 GB (measured on lexbor 2.5). No real page comes near.
"""

from __future__ import annotations

import re

# No article's page has more (the largest real ones we saw have 600,000); what follows is cut off.
MOST_CHARACTERS = 4_000_000
# Above these a page is looked at tag by tag. The largest real pages we saw have 9,000 tags.
MANY_TAGS = 20_000
MANY_UNCLOSED = 1_500
MANY_FORMATS_OPEN = 60
# Bounds that the careful way enforces.
MOST_DEPTH = 400
LONGEST_TAG = 8_192
WINDOW = LONGEST_TAG // 2
# A window within one tag has so few angle brackets; a shorter page can be no trouble but for its unclosed formats.
FEW_TAGS = 8
SMALL = LONGEST_TAG
MOST_ATTRIBUTES = 100

FORMATS = "b i u s em tt big code font nobr small strike strong".split()
FORMAT = re.compile(rf"<(/?)(?:{'|'.join(FORMATS)})[\s/>]".encode())
FORMAT_TAG = re.compile(rf"</?(?:{'|'.join(FORMATS)})(?:\s[^<>]*)?>", re.I)
QUOTED = re.compile(rb"\"[^\"]*(?:\"|$)|'[^']*(?:'|$)")
TAG = re.compile(r"""<(/?)([a-zA-Z][^\s/>]{0,40})([^"'<>]{0,20000}(?:"[^"]*"[^"'<>]*|'[^']*'[^"'<>]*){0,5000})>?""")
OPENING = re.compile(rb"<[a-zA-Z]")
OPEN_TAG = re.compile(rb"<[a-zA-Z](?:[^\"'>]++|\"[^\"]*+(?:\"|$)|'[^']*+(?:'|$))*+")
RAW_TEXT = re.compile(r"<(script|style)\b", re.I)
SWALLOWING = ("title", "textarea", "noscript", "select", "iframe", "xmp", "plaintext", "noframes")
# Tags that close themselves or are closed by their next sibling: they add no depth of their own.
SHALLOW = frozenset(
    "br hr img input meta link area base col embed source track wbr param p li dt dd td th tr option optgroup "
    "thead tbody tfoot html head body rp rt".split()
)


def tamed(html: str, raw: bytes | None = None) -> str:
    """HTML as a parser can read it in bounded time and memory; the same object when there is nothing to fear.

    RAW are the bytes it was decoded from, in an encoding that leaves ASCII as it is: they are looked through faster.
    """
    if len(html) > MOST_CHARACTERS:
        html, raw = html[:MOST_CHARACTERS], None
    raw = html.encode("utf-8", "replace") if raw is None else raw
    return _cut_down(html, _open_formats(raw) > MANY_FORMATS_OPEN) if is_suspicious(raw) else html


def reopened(html: str) -> str | None:
    """HTML without the tags and comments that it opens and never closes, which swallow the page; None when there are none."""
    lowered = html.lower()
    found = [name for name in SWALLOWING if lowered.count(f"<{name}") > lowered.count(f"</{name}")]
    if lowered.count("<!--") > lowered.count("-->"):
        html, found = html.replace("<!--", " "), [*found, "!--"]
    if "title" in found:
        html, found = (
            re.sub(r"(<title\b[^<>]{0,500}>[^<]{0,500})", r"\1</title>", html, count=1, flags=re.I),
            found[1:] or ["title"],
        )
    for name in found if found != ["title"] else []:
        html = re.sub(rf"<{name}\b[^<>]{{0,500}}>?", " ", html, flags=re.I)
    return html if found else None


def is_suspicious(html: bytes) -> bool:
    """Whether a quadratic parser might suffer on HTML; cheap, and true for some harmless pages too."""
    if len(html) < SMALL:
        tags = html.count(b"<")
        return tags > MANY_FORMATS_OPEN and _open_formats(html) > MANY_FORMATS_OPEN
    counts = [html.count(b"<", start, start + WINDOW) for start in range(0, len(html), WINDOW)]
    tags = sum(counts)
    if tags > MANY_TAGS or _has_long_tag(html, counts):
        return True
    if tags > MANY_UNCLOSED and tags - 2 * html.count(b"</") > MANY_UNCLOSED:
        return True
    return _open_formats(html) > MANY_FORMATS_OPEN


def _has_long_tag(html: bytes, counts: list[int]) -> bool:
    """Whether a tag is longer than LONGEST_TAG for the number of its attributes, not for long values in quotes.

    Such a tag spans a window (of which COUNTS tells the angles) with hardly any other tag; brackets in its own values hide it from no one
    who begins to read at its opening, which lies in the window before.
    """
    for number in range(1, len(counts)):
        if counts[number] > FEW_TAGS:
            continue
        start = number * WINDOW
        for opening in OPENING.finditer(html, start - WINDOW, start):
            tag = OPEN_TAG.match(html, opening.start(), opening.start() + LONGEST_TAG)
            if tag and len(tag[0]) == LONGEST_TAG and len(QUOTED.sub(b"", tag[0])) > LONGEST_TAG // 8:
                return True
    return False


def _open_formats(html: bytes) -> int:
    # Lower case first: a pattern that ignores case takes four times as long.
    slashes = FORMAT.findall(html.lower())
    return len(slashes) - 2 * sum(map(bool, slashes))


def _without_raw_text(html: str) -> str:
    """HTML without scripts and styles (structured data stays); what an unclosed one swallows is gone, as in a browser."""
    kept: list[str] = []
    position = 0
    while opened := RAW_TEXT.search(html, position):
        kept.append(html[position : opened.start()])
        closed = re.compile(rf"</{opened[1]}\b[^>]{{0,100}}>", re.I).search(html, opened.end())
        if closed is None:
            return "".join(kept)
        if "ld+json" in html[opened.end() : opened.end() + 100]:
            kept.append(html[opened.start() : closed.end()])
        position = closed.end()
    return "".join((*kept, html[position:]))


def _cut_down(html: str, drops_formats: bool) -> str:
    """HTML without scripts and styles, overlong tags and nesting beyond MOST_DEPTH; unclosed formats are dropped whole."""
    kept = _without_raw_text(html)
    if drops_formats:
        kept = FORMAT_TAG.sub("", kept)
    depth = 0

    def bounded(tag: re.Match[str]) -> str:
        nonlocal depth
        name = tag[2].lower()
        if name not in SHALLOW:
            depth += -1 if tag[1] else 1
            if depth < 0:
                depth = 0
            elif depth > MOST_DEPTH or (depth == MOST_DEPTH and tag[1]):
                return " "
        if len(tag[3]) > LONGEST_TAG or tag[3].count("=") > MOST_ATTRIBUTES:
            return f"<{tag[1]}{tag[2]}>"
        return tag[0]

    return TAG.sub(bounded, kept)
