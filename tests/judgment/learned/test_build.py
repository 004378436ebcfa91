"""What ships comes from the texts beside it, and the texts are what they say."""

from __future__ import annotations

from collections import Counter

import pytest

from judgment.learned import rules, terms
from judgment.training.corpus import corpus
from yanpan_domain.codes import Relevance, Stage

TEXTS = corpus()


def test_every_text_has_one_id_and_labels_that_fit_together():
    assert max(Counter(text.id for text in TEXTS).values()) == 1
    for text in TEXTS:
        dispute = text.relevance is Relevance.DISPUTE
        assert bool(text.issues) is dispute, text.id
        assert dispute or text.stage is Stage.UNKNOWN, text.id


def test_what_ships_is_built_from_the_texts():
    """Not byte for byte: another machine's last bit, or a name masked anew, may move a weight; build anew when many moved."""
    pytest.importorskip("scipy")
    from judgment.training.build_learned import see, train

    model, weights = train([see(text) for text in TEXTS])
    shipped = terms.packaged()
    assert model.questions == shipped.questions
    assert weights.keys() == rules.packaged().keys()
    common = set(model.terms) & set(shipped.terms)
    assert len(common) > 0.95 * max(len(model.terms), len(shipped.terms))
    where, other = ({term: at for at, term in enumerate(one.terms)} for one in (model, shipped))
    apart = [
        abs(model.weight(where[term], question) - shipped.weight(other[term], question)) > 3 * shipped.scales[question]
        for term in sorted(common)
        for question in range(len(model.questions))
    ]
    assert sum(apart) < 0.05 * len(apart)


def test_the_same_texts_give_the_same_weights():
    pytest.importorskip("scipy")
    from judgment.training.build_learned import see, train

    some = [see(text) for text in TEXTS[:150]]
    assert train(some)[0].dump() == train(some)[0].dump()
