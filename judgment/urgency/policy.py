"""The weight table and the level thresholds, read once from `judgment/data/urgency.yaml` and checked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from yanpan_domain.errors import OperatorError


class PolicyError(OperatorError):
    code = "urgency_policy"
    exit_status = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighted:
    """A signal by name, its Chinese title, and its points of 100 (negative ones lower the score)."""

    name: str
    title: str
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """Where the help levels begin."""

    one_unpaid_workers: int
    one_unpaid_months: float
    two_workers: int
    two_node_months: float
    two_laid_off: int
    three_workers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Everything that is a choice of ours about urgency. `version` changes with any of it."""

    signals: tuple[Weighted, ...]
    levels: Thresholds
    node_days: int
    yearly_nodes: tuple[tuple[str, int, int], ...]
    spring_festivals: tuple[date, ...]
    version: str

    def next_node(self, today: date) -> tuple[str, int] | None:
        """The nearest holiday node within the window, and the days until it."""
        coming = [("春节", day) for day in self.spring_festivals]
        coming += [
            (name, date(year, month, day))
            for name, month, day in self.yearly_nodes
            for year in (today.year, today.year + 1)
        ]
        near = [((day - today).days, name) for name, day in coming if 0 <= (day - today).days <= self.node_days]
        return (min(near)[1], min(near)[0]) if near else None


@lru_cache(maxsize=8)
def load_policy(file: Path | None = None) -> Policy:
    """The policy in FILE, or ours. Raises PolicyError that names what is wrong."""
    raw = file.read_bytes() if file else (files("judgment") / "data" / "urgency.yaml").read_bytes()
    where = str(file or "judgment/data/urgency.yaml")
    try:
        return _policy(yaml.safe_load(raw), blake2b(raw, digest_size=4).hexdigest())
    except (yaml.YAMLError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise PolicyError(f"紧迫度权重表 {where} 有误：{error}。请对照 docs/add-a-signal.md 修改。") from error


def _policy(read: dict[str, Any], fingerprint: str) -> Policy:
    # The signals import this module for their types, so their names are asked for only when a policy is read.
    from judgment.urgency.signals import SIGNALS

    _only(read, {"version", "signals", "levels", "nodes"}, "最外层")
    _only(read["signals"], set(SIGNALS), "signals")
    signals = []
    for name, entry in read["signals"].items():
        _only(entry, {"title", "weight"}, name)
        weight = float(entry["weight"])
        if not -100 <= weight <= 100:
            raise ValueError(f"{name} 的 weight {weight} 应在 -100 与 100 之间")
        signals.append(Weighted(name=str(name), title=str(entry["title"]), weight=weight))
    levels, nodes = read["levels"], read["nodes"]
    _only(levels, {"one", "two", "three"}, "levels")
    return Policy(
        signals=tuple(signals),
        levels=Thresholds(
            one_unpaid_workers=int(levels["one"]["unpaid_workers"]),
            one_unpaid_months=float(levels["one"]["unpaid_months"]),
            two_workers=int(levels["two"]["workers"]),
            two_node_months=float(levels["two"]["node_months"]),
            two_laid_off=int(levels["two"]["laid_off"]),
            three_workers=int(levels["three"]["workers"]),
        ),
        node_days=int(nodes["window_days"]),
        yearly_nodes=tuple((str(name), *_month_day(day)) for name, day in nodes["yearly"].items()),
        spring_festivals=tuple(date.fromisoformat(str(day)) for day in nodes["spring_festival"]),
        version=f"{read['version']}-{fingerprint}",
    )


def _only(read: dict[str, Any], known: set[str], where: str) -> None:
    unknown = sorted(str(key) for key in read.keys() - known)
    if unknown:
        raise ValueError(f"{where} 中没有名为 {'、'.join(unknown)} 的项（可用：{'、'.join(sorted(known))}）")


def _month_day(text: str) -> tuple[int, int]:
    month, day = str(text).split("-")
    return int(month), int(day)
