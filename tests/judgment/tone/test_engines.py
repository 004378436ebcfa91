"""Three engines behind one interface; each says which words decided."""

from __future__ import annotations

import subprocess
import sys

import pytest

from judgment.assess import judge
from judgment.document import Document
from judgment.options import JudgmentOptions
from judgment.tone.by_lexicon import tone_by_lexicon
from judgment.tone.by_model import BadModel, load_model
from judgment.tone.engine import UnknownToneEngine
from judgment.tone.train import LabelledTone, agreement, train_tone
from judgment.training.build_tone import build, packaged_labels
from judgment.words import segmenter
from yanpan_domain.codes import ToneLabel

HARM = "某厂拖欠工人半年工资，工人多次讨要未果，生活困难，愤怒又无奈。"
GOOD = "经工会调解，企业已将拖欠的工资全部发放到位，工人们送来锦旗表示感谢。"


@pytest.mark.parametrize("engine", ["lexicon", "trained", "snownlp"])
def test_every_engine_gives_a_label_and_says_its_name(engine):
    tone = judge(title="", text=HARM, options=JudgmentOptions(tone=engine)).tone
    assert tone.engine == engine
    assert -1 <= tone.score <= 1


@pytest.mark.parametrize("engine", ["lexicon", "trained"])
def test_harm_and_resolution_are_told_apart(engine):
    options = JudgmentOptions(tone=engine)
    harm, good = judge(title="", text=HARM, options=options).tone, judge(title="", text=GOOD, options=options).tone
    assert (harm.label, good.label) == (ToneLabel.NEGATIVE, ToneLabel.POSITIVE)
    assert harm.evidence
    assert all(one.quote for one in harm.evidence + good.evidence)


def the_words_of(text: str) -> float:
    """What the words alone say, whatever story they stand in."""
    return tone_by_lexicon(Document("", text, segmenter())).score


def test_a_denial_turns_the_colour():
    assert the_words_of("工人对结果表示满意。") > 0 > the_words_of("工人对结果并不满意。")


def test_what_follows_but_weighs_more_than_what_stands_before():
    kind = "虽然公司拒绝道歉，但工资已全部发放到位。"
    harsh = "虽然工资已全部发放到位，但公司拒绝道歉。"
    assert the_words_of(kind) > the_words_of(harsh)


def test_tone_is_told_by_whom_it_speaks_of():
    towards = dict(judge(title="", text="厂方恶意拖欠工资。总工会积极帮助工人追回工资。").tone.towards)
    assert towards["employer"] < 0 < towards["union"]


def test_another_story_about_no_worker_is_neutral():
    assert judge(title="", text="车主维权，指责商家欺骗消费者，愤怒不已。").tone.label is ToneLabel.NEUTRAL


def test_snownlp_is_loaded_only_when_chosen():
    code = "import sys; from judgment.assess import judge; judge(title='', text='拖欠工资'); print('snownlp' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"


def test_an_unknown_engine_is_refused():
    with pytest.raises(UnknownToneEngine, match="lexicon"):
        judge(title="", text="拖欠工资", options=JudgmentOptions(tone="mood"))


def test_the_packaged_model_is_what_the_labels_give():
    assert load_model(None) == build()


def test_training_learns_what_it_was_shown():
    texts = packaged_labels()
    assert agreement(train_tone(texts), texts) > 0.9
    swapped = [LabelledTone(title="", text=GOOD, label=ToneLabel.NEGATIVE)] * 3 + [
        LabelledTone(title="", text=HARM, label=ToneLabel.POSITIVE)
    ] * 3
    assert agreement(train_tone(swapped), swapped) == 1.0


def test_a_model_of_ones_own_is_used():
    texts = [LabelledTone(title="", text=GOOD, label=ToneLabel.NEGATIVE)] * 3 + [
        LabelledTone(title="", text=HARM, label=ToneLabel.POSITIVE)
    ] * 3
    options = JudgmentOptions(tone="trained", tone_model=train_tone(texts).dump())
    assert judge(title="", text=GOOD, options=options).tone.label is ToneLabel.NEGATIVE


@pytest.mark.parametrize("broken", ["", "[]", "{}", '{"bias": 3, "weights": {}}'])
def test_a_broken_model_says_how_to_mend_it(broken):
    with pytest.raises(BadModel, match="judge train"):
        judge(title="", text=HARM, options=JudgmentOptions(tone="trained", tone_model=broken))
