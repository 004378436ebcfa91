"""Stories that a page carries without showing them: structured data, the state of a script, a text field, hidden templates."""

from __future__ import annotations

import html as html_module
import json
import re
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import unquote

from crawlers.extraction.lines import SENTENCE_MARKS, read_lines

# Keys under which publishers' scripts keep the story.
STORY_KEY = re.compile(
    r"""["']?\b(?:article_?content|article_?body|articleBody|content_?html|html_?content|content|news_?body|body|text|detail|cnt_?html|post_?content)["']?\s*[:=]\s*(["'])""",
    re.I,
)
LITERAL_END = {quote: re.compile(rf"(?:[^{quote}\\]++|\\.)*+{quote}", re.S) for quote in "\"'"}
ESCAPED = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.S)
PLAIN_ESCAPES = {"n": "\n", "r": "\n", "t": " ", "b": "", "f": ""}
TYPES = frozenset({"newsarticle", "article", "reportagenewsarticle", "blogposting", "report", "webpage"})
# At least so many characters and sentence marks make a string a story.
LEAST_CHARACTERS, LEAST_MARKS = 60, 3
# Scripts and strings beyond these are data, not articles.
MOST_SCRIPT, MOST_STRING, MOST_STRINGS = 3_000_000, 400_000, 200
FIELDS = ("headline", "datePublished", "articleBody", "articleSection")


def structured_data(scripts: Sequence[Any]) -> dict[str, str]:
    """What JSON-LD in SCRIPTS says of the article: headline, datePublished, articleBody, articleSection, as far as it is told."""
    found: dict[str, str] = {}
    for node in scripts[:20]:
        text = node.text() or ""
        if len(text) > MOST_SCRIPT:
            continue
        try:
            data = json.loads(text.strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            found |= {key: value for key, value in _loosely(text) if key not in found}
            continue
        for one in _objects(data):
            for field in FIELDS:
                if isinstance(one.get(field), str) and one[field].strip():
                    found.setdefault(field, html_module.unescape(one[field].strip()))
    return found


def _loosely(text: str) -> Iterator[tuple[str, str]]:
    """The fields in JSON-LD that is no JSON: some publishers write line breaks and bare quotes into it."""
    for field in ("headline", "datePublished"):
        match = re.search(rf'"{field}"\s*:\s*"([^"\n]{{4,200}})"', text)
        if match:
            yield field, match[1]


def _objects(data: Any) -> Iterator[dict[str, Any]]:
    """The objects of DATA that describe an article."""
    pending, seen = [data], 0
    while pending and seen < 2000:
        one = pending.pop(0)
        seen += 1
        if isinstance(one, list):
            pending += one
        elif isinstance(one, dict):
            kind = one.get("@type", "")
            kinds = {str(name).lower() for name in (kind if isinstance(kind, list) else [kind])}
            # Baidu's own schema ("pubDate", "title") has no type.
            if "pubDate" in one and "title" in one:
                yield {"headline": one["title"], "datePublished": one["pubDate"]}
            elif kinds & TYPES:
                yield one
            pending += [
                one[key]
                for key in ("@graph", "mainEntity", "mainEntityOfPage")
                if isinstance(one.get(key), (list, dict))
            ]


def embedded_story(tree: Any, structured: dict[str, str]) -> str:
    """The longest story that the page carries unseen, as lines; empty when it carries none."""
    candidates = [structured.get("articleBody", "")]
    for node in tree.css("textarea, noscript, template, script[type='text/html'], script[type='text/template'], xmp"):
        text = node.text() or node.inner_html or ""
        if len(text) >= LEAST_CHARACTERS:
            candidates.append(text if "<" in text else node.inner_html or text)
    for node in tree.css("script:not([src])")[:100]:
        candidates += _strings(node.text() or "")
    stories = (story for story in map(_lines_of, candidates[: MOST_STRINGS * 2]) if is_story(story))
    return max(stories, key=len, default="")


def is_story(text: str) -> bool:
    """Whether TEXT is long enough and has sentences."""
    return len(text) >= LEAST_CHARACTERS and len(SENTENCE_MARKS.findall(text)) >= LEAST_MARKS


def _strings(script: str) -> Iterator[str]:
    """The long string values in SCRIPT that stand under a story's key."""
    if len(script) > MOST_SCRIPT:
        return
    if script.lstrip()[:3].upper() in {"%7B", "%5B"}:
        script = unquote(script.strip())
    position = 0
    for _ in range(MOST_STRINGS):
        match = STORY_KEY.search(script, position)
        if match is None:
            return
        value, position = _string_at(script, match.end(), match[1])
        if len(value) >= LEAST_CHARACTERS:
            yield _unescaped(value)


def _string_at(script: str, start: int, quote: str) -> tuple[str, int]:
    """The raw string literal that begins at START, and where it ends."""
    match = LITERAL_END[quote].match(script, start, start + MOST_STRING)
    return (match[0][:-1], match.end()) if match else ("", start)


def _unescaped(literal: str) -> str:
    def one(match: re.Match[str]) -> str:
        if match[3]:
            return PLAIN_ESCAPES.get(match[3], match[3])
        return chr(int(match[1] or match[2], 16))

    text = ESCAPED.sub(one, literal)
    # Pairs of surrogates stood for one character; a lone half is nothing.
    text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    if "&lt;" in text or "&quot;" in text[:10]:
        text = html_module.unescape(text).strip('"')
        # Twice quoted: the entities held a literal of their own.
        text = ESCAPED.sub(one, text) if "\\u" in text else text
    return text


def _lines_of(markup: str) -> str:
    """MARKUP (or plain text) as lines; empty for what is code."""
    if "<" not in markup:
        return "" if "{" in markup and ";" in markup else markup
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(markup)
    if tree.body is None:
        return ""
    page = read_lines(tree.body)
    return "\n".join(
        line.text for line in page.lines if line.linked <= 0.5 * len(line.text) and page.noise[line.block] > 0.2
    )
