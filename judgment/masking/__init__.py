"""Private persons are masked before anything of an article is stored, logged or judged."""

from judgment.masking.apply import Masked, mask

__all__ = ["Masked", "mask"]
