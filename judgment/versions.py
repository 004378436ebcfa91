"""Which data judged: word lists, weights, gazetteer, so that two scores can be compared or not."""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b
from importlib.resources import files

from judgment.options import JudgmentOptions

_LISTS = {
    "relevance": ("relevance_terms.txt", "relevance_weights.txt", "shield_terms.txt"),
    "issues": ("issues_terms.txt", "pair_rules.txt"),
    "form": ("form_terms.txt",),
    "stage": ("stage_terms.txt",),
    "vulnerable": ("vulnerable_terms.txt",),
    "industry": ("industry_terms.txt",),
    "tone": ("tone_terms.txt", "tone_shield.txt"),
}
# Raised when code changes what the same lists give.
RULES = "2"


@lru_cache(maxsize=1)
def versions() -> dict[str, str]:
    """Name → version of everything that decides a judgment: eight hex digits of the data it is made of."""
    found = {name: _digest(names) for name, names in _LISTS.items()}
    others = sorted(
        entry.name
        for entry in (files("judgment") / "data").iterdir()
        if entry.is_file() and not any(entry.name in names for names in _LISTS.values())
    )
    grouped: dict[str, list[str]] = {}
    for name in others:
        grouped.setdefault(name.partition("_")[0].partition(".")[0], []).append(name)
    return (
        {"rules": RULES}
        | found
        | {name: _digest(tuple(members)) for name, members in grouped.items() if name not in found}
    )


@lru_cache(maxsize=1)
def judgment_version() -> str:
    """One word for all of `versions()`; stands in every judgment."""
    told = ";".join(f"{name}={value}" for name, value in sorted(versions().items()))
    return RULES + "-" + blake2b(told.encode(), digest_size=4).hexdigest()


@lru_cache(maxsize=8)
def version_of(options: JudgmentOptions) -> str:
    """The version that judges with OPTIONS: engines, learned weights and models make another one."""
    if options == JudgmentOptions():
        return judgment_version()
    return judgment_version() + "-" + blake2b(repr(options).encode(), digest_size=3).hexdigest()


def _digest(names: tuple[str, ...]) -> str:
    mixed = blake2b(digest_size=4)
    for name in names:
        mixed.update((files("judgment") / "data" / name).read_bytes())
    return mixed.hexdigest()
