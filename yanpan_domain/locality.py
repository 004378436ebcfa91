"""Places by their GB/T 2260 code."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Locality:
    """A division of China: six digits and its full name ("广东省深圳市宝安区"); a foreign one has no code but a name."""

    code: str
    name: str

    @property
    def province(self) -> str:
        """The province's code, `440000` for `440306`; "" for a foreign place."""
        return self.code[:2] + "0000" if self.code else ""

    @property
    def city(self) -> str:
        """The prefecture's code, `440300` for `440306`; "" for a foreign place."""
        return self.code[:4] + "00" if self.code else ""

    def ancestors(self) -> tuple[str, ...]:
        """Province, city and own code, outermost first, each once."""
        return tuple(dict.fromkeys(code for code in (self.province, self.city, self.code) if code))
