"""What decides whether two articles tell of the same dispute, packed small: a million of these are held at once."""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass
from itertools import pairwise
from sys import byteorder
from typing import NamedTuple
from zlib import crc32

from judgment.disputes.names import core
from judgment.disputes.overview import Section, one_section, sections
from judgment.disputes.rarity import rarity
from judgment.disputes.spread import cities_spanned, spans_country
from judgment.fingerprints import Sketch, sketch
from judgment.words import plain, segmenter
from yanpan_domain.codes import Issue, Relevance, Stage
from yanpan_domain.judgment import JudgedArticle

# Words come from the title and this much of the text: leads tell the event, tails tell the background.
LEAD = 400
TITLE = 60
# So many of the rarest words are kept; more of them are shared by any two wage stories.
WORDS = 24
_ISSUE_BIT = {issue: 1 << number for number, issue in enumerate(Issue)}


def bit(issue: Issue) -> int:
    """ISSUE in the mask of `Facts.issues`."""
    return _ISSUE_BIT[issue]


_STOP = frozenset(
    "记者 获悉 日前 近日 目前 表示 介绍 了解 据悉 消息 报道 相关 有关 情况 问题 部门 公司 企业 职工 员工 工人 农民工 劳动 工资 拖欠 欠薪 单位 用人 人员 进行 已经 "
    "以及 其中 通过 对此 并且 因为 由于 以来 之后 之前 当天 当日 当地 今年 去年 一些 多名 部分 我们 他们 她们 没有 工作 依法 要求 要钱 讨薪 社会 保障 人力资源 人社局 监察 大队".split()
)
_NUMERIC = re.compile(r"[0-9]")


class Facts(NamedTuple):
    """The comparable facts of one telling. `words` are hashes, ascending; `issues` is a bit mask; `at` counts seconds."""

    employers: tuple[str, ...]
    placed: tuple[int, ...]
    issues: int
    at: int
    workers: int
    money: tuple[int, ...]
    words: bytes
    is_wide: bool
    # It tells how a dispute went on or ended: a judgment, a payment, "as reported before".
    goes_on: bool = False
    # Hashes of the title's pairs of characters, ascending: whether it calls a firm by its brand.
    title: bytes = b""
    # By itself the article tells of no dispute: it may join one and opens none.
    is_faint: bool = False

    def word_set(self) -> set[int]:
        return set(array("I", self.words))


@dataclass(frozen=True, slots=True)
class Features:
    """One article as the book keeps it: its sketch, and the tellings in it (none, one, or several in an overview)."""

    article: str
    at: int
    sketch: Sketch
    tellings: tuple[Facts, ...]


# What only a later report of a dispute says.
_GOES_ON = re.compile(
    r"宣判|判决|裁决|终审|二审|执行(?:到位|完毕|款)|结清|付清|追踪|后续|续闻|最新进展|此前(?:本报|曾|已)?报道|曾报道|再访|回访|"
    r"事件进展|欠薪案|一事(?:有|又|已)|讨回|追回|领到|拿[到回]"
)


def features(judged: JudgedArticle) -> Features:
    """What the book keeps of JUDGED. An article that was judged to tell of no dispute has a faint telling, where it names anything."""
    article, judgment = judged.article, judged.judgment
    at = int(article.dated.timestamp())
    told: tuple[Facts, ...] = ()
    if judgment.relevance is Relevance.DISPUTE:
        told = tuple(_facts(judged, section, at) for section in sections(judgment))
    elif judgment.workers or judgment.money:
        told = (_facts(judged, one_section(judgment), at)._replace(is_faint=True),)
    return Features(article.id, at, sketch(judgment.title, judgment.text), told)


def _facts(judged: JudgedArticle, section: Section, at: int) -> Facts:
    issues = 0
    for finding in judged.judgment.issues:
        issues |= _ISSUE_BIT[finding.code]
    lead, title = plain(section.text[:LEAD]), plain(section.title)
    placed = tuple(dict.fromkeys(int(code) for code in section.places if code.isdigit()))
    spanned = cities_spanned(f"{title}。{lead}", placed)
    ended = judged.judgment.stage in {Stage.SETTLED, Stage.JUDGED}
    return Facts(
        employers=tuple(dict.fromkeys(name for name in map(core, section.employers) if name)),
        placed=placed + spanned,
        issues=issues,
        at=at,
        workers=section.workers or 0,
        money=tuple(sorted({round(amount) for amount in section.money if amount >= 100})),
        words=_words(title, lead),
        is_wide=bool(spanned) or spans_country(lead),
        title=_title_pairs(title),
        goes_on=ended or bool(_GOES_ON.search(title) or _GOES_ON.search(lead)),
    )


def _words(title: str, lead: str) -> bytes:
    cut = segmenter().cut
    weight: dict[str, float] = {}
    for text, times in ((title, 1.5), (lead, 1.0)):
        for word in cut(text):
            if word not in _STOP and (told := rarity(word)):
                weight[word] = max(weight.get(word, 0.0), told * times)
    rarest = sorted(weight, key=lambda word: (-weight[word], word))[:WORDS]
    return array("I", sorted(crc32(word.encode()) for word in rarest)).tobytes()


def pair_hash(pair: str) -> int:
    """Two characters as a number below 65,536."""
    return crc32(pair.encode()) & 0xFFFF


def holds_pair(title: bytes, pair: str) -> bool:
    """Whether the packed pairs of a TITLE hold PAIR."""
    wanted = pair_hash(pair)
    # The bytes are looked for first: they are seldom there, and then sometimes across two numbers.
    return wanted.to_bytes(2, byteorder) in title and wanted in array("H", title)


def _title_pairs(title: str) -> bytes:
    return array("H", sorted({pair_hash(first + second) for first, second in pairwise(title[:TITLE])})).tobytes()
