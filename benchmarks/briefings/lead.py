"""How well the lead sentence tells the case, on real excerpts: which of the labelled facts and of the headline it states.

    python benchmarks/briefings/lead.py [--freeze]

For each excerpt about a dispute with at least four sentences: `facts` is the share of its labelled facts (employer, place,
workers, amount) that the chosen sentence states; `headline` the share of the headline's two-character words in it. Even ids
were looked at while choosing the weights, odd ones only scored. Beside it: the first sentence, the longest of the first
three, and the mean over all sentences that may be chosen (what chance would give).
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from statistics import mean
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from briefings.lead import candidates, overlap, sentences_of  # noqa: E402 - after the path is set
from judgment.assess import judge  # noqa: E402
from tests.factories import a_judged  # noqa: E402
from tests.shared_data import shared_root  # noqa: E402

FEWEST = 4


def main() -> None:
    rows = [
        json.loads(line)
        for name in ("excerpts", "more_a", "more_b")
        for line in (shared_root() / "data" / "news_zh" / f"{name}.jsonl").read_text("utf-8").splitlines()
    ]
    found: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        if row["relevance"] == "dispute":
            _measure(row, found["even" if int(row["id"][1:]) % 2 == 0 else "odd"])
    result = {
        part: {name: round(mean(values), 3) for name, values in sorted(scores.items())}
        | {"excerpts": len(scores["ours facts"])}
        for part, scores in sorted(found.items())
    }
    print(json.dumps(result, indent=1, ensure_ascii=False))
    if "--freeze" in sys.argv:
        path = Path(__file__).with_name("results.json")
        kept = json.loads(path.read_text()) if path.exists() else {}
        path.write_text(json.dumps(kept | {"lead": result}, indent=1, ensure_ascii=False) + "\n")


def _measure(row: dict[str, Any], scores: dict[str, list[float]]) -> None:
    judgment = judge(title=row["title"], text=row["text"])
    judged = a_judged(title=judgment.title, text=judgment.text, published=None)
    from dataclasses import replace

    judged = replace(judged, judgment=judgment)
    sentences = [one.text.strip() for one in sentences_of(judged.article) if one.text.strip()]
    allowed = candidates(judged)
    if len(sentences) < FEWEST or not allowed:
        return
    best = max(allowed, key=lambda pair: pair[0])[1].quote
    chosen: dict[str, Callable[[], list[str]]] = {
        "ours": lambda: [best],
        "first": lambda: sentences[:1],
        "longest of three": lambda: [max(sentences[:3], key=len)],
        "chance": lambda: [quotation.quote for _, quotation in allowed],
    }
    for name, pick in chosen.items():
        picked = pick()
        scores[f"{name} facts"].append(mean(_facts(row, one) for one in picked))
        if judgment.title:
            scores[f"{name} headline"].append(mean(overlap(judgment.title, one) for one in picked))
        scores[f"{name} length"].append(mean(len(one) for one in picked))


def _facts(row: dict[str, Any], sentence: str) -> float:
    """The share of the labelled facts that stand in SENTENCE."""
    wanted: list[bool] = []
    if row["employer"]:
        wanted.append(row["employer"][:2] in sentence)
    if row["localities"]:
        names = [name.split(" ", 1)[-1].rstrip("省市区县") for name in row["localities"]]
        wanted.append(any(name[-2:] in sentence for name in names))
    if row["workers"]:
        wanted.append(str(row["workers"]) in sentence.replace(",", ""))
    if row["amount_yuan"]:
        wan = row["amount_yuan"] / 10_000
        wanted.append(any(text in sentence.replace(",", "") for text in (f"{row['amount_yuan']:g}", f"{wan:g}万")))
    return mean(wanted) if wanted else 0.0


if __name__ == "__main__":
    main()
