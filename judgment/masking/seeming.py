"""A seeming name of one text with all its mentions: what they say together."""

from __future__ import annotations

from dataclasses import dataclass

from judgment.masking.odds import AGAIN, TWO_CHARACTERS
from judgment.masking.surroundings import Candidate
from judgment.occurrences import occurrences

# What a town's or a firm's name is followed by somewhere in the text, and nobody's.
_BODIES = tuple(
    "镇 乡 村 县 街道 公司 集团 股份 医院 护理院 银行 大学 中学 小学 幼儿园 酒店 餐厅 门店 科技 物流 快递 速递 建设 建筑 光伏 重工 公交 平台 环球 创投 控股 金服 理财 金融 财富 资本 投资 证券 保险 地产 置业 汽车 电子 电器 食品 药业 发言人".split()
)
# Mentions behind the first that still add to the score.
_COUNTED_AGAIN = 3


@dataclass(frozen=True, slots=True)
class Seeming:
    """NAME as it stands in TEXT (plain), with its MENTIONS there, one at least."""

    text: str
    name: str
    mentions: list[Candidate]

    @property
    def told(self) -> bool:
        """A private role stands before it somewhere."""
        return any(mention.role for mention in self.mentions)

    @property
    def surely_told(self) -> bool:
        """A private role stands before it, and it is whole or does what people do: no firm behind its owner (邻居——松联公交)."""
        return any(mention.role and (mention.human or len(self.name) > 2) for mention in self.mentions)

    @property
    def in_office(self) -> bool:
        """Somewhere it is named with an office."""
        return any(mention.office for mention in self.mentions)

    @property
    def private(self) -> bool:
        """Something beside it is said of private persons only; 先生 alone says nothing of who bears an office."""
        in_office = self.in_office
        return any(mention.private and not (in_office and mention.faint) for mention in self.mentions)

    @property
    def of_place_or_firm(self) -> bool:
        """A town or a firm is called so, or all that is called so are firms."""
        return self._is_called_body() or all(mention.firm for mention in self.mentions)

    def _is_called_body(self) -> bool:
        """One of _BODIES stands right behind it somewhere."""
        size = len(self.name)
        return any(self.text.startswith(_BODIES, at + size) for at in occurrences(self.text, self.name))

    @property
    def mostly_firm(self) -> bool:
        """Most of what is called so are firms, and nobody private."""
        return not self.private and sum(mention.firm for mention in self.mentions) * 2 >= len(self.mentions)

    @property
    def score(self) -> int:
        """Of the likeliest mention, and a little for every other."""
        return max(mention.score for mention in self.mentions) + AGAIN * min(_COUNTED_AGAIN, len(self.mentions) - 1)

    @property
    def doubt(self) -> int:
        """How much more two characters need, which are so often a word."""
        return 0 if len(self.name) > 2 or self.private else TWO_CHARACTERS
