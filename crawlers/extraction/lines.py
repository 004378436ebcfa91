"""A parsed page as the lines that are shown, in order, with the blocks they stand in: one walk, bounded, without recursion."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

# Elements that never hold a story's text.
SKIPPED = frozenset(
    "script style noscript template iframe svg math select option button textarea input nav footer aside object embed video "
    "audio canvas map head title meta link dialog menu datalist progress".split()
)
# Elements that stand in a line of text; everything else begins a new one.
INLINE = frozenset(
    "a abbr b bdi bdo big cite code data em font i img ins kbd label mark nobr q ruby rb rt rp s samp small span strike strong "
    "sub sup time tt u var wbr o:p st1:personname st1:chsdate center-inline del dfn acronym hr-inline".split()
)
# Of these some are hidden by their style.
MAY_BE_HIDDEN = frozenset({"span", "i", "em", "b", "font"})
# What a container's class or id says of it. A name that is known to hold stories wins over one that hints at noise.
STORY = re.compile(
    r"TRS_Editor|trs_paper|artibody|art(?:icle)?[-_]?(?:content|body|text|txt|main|con|detail|wrap)|(?:content|post|news|main|page|detail)[-_]?(?:art[-_]?content|text|txt|article|body)"
    r"|(?:^|[ _-])(?:news|detail|text|show|main|content|post)[-_]?con(?:tent)?(?:$|[ _-])|endText|rich_media_content|entry-content|articleBody|Cnt-Main-Article|contentMain|left_zw|rm_txt_con|insMainConTxt|zoomcon"
    r"|(?:^|[ _-])(?:zoom|zw|nr|zhengwen|js_content|fontzoom|vsb_content\w*|UCAP-CONTENT|p-detail|mp-editor|article)(?:$|[ _-])",
    re.I,
)
NOISE = re.compile(
    r"(?:^|[-_ ])(?:comments?|pinglun\w*|liuyan|gentie|cmt|tie|repl(?:y|ies)|relat(?:ed|ive)?|recommend(?:s|ed|ation)?|rec|tuijian|xiangguan|hot|rank(?:ing)?|shar(?:e|ing)|social|sns|"
    r"side(?:bar)?|foot(?:er)?|copyright|nav|navbar|menu|toolbar|tools?|advert|ads?|gg|guanggao|banner|popup|modal|login|"
    r"qr-?code|ewm|erweima|weixin|wechat|disclaimer|statement|shenming|shengming|declare|prev|next|pager|pagination|tags?|keywords?|hidden|more|subscribe|"
    r"feedback|bio|zebian|zrbj|rbar|right-?bar|bdshare\S*|mzsm|editor-?name|duty|toc|catalog|app-?download|open-?app|vote|player|related\w*|\w*comments?)(?:$|[-_ \d])"
    r"|shareto|hotnews|relatednews",
    re.I,
)
# The same in names without separators, as in articleComment or HotList.
NOISE_CAMEL = re.compile(
    r"(?:^|[-_ a-z])(?:Comment|Related|Recommend|Share|Sidebar|QrCode|Copyright|Hot|Rank)s?(?:$|[-_ A-Z])"
)
HINT = re.compile(r"article|content|context|contxt|post|detail|story|entry|text|body", re.I)
# Elements whose very name says that they hold the story (two are those of Chinese publishing systems).
STORY_TAGS = frozenset({"ucapcontent", "founder-content", "article", "main"})
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
SENTENCE_MARKS = re.compile(r"[，。！？；：、,!?;]")
# A line that its author broke for the eye: between two ideographs or marks it stands for nothing, as in a browser.
WRAPPED = re.compile(
    r"(?<=[\u3001-\u303f\u4e00-\u9fff\uff00-\uffef“”])[ \t\r]*\n[ \t\r\n]*(?=[\u3001-\u303f\u4e00-\u9fff\uff00-\uffef“”])"
)
SHORTEST_WRAPPED = 12
# A page with more nodes is cut off there: a law of 200,000 characters has 10,000.
MOST_NODES = 100_000
# What a name is worth: the factor for the lines within.
KNOWN_STORY, HINTED, NEUTRAL, NOISY, UNSEEN = 1.5, 1.15, 1.0, 0.2, 0.05


@dataclass(slots=True)
class Line:
    """A line of the page as it is shown: its text, how much of it is link, and the block it stands in."""

    text: str
    linked: int
    block: int
    prose: float


@dataclass(slots=True)
class Block:
    """An element that holds lines: its parent, its names (class and id), and what these say of it."""

    parent: int
    tag: str
    name: str
    hint: float
    first: int
    last: int = field(default=-1)


@dataclass(slots=True)
class PageLines:
    """The lines of a page and the blocks around them; block 0 is the body. A block's lines are `first` … `last`.

    `left_out` counts the sentence marks in the noisiest block that was not entered (0 when the whole page was read).
    """

    lines: list[Line]
    blocks: list[Block]
    noise: list[float]
    left_out: int = 0

    def heading(self, number: int) -> bool:
        """Whether line NUMBER stands in an element that marks headings."""
        return self.blocks[self.lines[number].block].tag in HEADINGS


HEADINGS = frozenset({"h1", "h2", "h3", "h4"})


def prose_of(text: str, linked: int) -> float:
    """How much a line reads like a sentence: unlinked characters, more where sentence marks stand."""
    plain = len(text) - linked
    if plain < 8 or linked > 0.5 * len(text):
        return 0.0
    marks = len(SENTENCE_MARKS.findall(text))
    if not marks and plain < 30:
        return plain * 0.1
    return plain * (0.5 + min(marks / plain * 12, 1.0))


def read_lines(root: Any, *, whole: bool = True) -> PageLines:
    """The lines under ROOT (a lexbor node), those of noisy and hidden blocks too: their blocks say so.

    With WHOLE false these blocks are not entered, which on portals' pages saves three lines of four.
    """
    walk = _Walk(root, whole)
    walk.run()
    blocks = walk.blocks
    noise: list[float] = []
    for block in blocks:
        around = noise[block.parent] if block.parent >= 0 else 1.0
        noise.append(max(around, 0.5) if block.hint > HINTED and around > UNSEEN else around * min(block.hint, 1.0))
    return PageLines(walk.lines, blocks, noise, walk.left_out)


class _Walk:
    """The state of one walk: the open line, the block it will belong to, and what is still to be left again."""

    def __init__(self, root: Any, whole: bool) -> None:
        self.root = root
        self.whole = whole
        self.left_out = 0
        self.lines: list[Line] = []
        self.blocks = [Block(-1, "body", "", NEUTRAL, 0)]
        self.pieces: list[str] = []
        self.linked = 0

    def run(self) -> None:
        """Visit every node once, in order; each element that was entered is left through the stack."""
        stack: list[tuple[Any, int, bool, bool]] = []
        node, block, in_link, seen = self.root.child, 0, False, 0
        while True:
            if node is None:
                if not stack:
                    break
                left, around, in_link, is_block = stack.pop()
                if is_block:
                    if self.pieces:
                        self._end_line(block)
                    self.blocks[block].last = len(self.lines) - 1
                    block = around
                node = left.next
                continue
            seen += 1
            if seen > MOST_NODES:
                break
            tag = node.tag
            if tag == "-text":
                self._text(node, in_link, self.blocks[block].tag == "pre", block)
            elif tag in INLINE:
                child = node.child
                if child is not None and not (tag in MAY_BE_HIDDEN and _is_hidden(node)):
                    stack.append((node, block, in_link, False))
                    in_link = in_link or tag == "a"
                    node = child
                    continue
            elif tag == "br":
                if self.pieces:
                    self._end_line(block)
            elif tag and tag[0] != "-" and tag not in SKIPPED:
                if self.pieces:
                    self._end_line(block)
                child = node.child
                if child is not None:
                    entered = self._block(node, tag, block)
                    if self.whole or entered.hint > NOISY:
                        stack.append((node, block, in_link, True))
                        self.blocks.append(entered)
                        block = len(self.blocks) - 1
                        node = child
                        continue
                    self._leave_out(node)
            node = node.next
        self._end_line(block)
        for one in self.blocks:
            if one.last < 0:
                one.last = len(self.lines) - 1

    def _leave_out(self, node: Any) -> None:
        text = node.text_content or ""
        self.left_out = max(self.left_out, text.count("，") + text.count("。"))

    def _block(self, node: Any, tag: str, parent: int) -> Block:
        attributes = node.attributes
        if not attributes:
            return Block(parent, tag, "", KNOWN_STORY if tag in STORY_TAGS else NEUTRAL, len(self.lines))
        name = f"{attributes.get('class') or ''} {attributes.get('id') or ''}".strip()
        hint = hint_of(name) if name else NEUTRAL
        if hint == NEUTRAL and tag in STORY_TAGS:
            hint = HINTED
        style = attributes.get("style")
        if "hidden" in attributes or (style and HIDDEN.search(style)):
            # Some publishers (WeChat's accounts) hide the very story until a script has run.
            hint = NEUTRAL if hint == KNOWN_STORY else UNSEEN
        return Block(parent, tag, name, hint, len(self.lines))

    def _text(self, node: Any, in_link: bool, keeps_breaks: bool, block: int) -> None:
        text = node.text_content
        # Most texts are the space between two elements.
        if not text or (not self.pieces and text.isspace()):
            return
        if keeps_breaks and "\n" in text:
            *whole, text = text.split("\n")
            for line in whole:
                self.pieces.append(line)
                self._end_line(block)
        elif len(text) > SHORTEST_WRAPPED and "\n" in text.strip():
            text = WRAPPED.sub("", text)
        self.pieces.append(text)
        if in_link:
            self.linked += len(text.strip())

    def _end_line(self, block: int) -> None:
        if not self.pieces:
            return
        text = " ".join("".join(self.pieces).split())
        if text:
            linked = min(self.linked, len(text))
            self.lines.append(Line(text, linked, block, prose_of(text, linked)))
        self.pieces, self.linked = [], 0


def _is_hidden(node: Any) -> bool:
    attributes = node.attributes
    style = attributes.get("style") if attributes else None
    return bool(style and HIDDEN.search(style))


@lru_cache(maxsize=8192)
def hint_of(name: str) -> float:
    """What class and id NAME say of an element: below 1 for noise, above 1 for a story's container."""
    if len(name) > 300:
        return NEUTRAL
    if STORY.search(name):
        return KNOWN_STORY
    if NOISE.search(name) or NOISE_CAMEL.search(name):
        return NOISY
    return HINTED if HINT.search(name) else NEUTRAL


def squeezed(text: str) -> str:
    """TEXT without spaces and punctuation, in one case, to compare headlines."""
    return re.sub(r"\W+", "", text).lower()
