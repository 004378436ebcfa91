"""What the workers ask for, in the article's words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from judgment.document import Document, Sentence
from judgment.facts.spots import Key
from judgment.facts.triggers import Triggers, evidence, rule
from yanpan_domain.fact import Evidence

_DEMANDS = rule(
    "demand",
    "诉求 要求 请求 希望 呼吁 促请 争取 讨要 追讨 索要 索赔 主张 恳请 诉请",
    r"(?:诉求(?:是|为|包括)?|要求(?!被告到庭)|请求(?:判令|裁决|确认|法院)?|希望(?:能够?|有关部门|公司|政府|领导)?|呼吁|强烈要求|促请|争取|讨要|追讨|索要|索赔|主张|恳请|诉请)[：:，]?(?P<what>[^。！？；;\n]{2,60})",
    0.7,
)
TRIGGERS = Triggers((_DEMANDS,))
# What a demand of workers is about; without it "要求" may be the employer's.
_MATTER = re.compile(
    r"工资|薪|补偿|赔偿|加班|社保|公积金|合同|工伤|编制|津贴|奖金|工时|休息|休假|年假|同工同酬|待遇|复工|复职|恢复|道歉|工会|谈判|劳动|欠|拖|防护|安全|退休|养老|补助|抚恤|结清|遣散费|福利|血汗钱|说法|提成|劳务费|认定"
)
_EMPLOYER_SIDE = re.compile(
    r"(?:公司|厂方|校方|院方|资方|老板|单位|领导|管理层|企业|局|政府|部门|雇主|总包)[^，。；]{0,8}$"
)
_MOST = 5


def read_demands(document: Document, keys: Sequence[Key]) -> tuple[Evidence, ...]:
    """At most five demands, in order; what an employer or authority demands of workers is none."""
    found: list[Evidence] = []
    for one, sentence in TRIGGERS.occasions(document, keys):
        for match in one.pattern.finditer(sentence.text):
            if _workers_own(sentence, match):
                found.append(evidence(document, sentence, match.start(), match.end(), "demand", one.confidence))
        if len(found) >= _MOST:
            break
    return tuple(found[:_MOST])


def _workers_own(sentence: Sentence, match: re.Match[str]) -> bool:
    if not _MATTER.search(match["what"]):
        return False
    return not _EMPLOYER_SIDE.search(sentence.text[max(0, match.start() - 12) : match.start()])
