"""Is it a concrete dispute, labour relations in general, or neither, and which words decided."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log2

from judgment.facts.read import Facts
from judgment.learned.rules import BIAS
from judgment.learned.terms import TermReading
from judgment.signs import Signs, Span, amount
from judgment.weights import SIDES, RelevanceWeights
from yanpan_domain.codes import MoneyKind, Relevance
from yanpan_domain.fact import Evidence

# An issue's word of this weight or more makes a labour story by itself; a lighter one only helps.
FIRM = 1.0
PASSING = "passing"
SPARSE = "sparse"
SPARSE_UNIT = 60
# The groups whose words are of labour, for how thinly they are sown.
LABOUR = frozenset(
    ("WORKER", "worker_weak", "PAY", "strike", "tribunal", "union", "jobs", "jobs_weak", "public_insurance")
)
# How many of the deciding groups are kept as evidence.
KEPT = 6


@dataclass(frozen=True, slots=True)
class RelevanceFinding:
    relevance: Relevance
    score: float
    related: float
    concrete: float
    because: tuple[Evidence, ...]


def amounts(signs: Signs) -> dict[str, float]:
    """Every group that decides relevance, with its amount.

    Issues are groups too, by the words that are at home in labour stories alone; the others are one group, PASSING.
    """
    found: dict[str, float] = dict(signs.amounts("group"))
    issues, thinning = signs.amounts("issue"), signs.thinning
    passing: list[Span] = []
    for code, spans in signs.family("issue").items():
        light = [span for span in spans if span[3] < FIRM]
        if not light:
            found[code] = issues[code]
            continue
        passing += light
        if len(light) < len(spans):
            found[code] = amount([span for span in spans if span[3] >= FIRM], thinning)
    if passing:
        found[PASSING] = amount(passing, thinning)
    found[SPARSE] = sparse(signs)
    return found


def sparse(signs: Signs) -> float:
    """How thin labour words are sown: 0 up to one in SPARSE_UNIT characters, then one more for every unit, at most 3.

    A long text that names wages once is about something else.
    """
    groups = signs.family("group")
    places: set[int] = set()
    for spans in [*signs.family("issue").values(), *(groups[code] for code in LABOUR if code in groups)]:
        # A place in the title is counted down from -1, so that a number will do.
        places.update([start if field == "text" else ~start for field, start, _, _, _ in spans])
    return max(0.0, min(3.0, signs.length / (1 + len(places)) / SPARSE_UNIT - 1))


def stated(facts: Facts) -> dict[str, float]:
    """What the facts add: a named employer, workers counted, months or money owed make a case concrete."""
    employers = len({mention.name for mention in facts.employers})
    owed = facts.arrears_months is not None or any(money.kind is MoneyKind.OWED for money in facts.money)
    return {
        "employer_named": log2(1 + min(3, employers)),
        "workers_counted": 1.0 if facts.workers is not None else 0.0,
        "wages_owed": 1.0 if owed else 0.0,
    }


def learned_words(terms: TermReading) -> dict[str, float]:
    """What the learned words say on both sides; a group like the others, so that corrections can weigh it anew."""
    return {f"words_{side}": terms.says[side] for side in SIDES}


def find_relevance(signs: Signs, facts: Facts, terms: TermReading, weights: RelevanceWeights) -> RelevanceFinding:
    """The relevance of a document by the sums of what its groups and its learned words weigh."""
    found = amounts(signs) | stated(facts) | learned_words(terms)
    pulls = {group: weights.related.get(group, 0.0) * much for group, much in found.items()}
    related = weights.related[BIAS] + sum(pulls.values())
    concrete = weights.concrete[BIAS] + sum([weights.concrete.get(group, 0.0) * much for group, much in found.items()])
    about, case = _logistic(related), _logistic(concrete)
    if about < 0.5:
        relevance, score, side = Relevance.UNRELATED, 1 - about, -1.0
    elif case < 0.5:
        relevance, score, side = Relevance.LABOUR_GENERAL, about * (1 - case), 1.0
    else:
        relevance, score, side = Relevance.DISPUTE, about * case, 1.0
    because = _because(signs, pulls, side)
    if relevance is not Relevance.UNRELATED:
        because += terms.strongest("concrete" if relevance is Relevance.DISPUTE else "related")
    return RelevanceFinding(relevance, round(score, 4), related, concrete, because)


def _because(signs: Signs, pulls: dict[str, float], side: float) -> tuple[Evidence, ...]:
    """The first words of the groups that pulled hardest towards the result, up (SIDE 1) or down (-1)."""
    strongest = sorted([(-side * pull, group) for group, pull in pulls.items() if side * pull > 0])[:KEPT]
    return tuple(
        signs.evidence(spans[0], min(1.0, -against / 3))
        for against, group in strongest
        if (spans := signs.of("group", group) or signs.of("issue", group))
    )


def _logistic(value: float) -> float:
    return 1 / (1 + exp(-max(-40.0, min(40.0, value))))
