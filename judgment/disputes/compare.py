"""Do two texts tell of the same event? For any kind of news, headline or full text.

A handful of terms, each with points in round numbers and a reason. The terms, the threshold and the size of the points were
chosen on a quarter of the pairs that `benchmarks/disputes` scores, with a regression as the guide to the points, which were
then rounded (docs/decisions/judgment-disputes.md).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files
from itertools import pairwise
from math import exp, log, log1p, sqrt

from judgment.disputes.meaning import Meaning
from judgment.disputes.rarity import rarity
from judgment.fingerprints import containment, sketch
from judgment.words import plain, tagged

# Tuned on every fourth of the real pairs (benchmarks/disputes).
THRESHOLD = 2.75
# Between these points the words leave a doubt (a fifth of the real pairs); a point of meaning is worth NEARNESS from NEAR on.
# Chosen on the same quarter.
DOUBT, NEARNESS, NEAR = (1.2, 4.5), 60.0, 0.9255
# One text that stands in the other by this much is the other's copy.
COPIED = 0.6
# From here on a text is long enough to look for a copy.
COPY_LENGTH = 60
# How much of each text counts as its opening: news say what happened first.
OPENING = 60
_NUMBER = re.compile(r"\d+(?:[.:-]\d+)*")
_NOT_TEXT = re.compile(r"[^0-9a-z\u4e00-\u9fff]+")
_NAMES = ("nr", "ns", "nt", "nz")
# What stands around news, and what all news of a season share, tells no event.
_EVERYWHERE = frozenset(
    "来源 编辑 责编 责任编辑 作者 原创 记者 图片 视频 综合 本期 公众 公众号 微信 微信号 关注 点击 精彩 资讯 新闻 报道 消息 最新 热门 近日 今天 网友 "
    "大家 一起 我们 他们 自己 这个 一个 没有 什么 就是 还是 可以 这样 如何 为什么 疫情 新冠 肺炎 防控".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Whether two texts tell of one event, how sure (0..1, 0.5 is the threshold), and why (in Chinese)."""

    same: bool
    score: float
    because: str


def compare(a: str, b: str, meaning: Meaning | None = None) -> Comparison:
    """Compare A and B; the same both ways round. MEANING is asked where the words leave a doubt."""
    one, other = _Text(a), _Text(b)
    found = (_opening(one, other), _letters(one, other), *_words(one, other), _numbers(one, other), _copy(a, b))
    said = [term for term in found if term]
    points = sum(points for points, _ in said)
    if meaning is not None and DOUBT[0] <= points <= DOUBT[1]:
        near = meaning.closeness(a, b)
        said.append((NEARNESS * (near - NEAR), f"语义相近度{near:.2f}"))
        points += said[-1][0]
    score = 1 / (1 + exp(THRESHOLD - points))
    because = "；".join(reason for _, reason in said if reason) or "没有共同的内容"
    return Comparison(same=score >= 0.5, score=round(score, 4), because=because)


Term = tuple[float, str] | None


class _Text:
    """What is compared of one text."""

    def __init__(self, text: str) -> None:
        self.flat = plain(text)
        letters = _NOT_TEXT.sub("", self.flat)
        self.pairs = _pairs(letters)
        self.opening = _pairs(letters[:OPENING])

    @cached_property
    def words(self) -> dict[str, float]:
        return {word: told for word, _ in self._tagged if (told := rarity(word))}

    @cached_property
    def names(self) -> frozenset[str]:
        """Persons, places, organisations and titles, as far as the dictionary tells them."""
        return frozenset(word for word, tag in self._tagged if tag[:2] in _NAMES and word in self.words)

    @cached_property
    def numbers(self) -> frozenset[str]:
        return frozenset(number for number in _NUMBER.findall(self.flat) if len(number) > 1)

    @cached_property
    def _tagged(self) -> list[tuple[str, str]]:
        return tagged(self.flat)


def _pairs(letters: str) -> frozenset[str]:
    return frozenset(map("".join, pairwise(letters)))


def _opening(one: _Text, other: _Text) -> Term:
    """Up to 2 points for the same characters in the openings."""
    shortest = min(len(one.opening), len(other.opening))
    share = len(one.opening & other.opening) / shortest if shortest else 0.0
    return (2.0 * share, f"开头重合{share:.0%}") if share else None


def _letters(one: _Text, other: _Text) -> Term:
    """Up to 1 point for the same rare pairs of characters: they find names that the dictionary cuts up."""
    shared = sum(map(_pair_rarity, one.pairs & other.pairs))
    if not shared:
        return None
    whole = sqrt(sum(map(_pair_rarity, one.pairs)) * sum(map(_pair_rarity, other.pairs)))
    return shared / whole, ""


def _words(one: _Text, other: _Text) -> tuple[Term, Term]:
    """Names in common count half a point for each e-fold of what the other shared words tell; the third rarest tells depth."""
    shared = (one.words.keys() & other.words.keys()) - _EVERYWHERE
    ordered = sorted(shared, key=lambda word: (-one.words[word], word))
    said = f"共有“{'、'.join(ordered[:5])}”" if ordered else ""
    depth: Term = (0.1 * one.words[ordered[2]] if len(ordered) > 2 else 0.0, said) if ordered else None
    own, others = one.names - _EVERYWHERE, other.names - _EVERYWHERE
    if not one.names and not other.names:
        return depth, (1.0, "")  # nothing could have spoken for the pair, so its absence is not against it
    if not own & others:
        return depth, None
    share = _told(own & others) / min(_told(own), _told(others))
    rest = log1p(sum(one.words[word] for word in shared - one.names - other.names))
    return depth, (0.5 * share * rest, f"同一名称“{'、'.join(sorted(own & others)[:3])}”")


def _told(words: frozenset[str]) -> float:
    return sum(map(rarity, words))


def _numbers(one: _Text, other: _Text) -> Term:
    """A point off when both give numbers and none is the same: another match, another day's count."""
    if one.numbers and other.numbers and not one.numbers & other.numbers:
        return -1.0, "数字不同"
    return None


def _copy(a: str, b: str) -> Term:
    """A text that stands in the other settles it."""
    if min(len(a), len(b)) < COPY_LENGTH:
        return None
    share = containment(sketch("", a), sketch("", b))
    return (THRESHOLD, f"文字重复{share:.0%}") if share >= COPIED else None


@lru_cache(maxsize=1)
def _pair_counts() -> tuple[dict[str, int], int]:
    """How often the dictionary's words bring each pair of characters, and the number of all words."""
    counts: dict[str, int] = {}
    total = 0
    for line in (files("jieba") / "dict.txt").read_bytes().splitlines():
        word, count = line.decode().split(" ")[:2]
        total += int(count)
        for pair in _pairs(word):
            counts[pair] = counts.get(pair, 0) + int(count)
    return counts, total


@lru_cache(maxsize=1 << 18)
def _pair_rarity(pair: str) -> float:
    counts, total = _pair_counts()
    # 30 stands for the pairs between words, which the dictionary does not hold.
    return log(total / (counts.get(pair, 0) + 30))
