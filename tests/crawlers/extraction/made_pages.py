"""Pages made for tests, each with one of the traps that real Chinese news pages set. All names are invented."""

from __future__ import annotations

import json
from dataclasses import dataclass
from urllib.parse import quote

TITLE = "电子厂拖欠工资三个月 工会介入帮助四百工人讨薪"
DAY = "2024-03-06"
STORY = (
    "本报讯（记者 示例）3月5日，记者从某市人社局获悉，某电子厂拖欠四百余名工人三个月工资，劳动监察部门已经立案。",
    "据了解，该厂去年12月起停发工资，厂方称订单减少、资金链断裂，曾承诺在春节前结清，但没有兑现。",
    "“我们只想拿到自己的血汗钱。”一名在该厂工作了八年的工人告诉记者，她和丈夫都在车间上班，两个孩子还在读书。",
    "市总工会表示，已派出法律援助律师，为工人申请劳动仲裁提供帮助，并协调街道先行垫付部分生活费。",
    "截至发稿，第一批欠薪一百二十万元已经发放到位，其余部分将在4月底前付清。",
)
OTHERS = (
    "某地开展根治欠薪冬季行动，追回工资",
    "专家：平台用工关系认定难，需要立法",
    "今年第一季度，全国居民收入稳步增长",
    "示例市：一企业裁员三百人，补偿方案出炉",
)
PARAGRAPHS = "".join(f"<p>{one}</p>" for one in STORY)
LINES = "<br><br>　　".join(STORY)
RELATED = (
    '<div class="xg"><h3>相关新闻</h3><ul>'
    + "".join(f'<li><a href="/{n}.html">{one}</a> <span>2023-0{n + 1}-02</span></li>' for n, one in enumerate(OTHERS))
    + "</ul></div>"
)
MENU = (
    '<div class="nav"><ul>'
    + "".join(f'<li><a href="/c">{one}</a></li>' for one in "首页 新闻 财经 体育 娱乐".split())
    + "</ul></div>"
)
FOOT = (
    '<div class="footer"><p>示例网版权所有，未经书面授权，不得转载、摘编，违者必究。</p>'
    "<p>互联网新闻信息服务许可证 粤ICP备00000000号 地址：示例市示例路1号</p></div>"
)
INFO = '<div class="info">2024-03-06 09:30 来源：南方示例报</div>'
COMMENT = "说得好，这样的老板就应该被查处，工人太不容易了，支持工会，希望早日解决，大家都要帮一帮。"


@dataclass(frozen=True)
class Trap:
    """A page, what must stand in its text line by line, and what must not stand anywhere in it."""

    name: str
    html: str
    wanted: tuple[str, ...] = STORY
    unwanted: tuple[str, ...] = ()
    engine: str = "fast"
    title: str = TITLE
    day: str | None = DAY


def page(
    body: str, *, head: str = "", title: str = f"{TITLE}_示例网", before: str = MENU, after: str = RELATED + FOOT,
    info: str = INFO, heading: str = f"<h1>{TITLE}</h1>",
) -> str:  # fmt: skip
    """A whole page around BODY."""
    return (
        f'<html><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f"<body>{before}{heading}{info}{body}{after}</body></html>"
    )


def story(inner: str = PARAGRAPHS, name: str = "content") -> str:
    """A container that holds INNER."""
    return f'<div class="{name}">{inner}</div>'


def _script(content: str, attributes: str = "") -> str:
    return f"<html><head><title>{TITLE}</title></head><body><div id=app></div><script{attributes}>{content}</script></body></html>"


ALWAYS_UNWANTED = (*OTHERS, "版权所有", "ICP备", "相关新闻", "首页", "南方示例报")
JSON_LD = {
    "@type": "NewsArticle",
    "headline": TITLE,
    "datePublished": f"{DAY}T09:30:00+08:00",
    "articleBody": "\n".join(STORY),
}
STATE = {"props": {"article": {"title": TITLE, "publishTime": f"{DAY} 09:30:00", "content": PARAGRAPHS}}}
ESCAPED = PARAGRAPHS.replace("<", "\\u003C").replace(">", "\\u003E")
LAW = tuple(
    f"第{n}条 用人单位应当按照本条例规定，及时足额支付劳动者工资，不得无故拖欠；违反规定的，责令改正。"
    for n in range(1, 150)
)

TRAPS = (
    Trap("plain", page(story())),
    Trap("closed before it began", page(f"</body></html>{story()}")),
    Trap("breaks only", page(f'<div class="c1">　　{LINES}</div>')),
    Trap("breaks in the body itself", page(LINES)),
    Trap("breaks in a table's cell", page(f"<table><tr><td>{LINES}</td><td>{RELATED}</td></tr></table>", after=FOOT)),
    Trap("a font for a container", page(f"<font size=3>{LINES}</font>")),
    Trap(
        "sections only, hidden until a script has run",
        page('<div class="rich_media_content" id="js_content" style="visibility: hidden; opacity: 0;"><section><section>'
             + "".join(f"<section><section><span>{one}</span></section></section>" for one in STORY) + "</section></section></div>"),
    ),
    Trap(
        "sections of uneven depth",
        page(f"<section><section><section><section>{STORY[0]}</section></section></section><section><section>"
             + "".join(f"<section>{one}</section>" for one in STORY[1:4]) + f"</section></section><section>{STORY[4]}</section></section>"),
    ),
    Trap("rows and cells of divs", page("<div>" + "".join(f"<div class=row><div class=cell><p>{one}</p></div></div>" for one in STORY) + "</div>")),
    Trap(
        "a story in two containers",
        page(f'<div class="m"><div class="p1">{"".join(f"<p>{one}</p>" for one in STORY[:3])}</div><div class="ad1"><a href=x>广告</a></div>'
             f'<div class="p2">{"".join(f"<p>{one}</p>" for one in STORY[3:])}</div></div>'),
    ),
    Trap("list items", page(story("<ul>" + "".join(f"<li>{one}</li>" for one in STORY) + "</ul>"))),
    Trap("preformatted", page("<pre>" + "\n".join(STORY) + "</pre>")),
    Trap(
        "credits in lines of their own",
        page(story(f"{PARAGRAPHS}<p>责任编辑：张示例</p><p>编辑 李示例</p><p>（责任编辑：王示例）</p><p>来源：示例社</p><p>［责编：赵示例］</p>")),
        unwanted=("编辑", "责编", "示例社"),
    ),
    Trap("a credit at the end of the last line", page(story(f"{PARAGRAPHS[:-4]}（责任编辑：张示例）</p>")), unwanted=("编辑",)),
    Trap("a credit without brackets", page(story(f"{PARAGRAPHS[:-4]} 责任编辑：张示例 HN666</p>")), unwanted=("编辑",)),
    Trap(
        "a hot list inside",
        page(story(f"<p>{STORY[0]}</p><p>{STORY[1]}</p><div class=hot-list><p>今日热点</p><ul><li><a href=1>某明星，某事，大家都在讨论</a></li></ul></div>"
                   + "".join(f"<p>{one}</p>" for one in STORY[2:]))),
        unwanted=("热点", "明星"),
    ),
    Trap(
        "related links at the end, in plain paragraphs",
        page(story(f"{PARAGRAPHS}<p>相关阅读：</p><p><a href=1>另一篇关于欠薪的报道，三百工人讨薪</a></p>")), unwanted=("另一篇", "相关阅读"),
    ),
    Trap(
        "a related link in the middle",
        page(story(f"<p>{STORY[0]}</p><p>相关阅读：<a href=1>另一篇关于欠薪的报道，三百工人讨薪</a></p>" + "".join(f"<p>{one}</p>" for one in STORY[1:]))),
        unwanted=("另一篇",),
    ),
    Trap(
        "comments in containers that say so",
        page(story() + '<div class="pinglun">' + f"<div><p>{COMMENT}</p><a>回复</a></div>" * 12 + "</div>"), unwanted=(COMMENT,),
    ),
    Trap(
        "more comments than story, in containers that say nothing",
        page(story() + "<ul class=clist>" + f"<li><b>读者</b><div>{COMMENT}</div><a>回复</a></li>" * 30 + "</ul>"), unwanted=(COMMENT,),
    ),
    Trap(
        "teasers that read like prose",
        page(f"<div class=main><div class=left>{PARAGRAPHS}</div><div class=right><h3>今日导读</h3>"
             + "<div><a href=1>标题</a><p>这是一段比较长的摘要，讲的是别的新闻，内容与本篇无关，但也有很多标点。</p></div>" * 4 + "</div></div>"),
        unwanted=("今日导读", "摘要"),
    ),
    Trap("one paragraph", page(story(f"<p>{STORY[3]}</p>")), wanted=STORY[3:4]),
    Trap("one short sentence", page(story("<p>昨日，某厂两百名工人领到了被拖欠的工资。</p>")), wanted=("昨日，某厂两百名工人领到了被拖欠的工资。",)),
    Trap("an article with an aside", page(f"<article>{PARAGRAPHS}<aside><p>作者简介，示例记者，长期关注劳工问题，出版多部著作。</p></aside></article>"), unwanted=("作者简介",)),
    Trap("a container named like noise", page(story(name="share-content"))),
    Trap("everything in noise", page(f'<div class="sidebar-wrap"><div class="left">{PARAGRAPHS}</div></div>')),
    Trap("a hidden copy", page(f'<div style="display:none"><p>隐藏的另一段文字，读者看不见它。</p></div>{story()}'), unwanted=("隐藏",)),
    Trap("hidden words between", page(story("".join(f'<p>{one}<span style="display:none">干扰</span></p>' for one in STORY))), unwanted=("干扰",)),
    Trap(
        "an official notice",
        page(story("<p>各市人力资源和社会保障局：</p><p>一、工作目标</p>" + PARAGRAPHS + "<p>某省人力资源和社会保障厅</p><p>2024年3月6日</p>"
                   "<p>附件：1.实施细则.doc</p><p><a href=b.doc>附件2：申请表.doc</a></p>", "TRS_Editor")),
        wanted=("各市人力资源和社会保障局：", "一、工作目标", *STORY, "某省人力资源和社会保障厅", "2024年3月6日", "附件：1.实施细则.doc", "附件2：申请表.doc"),
    ),
    Trap("a law", page(story("".join(f"<p>{one}</p>" for one in LAW), "TRS_Editor")), wanted=LAW),
    Trap(
        "sentences that begin like buttons",
        page(story(f"{PARAGRAPHS}<p>时间都去哪儿了？工人们在等待。</p><p>更多的工人选择了离开。</p><p>声明发布后，厂方没有再回应。</p>")),
        wanted=(*STORY, "时间都去哪儿了？工人们在等待。", "更多的工人选择了离开。", "声明发布后，厂方没有再回应。"),
    ),
    Trap(
        "headings inside", page(story(f"<p>{STORY[0]}</p><p><strong>厂方：资金紧张</strong></p><p>{STORY[1]}</p><h3>工人的声音</h3>" + "".join(f"<p>{one}</p>" for one in STORY[2:]))),
        wanted=(STORY[0], "厂方：资金紧张", STORY[1], "工人的声音", *STORY[2:]),
    ),
    Trap(
        "notices of rights", unwanted=("声明", "转载", "版权"),
        html=page(story(f"{PARAGRAPHS}<p>免责声明：本文来自某客户端自媒体，不代表本网的观点和立场，转载请联系授权。</p><p>凡本网注明来源的作品，版权均属于本网。</p>"
                        "<p>声明：本站转载此文出于传递更多信息之目的，并不意味着赞同其观点。</p>")),
    ),
    Trap(
        "invitations", unwanted=("公众号", "二维码", "客户端"),
        html=page(story(f"{PARAGRAPHS}<p>扫一扫，关注我们的微信公众号，了解更多资讯</p><p>长按二维码关注</p><p>点击下载新闻客户端，看更多精彩内容</p>")),
    ),
    Trap(
        "captions", page(story(f"<p>{STORY[0]}</p><p>▲工人在厂门口等待 受访者供图</p><p>资料图（示例）</p>" + "".join(f"<p>{one}</p>" for one in STORY[1:]))),
        wanted=(STORY[0], "▲工人在厂门口等待 受访者供图", *STORY[1:]), unwanted=("资料图",),
    ),
    Trap("structured data only", _script(json.dumps(JSON_LD, ensure_ascii=False), ' type="application/ld+json"'), engine="embedded"),
    Trap("a framework's state", _script(json.dumps(STATE), ' id="__NEXT_DATA__" type="application/json"'), engine="embedded"),
    Trap(
        "a script's object with entities",
        _script(f"var BASE_DATA = {{articleInfo: {{content: '&quot;{ESCAPED}&quot;'.slice(6, -6), publish_time: '{DAY} 09:30'}}}};"), engine="embedded",
    ),
    Trap("a state in percent signs", _script(quote(json.dumps(STATE)), ' id="RENDER_DATA" type="application/json"'), engine="embedded"),
    Trap("a text field", page(f'<textarea style="display:none">{PARAGRAPHS}</textarea><div id="show"></div>'), engine="embedded"),
    Trap("a script's template", page(f'<script type="text/html">{PARAGRAPHS}</script>'), engine="embedded"),
    Trap("a page for readers without scripts", page(f"<noscript>{PARAGRAPHS}</noscript>"), engine="embedded"),
    Trap("a title never closed", f"<html><head><title>{TITLE}</head><body>{MENU}<h1>{TITLE}</h1><p>{DAY}</p>{PARAGRAPHS}</body></html>"),
    Trap("the site in front of the title", page(story(), title=f"示例网_新闻频道_{TITLE}")),
    Trap("the site on both sides, no heading", page(story(), title=f"示例晨报 - {TITLE} - 第一财经", heading="")),
    Trap("a title that names only the site", page(story(), title="示例市人力资源和社会保障局")),
    Trap("no title at all", page(story(), title="", heading=f'<div class="tit">{TITLE}</div>')),
    Trap("a title cut short", page(story(), title=f"{TITLE[:14]}...-示例网")),
    Trap("a logo for the first heading", page(story(), before=f'<h1><a href="/">示例网</a></h1>{MENU}', heading=f'<div class="bt">{TITLE}</div>')),
    Trap("a heading of two lines", page(story(), heading=f"<h1>{TITLE[:10]}<br>{TITLE[10:]}</h1>")),
    Trap("a title only in metadata", page(story(), title="示例新闻", head=f'<meta property="og:title" content="{TITLE}">', heading="")),
    Trap("the date under the story", page(story(), info="", after=f"<div>发布日期：{DAY}</div>" + RELATED + FOOT)),
    Trap("a clock above", page(story(), before="<div>今天是2025年1月1日 星期三</div>" + MENU)),
    Trap("a date in three elements", page(story(), info="<div class=y>2024</div><div class=d><em>03</em>/<em>06</em></div><div>09:30</div>")),
    Trap("an earlier day in the story", page(story(f"<p>2024年2月27日下午，{STORY[0]}</p>{PARAGRAPHS}"), info="", after=f"<p>更新日期：{DAY}</p>{FOOT}"), wanted=(f"2024年2月27日下午，{STORY[0]}", *STORY)),
    Trap("a signature's date", page(story(f"{PARAGRAPHS}<p>2024年3月6日</p>"), info=""), wanted=(*STORY, "2024年3月6日")),
    Trap("only others' dates", page(story(), info="", after=RELATED + FOOT), day=None),
)  # fmt: skip
