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
    """Bytes may differ by the last bit of another machine's arithmetic, so the weights are compared, not the files."""
    pytest.importorskip("scipy")
    from judgment.training.build_learned import see, train

    model, weights = train([see(text) for text in TEXTS])
    shipped = terms.packaged()
    assert (model.questions, model.terms) == (shipped.questions, shipped.terms)
    assert sum(abs(a - b) > 1 for a, b in zip(model.rows, shipped.rows, strict=True)) < len(model.rows) / 100
    assert {q: set(w) for q, w in weights.items()}.keys() == rules.packaged().keys()


def test_the_same_texts_give_the_same_weights():
    pytest.importorskip("scipy")
    from judgment.training.build_learned import see, train

    some = [see(text) for text in TEXTS[:150]]
    assert train(some)[0].dump() == train(some)[0].dump()
