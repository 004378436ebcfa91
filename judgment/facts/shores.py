"""Whether an article tells of the mainland, whose money and statutes we read, or of another shore."""

from __future__ import annotations

import re
from operator import ne

from judgment.document import Document


def tells_of_elsewhere(document: Document) -> bool:
    """Text in traditional script tells of its own place, where other money and other laws hold, unless it says 人民币 or names
    the mainland more often."""
    head, plain_head = document.text[:400], document.plain_text[:400]
    if head == plain_head or sum(map(ne, head, plain_head)) < _TRADITIONAL * len(head):
        return False
    whole = document.plain_title + document.plain_text
    return "人民币" not in whole and len(_MAINLAND.findall(whole)) <= len(_OTHER_SHORES.findall(whole))


_TRADITIONAL = 0.05  # of the characters simplify; in simplified text but those of a name or two
_MAINLAND = re.compile(
    r"内地|大陆|国内|北京|上海|天津|重庆|广东|深圳|广州|东莞|佛山|惠州|珠海|河南|河北|山东|山西|陕西|江苏|浙江|安徽|福建|江西|湖南|湖北|四川|贵州|云南|广西|海南|甘肃|青海|宁夏|新疆|西藏|内蒙|辽宁|吉林|黑龙江|成都|武汉|郑州|西安|南京|杭州|苏州|厦门"
)
_OTHER_SHORES = re.compile(
    r"香港|本港|港府|港人|港元|特首|立法会|九龙|新界|港铁|九巴|台湾|台北|高雄|行政院|澳门|韩国|南韩|首尔|日本|强积金|劳工处|劳福局"
)
