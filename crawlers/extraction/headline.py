"""The headline of a page: the visible line that the page's own title confirms, else the title without its site's name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from crawlers.extraction.dates import STAMP
from crawlers.extraction.lines import HEADINGS, NOISY, Line, PageLines, squeezed

# Between the parts of a <title>. A hyphen may belong to the headline, so it parts only before what looks like a site.
PARTS = re.compile(r"\s*(?:[_|｜»›]+|--+|——(?=[^—]{2,12}$)|\s[-–—·•>]\s)\s*")
HYPHEN = re.compile(r"\s*[-–—·]\s*(?=[^-–—·]{2,20}$)")
SITE = re.compile(
    r"(?:网|网站|门户|频道|日报|晚报|早报|时报|商报|都市报|快报|周刊|杂志|新闻|资讯|政府|厅|局|委员会|总工会|中心|首页|主页|在线|官网|客户端|论坛|之家|之窗|热线|栏目|专题|专区|平台|正文|详情|财经|社会|国内|国际|时政|要闻|股票|滚动|视频|"
    r"[a-z]+(?:\.[a-z]+)+|NEWS|CNN?|NET|COM)$",
    re.I,
)
TITLE_NAME = re.compile(
    r"(?:^|[-_ ])(?:art(?:icle)?|news|post|main|page|detail|content|info|text|h)?[-_]?(?:title|headline|biaoti|bt|tit)\d?(?:$|[-_ ])|ucaptitle|activity-name|ArtTitle|articleTitle|newsTitle|contentTitle",
    re.I,
)
# A headline: shorter is a channel's name, longer a paragraph.
SHORTEST, LONGEST = 5, 120


def read_headline(whole: str, claims: Sequence[str], heads: Sequence[str], page: PageLines, site: str = "") -> str:
    """The headline of PAGE; WHOLE is its <title>, CLAIMS what its metadata call the title, HEADS its <h1>s, SITE its site's name.

    Empty when the page names none; `heading_before` may then find one once the story is known.
    """
    told = [squeezed(text) for text in (whole, *claims) if text]
    visible = _confirmed(told, page, heads)
    if visible:
        return visible
    for text in (*claims, whole):
        tidy = without_site(text, site)
        if len(squeezed(tidy)) >= SHORTEST and not is_site_name(tidy, site):
            return (
                _longer_heading(tidy, page)
                or (_only_heading(heads, site) if names_only_places(tidy, site) else "")
                or tidy
            )
    return ""


def _confirmed(told: Sequence[str], page: PageLines, heads: Sequence[str]) -> str:
    """The longest line (or h1 of several lines) that stands whole in one of the page's titles TOLD."""
    most = max(map(len, told), default=0)
    best, best_length = "", 0
    pairs = {one[at : at + 2] for one in told for at in range(len(one) - 1)}
    for text, is_heading in (*((head, True) for head in heads), *_headline_like(page)):
        # Most lines are told apart by two characters in their middle; only the others are compared whole.
        middle = text[len(text) // 2 - 1 : len(text) // 2 + 1].lower()
        if middle not in pairs and len(middle) == 2 and middle.isalnum():
            continue
        bare = squeezed(text)
        if len(bare) <= best_length or len(bare) < (SHORTEST if is_heading else SHORTEST + 1):
            continue
        share = 0.25 if is_heading else 0.4
        # What looks like a site's name is one, unless a title goes on behind it: "…文化中心_南方网".
        named = [
            one for one in told if bare in one and (not is_site_name(text) or (one.startswith(bare) and one != bare))
        ]
        if len(bare) >= share * most and named:
            best, best_length = text, len(bare)
    return best


def _headline_like(page: PageLines) -> Iterable[tuple[str, bool]]:
    for number, line in enumerate(page.lines):
        if len(line.text) <= LONGEST and line.linked <= 0.5 * len(line.text) and page.noise[line.block] >= NOISY:
            yield line.text, page.heading(number)


def _longer_heading(title: str, page: PageLines) -> str | None:
    """The visible heading of which TITLE, cut short by the page, is the beginning; or that says nearly the same."""
    bare = squeezed(title.rstrip(".… "))
    for number, line in enumerate(page.lines):
        if not (page.heading(number) or TITLE_NAME.search(page.blocks[line.block].name)) or _is_linked(line):
            continue
        shown = squeezed(line.text)
        if not SHORTEST <= len(shown) <= LONGEST:
            continue
        if len(bare) >= 8 and shown.startswith(bare) and len(shown) <= 3 * len(bare):
            return line.text
        if _alike(bare, shown) >= 0.6:
            return line.text
    return None


def _only_heading(heads: Sequence[str], site: str) -> str:
    """The page's one h1 that is long enough for a headline and no site's name; empty where there is none or several."""
    found = [head for head in heads if SHORTEST < len(squeezed(head)) <= LONGEST and not is_site_name(head, site)]
    return found[0] if len(found) == 1 else ""


def names_only_places(title: str, site: str) -> bool:
    """Whether TITLE is made of a site's name and a channel's: 示例市人社局 工作动态."""
    words = title.split()
    return any(is_site_name(word, site) for word in words) and all(
        is_site_name(word, site) or len(word) <= 6 for word in words
    )


def _is_linked(line: Line) -> bool:
    return line.linked > 0.5 * len(line.text)


def _alike(one: str, other: str) -> float:
    """The share of the pairs of characters that two headlines have in common (Dice)."""
    pairs = [{text[i : i + 2] for i in range(len(text) - 1)} for text in (one, other)]
    return 2 * len(pairs[0] & pairs[1]) / max(1, len(pairs[0]) + len(pairs[1]))


def heading_before(page: PageLines, story: int) -> str:
    """The heading that stands before line STORY, for pages whose <title> names only the site."""
    best, rank = "", 0.0
    for number in range(max(0, story - 30), max(0, story) + 1):
        line = page.lines[number]
        if not SHORTEST <= len(line.text) <= LONGEST or _is_linked(line) or page.noise[line.block] <= NOISY:
            continue
        if STAMP.search(line.text):
            continue
        block = page.blocks[line.block]
        named = (
            2.0 if block.tag == "h1" else 1.5 if TITLE_NAME.search(block.name) else 1.0 if block.tag in HEADINGS else 0
        )
        # The later heading is the nearer one; a channel's name stands above it.
        if named and named >= rank and not is_site_name(line.text):
            best, rank = line.text, named
    return best


def without_site(whole: str, site: str = "") -> str:
    """A <title> without the names of site and channel in front or behind."""
    parts = [part for part in PARTS.split(whole) if part]
    while len(parts) > 1:
        last = parts[-1]
        rest = sum(map(len, parts[:-1]))
        if rest >= SHORTEST and (len(last) <= 24 and (is_site_name(last, site) or len(last) <= rest)):
            parts.pop()
        elif is_site_name(parts[0], site) and len(parts[0]) <= 20:
            parts.pop(0)
        else:
            break
    if len(parts) > 1:
        return max(parts, key=len)
    tidy = parts[0] if parts else ""
    for _ in range(3):
        cut = HYPHEN.search(tidy)
        if cut is None or cut.start() < SHORTEST or not is_site_name(tidy[cut.end() :], site):
            break
        tidy = tidy[: cut.start()]
    return tidy.strip()


def is_site_name(text: str, site: str = "") -> bool:
    """Whether TEXT names a site or a channel rather than a story."""
    text = text.strip()
    return bool(site and squeezed(text) == squeezed(site)) or (len(text) <= 16 and bool(SITE.search(text)))
