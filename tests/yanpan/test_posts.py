"""Posts act, persons do not."""

from __future__ import annotations

import pytest

from yanpan.posts import BadPost, acting_post


@pytest.mark.parametrize(
    "post", ["分析岗", "复核岗", "研判程序", "周报岗", "权益保障部值班岗", "总工会权益保障部", "值班岗（夜）", "夜班", "duty officer", "高岗"]
)  # fmt: skip
def test_a_post_is_taken_as_it_is(post: str) -> None:
    assert acting_post(f"  {post} ") == post


@pytest.mark.parametrize(
    "person", ["李建国", "王芳", "张三", "欧阳锋", "张主任", "老李", "王大勇 分析岗", "13812345678", "440306199001011234", "", " ", "<b>", "岗" * 31]
)  # fmt: skip
def test_a_person_or_what_is_no_name_is_refused(person: str) -> None:
    with pytest.raises(BadPost, match="岗位"):
        acting_post(person)
