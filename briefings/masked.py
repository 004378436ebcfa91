"""What people write beside facts (reasons, measures, opinions): private persons are masked before it is stored."""

from __future__ import annotations


def masked(text: str) -> str:
    """TEXT with private persons masked."""
    from judgment.masking.apply import mask

    return mask("", text).text if text else text
