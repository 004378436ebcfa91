"""The parties that an article names: one for all the ways in which it writes an employer, with every place where it does."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from judgment.document import Document
from judgment.facts.bare import find_bare
from judgment.facts.brands import full_names
from judgment.facts.cores import core_of, find_form, is_bare, short_form
from judgment.facts.lexicon import words
from judgment.facts.names import acceptable, find_alias, find_names
from judgment.facts.spots import Spots
from judgment.occurrences import occurrences
from yanpan_domain.codes import PartyRole

_SUBJECTS, _CALLED, _SPANS, _NAMES = 8, 20, 40, 200  # no article tells of more; they keep hostile text linear
_PLACED = 7


@dataclass
class Party:
    """All mentions of one employer: `forms` counts how it is written, plain; `called` is the short name that it is given.

    `tied` is set where words next to it speak of its workers, of hiring, or of what was done to them.
    """

    forms: Counter[str] = field(default_factory=Counter)
    spans: list[tuple[str, int, int]] = field(default_factory=list)
    score: float = 0.0
    role: PartyRole | None = None
    called: str | None = None
    tied: bool = False


def parties(document: Document, spots: Spots) -> list[Party]:
    """Every employer that title and text name, its short forms joined to it."""
    return _joined(_collect(document, spots))


def _collect(document: Document, spots: Spots) -> dict[str, Party]:
    """Every name in title and text, with all places where the aliases that brackets define stand."""
    names: dict[str, Party] = {}
    spans = {
        part: find_names(document.plain(part), spots.suffixes[part], spots.brands[part]) for part in ("title", "text")
    }
    for part, found in spans.items():
        text = document.plain(part)
        found += _bare(document, part, spots, found)
        for start, end in found:
            _add(names, text[start:end], part, start, end)
    for part, found in spans.items():
        for start, end in found[:_NAMES]:
            if document.plain(part)[start:end] in names:
                _add_alias(document, names, part, start, end)
    _add_short_forms(document, names)
    return names


def _add_short_forms(document: Document, names: dict[str, Party]) -> None:
    """Where the article calls a firm by what tells it from others (锐霆 for 深圳市锐霆精密电子有限公司), and every other place
    where an unknown word stands that was found to be an employer."""
    forms = _short_forms(document, list(names)[:_CALLED])
    if not forms:
        return
    merged = {form for full, form in forms.items() if form != full and form in names}
    taken = {(part, at) for full in names.keys() - merged for part, *span in names[full].spans for at in range(*span)}
    for full, form in forms.items():
        if full not in merged:
            _add_mentions(document, names[full], form, taken)
    for form in merged:
        del names[form]


def _short_forms(document: Document, names: list[str]) -> dict[str, str]:
    whole = document.plain_title + "\n" + document.plain_text
    forms = {full: form for full in names if (form := short_form(full, whole)) and acceptable(form)}
    return forms | {name: name for name in names if name not in forms and is_bare(name)}


def _add_mentions(document: Document, name: Party, form: str, taken: set[tuple[str, int]]) -> None:
    """Every place where FORM stands outside the names that were found."""
    for part in ("title", "text"):
        for start, end in find_form(document.plain(part), form):
            if len(name.spans) >= _SPANS:
                return
            if (part, start) not in taken:
                taken.update((part, at) for at in range(start, end))
                name.spans.append((part, start, end))
                name.forms[form] += 1


def _bare(document: Document, part: str, spots: Spots, taken: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Unknown words that stand where an employer does and that the article names at least twice, or calls a firm."""
    text = document.plain(part)
    found: list[tuple[int, int]] = []
    for start, end, enough in find_bare(text, spots.anchors[part]):
        name = text[start:end]
        if (start, end) in found or any(begin < end and start < until for begin, until in taken):
            continue
        if not acceptable(name) or name in words("generic_heads"):
            continue
        if enough or document.plain_title.count(name) + document.plain_text.count(name) > 1:
            found.append((start, end))
        if len(found) >= _SUBJECTS:
            break
    return found


def _add(names: dict[str, Party], form: str, part: str, start: int, end: int) -> None:
    if form not in names and len(names) >= _NAMES:
        return
    name = names.setdefault(form, Party())
    name.forms[form] += 1
    if len(name.spans) < _SPANS:
        name.spans.append((part, start, end))


def _add_alias(document: Document, names: dict[str, Party], part: str, start: int, end: int) -> None:
    text = document.plain(part)
    alias = find_alias(text, end) if text[end : end + 1] in _BRACKETS else None
    if alias is None or not acceptable(alias):
        return
    name = names[text[start:end]]
    name.called = alias
    for other in ("title", "text"):
        for at in occurrences(document.plain(other), alias):
            if len(name.spans) >= _SPANS:
                break
            if (other, at, at + len(alias)) not in name.spans and not (other == part and start <= at < end):
                name.spans.append((other, at, at + len(alias)))
                name.forms[alias] += 1
    if alias in names and names[alias] is not name:
        del names[alias]


def _joined(names: dict[str, Party]) -> list[Party]:
    """Short forms join the full name that they stand for: 佳士科技 → 深圳市佳士科技股份有限公司, 港台 → 香港电台."""
    for short in sorted(names, key=len, reverse=True):
        target = _full(short, names)
        if target is not None:
            names[target].forms.update(names[short].forms)
            names[target].spans += names[short].spans
            names[target].called = names[target].called or names[short].called
            del names[short]
    return list(names.values())


def _full(short: str, names: dict[str, Party]) -> str | None:
    """The one longer name that SHORT stands for; None where there is none or they differ among themselves."""
    known = full_names().get(short)
    if known in names:
        return known
    longer = sorted((other for other in names if len(other) > len(short) and _stands_for(short, other)), key=len)
    return longer[0] if longer and all(longer[0] in one for one in longer) else None


_BRACKETS = ("（", "(")
_TAIL = re.compile(r"(?:公司|集团|厂)$")


def _stands_for(short: str, full: str) -> bool:
    core = _TAIL.sub("", short)
    if len(core) >= 2 and core in full:
        return True
    distinct = core_of(full)
    if distinct is not None and distinct in short:
        return True
    # Headlines put a place before the name: 惠东示例利华鞋业 in 惠州市惠东县示例利华鞋业有限公司.
    if len(core) >= _PLACED and (core[2:] in full or core[3:] in full):
        return True
    named = full_names().get(short)
    if named is not None and (named in full or full in named):
        return True
    return len(short) >= 4 and short[:2] in full and _in_order(short, full)


def _in_order(short: str, full: str) -> bool:
    """Whether the characters of SHORT stand in FULL in the same order: 郑州育人集团 in 郑州育人教育集团."""
    rest = iter(full)
    return all(sign in rest for sign in short)
