"""What a story tells beside its own dispute: other cases, of other firms or years, and what is counted of a whole place."""

from __future__ import annotations

import re

_STOP = re.compile(r"[。！？；;\n]")
_REACH_BEFORE, _REACH_BEHIND = 60, 24
# 去年金凤区一家火锅店歇业, 2019年沁源另一座煤矿停产时, 曾判决一家配送商: some time ago, and some firm.
_SOME_FIRM = re.compile(
    r"(?:去年|前年|此前|当年|多年前|近年|(?<!\d)(?:19|20)\d\d年|曾经?|今年[^，。]{0,4}月)[^。；]{0,26}?(?:(?:那|另?一)(?:家|座|宗|起|间|名)|另一|有家|某家|一个[^，。；]{0,10}项目|同类|同行)"
    r"|(?:另?一(?:家|座|间)|一个[^，。；]{0,6}项目)[^，。；]{0,12}(?:曾|此前)"
)
# What is told of one firm there is told of the dispute's own: 记者查询发现，该公司2022年…
_COUNTED = re.compile(
    r"近[一两二三四五六七八九十]年|同期|白皮书|抽样|受访|一项调查|发布的数据|统计公报|据[^，。]{2,12}统计|全[省市区县州国][^，。]{0,12}(?:共|累计|已|有)|户企业|家企业(?!的)|[0-9二三四五六七八九十百]{1,4}余?[家座宗起件]|人次|以来，[^。]{0,20}(?:共|累计)|截至[^，。]{2,8}，全[省市国]"
)


def aside(text: str, start: int, end: int) -> str | None:
    """What the sentence around the span from START to END in the plain TEXT is about besides the dispute; None where it is about it."""
    before = _STOP.split(text[max(0, start - _REACH_BEFORE) : start])[-1]
    if any(sign in before for sign in "一家同座") and _SOME_FIRM.search(before):
        return "another case"
    around = before + text[start:end] + _STOP.split(text[end : end + _REACH_BEHIND])[0]
    return "counted of a place" if _COUNTED.search(around) else None
