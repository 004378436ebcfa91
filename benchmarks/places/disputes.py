"""Is the most certain place of a dispute the labelled one, to the finest code?

    python -m benchmarks.places.disputes            # prints and writes results.json (with the addresses)

Records with even ids were looked at while the rules were written, those with odd ids only scored.
"""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

from benchmarks.places.addresses import score
from judgment.document import Document
from judgment.places.resolve import find_places
from judgment.words import segmenter


def measure(folder: Path, half: int) -> dict[str, float]:
    """Shares of disputes whose first place is a labelled one, and of those without a place where none is found."""
    placed = right = placeless = silent = characters = 0
    seconds = 0.0
    engine = segmenter("rjieba")
    find_places(Document("北京", "欠薪", engine))
    for file in ("excerpts", "more_a", "more_b"):
        for line in (folder / f"{file}.jsonl").read_text("utf-8").splitlines():
            record = json.loads(line)
            if record["relevance"] != "dispute" or int(record["id"][1:]) % 2 != half:
                continue
            document = Document(record["title"], record["text"], engine)
            characters += len(document.plain_text) + len(document.plain_title)
            start = time.process_time()
            found = [place.code or place.name for place in find_places(document)]
            seconds += time.process_time() - start
            gold = [label.split()[0] for label in record["localities"]]
            if gold:
                placed += 1
                right += bool(found) and found[0] in gold
            else:
                placeless += 1
                silent += not found
    return {
        "disputes_with_a_place": placed,
        "exact_finest_code": round(right / placed, 4),
        "disputes_without": placeless,
        "rightly_silent": round(silent / placeless, 4),
        "microseconds_per_1000_characters": round(seconds * 1e9 / characters),
    }


def main() -> None:
    data = Path(os.environ.get("YANPAN_SHARED", Path(__file__).resolve().parents[3] / "shared")) / "data"
    results: dict[str, object] = {
        "disputes, even ids (looked at)": measure(data / "news_zh", 0),
        "disputes, odd ids (scored)": measure(data / "news_zh", 1),
    }
    for name in ("dev", "train"):
        scored = score(data / "addresses" / f"{name}.txt")
        levels = {level: round(good / seen, 4) for level, (seen, good) in scored.levels.items()}
        results[f"addresses, {name}"] = {"addresses": scored.seen, "all_right": round(scored.right, 4), **levels}
    text = json.dumps(results, ensure_ascii=False, indent=1)
    (Path(__file__).parent / "results.json").write_text(text + "\n", "utf-8")
    print(text)


if __name__ == "__main__":
    main()
