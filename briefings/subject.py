"""What a dispute is about in the words of a document's title: where, who, what."""

from __future__ import annotations

from yanpan_domain.codes import Issue
from yanpan_domain.dispute import Dispute

NAMED_ISSUES = 2


def subject(dispute: Dispute) -> str:
    """惠东县示例鞋业有限公司欠薪争议; without a named unit the headline in quotation marks."""
    if dispute.employer is None:
        return f"“{dispute.title}”所反映问题"
    issues = "、".join(issue.label for issue in dispute.issues[:NAMED_ISSUES] if issue is not Issue.OTHER)
    return f"{_where(dispute)}{dispute.employer.name}{issues}争议"


def _where(dispute: Dispute) -> str:
    """The city and county, unless the unit's own name tells."""
    if not dispute.places or dispute.employer is None:
        return ""
    name = dispute.places[0].name
    for mark in ("自治区", "特别行政区", "省"):
        if mark in name[:8]:
            name = name[name.index(mark) + len(mark) :] or name
            break
    short = name.rstrip("市县区")[-2:]
    return "" if short and short in dispute.employer.name else name
