"""Pages that answer 200 but are no page: script challenges, captchas, login walls, "too many visits"."""

from __future__ import annotations

import re

# What the common protections leave in their pages; named by product so that the cause can be told.
MARKS: tuple[tuple[bytes, str], ...] = (
    (b"acw_sc__v2", "阿里云防护"),
    (b"__jsl_clearance", "加速乐防护"),
    (b"$_ts=window", "瑞数防护"),
    (b"$_ts.cd", "瑞数防护"),
    (b"cf-browser-verification", "Cloudflare 防护"),
    (b"challenge-platform", "Cloudflare 防护"),
    (b"_guard/auto.js", "安全狗防护"),
    (b"tencentcaptcha", "验证码"),
    (b"geetest", "验证码"),
    (b"g-recaptcha", "验证码"),
)
WORDS = re.compile(
    "安全验证|人机验证|请完成验证|滑动验证|拖动滑块|请输入验证码|访问过于频繁|访问频率过高|请求过于频繁|访问被拒绝|您的访问被拦截|"
    "请开启\\s*JavaScript|启用\\s*JavaScript\\s*后|浏览器安全检查|正在检查您的浏览器|checking your browser|just a moment|verify you are human"
    "|access denied|创宇盾|云防护|网站防火墙|WAF",
    re.I,
)
# A real article page is longer than this in visible text; a challenge says one sentence.
SHORT = 600
# Pages that are let through carry the scripts of protections too; with more text than this the script alone tells nothing.
SHORT_WITH_SCRIPT = 150
REDIRECTING = re.compile(
    rb"^\s*(?:<html[^>]*>\s*)?(?:<head[^>]*>.*?</head>\s*)?(?:<body[^>]*>\s*)?<script[^>]*>.{0,20000}?(?:document\.cookie|location\s*(?:\.href)?\s*=|location\.(?:replace|reload))",
    re.S | re.I,
)


def challenge_in(body: bytes, text: str) -> str | None:
    """What kind of challenge BODY is, None when it is none. TEXT is its visible text."""
    if len(text) >= SHORT:
        return None
    head = body[:60_000].lower()
    for mark, name in MARKS if len(text) < SHORT_WITH_SCRIPT else ():
        if mark in head:
            return name
    found = WORDS.search(text)
    if found:
        return f"验证或拦截页（“{found.group(0)}”）"
    if len(text) < 40 and REDIRECTING.match(head):
        return "脚本跳转验证页"
    return None


def visible_text(body: bytes, content_type: str | None = None, limit: int = 4 * SHORT) -> str:
    """About as much of the text a reader sees as tells a challenge from a page."""
    from selectolax.lexbor import LexborHTMLParser

    from crawlers.extraction.charset import decode

    tree = LexborHTMLParser(decode(body[:200_000], content_type).text)
    for node in tree.css("script, style"):
        node.decompose()
    whole = tree.root
    return " ".join((whole.text(separator=" ") if whole is not None else "").split())[:limit]
