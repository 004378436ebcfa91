"""Names of private persons: found by how names are made, by their surroundings, and by who bears an office."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from judgment.masking.candidates import candidates
from judgment.masking.firms import begins_firm, firm_names
from judgment.masking.foreign import foreign_names
from judgment.masking.likelihood import log_odds
from judgment.masking.model import name_model
from judgment.masking.odds import (
    ACCEPT,
    ACCEPT_ELSEWHERE,
    ACCEPT_LEARNED,
    ACCEPT_ROLE,
    REFUSE_LEARNED,
    SURE_SOUND,
)
from judgment.masking.seeds import role_ends
from judgment.masking.seeming import Seeming
from judgment.masking.speakers import called, speakers
from judgment.masking.surroundings import Candidate
from judgment.occurrences import occurrences

_WORK = re.compile(
    r"工资|员工|工人|职工|劳动|劳工|工地|工友|工钱|工头|打工|上班|车间|厂[里门方区]|老板|务工|宿舍|骑手|护士|教师|保安|司机|停产|遣散|代通知金|清盘|结业|停业|项目部|仓库|讨薪|欠薪|薪|解雇|裁员|仲裁|原告|被告|工伤|辞退|罢工|加班|离职|社保|雇主|村民|农民工|受害|警方|法院|投诉|举报|维权|雇|工会|工时|承办商|辞职|复职|复工"
)


def private_names(original: str, text: str) -> tuple[list[str], list[str]]:
    """Chinese names as they stand in TEXT (plain), and foreign ones as they stand in ORIGINAL, both longest first.

    They must be masked wherever they stand in the article.
    """
    roles = role_ends(text)
    mentions_of: dict[str, list[Candidate]] = {}
    for candidate in candidates(text, roles):
        mentions_of.setdefault(candidate.name, []).append(candidate)
    of_work = _WORK.search(text) is not None
    seeming = [Seeming(text, name, mentions) for name, mentions in mentions_of.items()]
    private = [one for one in seeming if _is_private(one, of_work)]
    firms = () if all(one.surely_told for one in private) else firm_names(text)
    kept = {one.name for one in private if one.surely_told or not begins_firm(one.name, firms)}
    kept.update(name for name in (*speakers(text, roles), *called(text)) if name not in mentions_of)
    foreign = foreign_names(original, text, kept, roles)
    return _longest_first(kept), _longest_first(foreign)


def _longest_first(names: Iterable[str]) -> list[str]:
    return sorted(names, key=lambda name: (-len(name), name))


def _is_private(one: Seeming, of_work: bool) -> bool:
    public = name_model().public
    if one.name in public and not any(mention.role and not mention.business for mention in one.mentions):
        return False
    if one.told:
        return one.score >= ACCEPT_ROLE
    if not one.private and (one.in_office or one.of_place_or_firm or one.name[:-1] in public):
        return False
    if of_work or one.private:
        return _is_likely(one)
    human = any(mention.human for mention in one.mentions)
    return human and one.score >= ACCEPT_ELSEWHERE + one.doubt


def _is_likely(one: Seeming) -> bool:
    """By what our articles teach; or, for what they are surely not against, by its sound and what stands beside it."""
    odds = log_odds(one)
    if odds >= ACCEPT_LEARNED or odds < REFUSE_LEARNED:
        return odds >= ACCEPT_LEARNED
    beside = one.private or any(mention.among_names for mention in one.mentions)
    sure = max(mention.sound for mention in one.mentions) >= SURE_SOUND
    return (beside or sure) and not one.mostly_firm and one.score >= ACCEPT + one.doubt


def mentions(text: str, names: list[str]) -> Iterator[tuple[int, int, str]]:
    """Every place where one of NAMES stands in TEXT; where one name begins another, both are given."""
    return ((at, at + len(name), name) for name in names for at in occurrences(text, name))
