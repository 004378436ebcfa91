"""Names of private persons: found by how names are made, by their surroundings, and by who bears an office."""

from __future__ import annotations

import re
from collections.abc import Iterator

from judgment.masking.candidates import candidates
from judgment.masking.foreign import foreign_names
from judgment.masking.model import name_model
from judgment.masking.odds import ACCEPT, ACCEPT_BARE, ACCEPT_ELSEWHERE, ACCEPT_ROLE, AGAIN, TWO_CHARACTERS
from judgment.masking.seeds import role_ends
from judgment.masking.surroundings import Candidate
from judgment.occurrences import occurrences

_WORK = re.compile(
    r"工资|员工|工人|职工|劳动|劳工|工地|工友|工钱|工头|打工|上班|车间|厂[里门方区]|老板|务工|宿舍|骑手|护士|教师|保安|司机|停产|遣散|代通知金|清盘|结业|停业|项目部|仓库|讨薪|欠薪|薪|解雇|裁员|仲裁|原告|被告|工伤|辞退|罢工|加班|离职|社保|雇主|村民|农民工|受害|警方|法院|投诉|举报|维权"
)


def private_names(original: str, text: str) -> tuple[list[str], list[str]]:
    """Chinese names as they stand in TEXT (plain), and foreign ones as they stand in ORIGINAL, both longest first.

    They must be masked wherever they stand in the article.
    """
    public = name_model().public
    roles = role_ends(text)
    mentions_of: dict[str, list[Candidate]] = {}
    for candidate in candidates(text, roles):
        mentions_of.setdefault(candidate.name, []).append(candidate)
    of_work = _WORK.search(text) is not None
    kept = [name for name, mentions in mentions_of.items() if _is_private(name, mentions, public, of_work)]
    kept.sort(key=lambda name: (-len(name), name))
    foreign = foreign_names(original, text, kept, roles)
    return kept, sorted(foreign, key=lambda name: (-len(name), name))


def _is_private(name: str, mentions: list[Candidate], public: frozenset[str], of_work: bool) -> bool:
    in_office = any(mention.office for mention in mentions)
    private = sum(mention.private and not (in_office and mention.faint) for mention in mentions)
    if name in public and not any(mention.role and not mention.business for mention in mentions):
        return False
    if not private and in_office:
        return False
    if not private and sum(mention.firm for mention in mentions) * 2 >= len(mentions):
        return False
    if name[:2] in public and len(name) == 3 and not private:
        return False
    score = max(mention.score for mention in mentions) + AGAIN * min(3, len(mentions) - 1)
    if any(mention.role for mention in mentions):
        return score >= ACCEPT_ROLE
    if private:
        return score >= ACCEPT
    human = any(mention.human for mention in mentions)
    if not of_work:
        return human and score >= ACCEPT_ELSEWHERE + (TWO_CHARACTERS if len(name) == 2 else 0)
    return score >= (ACCEPT if human else ACCEPT_BARE) + (TWO_CHARACTERS if len(name) == 2 else 0)


def mentions(text: str, names: list[str]) -> Iterator[tuple[int, int, str]]:
    """Every place where one of NAMES stands in TEXT; where one name begins another, both are given."""
    return ((at, at + len(name), name) for name in names for at in occurrences(text, name))
