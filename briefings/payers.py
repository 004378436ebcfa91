"""Who must pay first, read from the roles of the units that the articles name."""

from __future__ import annotations

from yanpan_domain.briefing import Suggestion
from yanpan_domain.codes import Circumstance, Industry, Issue, PartyRole
from yanpan_domain.dispute import Dispute, Party

_REGULATION = "《保障农民工工资支付条例》"
_CONTRACT_LAW = "《中华人民共和国劳动合同法》"
_PAY_ISSUES = {
    Issue.WAGE_ARREARS,
    Issue.PAY_TERMS,
    Issue.TERMINATION,
    Issue.CLOSURE_RESTRUCTURING,
    Issue.SOCIAL_INSURANCE,
}


def who_pays_first(dispute: Dispute) -> tuple[Suggestion, ...]:
    """In the order in which they are to be asked; empty when the dispute is not about money owed."""
    if not _PAY_ISSUES & set(dispute.issues):
        return ()
    by_role = {role: [party for party in _parties(dispute) if party.role is role] for role in PartyRole}
    if _is_site(dispute, by_role) and Issue.WAGE_ARREARS in dispute.issues:
        return _on_a_site(by_role)
    if by_role[PartyRole.DISPATCH_UNIT] or by_role[PartyRole.USER_UNIT]:
        return _dispatched(by_role)
    return _plain(dispute)


def _parties(dispute: Dispute) -> tuple[Party, ...]:
    own = (dispute.employer,) if dispute.employer else ()
    return tuple({party.name: party for party in (*dispute.parties, *own)}.values())


def _is_site(dispute: Dispute, by_role: dict[PartyRole, list[Party]]) -> bool:
    roles = (PartyRole.CLIENT, PartyRole.MAIN_CONTRACTOR, PartyRole.SUBCONTRACTOR, PartyRole.LABOUR_COMPANY)
    return dispute.industry is Industry.E or any(by_role[role] for role in roles)


def _on_a_site(by_role: dict[PartyRole, list[Party]]) -> tuple[Suggestion, ...]:
    main = _names(by_role[PartyRole.MAIN_CONTRACTOR]) or "施工总承包单位（报道未点名，待核实）"
    found = [
        Suggestion(text=f"{main}先行清偿，再依法向分包单位追偿", basis=f"{_REGULATION}第三十条"),
    ]
    direct = _names(by_role[PartyRole.SUBCONTRACTOR] + by_role[PartyRole.LABOUR_COMPANY])
    if direct:
        found.append(Suggestion(text=f"{direct}对所招用农民工工资支付负直接责任", basis=f"{_REGULATION}第三十条"))
    client = _names(by_role[PartyRole.CLIENT])
    if client:
        text = f"{client}如未按约定拨付工程款致使拖欠，以未结清的工程款为限先行垫付"
        found.append(Suggestion(text=text, basis=f"{_REGULATION}第二十九条"))
    return tuple(found)


def _dispatched(by_role: dict[PartyRole, list[Party]]) -> tuple[Suggestion, ...]:
    sender = _names(by_role[PartyRole.DISPATCH_UNIT]) or "劳务派遣单位（报道未点名，待核实）"
    user = _names(by_role[PartyRole.USER_UNIT]) or "用工单位（报道未点名，待核实）"
    return (
        Suggestion(text=f"{sender}作为用人单位按月支付劳动报酬", basis=f"{_CONTRACT_LAW}第五十八条"),
        Suggestion(
            text=f"{user}给被派遣劳动者造成损害的，与派遣单位承担连带赔偿责任", basis=f"{_CONTRACT_LAW}第九十二条"
        ),
    )


def _plain(dispute: Dispute) -> tuple[Suggestion, ...]:
    name = dispute.employer.name if dispute.employer else "用人单位（报道未点名，待核实）"
    stated = {one.code for one in dispute.circumstances}
    found = [Suggestion(text=f"{name}依法及时足额支付", basis=f"{_CONTRACT_LAW}第三十条、第八十五条")]
    if Circumstance.BANKRUPTCY in stated or Issue.CLOSURE_RESTRUCTURING in dispute.issues:
        text = "进入破产程序的，所欠职工工资、补偿和应划入个人账户的社会保险费列第一顺序清偿"
        found.append(Suggestion(text=text, basis="《中华人民共和国企业破产法》第一百一十三条"))
    return tuple(found)


def _names(parties: list[Party]) -> str:
    return "、".join(f"{party.name}（{party.role.label}）" if party.role else party.name for party in parties)
