"""What learning from corrections does to texts that nobody corrected: lessons from the even ids, odd ones only scored.

python benchmarks/judgment/learning.py

For 1, 3, 10, 20 and 33 corrections, the mean of some draws: the share of corrections that come right, of other even excerpts whose relevance
stays, and the accuracy of relevance on the odd ones, which is 0.819 with the shipped weights.
"""

from __future__ import annotations

import random
from typing import Any

from benchmarks.judgment.score import news_rows
from judgment.assess import judge
from judgment.learn import Lesson, learn
from judgment.options import JudgmentOptions
from yanpan_domain.codes import Relevance

Row = dict[str, Any]
DRAWS = ((1, 8), (3, 6), (10, 4), (20, 3), (33, 1))


def relevance(row: Row, options: JudgmentOptions) -> Relevance:
    return judge(title=row["title"], text=row["text"], options=options).relevance


def taught(lessons: list[Row], others: list[Row], odd: list[Row]) -> tuple[float, float, float]:
    """Shares of LESSONS right, of OTHERS that stayed, of ODD right after learning."""
    said = [Lesson(title=one["title"], text=one["text"], relevance=Relevance(one["relevance"])) for one in lessons]
    learned = learn(said, [(one["title"], one["text"]) for one in others], JudgmentOptions())
    right, _, same = learned.table
    after = JudgmentOptions(adjustments=learned.adjustments)
    accuracy = sum(relevance(one, after) == one["relevance"] for one in odd) / len(odd)
    return right.after / right.of, same.after / same.of, accuracy


def main() -> None:
    rows = sorted(news_rows(), key=lambda row: str(row["id"]))
    numbers = {row["id"]: int("".join(sign for sign in str(row["id"]) if sign.isdigit())) for row in rows}
    even, odd = ([row for row in rows if numbers[row["id"]] % 2 == half] for half in (0, 1))
    shipped = JudgmentOptions()
    wrong = [row for row in even if relevance(row, shipped) != row["relevance"]]
    print(f"{len(wrong)} of {len(even)} even excerpts are misjudged")
    for count, draws in DRAWS:
        told = []
        for draw in range(draws):
            chance = random.Random(1000 * count + draw)
            lessons = chance.sample(wrong, min(count, len(wrong)))
            others = [row for row in even if row not in lessons]
            chance.shuffle(others)
            told.append(taught(lessons, others, odd))
        right, same, accuracy = (sum(one) / draws for one in zip(*told, strict=True))
        print(f"{count:>3} corrections: right {right:.3f}  others unchanged {same:.3f}  odd accuracy {accuracy:.3f}")


if __name__ == "__main__":
    main()
