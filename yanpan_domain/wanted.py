"""What a field wants, in Chinese, told from one of pydantic's findings: no reader of ours reads its English."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

# By the kind of the finding, or the beginning of its name; {} are filled from its context.
_WANTED = {
    "string_type": "应为文字",
    "string_too_short": "不能为空",
    "string_too_long": "最多 {max_length} 个字",
    "string_pattern_mismatch": "写法不符，例如 zh、zh-Hant",
    "float_": "应为数字",
    "finite_number": "应为有限的数字",
    "int_": "应为整数",
    "bool_": "应为 true 或 false",
    "date_": "应为日期，例如 2026-11-01",
    "tuple_type": "应为一列，例如 [a, b]",
    "too_short": "至少写一个",
    "model_": "应写作“键: 值”",
    "path_type": "应为路径",
    "greater_than_equal": "应不小于 {ge}",
    "greater_than": "应大于 {gt}",
    "less_than_equal": "应不大于 {le}",
}


def wanted(finding: Mapping[str, Any]) -> str:
    """What the field of FINDING (an entry of `ValidationError.errors()`) wants; pydantic's own words for a kind not met so far."""
    kind, context = str(finding["type"]), finding.get("ctx", {})
    if kind in {"enum", "literal_error"}:
        words = re.sub(r"', '|' or '", "、", str(context["expected"])).strip("'")
        return f"可用 {words}"
    if kind == "value_error":
        return str(context["error"])
    found = next((told for name, told in _WANTED.items() if kind.startswith(name)), None)
    return found.format(**{name: _plain(value) for name, value in context.items()}) if found else str(finding["msg"])


def _plain(value: object) -> object:
    return int(value) if isinstance(value, float) and value.is_integer() else value
