"""What people write beside facts (reasons, measures, opinions): private persons are masked before it is stored."""

from __future__ import annotations

# Notes end without one, and a name at the very end is told by what follows it.
STOP = "。"


def masked(text: str) -> str:
    """TEXT with private persons masked."""
    from judgment.masking.apply import mask

    return mask("", text + STOP).text.removesuffix(STOP) if text else text
