"""Who an employer is on a building site or in a labour-supply chain, where the words around its name say so."""

from __future__ import annotations

import re

from yanpan_domain.codes import PartyRole

_WORDS = {
    PartyRole.CLIENT: r"建设单位|建设方|发包方|发包单位|开发商|业主单位|业主方|甲方",
    PartyRole.MAIN_CONTRACTOR: r"施工总承包单位|总承包单位|总承包企业|施工总承包|总承包方|总承包商|总承包|总包单位|总包方|总包|施工单位|承建商|承建方|承建单位",
    PartyRole.SUBCONTRACTOR: r"专业分包单位|分包单位|分包企业|分包方|分包商|分包",
    PartyRole.LABOUR_COMPANY: r"劳务分包|劳务公司|劳务单位|劳务方|劳务承包",
    PartyRole.DISPATCH_UNIT: r"劳务派遣单位|劳务派遣公司|派遣单位|派遣公司|派遣方|劳务派遣",
    PartyRole.USER_UNIT: r"用工单位|实际用工",
}
_ORDER = (
    PartyRole.DISPATCH_UNIT,
    PartyRole.LABOUR_COMPANY,
    PartyRole.MAIN_CONTRACTOR,
    PartyRole.SUBCONTRACTOR,
    PartyRole.CLIENT,
    PartyRole.USER_UNIT,
)
_BEFORE = [(role, re.compile(rf"(?:{_WORDS[role]})(?:为|是|系|：|:|——)?[“「（(]?$")) for role in _ORDER]
_AFTER = [
    (
        role,
        re.compile(
            rf"[”」]?(?:（|\(|，|,)?(?:作为|是|为|系)?(?:该|本|此|涉案|上述)?(?:工程|项目)?的?(?:{_WORDS[role]})"
        ),
    )
    for role in _ORDER
]
_BUILT_BY = re.compile(r"由[“「]?$")
_BUILDS = re.compile(r"[”」]?(?:负责)?(?:总承包|承建|施工)")
_LET_TO = re.compile(r"(?:分包给了?|转包给了?)[“「]?$")
_ANY = re.compile(r"包|派|劳务|用工|建设单位|建设方|开发商|业主|施工|承建|发包|甲方|总承")
_NAMED = ((PartyRole.DISPATCH_UNIT, re.compile(r"派遣")), (PartyRole.LABOUR_COMPANY, re.compile(r"劳务")))


def read_role(text: str, start: int, end: int) -> PartyRole | None:
    """The role of the employer at START..END in the plain TEXT; None where nothing says it."""
    if not _ANY.search(text, max(0, start - 14), end + 16):
        return None
    before, after, name = text[max(0, start - 14) : start], text[end : end + 16], text[start:end]
    for role, pattern in _BEFORE:
        if pattern.search(before):
            return role
    for role, pattern in _AFTER:
        if pattern.match(after):
            return role
    for role, pattern in _NAMED:
        if pattern.search(name):
            return role
    if _LET_TO.search(before):
        return PartyRole.SUBCONTRACTOR
    if _BUILDS.match(after) and (_BUILT_BY.search(before) or "承" in after[:6]):
        return PartyRole.MAIN_CONTRACTOR
    return None
