"""Who published a story first (来源), and in which section it stands: read from the lines around the headline."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from crawlers.extraction.dates import STAMP
from crawlers.extraction.lines import UNSEEN, PageLines

ORIGIN_META = (
    "contentsource",
    "article:source",
    "source",
    "mediaid",
    "og:article:author_org",
    "originalsource",
    "copyrightholder",
)
LABELLED = re.compile(
    r"(?:信息来源|稿件来源|文章来源|新闻来源|内容来源|本文来源|[来來]\s*源\s*于?|稿\s*源|发布机构|发文机关|出处)\s*(?:[:：﹕丨｜|│∣/]\s*|(?=[A-Z\u4e00-\u9fff]{2,12}(?:$|[\s|｜])))(?P<name>[《“]?[^\s<>|｜，,。;；()（）【】\[\]《》“”]{2,40}(?:\s[A-Za-z]+)?(?:（[^（）\s]{1,12}）)?)"
)
LABEL_ALONE = re.compile(r"(?:[来來]\s*源|发布机构|发文机关)\s*[:：]?$")
# The name in a script's state: {"source": "示例日报", …}, {media: '示例日报'}.
SCRIPT_KEYS = "source", "media"
IN_SCRIPT = re.compile(r"""(?:_?name)?["']?\s*:\s*["']([^"'<>\\/:{}]{2,20})["']""", re.I)
MOST_KEYS = 300
# What follows the name in the same line.
AFTER = re.compile(
    r"(?:作者|编辑|责任编辑|责编|记者|通讯员|摄影|发布|时间|浏览|点击|字体|字号|分享|打印|阅读|访问|举报|发表|日期|评论|参与|我要|扫|手机|大\s?中\s?小|\d{4}[-年/.]).*$"
)
# How the story came to be, said behind the name.
WRAPPED = re.compile(r"\s*[\[［【(（](?:整理|综合|原创|编译|转载|综合整理)[\]］】)）]\s*$")
# A name that ends so is a publisher's, even without a label.
PUBLISHER = re.compile(
    r"(?:网|报|社|新闻|日报|晚报|早报|时报|商报|在线|观察者?|周刊|杂志|客户端|频道|电视台|电台|广播|发布|财经|之声|融媒体?|政府|厅|局|总工会|工会|委员会|微信公众号|公众号|都市|传媒|TV|NEWS|快讯|通讯|中心|中文站|[政党市省县区]委|检察院|法院)$",
    re.I,
)
NOT_A_NAME = re.compile(
    r"^(?:原创|转载|首页|新闻|正文|资讯|本报|原标题|订阅|关注|未知|互联网|网络|不详|佚名|无|www\..*|https?:.*)$", re.I
)
IDEOGRAPHS = re.compile(r"[\u4e00-\u9fff]{2}")
# A checkbox or a button may be called so too.
NO_PUBLISHER = re.compile(r"\s|我|授权|声明|查看|更多|[?？!！:：]")
TRAIL = re.compile(
    r"(?:(?:首页|主页)\s*(?:>|»|›|＞|→|/|-{1,2}|—)|(?:您?(?:现在|当前|所在)?的?位置)[^:：>]{0,6}[:：]?(?:\s*\S{0,6}(?:首页|主页|网))?\s*(?:>|»|›|＞|→|/|-{1,2}|—|\s)+)\s*"
)
STEP = re.compile(r"\s*(?:>+|»|›|＞|/|→|-{1,2}|—|\|)\s*|\s+")


def read_origin(
    page: PageLines,
    metas: Mapping[str, str],
    tree: Any,
    markup: str,
    heads: Sequence[Any],
    *,
    headline: int,
    story: tuple[int, int],
) -> str | None:
    """The publisher that the page names as the story's source; None where it names none."""
    for name in ORIGIN_META:
        if found := _tidy(metas.get(name, "")):
            return found
    around = list(_around(page, headline, story))
    # The head of some pages lies in an element that holds no story, such as an aside.
    around += [text for head in heads[:3] if (text := _beside_heading(head))] if headline < 0 else []
    for text in around:
        if (match := LABELLED.search(text)) and (found := _tidy(match["name"])):
            return found
    called = _called_source(tree)
    likely = next((name for name in called if PUBLISHER.search(name)), None)
    likely = likely or _beside_the_date(around, tree) or next((name for name in called if len(name) <= 8), None)
    shown = [page.lines[number].text for number in range(max(0, headline), max(0, story[0]))] if story[0] >= 0 else None
    return likely or _in_script(markup, shown)


def _in_script(markup: str, shown: list[str] | None) -> str | None:
    """The name that a script's state gives as the source and one of the lines SHOWN over the story too; any, where none is."""
    for told in _script_values(markup) if shown or shown is None else ():
        name = _tidy(told)
        is_name = name and IDEOGRAPHS.search(name) and not NO_PUBLISHER.search(name)
        if name and is_name and (shown is None or any(name in text for text in shown)):
            return name
    return None


def _script_values(markup: str) -> Iterator[str]:
    for key in SCRIPT_KEYS:
        position = markup.find(key)
        for _ in range(MOST_KEYS):
            if position < 0:
                break
            if match := IN_SCRIPT.match(markup, position + len(key)):
                yield match[1]
            position = markup.find(key, position + len(key))


def _tidy(text: str) -> str | None:
    """TEXT as a publisher's name, or None when it is none."""
    name = WRAPPED.sub("", AFTER.sub("", text.strip())).strip(" 　:：-—·|<>[]【】《》“”\"'、")
    # Of several the first is the one that printed it first.
    name = name.split("、")[0]
    return name if 2 <= len(name) <= 30 and not NOT_A_NAME.match(name) and not name.isdigit() else None


def _around(page: PageLines, headline: int, story: tuple[int, int]) -> Iterator[str]:
    """The lines where a source is told: under the headline first, then above it, then behind the story and in its ends."""
    first, last = story
    begin = headline if headline >= 0 else max(0, first - 15)
    numbers = [*range(begin, max(begin, first + 1)), *range(begin - 1, max(-1, begin - 8), -1)]
    numbers += [*range(max(last - 2, first), min(last + 8, len(page.lines)))] if last >= 0 else []
    for number in numbers:
        line = page.lines[number]
        if page.noise[line.block] <= UNSEEN or (first <= number <= last and len(line.text) > 40):
            continue
        following = page.lines[number + 1].text if number + 1 < len(page.lines) else ""
        # The label may stand in a line of its own, its name in the next.
        yield f"{line.text}{following}" if LABEL_ALONE.search(line.text) else line.text


def _beside_heading(head: Any) -> str:
    """What stands in the same element behind HEAD, in one line; empty where that is more than a line."""
    pieces: list[str] = []
    node = head.next
    while node is not None and len(pieces) < 8:
        pieces.append(" ".join((node.text() or "").split()) if node.tag != "-comment" else "")
        node = node.next
    text = " ".join(piece for piece in pieces if piece)
    return text if len(text) <= 80 else ""


def _called_source(tree: Any) -> list[str]:
    """The names in elements that are called the source."""
    nodes = tree.css("[class*=source], [id*=source], [class*=laiyuan], [id*=laiyuan], #js_name, [class*=media-name]")
    texts = (" ".join(node.text().split()) for node in nodes[:6])
    names = [_tidy(re.sub(r"^.*[来來]\s*源\s*[:：]?\s*", "", STAMP.sub("", text))) for text in texts if len(text) <= 40]
    return [name for name in names if name and not NO_PUBLISHER.search(name)]


def _beside_the_date(around: list[str], tree: Any) -> str | None:
    """A publisher's name that shares a short line with the date; the site's own, with which the page's title ends, is one."""
    node = tree.css_first("title")
    title = (node.text() or "").strip() if node is not None else ""
    for text in around:
        if len(text) > 80 or not STAMP.search(text):
            continue
        for word in re.split(r"[\s|｜,，]+", STAMP.sub(" ", text)):
            name = _tidy(word)
            if name and len(name) <= 15 and (PUBLISHER.search(name) or (len(name) > 2 and title.endswith(name))):
                return name
    return None


def read_section(page: PageLines, metas: Mapping[str, str], *, headline: int, title: str) -> str | None:
    """The section by metadata, or the last step of the trail above the headline."""
    for name in ("article:section", "columnname", "channel", "og:article:section"):
        if 0 < len(metas.get(name, "")) <= 20:
            return metas[name]
    for line in page.lines[: headline + 3 if headline >= 0 else 40]:
        match = TRAIL.search(line.text) if len(line.text) < 200 else None
        if match is None:
            continue
        steps = [step for step in STEP.split(line.text[match.end() :]) if step]
        steps = [
            step
            for step in steps
            if len(step) <= 14 and step not in {"正文", "详情", "内容", "文章"} and step not in title
        ]
        if steps:
            return steps[-1]
    return None
