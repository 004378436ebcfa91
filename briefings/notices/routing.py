"""Who is told: division codes to union bodies, longest prefix first; a place without one is an open item."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from yanpan_domain.codes import Industry
from yanpan_domain.dispute import Dispute
from yanpan_domain.errors import OperatorError
from yanpan_domain.notice import Unrouted

BUILT_IN = Path(__file__).parent.parent / "data" / "recipients.yaml"
_KEYS = {"code", "id", "name", "industry", "copies"}


class RecipientsError(OperatorError):
    code = "recipients"
    exit_status = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """A union body. `code` is a division prefix of two, four or six digits; `industry` narrows it to one section."""

    code: str
    id: str
    name: str
    industry: Industry | None = None
    copies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Recipients:
    """The allow-list of union bodies: nothing is ever sent to anyone else."""

    listed: tuple[Recipient, ...]

    def of(self, code: str, industry: Industry | None = None) -> Recipient | None:
        """Who answers for CODE: an industrial union named for INDUSTRY first, then the longest prefix."""
        fitting = [one for one in self.listed if code.startswith(one.code) and one.industry in {None, industry}]
        return max(fitting, key=lambda one: (one.industry is not None, len(one.code)), default=None)

    def for_dispute(self, dispute: Dispute) -> tuple[tuple[str, Recipient], ...]:
        """Every recipient of the dispute's places, each once, with the place that led there."""
        found: dict[str, tuple[str, Recipient]] = {}
        for place in dispute.places:
            recipient = self.of(place.code, dispute.industry) if place.code else None
            if recipient is not None:
                found.setdefault(recipient.id, (place.code, recipient))
        return tuple(found.values())


def unrouted(disputes: Iterable[Dispute], recipients: Recipients) -> list[Unrouted]:
    """Disputes that nobody could be told of, so that a person sees them."""
    return [
        Unrouted(
            dispute=one.id,
            title=one.title,
            place=one.places[0].code if one.places else "",
            place_name=one.places[0].name if one.places else "地点不详",
        )
        for one in disputes
        if not recipients.for_dispute(one)
    ]


def read_recipients(path: Path | None = None) -> Recipients:
    """The table at PATH, or the built-in example. Raises RecipientsError that names the row and the field."""
    import yaml

    path = path or BUILT_IN
    try:
        read = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise RecipientsError(f"读不了受文单位表 {path}：{error}") from error
    rows = read.get("recipients") if isinstance(read, dict) else None
    if not isinstance(rows, list):
        raise RecipientsError(f"受文单位表 {path} 应有一个名为 recipients 的列表。")
    listed = tuple(_recipient(path, number, row) for number, row in enumerate(rows, 1))
    doubled = {one.id for one in listed if sum(other.id == one.id for other in listed) > 1}
    if doubled:
        raise RecipientsError(f"受文单位表 {path} 中 id 重复：{'、'.join(sorted(doubled))}。")
    return Recipients(listed)


def _recipient(path: Path, number: int, row: Any) -> Recipient:
    where = f"受文单位表 {path} 第 {number} 条"
    if not isinstance(row, dict):
        raise RecipientsError(f"{where}应为“键: 值”。")
    for key in row:
        if key not in _KEYS:
            near = get_close_matches(str(key), _KEYS, n=1)
            raise RecipientsError(
                f"{where}有未知字段 {key}，{f'是否想写 {near[0]}？' if near else f'可用：{sorted(_KEYS)}'}"
            )
    code = str(row.get("code", ""))
    if not code.isdigit() or len(code) not in {2, 4, 6}:
        raise RecipientsError(f"{where}的 code“{code}”应为 2、4 或 6 位区划代码，并加引号。")
    for key in ("id", "name"):
        if not isinstance(row.get(key), str) or not row[key].strip():
            raise RecipientsError(f"{where}缺少 {key}。")
    industry = row.get("industry")
    if industry is not None and industry not in set(Industry):
        raise RecipientsError(f"{where}的 industry“{industry}”不是 GB/T 4754 门类代码（A 至 T）。")
    return Recipient(
        code=code,
        id=row["id"],
        name=row["name"],
        industry=Industry(industry) if industry else None,
        copies=tuple(row.get("copies") or ()),
    )
