"""The sentence that tells a dispute best, taken from its articles as it stands; benchmarks/briefings/lead.py measures it."""

from __future__ import annotations

import re

from briefings.witness import Witness
from judgment.document import Document, Sentence
from yanpan_domain.article import Article
from yanpan_domain.dispute import Quotation
from yanpan_domain.judgment import JudgedArticle

# A sentence shorter than this says too little; a longer one is no lead. Characters, from reading real leads.
SHORTEST, LONGEST = 14, 120
# What a kind of fact is worth, chosen on the even ids of the excerpts that benchmarks/briefings/lead.py measures.
WEIGHTS = {"employer": 1.5, "place": 1.0, "issue": 1.0, "workers": 1.0, "money": 0.5, "demand": 0.25}
HEADLINE, POSITION, LATER = 3.0, 0.12, 0.5
# An item of a list opens in the middle of things.
ITEM = 1.5
# What stands before the news itself; it names reporters, whom no product needs.
_DATELINE = re.compile(
    r"\s*(?:(?:本报|本网|[\u4e00-\u9fa5]{2,8}(?:社|网|报|台|客户端))[\u4e00-\u9fa5]{0,8}(?:\d{1,2}月\d{1,2}日)?(?:讯|电|消息)[\s，：:]*)?"
    r"(?:[（(][^（()）]{0,12}(?:记者|通讯员|见习记者|特约)[^（()）]{0,30}[)）][\s，：:]*)?"
    r"(?:(?:本报)?记者[\s　][\u4e00-\u9fa5\s　]{2,14}(?:报道|摄影报道)[\s，：:]*)?"
    r"(?:据[^，。！？]{2,24}(?:报道|消息)[，,：:\s]*)?"
)
_ITEM = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,2}[）)、.．]|其中|此外|另外|同时|随后|但|而|不过")
# Only the opening of an article is searched: news tells the case first.
OPENING = 12


def lead(witness: Witness) -> Quotation | None:
    """The sentence that states most of the case, of the earliest three articles; None when none has a usable one."""
    best: tuple[float, Quotation] | None = None
    for age, judged in enumerate(witness.articles[:3]):
        for score, quotation in candidates(judged):
            if best is None or score - LATER * age > best[0]:
                best = (score - LATER * age, quotation)
    return best[1] if best else None


def candidates(judged: JudgedArticle) -> list[tuple[float, Quotation]]:
    """The opening's usable sentences with their scores."""
    article = judged.article
    starts = _fact_starts(judged)
    found = []
    for position, sentence in enumerate(sentences_of(article)[:OPENING]):
        start = sentence.start + dateline(article.text[sentence.start : sentence.end])
        quote = article.text[start : sentence.end].rstrip()
        if SHORTEST <= len(quote) <= LONGEST:
            stated = sum(
                WEIGHTS[kind] for kind, at in starts.items() if any(sentence.start <= a < sentence.end for a in at)
            )
            score = (
                stated
                + HEADLINE * overlap(article.title, quote)
                - POSITION * position
                - ITEM * bool(_ITEM.match(quote))
            )
            quotation = Quotation(article=article.id, field="text", start=start, end=start + len(quote), quote=quote)
            found.append((score, quotation))
    return found


def overlap(title: str, sentence: str) -> float:
    """The share of TITLE's neighbouring pairs of characters that stand in SENTENCE."""
    pairs = {title[at : at + 2] for at in range(len(title) - 1) if title[at : at + 2].isalnum()}
    return sum(pair in sentence for pair in pairs) / len(pairs) if pairs else 0.0


def sentences_of(article: Article) -> list[Sentence]:
    """The sentences of the article's text. They need no words, so no dictionary is loaded for them."""
    document = Document(article.title, article.text, _Unsegmented())
    return [one for one in document.sentences if one.field == "text"]


class _Unsegmented:
    """Stands where a document wants a segmenter that nobody will ask."""

    name = "none"

    def cut(self, text: str) -> list[str]:
        return [text]


def dateline(sentence: str) -> int:
    """How many characters of SENTENCE are blank, or say who reports from where: 本报讯（记者 某某）, 新华社北京11月2日电."""
    found = _DATELINE.match(sentence)
    return found.end() if found else 0


def _fact_starts(judged: JudgedArticle) -> dict[str, list[int]]:
    """Where each kind of fact begins in the text."""
    judgment = judged.judgment
    spans = {
        "employer": [(one.field, one.start) for one in judgment.employers],
        "place": [(one.field, one.start) for one in judgment.places],
        "issue": [(e.field, e.start) for one in judgment.issues for e in one.evidence],
        "workers": [(e.field, e.start) for e in [judgment.workers.evidence if judgment.workers else None] if e],
        "money": [(one.evidence.field, one.evidence.start) for one in judgment.money if one.evidence],
        "demand": [(one.field, one.start) for one in judgment.demands],
    }
    return {kind: [start for field, start in found if field == "text"] for kind, found in spans.items()}
