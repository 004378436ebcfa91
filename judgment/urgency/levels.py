"""Help levels 一 to 四: the first rule that holds decides, and says so."""

from __future__ import annotations

from datetime import date

from judgment.urgency.policy import Policy
from yanpan_domain.codes import Circumstance, Issue, Level, Stage, Vulnerable
from yanpan_domain.dispute import Dispute

_DANGER = (Circumstance.LIFE_IN_DANGER, Circumstance.DEATH, Circumstance.FORCED_LABOUR)


def level(dispute: Dispute, today: date, policy: Policy) -> tuple[Level, str]:
    """The help level of DISPUTE on TODAY and the rule that gave it, in Chinese."""
    if dispute.stage is Stage.SETTLED:
        return Level.FOUR, "已解决"
    for found, because in (
        (Level.ONE, _one(dispute, policy)),
        (Level.TWO, _two(dispute, today, policy)),
        (Level.THREE, _three(dispute, policy)),
    ):
        if because:
            if dispute.stage is Stage.JUDGED and found in {Level.ONE, Level.TWO}:
                return Level.THREE, f"已裁判，待执行（{because}）"
            return found, because
    return Level.FOUR, "未达到一至三级条件"


def _workers(dispute: Dispute) -> int:
    return dispute.workers.min if dispute.workers else 0


def _one(dispute: Dispute, policy: Policy) -> str:
    stated = {item.code for item in dispute.circumstances}
    for danger in _DANGER:
        if danger in stated:
            return danger.label
    if because := _health(dispute, stated, policy):
        return because
    months, limits = dispute.arrears_months or 0, policy.levels
    if _workers(dispute) >= limits.one_unpaid_workers and months >= limits.one_unpaid_months:
        return f"{_workers(dispute)}人欠薪{months:g}个月"
    return "用人单位逃匿" if Circumstance.EMPLOYER_FLED in stated else ""


def _health(dispute: Dispute, stated: set[Circumstance], policy: Policy) -> str:
    """Health is in danger where nobody pays for the treatment, or where work made many ill or hurt."""
    if Circumstance.INJURY not in stated:
        return ""
    if Circumstance.HARDSHIP in stated:
        return "伤病且无钱医治"
    many, harms = policy.levels.three_workers, {Issue.WORK_INJURY, Issue.OCCUPATIONAL_SAFETY}
    # Only where the harm is what the dispute is about do its workers count as the hurt ones.
    return f"{_workers(dispute)}人伤病" if _workers(dispute) >= many and harms & set(dispute.issues[:1]) else ""


def _two(dispute: Dispute, today: date, policy: Policy) -> str:
    workers, limits = _workers(dispute), policy.levels
    if workers >= limits.two_workers:
        return f"涉及{workers}人，达到{limits.two_workers}人"
    node = policy.next_node(today)
    if node and (dispute.arrears_months or 0) >= limits.two_node_months:
        return f"欠薪{dispute.arrears_months:g}个月且临近{node[0]}"
    if Issue.TERMINATION in dispute.issues and workers >= limits.two_laid_off:
        return f"裁减{workers}人，达到{limits.two_laid_off}人"
    return "关停搬迁改制" if Issue.CLOSURE_RESTRUCTURING in dispute.issues else ""


def _three(dispute: Dispute, policy: Policy) -> str:
    if _workers(dispute) >= policy.levels.three_workers:
        return f"涉及{_workers(dispute)}人，诉求一致"
    stated = {item.code for item in dispute.circumstances}
    if Circumstance.CHILD_LABOUR in stated or Vulnerable.MINORS in dispute.vulnerable:
        return "涉及未成年人"
    if Circumstance.INJURY in stated or Issue.WORK_INJURY in dispute.issues:
        return "有人受伤"
    if Vulnerable.WOMEN_WORKERS in dispute.vulnerable:
        return "涉及孕产哺乳期等女职工权益"
    return "打击报复须纠正" if Circumstance.RETALIATION in stated else ""
