"""Writes `judgment/data/masking_names.tsv` and `masking_words.txt` from jieba's dictionary (MIT).

    python -m judgment.masking.build

The names: how much more often a character stands as surname, first or last given character of a personal name than in the
everyday words of the dictionary, as log-odds in hundredths. The words: everyday words of two to four characters with the
logarithm of their frequency, against which a seeming name is checked.
"""

from __future__ import annotations

import importlib
import math
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from judgment.masking.lexicon import surnames

DATA = Path(__file__).parents[1] / "data"
# jieba files many everyday words under personal names; those are words all the same, except these living names.
NAMES_ALL_THE_SAME = frozenset(
    "李俊 张宁 李娜 王明 王平 李强 王英 刘海 张旭 张扬 李铁 李珊 胡佳 杨锐 李成 赵军 杨维 朱文 孙彬 孙悦 王楠 刘安 陈娇 李靖 陈兵 陈冲 洪峰 李冰 李德 王猛 周密 刘表".split()
)
# A name of three characters that the dictionary counts this often is a figure of history or fiction.
FAMOUS = 100
# Below this count jieba's words are rare enough that a clash with a name means nothing.
RARE = 10
# In hundredths of log-odds: what no name has.
NEVER = -300


def dictionary() -> Iterator[tuple[str, int, str]]:
    """(word, count, kind) of every entry of jieba's dictionary."""
    file = Path(str(importlib.import_module("jieba").__file__)).parent / "dict.txt"
    for line in file.read_text("utf-8").splitlines():
        word, count, kind = line.split(" ")
        yield word, int(count), kind


def log_odds(seen: Counter[str], background: Counter[str]) -> dict[str, int]:
    """Hundredths of ln(share among SEEN / share in BACKGROUND), both smoothed by one half."""
    total, whole = sum(seen.values()), sum(background.values())
    vocabulary = len(background)
    return {
        char: round(
            100
            * (
                math.log((count + 0.5) / (total + vocabulary / 2))
                - math.log((background[char] + 0.5) / (whole + vocabulary / 2))
            )
        )
        for char, count in {**dict.fromkeys(background, 0), **seen}.items()
    }


def name_rows() -> list[str]:
    """One row a character: as surname, as first of two given characters, as last of them, as the only one."""
    single, _ = surnames()
    family: Counter[str] = Counter()
    first: Counter[str] = Counter()
    last: Counter[str] = Counter()
    only: Counter[str] = Counter()
    background: Counter[str] = Counter()
    for word, count, kind in dictionary():
        if kind == "nr" and word[0] in single and len(word) == 3:
            family[word[0]] += 1
            first[word[1]] += 1
            last[word[2]] += 1
        elif kind == "nr" and word[0] in single and len(word) == 2:
            only[word[1]] += 1
        elif not kind.startswith("nr"):
            for char in word:
                background[char] += count
    tables = [log_odds(counts, background) for counts in (family, first, last, only)]
    chars = sorted({char for counts in (family, first, last, only) for char in counts if "\u4e00" <= char <= "\u9fff"})
    return [
        f"{char}\t"
        + "\t".join(str(table.get(char, unseen)) for table, unseen in zip(tables, _unseen(char), strict=True))
        for char in chars
    ]


def _unseen(char: str) -> tuple[int, ...]:
    """What stands for no count: a surname that the dictionary's names do not have is one all the same."""
    return (0 if char in surnames()[0] else NEVER, NEVER, NEVER, NEVER)


def word_rows() -> list[str]:
    """Rows of equal frequency class: the class, then its words without a separator, by length."""
    classes: dict[tuple[int, int], list[str]] = {}
    for word, count, kind in dictionary():
        if (
            count >= RARE
            and 2 <= len(word) <= 4
            and (not kind.startswith("nr") or _word_filed_as_name(word, count))
            and min(word) >= "\u4e00"
            and max(word) <= "\u9fff"
        ):
            classes.setdefault((len(word), int(math.log10(count))), []).append(word)
    return [f"{length}\t{size}\t{''.join(sorted(words))}" for (length, size), words in sorted(classes.items())]


def _word_filed_as_name(word: str, count: int) -> bool:
    return len(word) == 2 and count >= 30 and word not in NAMES_ALL_THE_SAME


def famous() -> str:
    """Names of three characters that are figures of history or fiction, without a separator."""
    return "".join(
        sorted(word for word, count, kind in dictionary() if kind == "nr" and len(word) == 3 and count >= FAMOUS)
    )


def main() -> None:
    note = "; from jieba's dictionary (MIT), written by judgment/masking/build.py\n"
    names, words = name_rows(), word_rows()
    (DATA / "masking_names.tsv").write_text(
        "# character, surname, first, last, only" + note + "\n".join(names) + "\n", "utf-8"
    )
    (DATA / "masking_words.tsv").write_text(
        "# length, log10 of frequency, words" + note + "\n".join(words) + "\n", "utf-8"
    )
    (DATA / "masking_famous.txt").write_text(
        "# names of figures of history and fiction" + note + famous() + "\n", "utf-8"
    )
    sys.stdout.write(f"{len(names)} characters, {len(words)} classes of words\n")


if __name__ == "__main__":
    main()
