"""How well workers, main sum and employer are chosen in our own texts when a fifth of them at a time is left out of the learning.

python -m benchmarks.facts.folds          whole cases are left out; of the articles that the benchmark of stories only scores none is used
"""

from __future__ import annotations

from judgment.training.build_facts import LABELS, check, labelled, read


def main() -> None:
    rows = list(labelled())
    for fact in LABELS:
        print(fact, check(fact, [read(fact, row) for row in rows]))


if __name__ == "__main__":
    main()
