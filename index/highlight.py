"""Where a query's words stand in the masked text: made here, so that both backends show the same stretches."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from index.clauses import Bonus, Clause, Like, Match, Near, Not, Phrase, Word, children
from index.interface import Highlight
from index.tokens import inner, parts
from judgment.words import plain, segmenter

# A stretch of the text holds about this many characters, and a hit shows at most this many stretches.
STRETCH = 80
STRETCHES = 2
# No sentence is longer than this; a text without full stops is cut from its start.
LONGEST_SENTENCE = 2_000
_SENTENCE_END = re.compile(r"[。！？!?；;\n\r]")
# Between the words of a phrase only signs and blanks may stand: they are no words of the index either.
_GAP = r"[\W_]*"


@dataclass(frozen=True, slots=True)
class _Pattern:
    text: str
    field: str | None


class Highlighter:
    """Finds one query's words in any number of records."""

    def __init__(self, clause: Clause) -> None:
        self._patterns = tuple(dict.fromkeys(_patterns(clause)))

    def highlights(self, title: str, text: str) -> tuple[Highlight, ...]:
        """The title if a word stands in it, then the richest stretches of the text in reading order."""
        found: list[Highlight] = []
        spans = self._spans("title", title)
        if spans:
            found.append(Highlight(field="title", fragment=title, spans=spans))
        return (*found, *_stretches(text, self._spans("text", text)))

    def _spans(self, field: str, text: str) -> tuple[tuple[int, int], ...]:
        regex = self._title_regex if field == "title" else self._text_regex
        if regex is None:
            return ()
        shown = plain(text)
        words = _Words(shown)
        found = [match.span() for match in regex.finditer(shown) if match.end() > match.start()]
        whole = [span for span in found if words.hold(span)]
        return tuple(whole or found)

    @cached_property
    def _title_regex(self) -> re.Pattern[str] | None:
        return _compiled([one.text for one in self._patterns if one.field in (None, "title")])

    @cached_property
    def _text_regex(self) -> re.Pattern[str] | None:
        return _compiled([one.text for one in self._patterns if one.field in (None, "text")])


def _compiled(patterns: list[str]) -> re.Pattern[str] | None:
    """Longer patterns first, so that a phrase wins over its words."""
    return re.compile("|".join(sorted(set(patterns), key=lambda one: (-len(one), one)))) if patterns else None


def _patterns(clause: Clause) -> list[_Pattern]:
    match clause:
        case Not():
            return []
        case Match(alternatives):
            return [
                _pattern(one) for one in alternatives if not (isinstance(one, Phrase) and one.field == "employer_words")
            ]
        case Bonus(below, _):
            return _patterns(below)
        case Like(None, pattern) if pattern.strip("*?"):
            # Chinese has no blanks that would end the rest of the word, so what is written is marked and no more.
            written = "".join({"*": r"\w*?", "?": r"\w"}.get(sign) or re.escape(sign) for sign in pattern.strip("*"))
            return [_Pattern(written, None)]
        case Near(text, _):
            return [_Pattern(re.escape(text), None)]
        case _:
            return [pattern for below in children(clause) for pattern in _patterns(below)]


def _pattern(one: Word | Phrase) -> _Pattern:
    if isinstance(one, Word):
        return _Pattern(re.escape(one.text), None)
    gap = _GAP if not one.slop else f"{_GAP}(?:\\w{{1,4}}{_GAP}){{0,{min(one.slop, 5)}}}?"
    return _Pattern(gap.join(re.escape(word) for word in one.words), one.field)


class _Words:
    """Where the words of the index begin and end in one text; each sentence is cut once, when it is first asked for."""

    def __init__(self, shown: str) -> None:
        self._shown = shown
        self._ends = [mark.end() for mark in _SENTENCE_END.finditer(shown)]
        self._cut: dict[int, _Sentence] = {}

    def hold(self, span: tuple[int, int]) -> bool:
        """Whether SPAN begins and ends where words do: 工会 is no word of 员工会议. Across sentences each end counts alone."""
        return self._sentence(span[0]).begins(span[0]) and self._sentence(span[1] - 1).ends(span[1])

    def _sentence(self, at: int) -> _Sentence:
        place = bisect_right(self._ends, at)
        start = self._ends[place - 1] if place and self._ends[place - 1] > at - LONGEST_SENTENCE else 0
        if start not in self._cut:
            following = bisect_right(self._ends, start + 1)
            end = self._ends[following] if following < len(self._ends) else len(self._shown)
            self._cut[start] = _Sentence(self._shown[start:end], start)
        return self._cut[start]


class _Sentence:
    """A sentence cut into words; the words inside a long word are looked for only where something begins or ends in it."""

    def __init__(self, sentence: str, start: int) -> None:
        self._words = segmenter().cut(sentence)
        self._edges = list(accumulate(map(len, self._words), initial=start))

    def begins(self, at: int) -> bool:
        return self._edge(at, end=False)

    def ends(self, at: int) -> bool:
        return self._edge(at, end=True)

    def _edge(self, at: int, *, end: bool) -> bool:
        place = bisect_left(self._edges, at)
        if place < len(self._edges) and self._edges[place] == at:
            return True
        if not 0 < place <= len(self._words):
            return False
        word, offset = self._words[place - 1], at - self._edges[place - 1]
        pieces = (*parts(word), *inner(word)) if len(word) > 2 else ()
        return any(
            word.startswith(piece, from_)
            for piece in pieces
            for from_ in [offset - len(piece) if end else offset]
            if from_ >= 0
        )


def _stretches(text: str, spans: tuple[tuple[int, int], ...]) -> list[Highlight]:
    """The stretches of TEXT with the most different words found, never overlapping, in reading order."""
    windows: list[tuple[int, int, int]] = []
    for start, _ in spans:
        left = _left_edge(text, start)
        right = min(len(text), left + STRETCH)
        inside = {text[a:b] for a, b in spans if left <= a and b <= right}
        windows.append((-len(inside), left, right))
    chosen: list[tuple[int, int]] = []
    for _, left, right in sorted(windows):
        if len(chosen) < STRETCHES and all(right <= a or b <= left for a, b in chosen):
            chosen.append((left, right))
    return [
        Highlight(
            field="text",
            fragment=text[left:right],
            spans=tuple((a - left, b - left) for a, b in spans if left <= a and b <= right),
        )
        for left, right in sorted(chosen)
    ]


def _left_edge(text: str, start: int) -> int:
    """Where the sentence (or the text) begins when that is near, else a little before the word."""
    reach = max(0, start - STRETCH * 2 // 3)
    nearest = max((m.end() for m in _SENTENCE_END.finditer(text, reach, start)), default=0 if reach == 0 else -1)
    return nearest if nearest >= 0 else start - STRETCH // 4
