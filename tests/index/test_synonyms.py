"""Meanings are written into the index, so the list of synonyms and the schema's number belong together."""

from __future__ import annotations

from hashlib import blake2b
from importlib.resources import files

from index.documents import SCHEMA, flat_article
from index.synonyms import meaning_of
from tests.factories import a_judged

# The list that each schema was written with. Who changes the list adds a line here and raises SCHEMA.
LISTS = {2: "c74116e2a5cab590", 3: "aa23573daf0cf52e"}


def test_another_list_is_another_schema() -> None:
    listed = files("index").joinpath("synonyms.txt").read_bytes()
    assert LISTS[SCHEMA] == blake2b(listed, digest_size=8).hexdigest()


def test_a_word_means_what_its_group_means() -> None:
    assert meaning_of("讨薪") == meaning_of("拖欠工资")
    assert meaning_of("足球") is None


def test_a_record_is_marked_with_its_meanings_alone() -> None:
    told = flat_article(a_judged(title="示例电子厂讨要工资", text="工人等了两个月。")).meanings.split()
    assert {meant[:-1] for meant in told} == {"欠薪", "工资"}
