"""How much each mention of a place says about where the dispute is: a home province or a journey says little."""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import ne

from judgment.document import Document
from judgment.places.gazetteer import HONG_KONG
from judgment.places.readings import Mention, find_all_places, inside

_ORIGIN_AFTER = re.compile(
    r"[省市县区州]?(?:籍|人(?!社|民|力|才|数|员|工|士|大|们|口|行)|老家|老乡|口音|农村老家|打工者)"
)
_ORIGIN_BEFORE = re.compile(
    r"(?:来自|老家(?:在|是)?|户籍(?:在|地)?|籍贯|家住|家在|祖籍|原籍|出生于|出生在|生于|回到?|返回|返乡)[“「《]?$"
)
_TRAVEL_BEFORE = re.compile(
    r"(?:(?:并非|不是|而非)[^，。；\n]{0,10}|前往|赶赴|赴|飞往|飞抵|途经|转道|逃往|逃到|调往|到过|去过|出差|抵达|外迁|迁[往至到去]|搬[到往至去]|搬迁[到往至]|转移[到至]|类似|例如|比如|参考|效仿)$"
)
_MEDIUM_BEFORE = re.compile(r"(?:本报|本刊|新华社|中新社|中新网|人民网|央视网|记者)$")
_DATELINE_AFTER = re.compile(r"(?:\d{1,2}月\d{1,2}日)?(?:电|讯|消息|报道)|[（(]?记者")
_NAMED_AFTER = re.compile(
    r"(?:公司|集团|科技|控股|股份|电子|汽车|药业|酒业|地产|置业|证券|银行|教育|传媒|网络|物业|路|号)"
)
_TRIP_AFTER = re.compile(r"[市区县省]?(?:[、和及][\u4e00-\u9fff]{2,4})?(?:的)?(?:出差|旅游|旅行|考察|度假)")
_FIRM_OF_ITS_OWN = re.compile(
    r"(?![一某多两几三有])[^，。；、：:！？!?\s《》（）()“”「」省市县区某]{1,16}?(?:有限|股份|集团|公司)"
)
_COMPANY_AFTER = re.compile(
    r"[^，。；、：:！？!?\s《》（）()“”「」省市县区]{1,16}?(?:有限|股份|集团|公司|大学|银行|证券|航空|科技|传媒)"
)
_INSTITUTION_AFTER = re.compile(
    r"[省市县区]?[^，。；、：:！？!?\s《》（）()“”「」]{0,6}?(?:人社|人力资源|劳动|法院|检察院|公安|警方|警察|派出所|信访|住建|城管|街道|政府|工会|仲裁|医院|学校|中学|小学|"
    r"教育局|市民|工地|项目|厂|园区|工业园|公交|地铁|巴士|镇|乡|村|某|一家|一名|一处)"
)


def weighed_mentions(document: Document) -> Iterator[Mention]:
    """Every mention with its weight as evidence of where the dispute is."""
    title, text = document.plain_title, document.plain_text
    joined = f"{title}\n{text}"
    shift = len(title) + 1
    hong_kong = writes_as_hong_kong(document)
    mentions = find_all_places(joined, hong_kong=hong_kong)
    firms = {m.written for m in mentions if _may_name_a_firm(m) and _FIRM_OF_ITS_OWN.match(joined, m.end)}
    for chain in _chains(mentions):
        weight = _weight(joined, chain, chain[0].start < shift, shift)
        if hong_kong and len(chain) == 1 and _may_name_a_firm(chain[0]) and chain[0].code[:2] not in _SHORES:
            weight *= 0.2  # 永康, 太平, 顺昌: estates and firms there, more often than the mainland's counties
        if len(chain) == 1 and chain[0].written in firms and _may_name_a_firm(chain[0]):
            weight = min(weight, 0.15)
        for mention in chain:
            _, start, end, *told, _ = mention
            field, offset = ("title", 0) if start < shift else ("text", shift)
            yield tuple.__new__(Mention, (field, start - offset, end - offset, *told, weight))


_SHORES = ("81", "82", "71")


def _may_name_a_firm(mention: Mention) -> bool:
    """光明 in 光明灯饰有限公司 is the firm's own name, far more often than the district."""
    return mention.kind == "short" and mention.code != "" and not mention.code.endswith("00")


def _chains(mentions: tuple[Mention, ...]) -> Iterator[list[Mention]]:
    """四川 + 仁寿县 as one: what stands before the first and behind the last speaks of both."""
    chain: list[Mention] = []
    for mention in mentions:
        if chain and not (mention.start - chain[-1].end <= 1 and inside(mention.code, chain[-1].code)):
            yield chain
            chain = []
        chain.append(mention)
    if chain:
        yield chain


def writes_as_hong_kong(document: Document) -> bool:
    """Traditional script or Cantonese: what Hong Kong's papers print, and no mainland paper."""
    sample, plain = document.text[:400], document.plain_text[:400]
    if sample == plain:
        return False
    changed = sum(map(ne, sample, plain))
    return changed > 0.1 * len(sample) and any(a > "\u3400" for a, b in zip(sample, plain, strict=True) if a != b)


def _weight(text: str, chain: list[Mention], in_title: bool, shift: int) -> float:
    first, mention = chain[0], chain[-1]
    before, end = text[max(0, first.start - 14) : first.start], mention.end
    weight = 3.0 if in_title else 1.5 if first.start - shift < 60 else 1.0
    if mention.kind == "institution":
        return weight * 0.5
    if (_ORIGIN_AFTER.match(text, end) and mention.code != HONG_KONG) or _ORIGIN_BEFORE.search(before):
        return weight * 0.15
    if mention.kind == "short" and not mention.code.endswith("00") and _NAMED_AFTER.match(text, end):
        return 0.0  # 瑞安公司: a firm's own name
    if _TRAVEL_BEFORE.search(before) or _TRIP_AFTER.match(text, end):
        return weight * 0.2
    if _MEDIUM_BEFORE.search(before) or _DATELINE_AFTER.match(text, end):
        return weight * 0.4
    if _INSTITUTION_AFTER.match(text, end):
        return weight * 1.3
    if _COMPANY_AFTER.match(text, end):
        return weight * 0.5
    return weight
