"""Writes what `judgment/learned` reads, `model_terms.bin` and `model_rules.json`, from the labelled texts beside it.

python -m judgment.training.build_learned          needs numpy and scipy, which nothing else here does

One logistic regression per question (about labour? a concrete case? each issue, form, stage, tone) over the amounts that
the rules found and the terms of the texts (runs of two to four characters). The same texts give the same weights.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
from ahocorasick_rs import AhoCorasick
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, diags, hstack

from judgment.facts.read import Facts
from judgment.learned.rules import BIAS, amounts_of, stage_amounts
from judgment.learned.rules import PACKAGED as RULES
from judgment.learned.terms import PACKAGED as TERMS
from judgment.learned.terms import TermModel, joined, quantized, share
from judgment.lexicon import data_rows
from judgment.relevance import amounts, stated
from judgment.signs import Signs
from judgment.stage import STAGES, stated_stage
from judgment.tone.by_lexicon import BALANCE, tone_by_lexicon
from judgment.tone.engine import tone_amounts
from judgment.training.corpus import Labelled, corpus, read
from yanpan_domain.codes import Form, Issue, Relevance

DATA = Path(__file__).parents[1] / "data"
# Terms are runs of so many characters, in at least so many texts.
LONGEST, FEWEST = 4, 3
# What the block of terms is multiplied with before fitting: the larger, the less its weights are pulled to 0.
TERM_GAIN = 10.0
# Added to the biases: our texts tell more endings, authorities and good news than published ones do. Chosen on the half of
# the labelled excerpts that is read while building (even ids), the other half only scored.
SHIFTS = {
    "related": -1.5, "concrete": -0.05, "issue": -0.8, "form": -0.8, "stage:ongoing": 2.4, "tone:neutral": -1.25,
    "tone:positive": 0.75,
}  # fmt: skip
# Added to the weight of the rule of the last stated end for its own stage, chosen in the same way.
STATED = 3.0
# Added to the weight of the words that lists give an issue or a form, for that issue or form, chosen in the same way: real texts name
# theirs in more ways than ours, and lists know more words than our texts.
LISTED = 1.5

Amounts = dict[str, float]
_RUNS = re.compile(r"[\u4e00-\u9fff]+|[a-z]{2,}")


@dataclass(frozen=True)
class Seen:
    """A labelled text as the questions see it."""

    label: Labelled
    plain: str
    groups: Amounts
    issues: Amounts
    forms: Amounts
    stages: Amounts
    tones: Amounts


class Strictness(NamedTuple):
    """How strongly weights are pulled to 0, and what the block of rules is multiplied with before fitting."""

    pull: float
    rule_gain: float


# To the weights set by hand, where there are some, they are pulled hard; the stage's rules contradict each other most.
BY_HAND, LOOSE, CLOSE = Strictness(30, 0.3), Strictness(2, 1), Strictness(5, 0.3)


@dataclass(frozen=True)
class Question:
    """One yes-or-no question: its name, whom it is asked of, the answer, the amounts it heeds, and what is set by hand."""

    name: str
    asked: Callable[[Labelled], bool]
    answer: Callable[[Labelled], bool]
    heeds: Callable[[Seen], Amounts]
    by_hand: Mapping[str, float]
    strictness: Strictness


def see(one: Labelled) -> Seen:
    signs, facts = read(one)
    return Seen(
        label=one,
        plain=joined(signs.document),
        groups=_groups(signs, facts),
        issues=amounts_of(signs, "issue"),
        forms=amounts_of(signs, "form"),
        stages=stage_amounts(signs, stated_stage(signs)[0].value),
        tones=tone_amounts(signs, one.relevance) | {BALANCE: tone_by_lexicon(signs.document, one.relevance).score},
    )


def _groups(signs: Signs, facts: Facts) -> Amounts:
    return amounts(signs) | stated(facts)


def questions() -> list[Question]:
    """All questions, in the order in which the model keeps them."""
    hand = [{row[0]: float(row[at]) for row in data_rows("relevance_weights.txt")} for at in (1, 2)]
    return [
        Question("related", lambda _: True, lambda t: t.relevance is not Relevance.UNRELATED, lambda s: s.groups, hand[0], BY_HAND),
        Question("concrete", _labour, _dispute, lambda s: s.groups, hand[1], BY_HAND),
        *(Question(f"issue:{i}", _case, lambda t, i=i: i in t.issues, lambda s: s.issues, {}, LOOSE) for i in Issue if i is not Issue.OTHER),  # type: ignore[misc]
        *(Question(f"form:{f}", _case, lambda t, f=f: f in t.forms, lambda s: s.forms, {}, LOOSE) for f in Form if f is not Form.NONE),  # type: ignore[misc]
        *(Question(f"stage:{g}", _case, lambda t, g=g: t.stage is g, lambda s: s.stages, {}, CLOSE) for g in STAGES),  # type: ignore[misc]
        *(Question(f"tone:{w}", _told, lambda t, w=w: t.tone == w, lambda s: s.tones, {}, LOOSE) for w in ("negative", "neutral", "positive")),  # type: ignore[misc]
    ]  # fmt: skip


def _labour(text: Labelled) -> bool:
    return text.relevance is not Relevance.UNRELATED


def _told(text: Labelled) -> bool:
    return text.whole and _labour(text)


def _dispute(text: Labelled) -> bool:
    return text.relevance is Relevance.DISPUTE


def _case(text: Labelled) -> bool:
    return text.whole and _dispute(text)


def terms_of(texts: Iterable[str]) -> list[str]:
    """Runs of characters that stand in enough of TEXTS; none with 某, which masking writes."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update({term for run in _RUNS.findall(text) for term in _inside(run)})
    return sorted(term for term, count in counts.items() if count >= FEWEST and "某" not in term)


def _inside(run: str) -> Iterable[str]:
    if run.isascii():
        return [run]
    return (run[at : at + size] for size in range(2, LONGEST + 1) for at in range(len(run) - size + 1))


def fit(x: csr_matrix, wanted: np.ndarray, by_hand: np.ndarray, pull: float) -> np.ndarray:
    """Weights, the bias last, of the logistic regression that starts from the sums set BY_HAND."""

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        sums = x @ weights[:-1] + weights[-1] + by_hand
        missed = 1 / (1 + np.exp(-sums)) - wanted
        value = np.logaddexp(0, -(2 * wanted - 1) * sums).sum() + pull / 2 * weights[:-1] @ weights[:-1]
        return float(value), np.append(x.T @ missed + pull * weights[:-1], missed.sum())

    found: np.ndarray = minimize(
        loss, np.zeros(x.shape[1] + 1), jac=True, method="L-BFGS-B", options={"maxiter": 400}
    ).x
    return found


def train(seen: Sequence[Seen]) -> tuple[TermModel, dict[str, Amounts]]:
    """The terms' weights and the rules' weights that SEEN texts give."""
    terms = terms_of(one.plain for one in seen)
    block = _term_block(seen, terms)
    columns, rules = [], {}
    for question in questions():
        rows = [at for at, one in enumerate(seen) if question.asked(one.label)]
        heeded = [question.heeds(seen[at]) for at in rows]
        names = sorted({name for found in heeded for name in found})
        x = csr_matrix(hstack([block[rows] * TERM_GAIN, _rule_block(heeded, names) * question.strictness.rule_gain]))
        wanted = np.array([float(question.answer(seen[at].label)) for at in rows])
        hand = np.array(
            [
                question.by_hand.get(BIAS, 0.0) + sum(question.by_hand.get(n, 0.0) * v for n, v in found.items())
                for found in heeded
            ]
        )
        weights = fit(x, wanted, hand, question.strictness.pull)
        columns.append(weights[: len(terms)] * TERM_GAIN)
        own, more = question.name.replace("stage:", "rule:"), STATED if question.name.startswith("stage:") else LISTED
        kept = [
            (name, float(value) * question.strictness.rule_gain + more * (name == own))
            for name, value in zip(names, weights[len(terms) : -1], strict=True)
        ]
        rules[question.name] = {name: round(value, 3) for name, value in kept if abs(value) >= 0.005} | {
            BIAS: round(float(weights[-1]) + _shift(question.name), 3)
        }
    return quantized([q.name for q in questions()], terms, np.array(columns).T.tolist()), rules


def _shift(question: str) -> float:
    return SHIFTS.get(question, SHIFTS.get(question.partition(":")[0], 0.0))


def _term_block(seen: Sequence[Seen], terms: list[str]) -> csr_matrix:
    automaton = AhoCorasick(terms)
    found = [{term for term, _, _ in automaton.find_matches_as_indexes(one.plain, overlapping=True)} for one in seen]
    rows = [at for at, one in enumerate(found) for _ in one]
    places = [term for one in found for term in sorted(one)]
    block = csr_matrix((np.ones(len(rows)), (rows, places)), shape=(len(seen), len(terms)))
    return csr_matrix(diags([share(one.plain) for one in seen]) @ block)


def _rule_block(found: list[Amounts], names: list[str]) -> csr_matrix:
    return csr_matrix(np.array([[one.get(name, 0.0) for name in names] for one in found]))


def main() -> None:
    terms, rules = train([see(one) for one in corpus()])
    (DATA / TERMS).write_bytes(terms.dump())
    told = json.dumps(rules, ensure_ascii=False, indent=1, sort_keys=True)
    (DATA / RULES).write_text(told + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
