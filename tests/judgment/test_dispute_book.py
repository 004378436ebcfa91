"""What the book is made of: packed features, tables and ties that forget nothing, and cases that no order of arrival changes."""

from __future__ import annotations

from array import array
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from judgment.disputes.book import DisputeBook
from judgment.disputes.features import Facts, Features
from judgment.disputes.keytable import CROWD, KeyTable
from judgment.disputes.packed import packed, unpacked
from judgment.disputes.ties import Ties
from judgment.fingerprints import Sketch

DAY = 86_400


def telling(chance: Random) -> Facts:
    """One of few firms and cities, so that tellings meet, contradict and bridge each other."""
    topic = chance.randrange(6)
    words = {*range(topic * 100, topic * 100 + chance.randrange(4, 20)), *(chance.randrange(2000) for _ in range(4))}
    return Facts(
        employers=tuple(chance.sample(["百佳", "百佳超市", "宏远建筑", "鼎盛"], chance.choice((0, 1, 1)))),
        placed=tuple(chance.sample([440106, 440100, 440304, 310115], chance.choice((0, 1, 1)))),
        issues=1 << chance.randrange(2),
        at=chance.randrange(90) * DAY,
        workers=chance.choice((0, 0, 37, 120)),
        money=tuple(chance.sample([410_000, 2_080_000], chance.randrange(2))),
        words=array("I", sorted(words)).tobytes(),
        is_wide=chance.random() < 0.1,
        goes_on=chance.random() < 0.3,
        title=array("H", sorted(chance.sample(range(1 << 16), chance.randrange(30)))).tobytes(),
        is_faint=chance.random() < 0.25,
    )


def article(number: int, chance: Random) -> Features:
    told = tuple(telling(chance) for _ in range(chance.choice((0, 1, 1, 1, 1, 1, 3))))
    if len(told) > 1:
        told = tuple(one._replace(is_faint=False) for one in told)
    copied = Random(chance.randrange(60))
    hashes = sorted(copied.randrange(1 << 30) for _ in range(64))[: chance.choice((64, 64, 40))]
    return Features(
        f"a{number}", told[0].at if told else number, Sketch(array("I", hashes).tobytes(), len(hashes)), told
    )


def cases(features: list[Features]) -> set[frozenset[tuple[str, ...]]]:
    """Which articles share which disputes, whatever the disputes are called."""
    book = DisputeBook()
    for one in features:
        book.place(one)
    held: dict[str, set[str]] = {}
    for one in features:
        for dispute in book.placement(one.article).disputes:
            held.setdefault(dispute, set()).add(one.article)
    return {frozenset((one,) for one in each) for each in held.values()}


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), st.integers(2, 40))
def test_no_order_of_arrival_changes_the_cases(seed: int, count: int) -> None:
    """Arrival by date takes the short way (`_joins_at_the_end`), any other order decides whole webs."""
    chance = Random(seed)
    some = [article(number, chance) for number in range(count)]
    by_date = cases(sorted(some, key=lambda one: (one.at, one.article)))
    chance.shuffle(some)
    assert cases(some) == by_date
    assert cases(some[::-1]) == by_date


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6))
def test_features_are_the_same_after_packing(seed: int) -> None:
    features = article(1, Random(seed))
    assert unpacked("a1", packed(features)) == features


def test_numbers_too_large_to_pack_are_cut_and_names_in_any_script_stay() -> None:
    told = Facts(("示例宏远", "A&B"), (440106,), 5, -7, 1 << 40, (1 << 80,), b"", True)
    read = unpacked("a", packed(Features("a", -7, Sketch(b"", 0), (told,)))).tellings[0]
    assert (read.employers, read.at, read.is_wide) == (told.employers, -7, True)
    assert read.workers < told.workers
    assert read.money[0] < told.money[0]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 40), st.integers(1, 400)), max_size=3000))
def test_a_key_table_finds_what_a_dict_of_sets_would(steps: list[tuple[bool, int, int]]) -> None:
    table, held = KeyTable(), {}
    for is_in, key, value in steps:
        values = held.setdefault(key * 0x9E3779B1 & 0xFFFFFFFF, {})
        if is_in and value not in values:
            table.add(key * 0x9E3779B1 & 0xFFFFFFFF, value)
            values[value] = None
        elif not is_in:
            table.remove(key * 0x9E3779B1 & 0xFFFFFFFF, value)
            values.pop(value, None)
    for key, values in held.items():
        assert table.find(key) == [*values][::-1][:CROWD]


def test_a_key_table_grows_without_losing_any() -> None:
    table = KeyTable()
    for value in range(1, 20_000):
        table.add(value * 2654435769 & 0xFFFFFFFF, value)
    assert all(table.find(value * 2654435769 & 0xFFFFFFFF) == [value] for value in range(1, 20_000))


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.integers(1, 12), st.integers(1, 12)), max_size=200))
def test_ties_are_what_a_dict_of_dicts_would_hold(steps: list[tuple[bool, int, int]]) -> None:
    ties, held = Ties(), {node: {} for node in range(1, 13)}
    for number, (is_in, one, other) in enumerate(steps):
        if is_in and one != other and other not in held[one]:
            ties.join(one, other, float(number))
            held[one][other] = held[other][one] = float(number)
        elif not is_in:
            assert ties.drop(one) == held[one].keys()
            for mate in held[one]:
                del held[mate][one]
            held[one] = {}
    assert {node: ties.of(node) for node in held} == held


def test_what_is_no_dispute_joins_by_firm_and_figure_and_opens_none() -> None:
    first = Facts(("恒美制衣",), (320581,), 1, 0, 130, (), b"", False)
    faint = first._replace(at=5 * DAY, issues=0, is_faint=True)
    book = DisputeBook()
    for number, told in enumerate((faint, faint._replace(workers=50), first)):
        hashes = array("I", [number * 100 + step for step in range(40)]).tobytes()
        book.place(Features(f"a{number}", told.at, Sketch(hashes, 40), (told,)))
        if number == 1:
            assert list(book.living_ids()) == []
    [dispute] = book.living_ids()
    assert book.placement("a0").disputes == book.placement("a2").disputes == (dispute,)
    assert book.placement("a1").disputes == ()
    assert book.placement("a1").because == "未涉及具体争议"


def test_a_dispute_whose_only_article_is_judged_otherwise_changes_nothing_more() -> None:
    first = Facts(("恒美制衣",), (320581,), 1, 0, 130, (), b"", False)
    hashes = Sketch(array("I", range(40)).tobytes(), 40)
    book = DisputeBook()
    book.place(Features("a1", 0, hashes, (first,)))
    book.place(Features("a1", 0, hashes, ()))
    assert list(book.living_ids()) == []
    assert book.changed() == ()
