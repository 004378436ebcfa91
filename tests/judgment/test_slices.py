from __future__ import annotations

from collections.abc import Iterable

import pytest
from ahocorasick_rs import AhoCorasick, MatchKind

from judgment.facts.read import SPOTS
from judgment.industry import industry_lexicon
from judgment.masking.identifiers import _SAID
from judgment.masking.model import name_model
from judgment.places.written import finder
from judgment.signs import signs_lexicon
from judgment.slices import ENDS, LONG, find_matches, slices

SENTENCE = "示例电子厂拖欠工资三个月，工人在厂门口讨薪。"


def test_slices_are_the_whole_text_and_end_behind_sentences():
    text = SENTENCE * 10_000
    found = list(slices(text))
    assert "".join(text[start:end] for start, end in found) == text
    assert all(text[end - 1] == "。" and end - start <= LONG for start, end in found)


def test_a_text_without_sentences_is_not_cut_within_a_word():
    text = "拖欠工资" * LONG + "。" + SENTENCE
    assert list(slices(text)) == [(0, 4 * LONG + 1), (4 * LONG + 1, len(text))]


@pytest.mark.parametrize("overlapping", [False, True])
def test_a_long_text_gives_the_hits_of_one_pass(overlapping: bool):
    kind = MatchKind.Standard if overlapping else MatchKind.LeftmostLongest
    engine = AhoCorasick(["工资", "拖欠", "拖欠工资", "讨薪", "。"], matchkind=kind)
    text = SENTENCE * (3 * LONG // len(SENTENCE))
    whole = engine.find_matches_as_indexes(text, overlapping=overlapping)
    assert list(find_matches(engine, text, overlapping=overlapping)) == whole


def terms() -> dict[str, Iterable[str]]:
    """The terms of every automaton that reads articles in slices."""
    return {
        "signs": signs_lexicon().terms,
        "industry": industry_lexicon().terms,
        "identifiers": " ".join(kind.words for kind in _SAID).split(" "),
        "roles": name_model().roles,
        "places": finder().names,
        "facts": [word for word, *_ in SPOTS._words],
    }


@pytest.mark.parametrize("name", ["signs", "industry", "identifiers", "roles", "places", "facts"])
def test_no_term_reaches_over_the_end_of_a_slice(name: str):
    assert not [term for term in terms()[name] if len(term) > 1 and any(end in term for end in ENDS)]
