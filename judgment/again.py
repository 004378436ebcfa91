"""Judges the archive again, slice by slice: what already carries the present version is left, so a run can be resumed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from judgment.assess import judge
from judgment.options import JudgmentOptions
from judgment.versions import version_of
from yanpan_domain.judgment import JudgedArticle

SLICE = 500
# What the before/after table compares.
COMPARED = ("relevance", "stage", "tone", "issues")


@dataclass(slots=True)
class Again:
    """What judging again changed: (field, before, after) → articles; and how many were judged."""

    judged: int = 0
    changes: Counter[tuple[str, str, str]] = field(default_factory=Counter)


def outdated(archive: Iterable[JudgedArticle], options: JudgmentOptions) -> list[str]:
    """Ids of what another version of the engine judged, in the archive's order."""
    version = version_of(options)
    return [one.article.id for one in archive if one.judgment.version != version]


def judge_again(
    ids: Sequence[str],
    read: Callable[[Sequence[str]], Iterable[JudgedArticle]],
    write: Callable[[Sequence[JudgedArticle]], object],
    options: JudgmentOptions,
    finish: Callable[[JudgedArticle], JudgedArticle] = lambda judged: judged,
    size: int = SLICE,
) -> Again:
    """READ each slice of IDS, judge it, let FINISH put corrections over it, and WRITE it before the next is read.

    A text that is masked already is judged as it was the first time. Ending in the middle loses one slice's work at most.
    """
    done = Again()
    for start in range(0, len(ids), size):
        before = list(read(ids[start : start + size]))
        after = [finish(_anew(one, options)) for one in before]
        write(after)
        done.judged += len(after)
        for old, new in zip(before, after, strict=True):
            done.changes.update(_changes(old, new))
    return done


def _anew(judged: JudgedArticle, options: JudgmentOptions) -> JudgedArticle:
    article = judged.article
    judgment = judge(title=article.title, text=article.text, published=article.published, options=options)
    masked = max(judgment.masked, judged.judgment.masked)
    return replace(
        judged,
        article=replace(article, title=judgment.title, text=judgment.text),
        judgment=replace(judgment, masked=masked),
    )


def _changes(old: JudgedArticle, new: JudgedArticle) -> list[tuple[str, str, str]]:
    pairs = [(name, _told(old, name), _told(new, name)) for name in COMPARED]
    return [(name, before, after) for name, before, after in pairs if before != after]


def _told(judged: JudgedArticle, name: str) -> str:
    if name == "tone":
        return judged.judgment.tone.label.value
    if name == "issues":
        return " ".join(sorted(issue.code.value for issue in judged.judgment.issues)) or "-"
    return str(getattr(judged.judgment, name).value)
