"""What is known of names before any text is read, bent into what one pass over a text needs."""

from __future__ import annotations

from array import array
from functools import lru_cache
from typing import Any

from judgment.masking.characters import OF_NEW_NAMES, PARTICLES
from judgment.masking.lexicon import Lexicon, lexicon, lines, rare_surnames, surnames
from judgment.masking.odds import NEVER_GIVEN, NO_GIVEN

# Tables are by code point and end here; what lies beyond is in no name.
CODES = 0x10000


class NameModel:
    """The lexicon, the dictionary and the roles as tables."""

    def __init__(self, words: Lexicon) -> None:
        from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

        single, self.compound = surnames()
        self.compound_firsts = frozenset(ord(name[0]) for name in self.compound)
        self.surname = single
        self.surname_after_role = single | rare_surnames()
        self.lexicon = words
        self.words = words.words
        self.not_names = frozenset(" ".join(lines("masking_not_names.txt")).split())
        self.family = _by_code(words.family | dict.fromkeys(rare_surnames(), 0), 0)
        self.given = frozenset(
            char
            for char in words.first
            if char not in PARTICLES and max(words.first[char], words.last[char], words.only[char]) > -300
        )
        everyday = set().union(*words.words) | words.first.keys()
        # A character that stands in no everyday word is one of a name: 周鸿祎, 陈栢欣.
        unheard = {chr(code) for code in range(0x4E00, 0xA000)} - everyday
        self.given |= OF_NEW_NAMES | unheard
        never = dict.fromkeys(everyday - self.given, NEVER_GIVEN)
        self.first, self.last, self.only = (
            _by_code(never | odds, 150) for odds in (words.first, words.last, words.only)
        )
        self.last_given = _by_code({char: words.last.get(char, 150) for char in self.given}, NO_GIVEN)
        (known,) = lines("masking_famous.txt")
        self.public = frozenset(" ".join(lines("masking_public.txt")).split())
        self.public |= {known[at : at + 3] for at in range(0, len(known), 3)}
        private, office = "\n".join(lines("masking_roles.txt")).split("\n==\n")
        self.roles = list(dict.fromkeys([*office.split(), *private.split()]))
        self.offices = len(set(office.split()))
        self.kinds = frozenset(role for role in self.roles if len(role) == 2)
        # Between other work the small tables of this kind are still in the processor's cache; a full table is not.
        self.role_engine: Any = AhoCorasick(
            self.roles, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.ContiguousNFA
        )


def _by_code(odds: dict[str, int], other: int) -> array[int]:
    """ODDS by code point; OTHER for characters that it does not hold. A table has no objects that the processor must fetch."""
    table = array("h", [other]) * CODES
    for char, value in odds.items():
        table[ord(char)] = value
    return table


@lru_cache(maxsize=1)
def name_model() -> NameModel:
    """The model of this version, made once."""
    return NameModel(lexicon())
