"""The weights for names without a role: what they say, and that they are those of the texts."""

from __future__ import annotations

import pytest

from judgment.masking.candidates import candidates
from judgment.masking.lexicon import lines
from judgment.masking.likelihood import log_odds
from judgment.masking.seeds import role_ends
from judgment.masking.seeming import Seeming


def seeming(text: str, name: str) -> Seeming:
    """NAME as TEXT has it."""
    return Seeming(text, name, [one for one in candidates(text, role_ends(text)) if one.name == name])


def test_who_speaks_and_recurs_is_likelier_than_what_stands_once_before_a_firm():
    person = seeming("当天，蔡文斌说没钱。\n蔡文斌没有等。", "蔡文斌")
    once = seeming("他去了蔡文斌科技。", "蔡文斌")
    assert log_odds(person) > 0 > log_odds(once)


def test_a_list_of_names_makes_its_members_likelier():
    assert log_odds(seeming("另向洪俊、梅思远支付。", "梅思远")) > log_odds(seeming("另向梅思远支付。", "梅思远"))


def test_what_ships_is_learned_from_the_texts():
    """But for a last bit of another machine."""
    pytest.importorskip("scipy")
    from judgment.training.build_masking import learn

    shipped = dict(line.rsplit("\t", 1) for line in lines("masking_weights.tsv"))
    learned = dict(line.rsplit("\t", 1) for line in learn())
    assert learned.keys() == shipped.keys()
    assert all(abs(int(learned[key]) - int(shipped[key])) <= 1 for key in learned)


def test_articles_that_are_only_scored_teach_nothing():
    pytest.importorskip("scipy")
    from judgment.training.build_masking import SET_APART, TEXTS, articles

    all_texts = sum(len(file.read_text("utf-8").splitlines()) for file in TEXTS.glob("w*.jsonl"))
    apart = [file for file in TEXTS.glob("*.jsonl") if file.stem.startswith(SET_APART)]
    assert apart
    assert len(list(articles())) < all_texts
