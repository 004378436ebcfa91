from __future__ import annotations

import pytest

from judgment.facts.measures import MEASURES
from tests.judgment.facts.reading import facts


def measures(text: str) -> dict[str, str]:
    return {one.code: one.actor for one in facts(text).measures}


@pytest.mark.parametrize(
    ("text", "code", "actor"),
    [
        ("示例区人社局已介入处理。", "intervened", "人社局"),
        ("劳动监察大队约谈该公司负责人。", "inspected", "劳动监察大队"),
        ("人社局责令公司限期支付工资。", "ordered_to_pay", "人社局"),
        ("经总工会组织双方调解成功。", "mediated", "总工会"),
        ("仲裁委已受理该案。", "arbitration_accepted", "仲裁委"),
        ("法院判决公司支付工资。", "court_ruled", "法院"),
        ("总包公司先行垫付了工资。", "advance_paid", ""),
        ("拖欠的工资已全部发放。", "paid", ""),
        ("工会律师免费代理此案。", "legal_aid", "工会"),
        ("该案已移送公安机关。", "transferred_to_police", "公安机关"),
        ("公司被列入拖欠工资黑名单。", "blacklisted", ""),
        ("法院强制执行，冻结公司账户。", "enforced", "法院"),
        ("工会帮助工人讨薪。", "union_helped", "工会"),
    ],
)
def test_what_was_done_is_found_with_who_did_it(text: str, code: str, actor: str) -> None:
    found = measures(text)
    assert found.get(code) == actor
    assert set(found) <= set(MEASURES)


@pytest.mark.parametrize("text", ["希望有关部门介入。", "工人要求调解。", "公司拒绝垫付工资。", ""])
def test_what_is_asked_for_or_refused_was_not_done(text: str) -> None:
    assert measures(text) == {}
