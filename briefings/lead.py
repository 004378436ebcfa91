"""The sentence that tells a dispute best, taken from its articles as it stands; benchmarks/briefings/lead.md measures it."""

from __future__ import annotations

import re

from briefings.witness import Witness
from judgment.document import Document, Sentence
from yanpan_domain.article import Article
from yanpan_domain.dispute import Quotation
from yanpan_domain.judgment import JudgedArticle

# A sentence shorter than this says too little; a longer one is no lead. Characters, from reading real leads.
SHORTEST, LONGEST = 14, 120
# What stands before the news itself; it names reporters, whom no product needs.
_DATELINE = re.compile(
    r"\s*(?:(?:本报|本网|[\u4e00-\u9fa5]{2,8}(?:社|网|报|台|客户端))[\u4e00-\u9fa5]{0,8}(?:\d{1,2}月\d{1,2}日)?(?:讯|电|消息)[\s，：:]*)?"
    r"(?:[（(][^（()）]{0,12}(?:记者|通讯员|见习记者|特约)[^（()）]{0,30}[)）][\s，：:]*)?"
    r"(?:(?:本报)?记者[\s　][\u4e00-\u9fa5\s　]{2,14}(?:报道|摄影报道)[\s，：:]*)?"
)
# Only the opening of an article is searched: news tells the case first.
OPENING = 12


def lead(witness: Witness) -> Quotation | None:
    """The sentence that states most kinds of facts, early ones first; None when no article has a usable sentence."""
    best: tuple[float, Quotation] | None = None
    for age, judged in enumerate(witness.articles[:3]):
        for score, quotation in _candidates(judged):
            if best is None or score - 0.25 * age > best[0]:
                best = (score - 0.25 * age, quotation)
    return best[1] if best else None


def _candidates(judged: JudgedArticle) -> list[tuple[float, Quotation]]:
    article = judged.article
    kinds = _fact_spans(judged)
    sentences = sentences_of(article)
    found = []
    for position, sentence in enumerate(sentences[:OPENING]):
        start = sentence.start + dateline(article.text[sentence.start : sentence.end])
        quote = article.text[start : sentence.end].rstrip()
        if SHORTEST <= len(quote) <= LONGEST:
            stated = sum(any(sentence.start <= a < sentence.end for a in starts) for starts in kinds.values())
            score = stated - 0.15 * position - 0.004 * len(quote)
            found.append(
                (score, Quotation(article=article.id, field="text", start=start, end=start + len(quote), quote=quote))
            )
    return found


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


def _fact_spans(judged: JudgedArticle) -> dict[str, list[int]]:
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
