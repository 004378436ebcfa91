"""The signals of urgency: each a small pure function of a dispute and a day, its docstring shown to the reader.

Signals measure need of help: harm, people, money owed, time running out. None reads the form of the action: that workers
petitioned, gathered, stopped work, bargained or formed a union never raises a score (tests/limits hold it).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from math import log10

from judgment.urgency.levels import level
from judgment.urgency.policy import Policy
from yanpan_domain.codes import Circumstance, Issue, Level, Stage, Vulnerable
from yanpan_domain.dispute import Dispute
from yanpan_domain.figures import amount, people


@dataclass(frozen=True, slots=True)
class Strength:
    """How strongly a signal speaks, 0..1, and the reason in Chinese."""

    value: float
    because: str


Signal = Callable[[Dispute, date, Policy], Strength]


def silence(because: str) -> Strength:
    """A signal that has nothing to say."""
    return Strength(0.0, because)


# 80, 55, 30 and 5 points of 80: within each band of 25 a fifth stays below, for the signals that lower.
_BANDS = {Level.ONE: 1.0, Level.TWO: 0.6875, Level.THREE: 0.375, Level.FOUR: 0.0625}


def help_level(dispute: Dispute, today: date, policy: Policy) -> Strength:
    """The level's rule that holds chooses the band of the score: 一 above 75 points, 二 above 50, 三 above 25, 四 below."""
    found, because = level(dispute, today, policy)
    return Strength(_BANDS[found], because)


def life_or_health_in_danger(dispute: Dispute, today: date, policy: Policy) -> Strength:
    """Stated death, danger to life, or forced labour is the strongest; child labour and injury follow."""
    harms = (
        (Circumstance.LIFE_IN_DANGER, 1.0),
        (Circumstance.DEATH, 0.9),
        (Circumstance.FORCED_LABOUR, 0.9),
        (Circumstance.CHILD_LABOUR, 0.7),
        (Circumstance.INJURY, 0.5),
    )
    stated = {item.code for item in dispute.circumstances}
    found = [(strength, code.label) for code, strength in harms if code in stated]
    if not found:
        return silence("未见生命健康受威胁的陈述")
    return Strength(max(found)[0], "、".join(label for _, label in found))


def workers_affected(dispute: Dispute, today: date, policy: Policy) -> Strength:
    """Grows with the logarithm of the lowest stated number; a thousand workers is the strongest."""
    if dispute.workers is None:
        return silence("人数不详")
    return Strength(min(1.0, log10(max(1, dispute.workers.min)) / 3), f"涉及{people(dispute.workers)}")


def months_unpaid(dispute: Dispute, today: date, policy: Policy) -> Strength:
    """Three months without wages is the strongest this signal gets; criminal law counts from there for one worker."""
    if dispute.arrears_months is None:
        return silence("欠薪时长不详")
    return Strength(min(1.0, dispute.arrears_months / 3), f"欠薪{dispute.arrears_months:g}个月")


def money_owed(dispute: Dispute, today: date, policy: Policy) -> Strength:
    """Grows with the logarithm of the amount: 10,000 yuan a quarter, 10 million the strongest."""
    if dispute.owed is None or dispute.owed.min <= 0:
        return silence("金额不详")
    return Strength(max(0.0, min(1.0, (log10(dispute.owed.min) - 3) / 4)), f"所涉金额{amount(dispute.owed)}")


def employer_gone(dispute: Dispute, today: date, policy: Policy) -> Strength:
    """An employer that fled leaves nobody to pay; a bankrupt one leaves a queue."""
    stated = {item.code for item in dispute.circumstances}
    if Circumstance.EMPLOYER_FLED in stated:
        return Strength(1.0, "用人单位逃匿或失联")
    if Circumstance.BANKRUPTCY in stated:
        return Strength(0.6, "用人单位破产清算")
    return silence("未见逃匿或破产的陈述")


def jobs_lost(dispute: Dispute, today: date, policy: Policy) -> Strength:
    """Closure, relocation and lay-offs: strongest from a hundred persons; the law's mass lay-off begins at twenty."""
    if Issue.CLOSURE_RESTRUCTURING not in dispute.issues and Issue.TERMINATION not in dispute.issues:
        return silence("未涉及裁员关停")
    workers = dispute.workers.min if dispute.workers else 1
    base = 0.4 if Issue.CLOSURE_RESTRUCTURING in dispute.issues else 0.2
    label = "关停搬迁改制" if Issue.CLOSURE_RESTRUCTURING in dispute.issues else "裁员与解除"
    return Strength(min(1.0, base + 0.3 * log10(max(1, workers))), label)


# How grave an issue is by itself, before anyone counted workers or money. Bargaining and forming a union are rights: zero.
GRAVITY = {
    Issue.WORK_INJURY: 1.0,
    Issue.OCCUPATIONAL_SAFETY: 0.8,
    Issue.WAGE_ARREARS: 0.8,
    Issue.DIGNITY_EQUALITY: 0.6,
    Issue.CLOSURE_RESTRUCTURING: 0.6,
    Issue.TERMINATION: 0.5,
    Issue.SOCIAL_INSURANCE: 0.4,
    Issue.PLATFORM_WORK: 0.3,
    Issue.WORKING_TIME: 0.3,
    Issue.EMPLOYMENT_STATUS: 0.3,
    Issue.PAY_TERMS: 0.3,
    Issue.OTHER: 0.1,
    Issue.UNION_RIGHTS: 0.0,
}


def grave_issue(dispute: Dispute, today: date, policy: Policy) -> Strength:
    """The gravest of its issues: health and unpaid wages before terms of pay; union rights count nothing either way."""
    gravest = max(dispute.issues, key=lambda issue: GRAVITY[issue], default=None)
    if gravest is None or not GRAVITY[gravest]:
        return silence("无加重的争议性质")
    return Strength(GRAVITY[gravest], gravest.label)


def hardship(dispute: Dispute, today: date, policy: Policy) -> Strength:
    """Stated hardship is the strongest; minors, the disabled, interns and other protected groups follow."""
    if any(item.code is Circumstance.HARDSHIP for item in dispute.circumstances):
        return Strength(1.0, "劳动者生活困难")
    groups = {Vulnerable.MINORS: 0.9, Vulnerable.DISABLED: 0.7, Vulnerable.INTERNS: 0.5, Vulnerable.WOMEN_WORKERS: 0.5}
    groups |= {Vulnerable.OVER_AGE: 0.4, Vulnerable.MIGRANT_WORKERS: 0.3, Vulnerable.PLATFORM_RIDERS: 0.2}
    found = sorted(((groups[group], group.label) for group in dispute.vulnerable if group in groups), reverse=True)
    return Strength(found[0][0], "涉及" + "、".join(label for _, label in found)) if found else silence("未见特殊群体")


def retaliation(dispute: Dispute, today: date, policy: Policy) -> Strength:
    """Reprisal against workers for using their rights is a violation to remedy."""
    if any(item.code is Circumstance.RETALIATION for item in dispute.circumstances):
        return Strength(1.0, "有打击报复的陈述")
    return silence("未见打击报复")


def legal_clock_running_out(dispute: Dispute, today: date, policy: Policy) -> Strength:
    """A statutory period that ends within thirty days; the last week is the strongest. One that has ended says nothing."""
    left = sorted((clock.days_left(today), clock.name) for clock in dispute.clocks if clock.days_left(today) >= 0)
    if not left or left[0][0] > 30:
        return silence("无将届满的法定时限")
    days, name = left[0]
    return Strength(1.0 if days <= 7 else (30 - days) / 23 * 0.8 + 0.1, f"{name}还剩{days}天")


def holiday_near(dispute: Dispute, today: date, policy: Policy) -> Strength:
    """Wages unpaid when a festival is near: the nearer the day, the stronger."""
    node = policy.next_node(today)
    if node is None or Issue.WAGE_ARREARS not in dispute.issues:
        return silence("不临近节点")
    name, days = node
    return Strength(1.0 - 0.5 * days / policy.node_days, f"距{name}{days}天，工资尚未结清")


def nobody_has_answered(dispute: Dispute, today: date, policy: Policy) -> Strength:
    """No measure of an authority, union or employer is reported; after a week the strongest."""
    answered = {Stage.OFFICIAL_RESPONSE, Stage.SETTLED, Stage.JUDGED}
    if (
        dispute.measures
        or any(change.stage in answered for change in dispute.stage_history)
        or dispute.stage in answered
    ):
        return silence("已有回应或处置")
    days = max(0, (today - dispute.first_seen.date()).days)
    return Strength(min(1.0, 0.4 + 0.6 * days / 7), f"首次报道{days}天，未见回应")


def reported_again(dispute: Dispute, today: date, policy: Policy) -> Strength:
    """Independent reports of the last fourteen days beyond the first; reprints count nothing."""
    recent = sum(1 for family in dispute.families if 0 <= (today - family.first_seen.date()).days <= 14)
    if recent < 2:
        return silence("近两周无新的独立报道")
    return Strength(min(1.0, (recent - 1) / 4), f"近两周{recent}篇独立报道")


def tone(dispute: Dispute, today: date, policy: Policy) -> Strength:
    """Reports that read as relief lower a little. Harsh words raise nothing: the same harm reads harsher when workers protest."""
    if dispute.tone <= 0:
        return silence("语气不偏正面")
    return Strength(min(1.0, dispute.tone), f"平均语气{dispute.tone:+.2f}")


def being_handled(dispute: Dispute, today: date, policy: Policy) -> Strength:
    """An authority or union is reported to have stepped in."""
    if dispute.stage is Stage.OFFICIAL_RESPONSE:
        return Strength(1.0, "主管部门或工会已介入")
    return Strength(0.5, "有处置措施的报道") if dispute.measures and dispute.is_open else silence("未见介入")


def partly_paid(dispute: Dispute, today: date, policy: Policy) -> Strength:
    """The share of the amount owed that is reported paid, while the dispute is open."""
    if dispute.paid is None or not dispute.is_open:
        return silence("未见部分兑付")
    if dispute.owed is None or dispute.owed.min <= 0:
        return Strength(0.5, f"已付{amount(dispute.paid)}")
    return Strength(min(1.0, dispute.paid.min / dispute.owed.min), f"已付{amount(dispute.paid)}")


def silent(dispute: Dispute, today: date, policy: Policy) -> Strength:
    """Days without news beyond two weeks; strongest after ninety."""
    days = (today - dispute.last_seen.date()).days
    if days <= 14:
        return silence("近两周有报道")
    return Strength(min(1.0, (days - 14) / 76), f"{days}天无新消息")


def resolved(dispute: Dispute, today: date, policy: Policy) -> Strength:
    """Settled or paid in full is the strongest; a judgment may still wait to be carried out."""
    if dispute.stage is Stage.SETTLED:
        return Strength(1.0, "已解决")
    if dispute.stage is Stage.JUDGED:
        return Strength(0.5, "已裁判")
    return silence("尚未解决")


SIGNALS: dict[str, Signal] = {
    signal.__name__: signal
    for signal in (
        help_level,
        life_or_health_in_danger,
        workers_affected,
        months_unpaid,
        money_owed,
        employer_gone,
        jobs_lost,
        grave_issue,
        hardship,
        retaliation,
        legal_clock_running_out,
        holiday_near,
        nobody_has_answered,
        reported_again,
        tone,
        being_handled,
        partly_paid,
        silent,
        resolved,
    )
}
