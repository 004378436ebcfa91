"""The learned words: exact sums, evidence that quotes, a model that comes back as it was written."""

from __future__ import annotations

import random
from time import process_time

from judgment.document import Document
from judgment.learned.terms import TermReading, load, packaged, quantized, share
from judgment.words import segmenter

MODEL = quantized(["one", "two"], ["拖欠", "拖欠工资", "工会"], [[1.0, -0.5], [0.5, 0.0], [-1.0, 2.0]])


def reading(title: str, text: str) -> TermReading:
    return TermReading(Document(title, text, segmenter()), MODEL)


def test_every_term_counts_once_and_a_longer_one_hides_none():
    told = reading("工会", "拖欠工资，又拖欠工资。")
    much = share("工会。拖欠工资，又拖欠工资。")
    assert abs(told.says["one"] / much - 0.5) < 0.03
    assert abs(told.says["two"] / much - 1.5) < 0.03


def test_a_term_across_two_slices_is_found():
    for before in range(19_990, 20_003):
        assert MODEL.find("。" * before + "拖欠工资") == {"拖欠", "拖欠工资"}, before


def test_sums_are_exact_for_any_terms():
    chosen = random.Random(7)
    weights = [[chosen.uniform(-1, 1) for _ in range(3)] for _ in range(2_000)]
    model = quantized(["a", "b", "c"], [f"{n:04d}" for n in range(2_000)], weights)
    terms = chosen.sample(range(2_000), 900)
    sums = model.sums(model.packed(model.terms[t] for t in terms))
    for at, question in enumerate(model.questions):
        assert abs(sums[at] * model.scales[at] - sum(model.weight(t, at) for t in terms)) < 1e-6, question


def test_no_sum_runs_into_the_next_question():
    model = quantized(["a", "b"], [f"{n:05d}" for n in range(60_000)], [[-1.0, 1.0]] * 60_000)
    assert model.sums(model.packed(model.terms)) == [-127 * 60_000, 127 * 60_000]


def test_evidence_quotes_the_words_where_they_stand():
    told = reading("工会", "老板拖欠工资。")
    (first,) = told.strongest("two", 1)
    assert (first.field, first.start, first.end, first.quote) == ("title", 0, 2, "工会")
    assert [(e.field, e.quote) for e in told.strongest("one", 3)] == [("text", "拖欠")]


def test_a_model_comes_back_as_it_was_written():
    assert load(MODEL.dump()) == MODEL


def test_what_ships_is_small_and_holds_no_masked_name():
    model = packaged()
    assert len(model.dump()) < 3_000_000
    assert not any("某" in term for term in model.terms)


def test_a_thousand_characters_take_a_quarter_of_a_millisecond_of_judging():
    """Held as a ratio in one run: reading the words takes less than a fifth of what judging takes."""
    from judgment.assess import judge

    text = "工人反映公司拖欠三个月工资，已向劳动监察投诉，当地人社局介入调查。" * 30
    document = Document("", text, segmenter())
    TermReading(document).strongest("related")
    judge(title="", text=text)

    def least(run) -> float:
        taken = []
        for _ in range(5):
            before = process_time()
            run()
            taken.append(process_time() - before)
        return min(taken)

    assert least(lambda: TermReading(document)) < 0.2 * least(lambda: judge(title="", text=text))
