"""The fast path to an article's text: the container whose lines read most like prose, and of these the story's own.

Menus, related boxes, hot lists and comments are lists of links or stand in containers that say what they are; prose has
sentence marks and few links. What decides is kept as `Body.confidence`, so that a doubtful page can be read another way.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from crawlers.extraction.dates import STAMP
from crawlers.extraction.lines import KNOWN_STORY, Block, Line, PageLines, squeezed

# An ancestor gets this share of a line's score for each step up: the story's own container wins over the page.
FADE = 0.72
# Lines above the headline are menus and teasers.
ABOVE_HEADLINE = 0.3
# Elements that hold one paragraph: their lines count for the element around them.
PARAGRAPHS = frozenset({"p", "h2", "h3", "h4", "h5", "li", "blockquote", "center", "dd", "figcaption"})
# The story is taken to reach beyond its container where what stands beside it is prose: at least this share of the
# container's own prose, with at least this share of all the characters that would come in.
BESIDE_LEAST, BESIDE_PROSE = 0.05, 0.75
# A container is not left for one that would add more than this share of the story: that is comments or other stories.
BESIDE_MOST = 1.5


@dataclass(frozen=True, slots=True)
class Body:
    """The story's lines, how sure we are (0…1), and the numbers of the first and last line on the page (-1: none)."""

    lines: tuple[str, ...]
    confidence: float
    first: int = -1
    last: int = -1


# Words that open a credit when a colon, bar or bracket follows.
CREDITS = (
    "(?:本文|稿件|文章|新闻|信息|内容)?来源于?|责任?编[辑审]|责编|本期编辑|编辑|编审|审核|审校|审读|校对|校审|监制|策划编辑|值班编[委辑]|值班主任|值班总编|初审|复审|终审|一审|二审|三审|签发|原标题|原题|"
    "作者|关键词|关键字|标签|TAGS?|发布(?:时间|日期|人)|发表时间|更新时间|录入(?:时间|人)?|責任編輯|編輯|撰文|攝影|審核|校對|來源|原文(?:链接|地址|网址|标题)?|阅读(?:次数|量)?|浏览(?:次数|量)?|点击(?:次数|率|数)?|访问次数|字号|字体(?:大小)?|分享到?|上一[篇条页则]|下一[篇条页则]|当前位置|"
    "您?(?:现在|所在|的)?位置|您所在的位置|本文(?:网址|链接|地址)|转载自|文章关键词|稿源|分类|栏目|举报邮箱|版权所有|特别声明|免责声明|版权声明|重要提示"
)
SITE_LINE = re.compile(rf"^[\s\[［〔【（(<《/|]*(?:{CREDITS})\s*(?:[:：】\]］〕)）|｜/丨│∣]|$)", re.I)
# Short lines that are the site's buttons, and longer ones that are its invitations.
SITE_BUTTON = re.compile(
    r"^[\s\[【（(>»↑↓+·•|]*(?:返回|更多|上一[篇条页则]|下一[篇条页则]|尾页|首页|分享|打印|字号|字体|举报|网友评论|评论|写评论|收藏|点赞|赞|推荐给|发送|回到顶部|关闭|纠错|复制链接|责任编辑|相关附件|附件下载|"
    r"大中小|[大中小]\s[大中小]|保存|下载|广告|TOP|微信|微博|QQ空间|登录|注册|订阅|展开|收起|听新闻|语音播报|我要纠错|[-—]+\s*(?:END|完)|END\s*[-—]+|\+\s*1$|共\s*\d+\s*[页条])",
    re.I,
)
SITE_PHRASE = re.compile(
    r"^[\s\[【（(>»↑↓+·•|]*(?:扫一扫|扫描|扫码|用微信|打开微信|微信扫|微信搜索|长按|关注我们|欢迎关注|请关注|点击(?:进入|查看|阅读|下载|关注|上方|下方|图片|蓝字)|返回\S{0,8}(?:首页|列表|顶部)|查看(?:更多|原文|全文|评论)|展开(?:全文|阅读)|"
    r"阅读(?:全文|原文)|加载更多|我要(?:评论|纠错|反馈|留言)|发表评论|最新评论|正文已结束|您的浏览器|未经授权|未经许可|(?:下载|打开)\S{0,8}(?:APP|客户端)|为您推荐|觉得\S{0,6}[，,]?\S{0,6}点\S{0,4}(?:赞|在看)|喜欢\S{0,4}点\S{0,4}(?:赞|在看)|(?:下載|開啟|打開)\S{0,10}(?:APP|應用程式)|訂閱|[请請][继繼][续續]往下|文明上网|请自觉遵守)",
    re.I,
)
# Numbers of pages, where a story is cut into several.
PAGER = re.compile(
    r"^(?=.*页)(?:[\s\[\]【】<>«»‹›|·.…\d]|[上下前后][一]?页|[首尾末]页|余下全文|共\s*\d+\s*页|第\s*\d+\s*页|全文阅读|阅读全文)+$"
)
# An editor's name without a colon, and the head of a link to another story that shares the link's line.
NAMED_CREDIT = re.compile(
    r"^[\s\[［〔【（(]*(?:(?:责任编辑|责编|编辑|校对|审核|监制|审校|美编|实习编辑|值班编辑)\s+\S{2,4}(?:\s+\S{2,4})?\s*){1,3}[\]］〕】）)]?$"
    r"|^(?:(?:本报)?(?:摄影)?(?:记者|通讯员|实习生|摄影|撰文|供图|文字?|图)\s*[:：/／丨]\s*[\u4e00-\u9fff·、]{2,12}\s*){1,4}$"
)
RELATED_HEAD = re.compile(
    r"^[\s\[［〔【（(>»]*(?:相关|延伸|推荐|更多|扩展|往期|此前报道|前情|点击|热门|更早|下一篇|上一篇)[^。]{0,8}[:：>»\]】]"
)
APP_LINK = re.compile(r"下[載载]\S{0,8}(?:APP|客户端)\W*$", re.I)
# A caption that says only that there is a picture.
BARE_CAPTION = re.compile(
    r"^[▲△▼↑↓]?\s*(?:资料图片?|资料照片|配图|插图|示意图|网络图片|图文无关)\s*(?:[（(][^）)]{0,8}[）)])?$"
)
# What tells a comment or a teaser from a paragraph: a time of its own.
ITEM_TIME = re.compile(r"(?:小时|分钟|天|秒)前|刚刚|昨天|\d{1,2}[-:：]\d{2}|\d楼|回复|赞\(|举报")
# So many blocks of the same make, each with prose and a link or time of its own, are a list of comments or teasers.
MANY_ITEMS, LINES_IN_ITEM, ITEM_FACTOR = 3, 14, 0.15
# A notice of the site's rights, wherever it says so.
RIGHTS = re.compile(
    r"版权(?:归|均?属|声明|所有)|转载(?:请|须|时|的|自)|请勿转载|不得转载|禁止转载|严禁转载|侵权.{0,15}(?:删除|联系|告知)|仅代表(?:作者|个人)|不代表本|本网站?(?:转载|所有|注明)|凡(?:本网|注明|来源)|与本(?:站|网)(?:立场)?无关|不构成投资|转载此文|传递更多信息|赞同其观点|信息存储|自负盈亏|风险自担|"
    r"任何(?:单位|人|个人|机构|媒体|网站).{0,12}(?:转载|复制)|未经.{0,12}(?:授权|许可|同意|允许)|The content above|联系我们.{0,10}删除|举报电话|[不未]得(?:轉載|轉載、)|非經授權|版權(?:所有|屬)|ICP备|公网安备|All rights reserved",
    re.I,
)
# The page's foot: nothing of the story stands under it.
FOOT = re.compile(
    r"[A-Z\u4e00-\u9fff]ICP[备证]|公网安备|Copyright\s*(?:©|\(C\)|20\d\d)|All rights reserved|网络传播视听节目许可",
    re.I,
)
NOTICE_HEAD = re.compile(
    r"^[\s\[【（(*※]*(?:(?:免责|特别|版权|郑重|重要|本[站网]|风险)?(?:声明|提示|说明)|免责条款|版权|注|编者注|以上|本文|本[站网]|凡|本網站?|[\w\u4e00-\u9fff]{2,8}(?:声明|[力]求))"
)
# From such a line on there are links to other stories.
OTHER_STORIES = re.compile(
    r"^[\s【\[（(>»▼↓·•*—-]*(?:相关(?:阅读|新闻|链接|报道|文章|推荐|专题|内容|资讯|热词|搜索|信息|视频)|延伸阅读|扩展阅读|推荐阅读|热门(?:推荐|文章|新闻|评论|话题|视频)|热点(?:推荐|新闻|排行)|猜你喜欢|"
    r"更多(?:精彩|新闻|推荐|相关)|精彩(?:视频|图片|图集)?推荐|为[您你]推荐|大家都在[看搜]|往期(?:回顾|精选|推荐)|新闻推荐|编辑推荐|今日推荐|最新(?:新闻|资讯|文章|评论)|新闻排行|24小时|点击排行|精选留言|网友(?:跟帖|热评)|"
    r"相關(?:新聞|文章|報[道導]|閱讀)|延伸閱讀|更多(?:新聞|報[道導])|熱門|往期推荐|今日热[搜点榜]|热搜|全部评论|热评|跟帖|其他人还在看|你可能(?:还?喜欢|感兴趣)|您可能(?:还?喜欢|感兴趣)|精彩评论)[^。！？]{0,14}$"
)
# An editor's credit at the end of the last paragraph, and buttons that ran into it.
CREDIT = re.compile(
    r"\s*[\[［〔【（(]\s*(?:责任?编辑|责编|编辑|编审|校对)\s*[:：/][^）)】\]］〕]{0,40}[）)】\]］〕]\s*$"
    r"|(?:(?<=[。！？”》）)\]…])|\s)\s*(?:责任编辑|责编|本文编辑|网络编辑|编辑|校对)\s*[:：/]\s*\S{1,20}(?:\s\S{1,12}){0,3}$"
    r"|\s*(?:↑?\s*返回\S{1,8}(?:首页|，查看更多)|\[?打印本页\]?|【?关闭窗口】?)\S{0,4}$"
)
CREDIT_SIGNS = "编", "校对", "页", "窗口", "更多"
# A few words without a mark, as over a list; what a container of the story's first lines is called.
HEAD_OF_LIST = re.compile(r"[^\d\W]{2,12}")
LEAD = re.compile(r"lead|daodu|daoyu|zhaiyao|abstract|summary|digest|(?:^|[-_ ])intro(?:$|[-_ ])", re.I)
SUMMARY = re.compile(r"^\s*[\[【]?(?:摘要|导读|提要|核心提示|内容提要|简介)")
ATTACHMENT = re.compile(r"^\s*附件|\.(?:docx?|xlsx?|pdf|zip|rar|wps|ofd)\s*$", re.I)
SENTENCE_END = ("。", "！", "？", "”", "」", "；", "：", "…", "（完）", "(完)")


def read_body(page: PageLines, title: str, headline: int) -> Body:
    """The story on PAGE whose TITLE stands in line HEADLINE (-1: in none)."""
    if not page.lines:
        return Body((), 0.0)
    for block in listed_items(page):
        page.blocks[block].hint = min(page.blocks[block].hint, ITEM_FACTOR)
        page.noise[block] *= ITEM_FACTOR
    best, confidence = best_block(page, headline)
    best = with_what_stands_beside(page, best)
    kept = story_lines(page, best, headline, title)
    if not kept:
        return Body((), 0.0)
    kept = with_lead(page, kept, headline)
    return Body(tuple(text for _, text in kept), confidence, kept[0][0], kept[-1][0])


def headline_of(lines: list[Line], title: str) -> int:
    """The number of the line that shows TITLE; -1 when none does."""
    wanted = squeezed(title)
    if len(wanted) < 4:
        return -1
    # Most lines are told apart by one character; only the others are compared whole.
    sign = next((character for character in wanted if character > "\u2e80"), "")
    found = [
        number
        for number, line in enumerate(lines)
        if sign in line.text and len(line.text) < 2 * len(title) + 20 and wanted in squeezed(line.text)
    ]
    unlinked = [number for number in found if lines[number].linked < len(lines[number].text) * 0.5]
    return (unlinked or found or [-1])[0]


def listed_items(page: PageLines) -> list[int]:
    """The blocks that are items of a list of comments or teasers, and the blocks within them."""
    lines, blocks = page.lines, page.blocks
    marked: set[int] = set()
    telling: set[int] = set()
    for line in lines:
        if line.prose > 8:
            into = telling
        elif line.linked > 0.5 * len(line.text) or (len(line.text) < 30 and ITEM_TIME.search(line.text)):
            into = marked
        else:
            continue
        around = line.block
        for _ in range(4):
            into.add(around)
            around = blocks[around].parent
            if around <= 0:
                break
    both = [one for one in marked & telling if one and blocks[one].last - blocks[one].first < LINES_IN_ITEM]
    alike = Counter((blocks[one].parent, blocks[one].tag, blocks[one].name) for one in both)
    items = {one for one in both if alike[blocks[one].parent, blocks[one].tag, blocks[one].name] >= MANY_ITEMS}
    if not items:
        return []
    found: list[int] = []
    within = [False] * len(blocks)
    for number, block in enumerate(blocks):
        within[number] = number in items or (block.parent >= 0 and within[block.parent])
        if within[number]:
            found.append(number)
    return found


def best_block(page: PageLines, headline: int) -> tuple[int, float]:
    """The container whose lines read most like a story, and its share of all that does."""
    blocks = page.blocks
    scores, masses = [0.0] * len(blocks), [0.0] * len(blocks)
    for number, line in enumerate(page.lines):
        if line.prose:
            strength = line.prose * page.noise[line.block] * (ABOVE_HEADLINE if number <= headline else 1.0)
            _credit(blocks, scores, masses, line.block, strength)
    best = max(range(len(scores)), key=scores.__getitem__)
    return best, masses[best] / masses[0] if masses[0] else 0.0


def _credit(blocks: list[Block], scores: list[float], masses: list[float], block: int, strength: float) -> None:
    """Give a line's STRENGTH to its block and, fading, to those around it, up to the noisy one that bars it from the rest."""
    fade = 1.0
    while blocks[block].tag in PARAGRAPHS and blocks[block].parent >= 0 and blocks[block].hint >= 1:
        masses[block] += strength
        scores[block] += strength * 0.4
        block = blocks[block].parent
    while block >= 0:
        if fade > 0.001:
            scores[block] += strength * fade * max(blocks[block].hint, 1.0)
        masses[block] += strength
        fade = fade * FADE if blocks[block].hint >= 1 else 0.0
        block = blocks[block].parent


def with_what_stands_beside(page: PageLines, best: int) -> int:
    """BEST, or the ancestor in which the story goes on: its other lines are prose too, not links or notes."""
    blocks = page.blocks
    own = inside(page, best)
    chosen, around = best, blocks[best].parent
    while around > 0 and blocks[chosen].hint != KNOWN_STORY:
        held = set(own)
        more = [number for number in inside(page, around) if number not in held]
        if more and not _goes_on(page, own, more):
            break
        if more:
            chosen, own = around, own + more
        elif blocks[around].hint == KNOWN_STORY:
            chosen = around
        around = blocks[around].parent
    return chosen


def _goes_on(page: PageLines, own: list[int], more: list[int]) -> bool:
    """Whether the lines MORE continue the story of OWN."""
    lines = page.lines
    told = sum(lines[number].prose for number in own)
    added = sum(lines[number].prose for number in more)
    sentences = sum(len(lines[number].text) for number in more if lines[number].prose > 20)
    everything = sum(len(lines[number].text) for number in more)
    if any(OTHER_STORIES.match(lines[number].text) or RIGHTS.search(lines[number].text) for number in more):
        return False
    return BESIDE_LEAST * told <= added <= BESIDE_MOST * told and sentences >= BESIDE_PROSE * everything


def inside(page: PageLines, best: int) -> list[int]:
    """The numbers of the lines in block BEST, without those of the noisy blocks within it."""
    blocks = page.blocks
    within: dict[int, bool] = {best: True}

    def belongs(block: int) -> bool:
        path = []
        while block not in within:
            path.append(block)
            block = blocks[block].parent
        answer = within[block]
        for one in reversed(path):
            answer = answer and blocks[one].hint >= 1
            within[one] = answer
        return answer

    return [number for number in range(blocks[best].first, blocks[best].last + 1) if belongs(page.lines[number].block)]


def story_lines(page: PageLines, best: int, headline: int, title: str) -> list[tuple[int, str]]:
    """Of the lines in block BEST those that are the story's own; credits and links to other stories are left out."""
    told = squeezed(title)
    kept: list[tuple[int, str]] = []
    numbers = _below(page, inside(page, best), headline)
    whole = sum(page.lines[number].prose for number in numbers)
    read, box_end = 0.0, -1
    for number in numbers:
        line = page.lines[number]
        read += line.prose
        if number <= box_end:
            continue
        if OTHER_STORIES.match(line.text):
            box_end = _end_of_box(page, best, number)
            if box_end < 0 and read > 0.5 * whole:
                break
            continue
        if read > 0.6 * whole and len(line.text) < 200 and FOOT.search(line.text):
            break
        if is_site_line(line, late=read > 0.6 * whole) or (told and squeezed(line.text) == told):
            continue
        if (not kept and is_date_line(line.text)) or _is_in_list_of_links(page, number):
            continue
        text = without_credit(line.text)
        if text and not (len(text) < len(line.text) and SITE_BUTTON.match(text) and len(text) <= 10):
            kept.append((number, text))
    return kept


def without_credit(text: str) -> str:
    """TEXT without an editor's credit at its end; looked for only where a sign of one stands near the end."""
    tail = text[-60:]
    return CREDIT.sub("", text) if any(sign in tail for sign in CREDIT_SIGNS) else text


def _below(page: PageLines, numbers: list[int], headline: int) -> list[int]:
    """NUMBERS without menus above the HEADLINE, where it stands within the story's container and most prose under it."""
    if not numbers or not numbers[0] <= headline < numbers[-1]:
        return numbers
    below = [number for number in numbers if number > headline]
    prose = [sum(page.lines[number].prose for number in some) for some in (below, numbers)]
    return below if prose[0] > 0.5 * prose[1] else numbers


def _end_of_box(page: PageLines, best: int, number: int) -> int:
    """The last line of the box within BEST that line NUMBER, its heading, opens; -1 where the heading stands alone."""
    blocks, box = page.blocks, page.lines[number].block
    while box != best and blocks[box].parent not in {best, -1}:
        box = blocks[box].parent
    is_box = box != best and blocks[box].first == number < blocks[box].last
    return blocks[box].last if is_box else -1


def _is_in_list_of_links(page: PageLines, number: int) -> bool:
    """Whether line NUMBER is a link among links, or the heading of two and more."""
    line, lines = page.lines[number], page.lines
    if _is_link(line) and len(line.text) < 40 and not line.text.endswith(("。", "；", "：")):
        beside = [lines[near] for near in (number - 1, number + 1) if 0 <= near < len(lines)]
        return not ATTACHMENT.search(line.text) and any(_is_link(one) for one in beside)
    following = lines[number + 1 : number + 3]
    return (
        len(line.text) <= 12 and not line.linked and HEAD_OF_LIST.fullmatch(line.text) is not None
        and len(following) == 2 and all(_is_link(one) and not ATTACHMENT.search(one.text) for one in following)
    )  # fmt: skip


def _is_link(line: Line) -> bool:
    return line.linked > 0.8 * len(line.text)


def with_lead(page: PageLines, kept: list[tuple[int, str]], headline: int) -> list[tuple[int, str]]:
    """KEPT with the lead that stands in a box of its own between HEADLINE and story, unless the story says it again."""
    first = kept[0][0]
    leads = [number for number in range(headline + 1, first) if _is_lead(page, number)] if headline >= 0 else []
    told = squeezed("".join(text for _, text in kept)) if leads else ""
    found = [(number, page.lines[number].text) for number in leads]
    return [(number, text) for number, text in found if squeezed(text)[:15] not in told] + kept


def _is_lead(page: PageLines, number: int) -> bool:
    line = page.lines[number]
    block = page.blocks[line.block]
    names = block.name, page.blocks[block.parent].name if block.parent >= 0 else ""
    is_prose = line.prose > 20 and line.text.endswith(SENTENCE_END) and page.noise[line.block] >= 1
    return is_prose and not SUMMARY.match(line.text) and any(LEAD.search(name) for name in names)


def is_date_line(text: str) -> bool:
    """Whether a line above the story only tells date, origin, and the like."""
    found = STAMP.search(text) if len(text) < 90 else None
    return found is not None and found.start() < 16 and not text.endswith(SENTENCE_END)


def is_site_line(line: Line, *, late: bool) -> bool:
    """Whether the site, not the story, speaks: a credit, a notice of rights at the end, a bare link to elsewhere."""
    text = line.text
    if len(text) < 80 and SITE_LINE.match(text):
        return True
    if len(text) <= 30 and NAMED_CREDIT.match(text):
        return True
    if line.linked >= 0.4 * len(text) and RELATED_HEAD.match(text):
        return True
    if len(text) <= 10 and SITE_BUTTON.match(text) and not text.endswith(SENTENCE_END):
        return True
    if (len(text) <= 60 and (SITE_PHRASE.match(text) or ("页" in text and PAGER.match(text)))) or (
        len(text) <= 20 and BARE_CAPTION.match(text)
    ):
        return True
    if late and len(text) < 400 and (RIGHTS.match(text) or (NOTICE_HEAD.match(text) and RIGHTS.search(text))):
        return True
    if late and len(text) < 200 and len(RIGHTS.findall(text)) >= 2:
        return True
    if line.linked and len(text) <= 60 and APP_LINK.search(text):
        return True
    words = len(text) - sum(map(text.count, "|｜ ")) if "|" in text or "｜" in text else len(text)
    return line.linked > 0.8 * words and not text.endswith(SENTENCE_END) and not ATTACHMENT.search(text)


def without_site_lines(text: str) -> str:
    """TEXT, found in another way, without the lines in which the site speaks."""
    lines = (Line(line, 0, 0, 0.0) for line in text.split("\n"))
    return "\n".join(line.text for line in lines if line.text and not is_site_line(line, late=True))
