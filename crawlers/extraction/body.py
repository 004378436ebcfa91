"""The fast path to an article's text: one walk over the page, then the container whose lines read most like prose.

Menus, related boxes, hot lists and comments are lists of links or stand in containers that say what they are; prose has
sentence marks and few links. What decides is kept as `Body.confidence`, so that a doubtful page can go to trafilatura.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

# Elements that never hold a story's text.
SKIPPED = frozenset(
    "script style noscript template iframe svg select option button textarea input nav footer aside object embed video audio "
    "canvas map head title meta link dialog menu datalist".split()
)
# Elements that stand in a line of text; everything else begins a new one.
INLINE = frozenset(
    "a abbr b bdi bdo big cite code data em font i img ins kbd label mark q ruby rb rt rp s samp small span strike strong sub "
    "sup time tt u var wbr o:p st1:personname nobr center-inline".split()
)
# What a container's class or id says of it. A name that is known to hold stories wins over one that hints at noise.
STORY = re.compile(
    r"TRS_Editor|trs_paper|artibody|art(?:icle)?[-_]?(?:content|body|text|main|con|detail)|(?:content|post|news|main|page)[-_]?(?:art[-_]?content|text|txt|article|body)"
    r"|endText|rich_media_content|entry-content|articleBody|Cnt-Main-Article|contentMain|left_zw|insMainConTxt|zoomcon|(?:^|[ _-])(?:zoom|zw|nr)(?:$|[ _-])",
    re.I,
)
NOISE = re.compile(
    r"(?:^|[-_ ])(?:comments?|cmt|tie|repl(?:y|ies)|relat(?:ed|ive)?|recommend(?:ed)?|rec|tuijian|xiangguan|hot|rank(?:ing)?|shar(?:e|ing)|social|sns|"
    r"side(?:bar)?|foot(?:er)?|copyright|crumbs?|breadcrumbs?|nav|navbar|menu|toolbar|tools?|advert|ads?|gg|guanggao|banner|popup|modal|login|"
    r"qr-?code|ewm|erweima|weixin|wechat|disclaimer|statement|shenming|shengming|declare|prev|next|pager|pagination|tags?|keywords?|hidden|more|subscribe|"
    r"feedback|bio|zebian|zrbj|rbar|right-?bar|bdshare\S*)(?:$|[-_ \d])|shareto|(?:^|[-_ a-z])(?:Comment|Related|Recommend|Share|Sidebar)s?(?:$|[-_ A-Z])",
    re.I,
)
HINT = re.compile(r"article|content|context|contxt|post|detail|story|entry|text|body", re.I)
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
SENTENCE_MARKS = re.compile(r"[，。！？；：、,!?;]")
SPACES = re.compile(r"[ \t\r\n\f\v\u3000\xa0]+")


@dataclass(slots=True)
class Line:
    """A line of the page as it is shown: its text, how much of it is link, and the block it stands in."""

    text: str
    linked: int
    block: int

    @property
    def prose(self) -> float:
        """How much it reads like a sentence: unlinked characters, more where sentence marks stand."""
        plain = len(self.text) - self.linked
        if plain < 8 or self.linked > 0.5 * len(self.text):
            return 0.0
        marks = len(SENTENCE_MARKS.findall(self.text))
        if not marks and plain < 30:
            return plain * 0.1
        return plain * (0.5 + min(marks / plain * 12, 1.0))


@dataclass(slots=True)
class Block:
    """An element that holds lines: its parent, depth, and what its name says of it."""

    parent: int
    depth: int
    tag: str
    hint: float
    node: Any
    lines: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Body:
    """The story's lines, and how sure we are: 0…1."""

    lines: tuple[str, ...]
    confidence: float


class _Walk:
    """One walk over the page: its lines and the blocks they stand in, in the order of the page."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.blocks: list[Block] = []
        self.pieces: list[str] = []
        self.linked = 0

    def walk(self, node: Any, parent: int, depth: int, in_link: bool) -> None:
        child = node.child
        while child is not None:
            tag = child.tag
            if tag == "-text":
                self._text(child, in_link)
            elif tag == "br":
                self._end_line(parent)
            elif tag and tag[0] != "-" and tag not in SKIPPED:
                self._element(child, tag, parent, depth, in_link)
            child = child.next

    def _element(self, node: Any, tag: str, parent: int, depth: int, in_link: bool) -> None:
        if tag in INLINE:
            if depth < 400:
                self.walk(node, parent, depth + 1, in_link or tag == "a")
            return
        hint = hint_of(node)
        if hint is None or depth >= 400:
            return
        self._end_line(parent)
        self.blocks.append(Block(parent, depth, tag, hint, node))
        number = len(self.blocks) - 1
        self.walk(node, number, depth + 1, in_link)
        self._end_line(number)

    def _text(self, node: Any, in_link: bool) -> None:
        text = node.text_content
        if text:
            self.pieces.append(text)
            if in_link:
                self.linked += len(text.strip())

    def _end_line(self, block: int) -> None:
        if not self.pieces:
            return
        text = SPACES.sub(" ", "".join(self.pieces)).strip()
        if text and block >= 0:
            self.blocks[block].lines.append(len(self.lines))
            self.lines.append(Line(text, min(self.linked, len(text)), block))
        self.pieces, self.linked = [], 0


def hint_of(node: Any) -> float | None:
    """What NODE's attributes say: None when it is hidden, below 1 for noise, above 1 for a story's container."""
    attributes = node.attributes
    if not attributes:
        return 1.0
    if "hidden" in attributes or HIDDEN.search(attributes.get("style") or ""):
        return None
    name = f"{attributes.get('class') or ''} {attributes.get('id') or ''}".strip()
    if not name:
        return 1.0
    if STORY.search(name):
        return 1.5
    if NOISE.search(name):
        return 0.2
    return 1.15 if HINT.search(name) else 1.0


# An ancestor gets this share of a line's score for each step up: the story's own container wins over the page.
FADE = 0.72
# Lines above the headline are menus and teasers.
ABOVE_HEADLINE = 0.3
# Elements that hold one paragraph: their lines count for the element around them.
PARAGRAPHS = frozenset({"p", "h2", "h3", "h4", "h5", "li", "blockquote", "td", "center"})
# A line that begins so is the site's, not the story's.
SITE_LINE = re.compile(
    r"^[\s\[【（(]*(?:责任?编辑|责编|编辑|编审|审核|审校|校对|监制|值班编[委辑]|初审|复审|终审|文章?来源|来源|本文来源|稿件来源|信息来源|原标题|标题|作者|免责声明|特别声明|版权声明|声明|"
    r"版权所有|转载请|未经授权|扫一扫|扫描|扫码|用微信|打开微信|长按|关注我们|点击进入|点击查看|返回|查看更多|更多|上一篇|下一篇|上一页|下一页|分享到?|打印|字号|字体|举报|"
    r"我要评论|网友评论|发表评论|评论|收藏|点赞|浏览次数|阅读次?数?|发布时间|发布日期|时间|日期|当前位置|您的位置|本网讯编辑|关键词|标签|附件下载)\s*[:：】\])）|｜ ]?",
)
# From such a line on there are links to other stories.
OTHER_STORIES = re.compile(
    r"^[\s【\[]*(?:相关(?:阅读|新闻|链接|报道|文章|推荐|专题)|延伸阅读|推荐阅读|热门(?:推荐|文章|新闻)|猜你喜欢|更多精彩|精彩(?:视频)?推荐|为您推荐|大家都在看|往期回顾|新闻推荐|编辑推荐)"
)
# An editor's credit at the end of the last paragraph.
CREDIT = re.compile(
    r"\s*[\[【（(]\s*(?:责任?编辑|责编|编辑|编审)[^）)】\]]{0,30}[）)】\]]\s*$|\s+(?:责任编辑|责编)[:：].{0,20}$"
)


def read_body(tree: Any, title: str) -> Body:
    """The story on the parsed page TREE whose headline is TITLE."""
    walk = _Walk()
    if tree.body is not None:
        walk.blocks.append(Block(-1, 0, "body", 1.0, tree.body))
        walk.walk(tree.body, 0, 1, in_link=False)
        walk._end_line(0)
    if not walk.lines:
        return Body((), 0.0)
    headline = headline_of(walk.lines, title)
    best, share = best_block(walk, headline)
    return Body(tuple(story_lines(inside(walk, best), title)), share)


def headline_of(lines: list[Line], title: str) -> int:
    """The number of the line that shows TITLE; -1 when none does."""
    wanted = squeezed(title)
    if len(wanted) < 4:
        return -1
    found = [
        number
        for number, line in enumerate(lines)
        if len(line.text) < 2 * len(title) + 20 and wanted in squeezed(line.text)
    ]
    unlinked = [number for number in found if lines[number].linked < len(lines[number].text) * 0.5]
    return (unlinked or found or [-1])[0]


def squeezed(text: str) -> str:
    return re.sub(r"\W+", "", text)


def best_block(walk: _Walk, headline: int) -> tuple[int, float]:
    """The container whose lines read most like a story, and its share of all that does."""
    scores, masses = [0.0] * len(walk.blocks), [0.0] * len(walk.blocks)
    noise = noise_of(walk.blocks)
    for number, line in enumerate(walk.lines):
        strength = line.prose * noise[line.block] * (ABOVE_HEADLINE if number <= headline else 1.0)
        if strength:
            _credit(walk.blocks, scores, masses, line.block, strength)
    best = max(range(len(scores)), key=scores.__getitem__)
    return best, masses[best] / masses[0] if masses[0] else 0.0


def _credit(blocks: list[Block], scores: list[float], masses: list[float], block: int, strength: float) -> None:
    """Give a line's STRENGTH to its block and, fading, to those around it."""
    fade = 1.0
    while blocks[block].tag in PARAGRAPHS and blocks[block].parent >= 0:
        masses[block] += strength
        scores[block] += strength * 0.4
        block = blocks[block].parent
    while block >= 0:
        scores[block] += strength * fade * max(blocks[block].hint, 0.5)
        masses[block] += strength
        block, fade = blocks[block].parent, fade * FADE


def noise_of(blocks: list[Block]) -> list[float]:
    """For each block how much its own and its ancestors' names take from its lines."""
    factors: list[float] = []
    for block in blocks:
        around = factors[block.parent] if block.parent >= 0 else 1.0
        factors.append(around * min(block.hint, 1.0) if block.hint <= 1.15 else max(around, 0.5))
    return factors


def inside(walk: _Walk, best: int) -> list[Line]:
    """The lines of block BEST, without the noisy blocks within it."""
    within = [False] * len(walk.blocks)
    for number, block in enumerate(walk.blocks):
        within[number] = number == best or (block.parent >= 0 and within[block.parent] and block.hint >= 1)
    return [line for line in walk.lines if within[line.block]]


def story_lines(lines: list[Line], title: str) -> list[str]:
    """The lines that are the story's own, credits and links to other stories left out."""
    told = squeezed(title)
    kept: list[str] = []
    whole = sum(line.prose for line in lines)
    read = 0.0
    for line in lines:
        read += line.prose
        if OTHER_STORIES.match(line.text) and read > 0.5 * whole:
            break
        if is_site_line(line) or (told and squeezed(line.text) == told):
            continue
        text = CREDIT.sub("", line.text)
        if text:
            kept.append(text)
    return kept


def is_site_line(line: Line) -> bool:
    """Whether the site, not the story, speaks: a credit, a notice, a bare link to elsewhere."""
    if len(line.text) < 80 and SITE_LINE.match(line.text):
        return True
    return line.linked > 0.8 * len(line.text) and not line.text.endswith(("。", "！", "？", "”"))
