"""Whole pages in the make of the systems that Chinese publishers use, from tables of 2003 to a framework's state. All names are invented."""

from __future__ import annotations

import json
from dataclasses import dataclass

TITLE = "示例市一建筑工地拖欠八十名农民工工资 工会律师进驻现场"
A = "本报讯（记者 示例）3月6日，示例市总工会派出的三名律师进驻东湖片区一处建筑工地，帮助八十名农民工追讨被拖欠的工资。"
B = "据了解，该工地由一家劳务公司承包，去年11月起停发工资，累计拖欠约160万元。工人们多次找到项目部，均被告知“再等等”。"
C = "“家里等着钱交学费。”来自外省的一名钢筋工说，他在工地干了七个月，只领过一次生活费。"
D = "示例区人社局表示，已依法启动工资保证金，并责令总承包单位先行清偿；对涉嫌拒不支付劳动报酬的，将移送公安机关。"
E = "截至3月6日下午，首批62万元工资已发到42名工人手中，其余部分将在两周内付清。"
STORY = (A, B, C, D, E)
TRADITIONAL_TITLE = "示例酒店突然結業 百名員工追討欠薪及遣散費"
TRADITIONAL = (
    "尖沙咀一間酒店昨日突然宣布結業，約一百名員工被拖欠兩個月薪金及遣散費，多名員工今早到勞工處登記求助。",
    "有任職十二年的房務員表示，管理層在下班前半小時才通知員工，「大家都措手不及」，至今未有人交代何時發放薪金。",
    "勞工處回覆查詢時指，已約見酒店代表，並會協助受影響員工向破產欠薪保障基金申請特惠款項。",
    "工會要求資方盡快交代，又促請政府檢討現行制度，避免同類事件再次發生。",
)
OTHERS = (
    "春运首日，铁路部门发送旅客千万人次",
    "某明星新剧开播，网友：演技在线",
    "油价又要涨了！周五24时调整",
    "这种水果别空腹吃，医生提醒注意三点",
    "示例队主场大胜，锁定季后赛席位",
    "房贷利率再下调，一年省下多少钱？",
)
UNWANTED = (*OTHERS, "版权所有", "ICP备", "关于我们", "联系我们", "责任编辑", "责编", "扫一扫", "相关阅读", "热点排行")


@dataclass(frozen=True)
class Site:
    """A page of one make and everything that must be read out of it."""

    name: str
    html: str
    wanted: tuple[str, ...] = STORY
    title: str = TITLE
    published: str = "2024-03-06T09:30"
    origin: str | None = "示例日报"
    unwanted: tuple[str, ...] = ()
    url: str | None = None
    encoding: str = "utf-8"
    engine: str = "fast"


def links(tag: str = "li", around: str = "ul", name: str = "", dated: bool = False) -> str:
    """A list of links to other stories."""
    items = "".join(
        f'<{tag}><a href="/a/{n}.html" target="_blank">{one}</a>{f"<span>03-0{n + 1}</span>" if dated else ""}</{tag}>'
        for n, one in enumerate(OTHERS)
    )
    return f'<{around} class="{name}">{items}</{around}>'


def ps(lines: tuple[str, ...] = STORY, open_: str = "<p>", close: str = "</p>") -> str:
    """LINES as paragraphs."""
    return "".join(f"{open_}{one}{close}" for one in lines)


NAV = '<div class="w1000 top"><a href="/">首页</a> | <a href="/gn/">国内</a> | <a href="/sh/">社会</a> | <a href="/ty/">体育</a></div>'
FOOT = (
    '<div class="foot"><a href="/about">关于我们</a> | <a href="/c">联系我们</a><br>示例网 版权所有 未经授权，禁止转载、摘编、复制及建立镜像，违者必究<br>'
    "粤ICP备00000000号-1 信息网络传播视听节目许可证：0000000</div>"
)


def whole(body: str, title: str = f"{TITLE}--示例网", head: str = "", charset: str = "utf-8") -> str:
    """A document."""
    return (
        f'<!DOCTYPE html><html lang="zh-CN"><head><meta http-equiv="Content-Type" content="text/html; charset={charset}"><title>{title}</title>{head}'
        f'<style>p{{margin:0}}</style><script>var _hmt=_hmt||[];</script></head><body>{body}<script src="/s.js"></script></body></html>'
    )


TABLE_2003 = (
    '<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>' + TITLE + "</title></head><body bgcolor=#ffffff topmargin=0>"
    '<table width=760 border=0 align=center cellpadding=0 cellspacing=0><tr><td width=180><img src=logo.gif></td><td><font size=2>| <a href=/>首页</a> | <a href=/gn>国内</a> | <a href=/sh>社会</a> |</font></td></tr></table>'
    '<table width=760 border=0 align=center><tr><td width=560 valign=top><table width=100%><tr><td align=center><font size=5 color=#990000><b>' + TITLE + "</b></font></td></tr>"
    "<tr><td align=center class=p12>2004年03月06日09:30　　来源：示例日报　　【字体：<a href=#>大</a> <a href=#>中</a> <a href=#>小</a>】</td></tr><tr><td class=p14><table align=left><tr><td><!--ad--><a href=x><img src=ad.gif></a></td></tr></table>"
    "<font size=3>　　" + "<br><br>　　".join(STORY) + "</font><br><br><div align=right>（编辑：某某）</div></td></tr>"
    "<tr><td><b>相关新闻</b><br>" + "".join(f"·<a href={n}.htm>{one}</a>（2004-3-{n + 1}）<br>" for n, one in enumerate(OTHERS)) + "</td></tr></table></td>"
    "<td width=200 valign=top><table width=100%><tr><td bgcolor=#cc0000>热点排行</td></tr><tr><td>" + "".join(f"<a href={n}.htm>{one}</a><br>" for n, one in enumerate(OTHERS)) + "</td></tr></table></td></tr></table>"
    "<table width=760 align=center><tr><td align=center>示例网版权所有 Copyright 2004 All Rights Reserved</td></tr></table></body></html>"
)  # fmt: skip

WORD_SOUP = "".join(
    f'<P class=MsoNormal style="TEXT-INDENT: 21pt; LINE-HEIGHT: 150%"><SPAN lang=EN-US style="FONT-SIZE: 12pt"><FONT face=宋体>{one[:9]}</FONT></SPAN>'
    f'<SPAN style="FONT-FAMILY: 宋体"><FONT size=3>{one[9:20]}</FONT><st1:chsdate w:st="on">{one[20:31]}</st1:chsdate></SPAN><B><SPAN>{one[31:]}<o:p></o:p></SPAN></B></P>'
    for one in STORY
)

TRS = (
    '<div class="crumb">您现在的位置：<a href="../../">首页</a>&nbsp;&gt;&nbsp;<a href="../">新闻中心</a>&nbsp;&gt;&nbsp;<a href="./">工作动态</a></div><div class="con_box"><h1 class="con_tit">' + TITLE + "</h1>"
    '<div class="con_info"><span>发布时间：2024-03-06 09:30</span><span>来源：示例日报</span><span>浏览次数：<script>document.write(12)</script>次</span><span>【字体：<a>大</a> <a>中</a> <a>小</a>】</span></div>'
    '<div class="con_txt" id="zoom"><div class="view TRS_UEDITOR trs_paper_default trs_web"><style type="text/css">.TRS_Editor P{line-height:2;font-size:12pt}</style>'
    + ps(STORY, '<p style="text-align: justify; text-indent: 2em">　　')
    + '</div><div class="fj"><ul><li style="display:none">附件下载：</li></ul></div></div><div class="con_bot"><a href="javascript:window.print()">【打印本页】</a><a href="javascript:window.close()">【关闭窗口】</a></div>'
    '<div class="share bdsharebuttonbox">分享到：<a></a></div><div class="xg"><h3>相关阅读</h3>' + links(dated=True) + "</div></div>"
)  # fmt: skip

GOV_INDEX = (
    '<table class="xxgk-head"><tr><td>索引号：</td><td>00000000/2024-00012</td><td>分类：</td><td>工作动态</td></tr><tr><td>发布机构：</td><td>示例市人力资源和社会保障局</td><td>成文日期：</td><td>2024年03月01日</td></tr>'
    '<tr><td>名称：</td><td colspan="3">' + TITLE + '</td></tr><tr><td>文号：</td><td>无</td><td>发布日期：</td><td>2024年03月06日</td></tr></table>'
    '<div class="xxgk-bt"><h1>' + TITLE + '</h1></div><div class="xxgk-sj">发布日期：2024-03-06 09:30:00 浏览次数：<span id="hits">-</span>次 【字体：大 中 小】</div>'
    '<div class="article-content" id="insMainConTxt"><div class="TRS_Editor">' + ps(STORY, '<p align="justify">&nbsp;&nbsp;&nbsp;&nbsp;') + '</div></div><div class="ewm"><img><p>扫一扫在手机打开当前页</p></div>'
)  # fmt: skip

DEDE = (
    '<div class="header">' + NAV + '</div><div class="w960 center clear mt1"><div class="pleft"><div class="place"><strong>当前位置:</strong> <a href="/">主页</a> > <a href="/n/">新闻资讯</a> > <a href="/n/1">维权</a> ></div>'
    '<div class="viewbox"><div class="title"><h2>' + TITLE + '</h2></div><div class="info"><small>时间:</small>2024-03-06 09:30<small>来源:</small>示例日报 <small>作者:</small>admin <small>点击:</small><script src="/plus/count.php"></script>次</div>'
    '<div class="intro">' + A + B[:24] + '…</div><div class="content"><div id="contentMidPicAD" style="float:right"><script></script></div><table width="100%"><tr><td>'
    + "".join(f"<div>　　{one}</div>\r\n<div>&nbsp;</div>" for one in STORY)
    + '</td></tr></table></div><div class="dede_pages"><ul class="pagelist"></ul></div><div class="newdigg" id="newdigg"><div class="diggbox digg_good"><div class="digg_act">顶一下</div><div class="digg_num">(3)</div></div></div>'
    '<div class="boxoff"><strong>------分隔线----------------------------</strong></div><div class="handle"><div class="context"><ul><li>上一篇：<a href="1.html">' + OTHERS[0] + "</a></li><li>下一篇：<a href=3.html>" + OTHERS[1] + '</a></li></ul></div></div></div>'
    '<div class="mt1"><dl class="tbox"><dt><strong>发表评论</strong></dt><dd><div class="dede_comment_post">请自觉遵守互联网相关的政策法规，严禁发布色情、暴力、反动的言论。</div></dd></dl></div></div>'
    '<div class="pright"><dl class="tbox light"><dt class="light"><strong>推荐内容</strong></dt>' + links("dd", "dl", "d1 ico3") + "</dl></div></div>" + FOOT
)  # fmt: skip

PHPCMS = (
    '<div class="main"><div class="col-left"><div class="crumbs"><a href="/">首页</a><span> &gt; </span><a href="/c9/">社会</a> &gt;  正文</div><div id="Article"><h1>' + TITLE + '<br />'
    '<span>2024-03-06 09:30:12&nbsp;&nbsp;&nbsp;来源：示例日报&nbsp;&nbsp;&nbsp;评论：<a href="#comment_iframe" id="comment">0</a> 点击：<span id="hits"></span></span></h1>'
    '<div class="content"><div class="content">' + ps() + '<div class="bk10"></div></div></div><p class="f14"><strong>上一篇：</strong><a href="1.html">' + OTHERS[2] + '</a><br /><strong>下一篇：</strong><a href="3.html">' + OTHERS[3] + "</a></p>"
    '<div class="related"><h5 class="blue">延伸阅读：</h5>' + links("li", "ul", "content list blue f14 row-2") + '</div></div></div><div class="col-auto"><div class="box"><h5 class="title-2">频道总排行</h5>' + links("li", "ul", "digg") + "</div></div></div>"
)  # fmt: skip

DISCUZ = (
    '<div id="nv"><ul><li><a>论坛</a></li><li><a>门户</a></li></ul></div><div id="ct" class="ct2 wp cl"><div class="mn"><div class="bm vw"><div class="h hm"><h1 class="ph">' + TITLE + "</h1>"
    '<p class="xg1">2024-3-6 09:30<span class="pipe">|</span>发布者: <a href="space.html">admin</a><span class="pipe">|</span>查看: <em id="_viewnum">1204</em><span class="pipe">|</span>评论: 0<span class="pipe">|</span>来自: 示例日报</p></div>'
    '<div class="s"><div><strong>摘要</strong>: 工地停发工资四个月，八十名农民工的血汗钱怎么要？工会律师上门……</div></div><div class="d"><table cellpadding="0" cellspacing="0" class="vwtb"><tr><td id="article_content">'
    + "".join(f'<font face="微软雅黑"><font style="font-size:16px">{one}</font></font><br /><br />' for one in STORY)
    + '</td></tr></table><div id="click_div"><table class="atd"><tr><td><a><img><br />路过</a></td><td><a>雷人</a></td></tr></table></div></div><div class="o cl bm2"><a class="oshr ofav">收藏</a><a class="oshr">分享</a></div>'
    '<div class="pren pbm cl"><em>上一篇：<a>' + OTHERS[0] + "</a></em><em>下一篇：<a>" + OTHERS[1] + '</a></em></div></div><div id="comment" class="bm"><div class="bm_h cl"><h3>最新评论</h3></div></div></div></div>' + FOOT
)  # fmt: skip

WORDPRESS = (
    '<div id="page" class="hfeed site"><header id="masthead" class="site-header"><h1 class="site-title"><a href="/">示例劳动观察</a></h1><nav id="site-navigation"><ul class="nav-menu"><li><a>首页</a></li></ul></nav></header>'
    '<div id="primary" class="content-area"><main id="main"><article id="post-812" class="post-812 post type-post status-publish format-standard hentry category-news"><header class="entry-header"><h1 class="entry-title">' + TITLE + "</h1>"
    '<div class="entry-meta"><span class="posted-on"><a href="#" rel="bookmark"><time class="entry-date published" datetime="2024-03-06T09:30:00+08:00">2024年3月6日</time><time class="updated" datetime="2024-03-08T10:00:00+08:00">2024年3月8日</time></a></span> 来源：<a href="#">示例日报</a></div></header>'
    '<div class="entry-content">' + ps() + '<div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">分享到：</h3></div><div id="jp-relatedposts" class="jp-relatedposts"><h3>相关</h3>' + links("div", "div") + '</div></div>'
    '<footer class="entry-footer"><span class="cat-links"><a>新闻</a></span></footer></article><nav class="navigation post-navigation"><div class="nav-previous"><a>' + OTHERS[4] + '</a></div></nav>'
    '<div id="comments" class="comments-area"><h2 class="comments-title">《' + TITLE + '》有2个想法</h2><ol class="comment-list"><li class="comment"><article class="comment-body"><p>支持工会，早该有人管管了，希望每个工地都这样。</p></article></li></ol></div></main></div>'
    '<aside id="secondary" class="widget-area">' + links() + "</aside></div>"
)  # fmt: skip

WECHAT = (
    '<div id="js_article" class="rich_media"><div id="img-content" class="rich_media_wrp"><h1 class="rich_media_title " id="activity-name">\n' + TITLE + '\n</h1><div id="meta_content" class="rich_media_meta_list"><span class="rich_media_meta rich_media_meta_text">示例</span>'
    '<span class="rich_media_meta rich_media_meta_nickname" id="profileBt"><a href="javascript:void(0);" class="wx_tap_link" id="js_name">示例工会</a><div id="js_profile_qrcode" class="profile_container" style="display:none;"><strong class="profile_nickname">示例工会</strong><p class="profile_meta"><label>微信号</label><span>demo-gonghui</span></p><p><label>功能介绍</label><span>关注职工，服务职工，维护权益，传递温暖。</span></p></div></span><em id="publish_time" class="rich_media_meta rich_media_meta_text"></em></div>'
    '<div class="rich_media_content js_underline_content" id="js_content" style="visibility: hidden; opacity: 0; "><section style="box-sizing:border-box"><section><p style="text-align:center"><span style="color:#888;font-size:12px">点击上方蓝字关注我们</span></p></section>'
    + "".join(f'<section data-role="paragraph"><p style="text-indent:2em"><span style="letter-spacing:1px">{one}</span></p><p><br></p></section>' for one in STORY)
    + '<section><p style="font-size:12px">来源：示例日报</p><p>编辑：某某</p><p>审核：某某</p></section><section><section><p>往期推荐</p><p><a href="1">' + OTHERS[0] + "</a></p></section></section></section></div></div></div>"
    '<script>var ct = "1709688600"; var publish_time = "2024-03-06" || ""; var msg_title = "' + TITLE + '";</script>'
)  # fmt: skip

TOUTIAO = (
    '<div id="root"></div><script id="RENDER_DATA">window._SSR_DATA = '
    + json.dumps({"data": {"articleInfo": {"title": TITLE, "content": ps(STORY, '<p data-track="1">'), "groupId": "7", "subInfo": {"isOriginal": False, "source": "示例日报", "time": "2024-03-06 09:30:00"}}, "publishTime": "2024-03-06 09:30:00"},
                  "hotList": [{"title": one, "content": ""} for one in OTHERS]}, ensure_ascii=False)
    + "</script>"
)  # fmt: skip

PEOPLE = (
    '<div class="path w1000"><a href="/">人民示例网</a>&gt;&gt;<a href="/GB/">社会·法治</a></div><div class="clearfix w1000_320 text_title"><h3 class="pre"></h3><h1>' + TITLE.replace(" ", "&nbsp;&nbsp;") + '</h1><h4 class="sub"></h4><p class="author">示例</p>'
    '<div class="box01"><div class="fl">2024年03月06日09:30&nbsp;&nbsp;来源：<a href="http://x.example.com" target="_blank">示例日报</a></div><div class="fr"><a>小</a> <a>字号</a></div></div></div><div class="clearfix w1000_320 text_con"><div class="fl text_con_left"><div class="box_con" id="rwb_zw">'
    + ps(STORY[:2], '<p style="text-indent: 2em;">\n\t') + '<p align="center"><img alt="" src="1.jpg"></p><p style="text-align: center; text-indent: 2em;">图为工会律师在现场登记工资数额。示例 摄</p>' + ps(STORY[2:], '<p style="text-indent: 2em;">\n\t')
    + '<div class="zdfy clearfix"></div><center><table border="0" align="center" width="40"><tr></tr></table></center></div><div class="edit clearfix">(责编：某某、某某)</div><div class="share"><span class="s1">分享让更多人看到</span></div></div><div class="fr text_con_right"><h2>热点排行</h2>' + links("li", "ul", "clearfix list_16") + "</div></div>" + FOOT
)  # fmt: skip

XINHUA_OLD = (
    '<div class="header domPC"><div class="h-news"><div class="h-p3"><div class="h-title">' + TITLE + '</div><div class="h-info"><span class="h-time"> 2024-03-06 09:30:25</span> 来源：<em id="source"> 示例日报</em></div></div></div></div><div class="main"><div class="part part1 clearfix"><div class="p-left left"><div id="p-detail"><div class="main-aticle">'
    + ps(STORY, "<p>　　") + '</div><div class="zan-wap"><span>+1</span></div></div><div class="tiyi1 domPC"><a>【纠错】</a><span class="editor"> 责任编辑:\n某某 </span></div></div><div class="p-right right"><div class="p3"><span>新闻评论</span></div><div class="p-gdgc"><span class="tit">热点排行</span>' + links("li", "ul") + "</div></div></div></div>"
)  # fmt: skip

XINHUA_NEW = (
    '<div class="header domPC"><div class="header-top clearfix"><div class="header-nav left"><a>新华示例网</a> &gt; <span class="curNews domPC">正文</span></div></div><div class="header-cont clearfix"><div class="header-time left"><span class="year"><em> 2024</em></span> <span class="day"><em>03</em>/<em>06</em></span> <span class="time"> 09:30:18</span></div>'
    '<div class="source">来源：\n示例日报\n</div><div class="head-line clearfix"><h1><span class="title">' + TITLE + '</span><span class="btn-audio"></span></h1><audio id="audioDom"></audio></div><div class="adv domMob"></div></div></div><div class="main clearfix"><div class="main-left left"><div id="detail"><span id="detailContent">'
    + ps(STORY, "<p>　　") + '</span><div id="articleEdit"><span class="tiyi1 domPC"><a>【纠错】</a></span><span class="editor">【责任编辑:某某】</span></div></div></div><div class="main-right right"><div class="columBox book"><ul><li><a>阅读下一篇：</a></li></ul></div>' + links() + "</div></div>"
)  # fmt: skip

CHINANEWS = (
    '<div id="con"><div id="con_left"><div class="content"><h1 style="display:block; position:relative; text-align:center; clear:both"> ' + TITLE + ' </h1><div class="left-time"><div class="left-t" style="padding-left:6px;">2024年03月06日 09:30　来源：<a href="#">示例日报</a><span id="BDS_MORE">参与互动</span></div></div>'
    '<div id="tupian_div" class="tupian_div"></div><div class="left_zw" style="position:relative"><p>　　' + A + '</p><table border="0" cellspacing="0" cellpadding="0" align="left" style="padding-right:10px;"><tr><td><div id="adhzh" name="hzh"></div></td></tr></table>'
    + ps(STORY[1:], "<p>　　") + '<div id="function_code_page"></div></div><div class="left_name right"><div style="float:right;"><span>【编辑:某某】</span></div></div><div class="div624 border-top"><h3>相关新闻：</h3>' + links("li", "ul", "", True) + '</div></div></div><div id="con_right">' + links() + "</div></div>" + FOOT
)  # fmt: skip

SINA = (
    '<div class="main-content w1240"><div class="path-search"><div class="path"><div class="channel-path"><a>新闻中心</a><span class="spliter">&gt;</span> 正文</div></div></div><h1 class="main-title">' + TITLE + '</h1><div class="top-bar"><div class="top-bar-inner"><div class="date-source"><span class="date">2024年03月06日 09:30</span>\n<a href="x" class="source" rel="nofollow">示例日报</a></div></div></div>'
    '<div class="article-content clearfix" id="article_content"><div class="article-content-left"><div class="article" id="article"><p>　　原标题：示例市八十名农民工讨薪记</p>' + ps(STORY[:2], "<p>　　")
    + '<div class="img_wrapper"><img src="1.jpg" alt="工地"><span class="img_descr">工人们在项目部门口等候。示例 摄</span></div>' + ps(STORY[2:], "<p>　　")
    + '<p>　　点击进入专题：</p><p><a href="z">' + OTHERS[0] + '</a></p><p class="article-editor">责任编辑：某某 </p></div><div class="article-bottom clearfix"><div class="keywords"><span>关键词 : </span><a>农民工</a><a>工资</a></div></div></div><div class="article-content-right"><h3>热点排行</h3>' + links() + "</div></div></div>"
)  # fmt: skip

SOHU = (
    '<div class="area" id="article-container"><div class="left main"><div data-spm="content"><div class="text"><div class="text-title"><h1>\n' + TITLE + '\n<span class="article-tag"></span></h1><div class="article-info"><span class="time" id="news-time" data-val="1709688600000">2024-03-06 09:30</span><span class="tag">来源:<a href="x">示例日报</a></span></div></div>'
    '<article class="article" id="mp-editor"><p data-role="original-title" style="display:none">原标题：八十名农民工讨薪记</p>' + ps(STORY[:-1]) + f"<p>{E}" '<a href="//www.sohu.example" class="backsohu"><i class="backsohu-icon"></i><span>返回示例狐，查看更多</span></a></p><p data-role="editor-name">责任编辑：<span></span></p></article>'
    '<div id="articleTransfer"></div><div class="statement">平台声明：该文观点仅代表作者本人，本站系信息发布平台，仅提供信息存储空间服务。</div></div></div></div><div class="right sidebar">' + links() + "</div></div>"
)  # fmt: skip

NETEASE = (
    '<div class="container clearfix" id="container"><div class="post_main"><div class="post_crumb"><a>示例首页</a> &gt; 正文</div><h1 class="post_title">' + TITLE + '</h1><div class="post_info">2024-03-06 09:30:12　来源: <a href="x">示例日报</a>　<a class="post_jubao">举报</a></div><div class="post_body">'
    + ps(STORY[:1]) + '<p class="f_center"><img src="1.jpg"/><br/>工会律师在现场<br/></p>' + ps(STORY[1:]) + '<p><!-- AD200x300_2 --></p><div class="gg200x300"><a>广告</a></div></div><div class="post_author">本文来源：示例日报 责任编辑：某某_NB0001</div><div class="post_statement">特别声明：以上内容为自媒体平台用户上传并发布，本平台仅提供信息存储服务。</div>'
    '<div class="post_recommends">' + links("li", "ul", "post_recommends_list") + "</div></div></div>"
)  # fmt: skip

THEPAPER = (
    '<div class="newscontent"><h1 class="news_title">' + TITLE + '</h1><div class="news_path"><a>澎湃示例</a> <span>&gt;&gt;</span></div><div class="news_about"><p>示例记者 示例</p><p>2024-03-06 09:30 <span>来源：示例日报</span></p></div><div class="news_txt" data-size="standard">'
    + "<br>\n<br>\n".join(STORY) + '<div class="contheight"></div></div><div class="news_editor">责任编辑：某某</div><div class="go_pengpai">澎湃示例，未经授权不得转载。新闻报料：0000-0000000</div><div class="news_keyword">关键词 &gt;&gt; <a>欠薪</a></div><div class="comt">' + links("div", "div") + "</div></div>"
)  # fmt: skip

SOUTHCN = (
    '<div class="g-main"><div class="m-crumb">当前位置：<a>南方示例网</a> &gt; <a>广东</a></div><div class="m-article"><div class="m-article-hd"><h2 id="article_title">' + TITLE + '</h2><div class="meta"><div class="pub_time" id="pubtime_baidu">2024-03-06 09:30</div><div class="source" id="source_baidu">来源：示例日报</div><div id="author_baidu">示例</div></div></div>'
    '<div id="content" class="content" data-columnid="1">' + ps() + '</div><div class="m-editor" id="editor_baidu">编辑：某某</div></div><div class="m-side">' + links() + "</div></div>"
)  # fmt: skip

FOUNDER = (
    '<table><tr><td class="date">2024年03月06日 星期三</td><td>第A05版：维权</td></tr></table><div class="rit"><div class="title3"><founder-title><p>' + TITLE + '</p></founder-title></div><div id="ozoom"><founder-content>' + ps(STORY, "<P>　　") + '</founder-content></div><div class="copy">版权所有 示例报业集团，未经书面授权，不得转载</div></div><div class="left">'
    + "".join(f"<div><a href={n}>{one}</a></div>" for n, one in enumerate(OTHERS)) + "</div>"
)  # fmt: skip

HONGKONG = (
    '<header><a>示例01</a></header><div id="main"><nav class="breadcrumb"><a>港聞</a><a>社會新聞</a></nav><h1 id="articleTitle">' + TRADITIONAL_TITLE + '</h1><div class="author-bar"><span>撰文：<a>示例</a></span><span>出版：<time datetime="2024-03-06T09:30:00.000+08:00">2024-03-06 09:30</time></span><span>更新：<time datetime="2024-03-06T11:00:00.000+08:00">2024-03-06 11:00</time></span></div>'
    '<div class="article-content-section"><div class="article-summary"><p>' + TRADITIONAL[0] + "</p></div>" + ps(TRADITIONAL[1:3], '<p class="u02q31-0 gvqXdj">') + '<figure><img><figcaption>員工到勞工處登記。（示例攝）</figcaption></figure>' + ps(TRADITIONAL[3:], '<p class="u02q31-0 gvqXdj">')
    + '</div><div class="related-articles"><h3>相關文章：</h3>' + links("div", "div") + '</div><div class="app-download"><p>下載「示例01」App，即睇最快最新資訊：</p></div></div>'
)  # fmt: skip

TAIWAN = (
    '<div class="centralContent"><div class="breadcrumb"><a>首頁</a>/<a>社會</a></div><article class="article" data-id="1"><h1><span>' + TRADITIONAL_TITLE + '</span></h1><div class="updatetime"><span>2024/3/6 09:30</span><span>（3/6 12:00 更新）</span></div><div class="centralContent__main"><div class="paragraph">' + ps(TRADITIONAL)
    + '<p>（編輯：某某）1130306</p><div class="subscribe">請您支持示例社，訂閱電子報</div></div><div class="paragraph bottomArticleBanner">本網站之文字、圖片及影音，非經授權，不得轉載、公開播送或公開傳輸及利用。</div></div><div class="moreArticle"><h2>延伸閱讀</h2>' + links() + "</div></article></div>"
)  # fmt: skip

RTHK = (
    '<div class="newsDetail"><h2 class="itemTitle">' + TRADITIONAL_TITLE + '</h2><div class="createddate">2024-03-06 HKT 09:30</div><div class="share">分享</div><div class="itemFullText">' + "<br />\r\n<br />\r\n".join(TRADITIONAL) + '</div></div><div class="ns2-list">' + links("div", "div", "ns2-title") + "</div>"
)  # fmt: skip

RELATED_INSIDE = (
    '<div class="article-text">' + ps(STORY[:2]) + '<div class="tjyd"><div class="tjyd-t">相关阅读</div>' + "".join(f'<div class="tjyd-l"><a href="{n}">{one}</a></div>' for n, one in enumerate(OTHERS)) + "</div>" + ps(STORY[2:]) + "</div>"
)  # fmt: skip

WAGES = "<table border=1><tr><th>班组</th><th>人数</th><th>拖欠金额（万元）</th></tr><tr><td>钢筋班</td><td>34</td><td>71.5</td></tr><tr><td>木工班</td><td>46</td><td>88.5</td></tr></table>"

QA = (
    "问：劳务公司没有和我签劳动合同，拖欠的工资还能要回来吗？",
    "答：可以。没有书面合同，也可以用工资条、考勤记录、工友证言等证明劳动关系。",
    "问：超过一年没有去仲裁，还有办法吗？",
    "答：劳动关系存续期间因拖欠劳动报酬发生争议的，申请仲裁不受一年时效的限制；但劳动关系终止的，应当自终止之日起一年内提出。",
    "问：可以向谁求助？",
    "答：可以拨打12333、12351热线，也可以到当地劳动监察大队投诉。",
)

TRANSCRIPT = (
    "3月6日，示例市政府新闻办举行根治欠薪专题新闻发布会，市人社局有关负责人回答了记者提问。",
    "记者：请问今年一季度全市共受理多少件欠薪投诉？",
    "发言人：一季度共受理欠薪投诉1204件，同比下降12.6%，为5300名劳动者追回工资6100万元。",
    "记者：对恶意欠薪的企业将采取哪些措施？",
    "发言人：一是列入失信名单，二是移送司法机关。编辑整理后的政策问答将在官网公布。",
)
FLASH = ("示例社3月6日电 示例汽车零部件厂3月5日起停产，约三百名员工的安置方案尚未公布。（完）",)
SHORT_LINES = (
    "欠薪的日子",
    "工棚的灯还亮着",
    "老周数了三遍",
    "信封里的钱，还是上个月的",
    "天亮以后",
    "他还要去项目部，再等等",
)
LINKED = tuple(
    one.replace("工会", '<a href="/t/1">工会</a>')
    .replace("工资", '<a href="/t/2">工资</a>')
    .replace("劳务公司", '<a href="/t/3">劳务公司</a>')
    for one in STORY
)
POINTS = ("一、加强源头治理", A, "二、压实各方责任", B, D, "三、畅通维权渠道", C, E)

HUANQIU = (
    '<div class="container"><textarea style="display:none" class="article-id">4x</textarea><textarea style="display:none" class="article-title">' + TITLE + '</textarea><textarea style="display:none" class="article-content"><article><section data-type="rtext">'
    + ps() + '</section></article></textarea><textarea style="display:none" class="article-source-name">示例日报</textarea><textarea style="display:none" class="article-time">1709688600000</textarea><div id="app"></div></div>'
)  # fmt: skip

CAIXIN = (
    '<div class="conlf"><div id="the_content" class="article"><div id="conTit"><h1>' + TITLE + '</h1><div class="artInfo" id="artInfo">2024年03月06日 09:30&nbsp;&nbsp;来源于 <a href="#">示例日报</a></div></div><div id="Main_Content_Val" class="text">'
    + ps() + '<p><i class="bd_block" style="display:none">推荐进入</i></p></div><div class="content-tag">相关阅读：' + links("span", "div") + '</div><div class="lanmu_textend">责任编辑：某某 | 版面编辑：某某</div></div></div>'
)  # fmt: skip

COURT = (
    '<div class="clearfix" id="pages"><div class="crumb">当前位置：<a>首页</a> &gt; <a>新闻</a></div><div class="detail_bigtitle">' + TITLE + '</div><div class="detail_thr">2024-03-06 09:30:40 <span>|</span> 来源：示例日报 <span>|</span> 作者：示例</div>'
    '<div class="detail_txt">' + ps(STORY, "<p>　　") + '</div><div class="detail_edit">责任编辑：某某</div></div>'
)  # fmt: skip

BJNEWS = (
    '<div class="content" id="main"><div class="bodyTitle"><div class="content"><h1>' + TITLE + '</h1><div class="left-info"><span class="reporter">示例日报 记者 示例 编辑 某某</span><span class="timer">2024-03-06 09:30</span></div></div></div><div class="articleContent"><div id="contentStr">'
    + ps(STORY[:3]) + '<p contenteditable="false"><img src="x"></p><p><em>工地项目部。示例日报记者 示例 摄</em></p>' + ps(STORY[3:]) + '<p>编辑 某某 校对 某某</p></div></div></div>'
)  # fmt: skip

GOV_CN = (
    '<div class="article oneColumn pub_border"><h1>' + TITLE + '</h1><div class="pages-date">2024-03-06 09:30<span class="font index_switchsize">来源： 示例日报</span><span class="font index_switchsize">【字体：<span id="btn1">大</span> <span id="btn2">中</span> <span id="btn3">小</span>】</span><span class="pages_print">打印</span></div>'
    '<div class="pages_content" id="UCAP-CONTENT"><div class="trs_editor_view TRS_UEDITOR">' + ps() + '</div></div><div class="editor">责任编辑：某某</div><div class="pageBread"><div class="share">分享</div></div></div>'
)  # fmt: skip

UNCLOSED = (
    f"<CENTER><H2>{TITLE}</H2></CENTER><P align=center>2024-03-06 09:30 来源：示例日报<TABLE WIDTH=90%><TR><TD>"
    + "".join(f"<P>　　{one}" for one in STORY)
    + "</TABLE><P><A HREF=index.htm>返回首页</A>"
)

LTN = (
    '<div class="content" id="local"><section><div class="breadcrumbs"><a>首頁</a> &gt; <a>社會</a></div><div class="whitecon" data-desc="內文"><h1>' + TRADITIONAL_TITLE + '</h1><div class="text boxTitle boxText" data-desc="內容頁"><span class="time"> 2024/03/06 09:30</span><div class="photo boxTitle"><p>員工聚集在酒店門外。（記者示例攝）</p></div>'
    + ps(TRADITIONAL[:2]) + '<p class="before_ir">請繼續往下閱讀...</p>' + ps(TRADITIONAL[2:]) + '<p class="appE1121">不用抽 不用搶 現在用APP看新聞 保證天天中獎　 <a>點我下載APP</a></p></div></div></section></div>'
)  # fmt: skip

AMP = (
    "<main><article><h1>"
    + TITLE
    + '</h1><p class="byline"><span>2024年3月6日 09:30</span><span>来源：示例日报</span></p><amp-img src="a.jpg" width=1 height=1></amp-img>'
    + ps()
    + "</article><amp-list>"
    + links()
    + "</amp-list></main>"
)

CARDS = '<div class="article-detail">' + ps() + '</div><div class="feeds">' + "".join(
    f'<div class="feed"><a href="/{n}"><img><div class="feed-t">{one}</div></a><div class="feed-d">{one}，这条新闻的摘要写得很长，有逗号，有句号。它与本文毫无关系。</div><span>{n}小时前</span></div>' for n, one in enumerate(OTHERS)
) + "</div>"  # fmt: skip


def portal(
    body: str, *, info: str = "2024-03-06 09:30　来源：示例日报", title: str = f"<h1>{TITLE}</h1>", below: str = ""
) -> str:
    """BODY in a page with menus and lists of other stories round it."""
    return (
        f'{NAV}<div class="wrap"><div class="l"><div class="pos">当前位置：<a>首页</a> &gt; <a>社会</a></div>{title}<div class="titinfo">{info}</div>{body}{below}</div>'
        f'<div class="r"><h3>热点排行</h3>{links()}</div></div>{FOOT}'
    )


def dated(name: str, info: str, published: str, **more: object) -> Site:
    """A portal's page that tells its date so."""
    return Site(name, whole(portal(f'<div class="nr">{ps()}</div>', info=info)), published=published, **more)  # type: ignore[arg-type]  # the fields of Site


SITES = (
    Site("tables of 2003 in gb2312", TABLE_2003, encoding="gb18030", published="2004-03-06T09:30"),
    Site("an export of Word in a table", whole(portal(f"<table width=100%><tr><td class=nr>{WORD_SOUP}</td></tr></table>"))),
    Site("TRS of a department", whole(TRS, head='<meta name="SiteName" content="示例市人社局"><meta name="ArticleTitle" content="' + TITLE + '"><meta name="PubDate" content="2024-03-06 09:30"><meta name="ContentSource" content="示例日报">')),
    Site("TRS without metadata", whole(TRS, title="示例市人力资源和社会保障局 工作动态")),
    Site("an index of a public body above", whole(GOV_INDEX), origin="示例市人力资源和社会保障局"),
    Site("DedeCMS", whole(DEDE, title=f"{TITLE}_维权_示例网"), wanted=STORY, unwanted=("顶一下", "分隔线", "自觉遵守", "推荐内容", "…")),
    Site("PHPCMS with its facts in the heading", whole(PHPCMS, title=f"{TITLE} - 社会 - 示例网")),
    Site("a portal of Discuz", whole(DISCUZ, title=f"{TITLE} - 示例论坛 - Powered by Discuz!"), unwanted=("雷人", "路过", "……")),
    Site("WordPress", whole(WORDPRESS, title=f"{TITLE} – 示例劳动观察", head='<meta property="article:published_time" content="2024-03-06T01:30:00+00:00"/>'), unwanted=("支持工会",)),
    Site("an account of WeChat", whole(WECHAT, title=""), unwanted=("蓝字", "往期", "审核", "编辑"), origin="示例日报"),
    Site("a state of Toutiao", whole(TOUTIAO), engine="embedded"),
    Site("the party's portal", whole(PEOPLE, charset="GB2312"), encoding="gb18030", wanted=(A, B, "图为工会律师在现场登记工资数额。示例 摄", C, D, E)),
    Site("a state agency, before", whole(XINHUA_OLD, title=f"\n{TITLE}-示例网\n")),
    Site("a state agency, now", whole(XINHUA_NEW)),
    Site("a news service", whole(CHINANEWS, title=f"{TITLE}-示例新闻网")),
    Site("a commercial portal", whole(SINA, title=f"{TITLE}|农民工|工资_新浪示例"), wanted=(A, B, "工人们在项目部门口等候。示例 摄", C, D, E)),
    Site("a portal of accounts", whole(SOHU, title=f"{TITLE}_示例"), unwanted=("查看更多", "原标题")),
    Site("a portal with pictures in the middle", whole(NETEASE, title=f"{TITLE}|农民工_示例订阅"), wanted=(A, "工会律师在现场", B, C, D, E)),
    Site("breaks in a class", whole(THEPAPER)),
    Site("a provincial portal", whole(SOUTHCN)),
    Site("a newspaper's digital edition", whole(FOUNDER, title="示例日报数字报-" + TITLE), published="2024-03-06", origin=None),
    Site("Hong Kong", whole(HONGKONG, title=f"{TRADITIONAL_TITLE}｜示例01"), wanted=(*TRADITIONAL[:3], "員工到勞工處登記。（示例攝）", TRADITIONAL[3]), title=TRADITIONAL_TITLE, origin=None),
    Site("Hong Kong in Big5", whole(HONGKONG, title=f"{TRADITIONAL_TITLE}｜示例01", charset="big5"), wanted=(*TRADITIONAL[:3], "員工到勞工處登記。（示例攝）", TRADITIONAL[3]), title=TRADITIONAL_TITLE, origin=None, encoding="big5hkscs"),
    Site("Taiwan", whole(TAIWAN, title=f"{TRADITIONAL_TITLE} | 社會 | 示例社 CNA"), wanted=TRADITIONAL, title=TRADITIONAL_TITLE, origin=None, unwanted=("某某", "訂閱")),
    Site("a broadcaster's breaks", whole(RTHK, title=f"{TRADITIONAL_TITLE} - RTHK"), wanted=TRADITIONAL, title=TRADITIONAL_TITLE, origin=None),
    Site("related stories inside the story", whole(portal(RELATED_INSIDE))),
    Site("a table inside the story", whole(portal(f'<div class="text">{ps(STORY[:2])}{WAGES}{ps(STORY[2:])}</div>')), wanted=(A, B, "班组", "人数", "拖欠金额（万元）", "钢筋班", "34", "71.5", "木工班", "46", "88.5", C, D, E)),
    Site("questions and answers", whole(portal(f'<div class="answers">{ps(QA)}</div>')), wanted=QA),
    Site("a lead in a box of its own", whole(portal(f'<div class="zhaiyao">{A}</div><div class="nr">{ps(STORY[1:])}</div>'))),
    Site("an editor's word first", whole(portal(f'<div class="nr"><p><span style="font-family:楷体">编者按：年关将近，农民工工资支付情况备受关注。本报今起推出系列报道，敬请关注。</span></p>{ps()}</div>')), wanted=("编者按：年关将近，农民工工资支付情况备受关注。本报今起推出系列报道，敬请关注。", *STORY)),
    Site("comments without a name, below", whole(portal(f'<div class="nr">{ps()}</div>', below='<div class="yh">' + "".join(f'<div class="yh-i"><span class="u">网友{n}</span><span class="t">03-07 1{n}:20</span><div>这种事情年年有，希望主管部门能真正管起来，别让工人流汗又流泪。</div></div>' for n in range(9)) + "</div>")), unwanted=("流泪",)),
    Site("a stray end of the document", whole(f"{NAV}<h1>{TITLE}</h1><div>2024-03-06 09:30 来源：示例日报</div></body></html><div class=c>{ps(STORY, '<div>　　', '</div>')}</div>{links()}{FOOT}")),
    Site("an article without containers", whole(f"{NAV}<h1>{TITLE}</h1><p>2024-03-06 09:30 来源：示例日报</p>{ps()}<hr>{links()}{FOOT}")),
    Site("sections only", whole(portal("<section>" + ps(STORY, "<section><section><span>", "</span></section></section>") + "</section>"))),
    Site("breaks only, two spaces each", whole(portal(f'<div class="zoom">{"<br/>".join("　　" + one for one in STORY)}</div>'))),
    Site("text in fonts and spans", whole(portal('<div class="d"><font color=black><span><span>' + "<br><br>".join(f"<font size=4>{one[:10]}</font><span>{one[10:]}</span>" for one in STORY) + "</span></span></font></div>"))),
    Site("pages at the end of the story", whole(portal(f'<div class="nr">{ps()}<div class="fanye"><a>上一页</a> <b>1</b> <a href="2_2.html">2</a> <a href="2_2.html">下一页</a> 共2页</div></div>'))),
    Site("the site in front of the title", whole(portal(f'<div class="nr">{ps()}</div>'), title=f"示例网 | 社会 | {TITLE}")),
    Site("a slogan behind the title", whole(portal(f'<div class="nr">{ps()}</div>', title=f'<div class="biaoti">{TITLE}</div>'), title=f"{TITLE}_社会_示例新闻网-让世界更了解示例")),
    Site("a bracket around the site", whole(portal(f'<div class="nr">{ps()}</div>', title=f'<div class="t1">{TITLE}</div>'), title=f"{TITLE}【示例网】")),
    Site("a subtitle and a line above", whole(portal(f'<div class="nr">{ps()}</div>', title=f"<h4>年关讨薪记</h4><h1>{TITLE}</h1><h5>首批62万元已发放</h5>"))),
    Site("a search box and a login on top", whole('<form><input value="请输入关键词"><button>搜索</button></form><div class="login">用户名 密码 登录</div>' + portal(f'<div class="nr">{ps()}</div>'))),
    Site("a voice reader and sizes in the story", whole(portal(f'<div class="nr"><p>听新闻</p><p>字号：大 中 小</p>{ps()}<p>【我要纠错】</p><p>责任编辑：某某</p></div>')), unwanted=("听新闻", "字号", "纠错")),
    Site("a list of points", whole(portal(f'<div class="nr">{ps(STORY[:2])}<ol><li>启动工资保证金；</li><li>责令总承包单位先行清偿；</li></ol>{ps(STORY[2:])}</div>')), wanted=(A, B, "启动工资保证金；", "责令总承包单位先行清偿；", C, D, E)),
    Site("a hot list without a name in the story", whole(portal(f'<div class="nr">{ps(STORY[:3])}<div class="k1"><b>今日热搜</b><p><a href=1>{OTHERS[0]}</a></p><p><a href=2>{OTHERS[1]}</a></p><p><a href=3>{OTHERS[2]}</a></p></div>{ps(STORY[3:])}</div>')), unwanted=("热搜",)),
    Site("an application's invitation in the story", whole(portal(f'<div class="nr">{ps(STORY[:2])}<div class="appbox"><p>打开APP，阅读体验更佳</p></div>{ps(STORY[2:])}<p>- END -</p><p>来源丨示例日报</p><p>编辑丨某某</p><p>觉得不错，点个“在看”吧</p></div>')), unwanted=("体验更佳", "END", "编辑丨", "在看")),
    Site("a source with a bar", whole(portal(f'<div class="nr">{ps()}</div>', info="2024-03-06 09:30 | 来源 | 示例日报"))),
    Site("a source in brackets", whole(portal(f'<div class="nr">{ps()}</div>', info="2024-03-06 09:30　（来源：示例日报）"))),
    Site("a source in book marks", whole(portal(f'<div class="nr">{ps()}</div>', info="来源：《示例日报》 2024-03-06 09:30"))),
    Site("a source without a colon", whole(portal(f'<div class="nr">{ps()}</div>', info='<span>2024-03-06 09:30</span><span class="ly">来源 示例日报</span>'))),
    Site("a source with spaces inside", whole(portal(f'<div class="nr">{ps()}</div>', info="2024-03-06 09:30 来 源 ： 示例日报 作 者 ： 示例"))),
    Site("a source in the traditional script", whole(portal(f'<div class="nr">{ps()}</div>', info="2024-03-06 09:30 來源：示例日报"))),
    Site("a source at the end", whole(portal(f'<div class="nr">{ps()}<p>（来源：示例日报 记者：示例）</p></div>', info="2024-03-06 09:30"))),
    Site("a source in its own link", whole(portal(f'<div class="nr">{ps()}</div>', info='<span>2024-03-06 09:30</span> <span>来源：</span><a href="x">示例日报</a> <span>编辑：某某</span>'))),
    Site("a source beside the date, unlabelled", whole(portal(f'<div class="nr">{ps()}</div>', info="示例日报 2024-03-06 09:30"))),
    Site("a source that runs into the date", whole(portal(f'<div class="nr">{ps()}</div>', info='<span class="where">示例日报</span><span class="t">2024年03月06日09:30</span>'))),
    Site("a source of several words", whole(portal(f'<div class="nr">{ps()}</div>', info="2024-03-06 09:30 来源：示例日报、示例晚报 点击：12")), origin="示例日报"),
    dated("a date with a Chinese clock", "发布时间：2024年3月6日9时30分　来源：示例日报", "2024-03-06T09:30"),
    dated("a date with the afternoon told", "2024/3/6 下午 3:20:00　来源：示例日报", "2024-03-06T15:20"),
    dated("a date with the morning told", "2024-3-6 上午9:30　来源：示例日报", "2024-03-06T09:30"),
    dated("a date in Chinese numerals", "二〇二四年三月六日　来源：示例日报", "2024-03-06"),
    dated("a date in wide digits", "２０２４年３月６日　来源：示例日报", "2024-03-06"),
    dated("a date with dots", "2024.03.06 09:30　来源：示例日报", "2024-03-06T09:30"),
    dated("a date with the weekday", "2024年03月06日 星期三 09:30　来源：示例日报", "2024-03-06T09:30"),
    dated("a date in brackets", "[2024-03-06 09:30] 来源：示例日报", "2024-03-06T09:30"),
    dated("a date of the Republic", "民國113年3月6日　来源：示例日报", "2024-03-06"),
    dated("a date without separators", "发布日期：20240306　来源：示例日报", "2024-03-06"),
    dated("a relative date", "3小时前　来源：示例日报", "2024-03-06T09:30"),
    dated("yesterday", "昨天 09:30　来源：示例日报", "2024-03-05T09:30"),
    dated("a date without a year", "03-06 09:30　来源：示例日报", "2024-03-06T09:30"),
    dated("a date in English", "Mar 6, 2024 09:30　来源：示例日报", "2024-03-06T09:30"),
    Site("lines broken in the source", whole(portal('<div class="nr">' + "".join(f"<p>　　{one[:15]}\r\n{one[15:30]}\n    {one[30:]}</p>" for one in STORY) + "</div>"))),
    Site("a foot that says nothing of itself", whole(f'<h1>{TITLE}</h1><div>2024-03-06 09:30 来源：示例日报</div>{ps()}<div><a>关于我们</a> | <a>联系我们</a></div><div>示例网 版权所有 未经授权，禁止转载、摘编，违者必究。</div><div>粤ICP备00000000号-1 信息网络传播视听节目许可证：0000000</div><div>地址：示例市示例路1号，邮编：000000，电话：0000-0000000</div>'), unwanted=("地址",)),
    Site("PHPCMS without a title", whole(PHPCMS, title="")),
    Site("a transcript", whole(portal(f'<div class="nr">{ps(TRANSCRIPT)}</div>')), wanted=TRANSCRIPT),
    Site("a flash", whole(portal(f'<div class="nr">{ps(FLASH)}</div>')), wanted=FLASH),
    Site("short lines", whole(portal(f'<div class="nr">{ps((A, *SHORT_LINES, B))}</div>')), wanted=(A, *SHORT_LINES, B)),
    Site("words linked everywhere", whole(portal(f'<div class="nr">{ps(LINKED)}</div>'))),
    Site("numbered headings", whole(portal(f'<div class="nr">{ps(POINTS)}</div>')), wanted=POINTS),
    Site("text fields that a script shows", whole(HUANQIU), engine="embedded"),
    Site("a business weekly", whole(CAIXIN, title=f"{TITLE}_示例网_示例")),
    Site("the courts' site", whole(COURT, title=f"{TITLE} - 中国示例法院网")),
    Site("a city's daily", whole(BJNEWS, title=f"{TITLE} - 示例报业"), wanted=(A, B, C, "工地项目部。示例日报记者 示例 摄", D, E)),
    Site("the government's site", whole(GOV_CN, title=f"{TITLE}_部门动态_中国政府示例网")),
    Site("paragraphs never closed, capitals", whole(UNCLOSED, title=TITLE)),
    Site("Taiwan, a newspaper", whole(LTN, title=f"{TRADITIONAL_TITLE} - 社會 - 示例時報電子報"), wanted=("員工聚集在酒店門外。（記者示例攝）", *TRADITIONAL), title=TRADITIONAL_TITLE, origin=None, unwanted=("APP", "往下閱讀")),
    Site("for mobile phones", whole(AMP)),
    Site("cards with summaries below", whole(portal(CARDS)), unwanted=("摘要写得",)),
    Site("two more headings of the first rank", whole('<h1 class="logo"><a>示例网</a></h1><h1>热点</h1>' + portal(f'<div class="nr">{ps()}</div>'))),
    Site("a signature and a day in numerals", whole(portal(f'<div class="nr">{ps()}<p style="text-align:right">示例市总工会</p><p style="text-align:right">二〇二四年三月六日</p></div>', info="来源：示例日报")), wanted=(*STORY, "示例市总工会", "二〇二四年三月六日"), published="2024-03-06"),
    Site("a day in the address", whole(portal(f'<div class="nr">{ps()}</div>', info="来源：示例日报")), published="2024-03-06", url="https://news.example.com/2024-03/06/content_1.htm"),
    Site("a day of the event in the story", whole(portal(f'<div class="nr">{ps((f"2023年11月15日，{B}", A, *STORY[2:]))}</div>', info="2024-03-06 来源：示例日报")), wanted=(f"2023年11月15日，{B}", A, *STORY[2:]), published="2024-03-06"),
    Site("a clock on the page", whole('<div class="top">今天是 2024年3月6日 星期三 欢迎访问示例网</div>' + portal(f'<div class="nr">{ps()}</div>', info="2024-03-01 08:15 来源：示例日报")), published="2024-03-01T08:15"),
    Site("a date of the last change too", whole(portal(f'<div class="nr">{ps()}</div>', info="<span>更新时间：2024-03-06 11:00</span><span>发布时间：2024-03-06 09:30</span><span>来源：示例日报</span>"))),
    Site("date and time that touch", whole(portal(f'<div class="nr">{ps()}</div>', info="<span>示例日报</span><span>2024-03-06</span><span>09:30</span>"))),
    Site("its own title repeated in the story", whole(portal(f'<div class="nr"><p><strong>{TITLE}</strong></p>{ps()}</div>'))),
    Site("a byline of the paper in the story", whole(portal(f'<div class="nr"><p>来源：示例日报</p><p>记者：示例　通讯员：示例</p>{ps()}</div>', info="2024-03-06 09:30"))),
)  # fmt: skip
