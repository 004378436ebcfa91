"""Legal bases of several measures as one list: each law once, its articles in order."""

from __future__ import annotations

import re
from collections.abc import Iterable

from judgment.facts.numbers import exact

# 《劳动合同法》第四条、第四十四条: a law and its articles. What reads otherwise is kept as it stands.
LAW = re.compile(r"(《[^》]+》)(第.+)")
ARTICLE = re.compile(r"第([一二三四五六七八九十百千零]+)条(?:之([一二三四五六七八九十]+))?")


def merged(bases: Iterable[str]) -> tuple[str, ...]:
    """BASES, parted by ；, with the articles of a law brought together; laws in the order in which they come."""
    laws: dict[str, set[str]] = {}
    for part in (part.strip() for basis in bases for part in basis.split("；")):
        found = LAW.fullmatch(part)
        if found:
            laws.setdefault(found[1], set()).update(found[2].split("、"))
        elif part:
            laws.setdefault(part, set())
    return tuple(law + "、".join(sorted(articles, key=_place)) for law, articles in laws.items())


def _place(article: str) -> tuple[float, float, str]:
    """Where ARTICLE (第二百七十六条之一) stands in its law; what is no plain article comes last."""
    found = ARTICLE.fullmatch(article)
    if found is None:
        return float("inf"), 0.0, article
    return exact(found[1]) or 0.0, exact(found[2] or "零") or 0.0, article
