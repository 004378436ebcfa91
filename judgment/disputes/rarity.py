"""How much a word tells: rare words tell events apart. The same on every machine, whatever was read before."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from math import log

# jieba's dictionary counts 60 million words of running text; words it lists below this count are all "rare".
COMMON = 100
_WORD = re.compile(r"[0-9a-z\u4e00-\u9fff]{2,}")


@lru_cache(maxsize=1)
def _counts() -> tuple[dict[str, float], float]:
    """Weight of every common word, and the weight of all others."""
    total, counts = 0, {}
    # Line by line: read whole, its 350,000 lines would stay in the process's memory for good.
    with (files("jieba") / "dict.txt").open("rb") as lines:
        for line in lines:
            word, count = line.split(b" ")[:2]
            total += int(count)
            if int(count) >= COMMON:
                counts[word.decode()] = int(count)
    return {word: log(total / count) for word, count in counts.items()}, log(total / COMMON)


def rarity(word: str) -> float:
    """0 for what is no word; about 4 for a word like 公司, 13.3 for any rare one."""
    if not _WORD.fullmatch(word) or word.isdigit():
        return 0.0
    weights, rare = _counts()
    return weights.get(word, rare)
