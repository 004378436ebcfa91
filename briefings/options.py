"""What an office decides about its products."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from yanpan_domain.meeting import Preset


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefingOptions:
    """`code` is the 机关代字 of document numbers; `top` how many disputes come first; `templates` replace ours by name."""

    organisation: str = "示例市总工会权益保障部"
    code: str = "研判"
    preset: Preset = Preset.RHYTHM
    top: int = 10
    trend_periods: int = 8
    templates: Path | None = None
    fonts: Path | None = None
    workdays: Path | None = None
    recipients: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceHealth:
    """How one source did: for the data-quality section."""

    source: str
    title: str
    answered: bool
    newest_days: int | None
    cause: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """What is known of the data behind a product; every part may be absent, and the product says so."""

    sources: tuple[SourceHealth, ...] = ()
    corrections: int | None = None
    miss_rate: tuple[float, float, float] | None = None
    miss_sample: int = 0
