"""Quotations are whole: no mark inside without its other half."""

from __future__ import annotations

import pytest

from briefings.quoting import phrase, quoted


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("“厂里说找劳务公司，劳务公司说找厂里。", "“厂里说找劳务公司，劳务公司说找厂里。”"),
        ("厂要搬走，我们走不走？”", "“厂要搬走，我们走不走？”"),
        ("他说“等一等”，又说“快了", "“他说‘等一等’，又说快了。”"),
        ("公司称“账户已冻结”。", "“公司称‘账户已冻结’。”"),
    ],
)
def test_a_mark_whose_other_half_lies_outside_is_left_out(words: str, shown: str) -> None:
    assert quoted(words) == shown
    assert phrase(words).count("‘") == phrase(words).count("’")
