"""Articles a second on one core, everything included, beside SnowNLP's sentiment alone; time by length; peak memory.

Time is processor time, so that waiting for other work on the machine does not count; what that work does to shared caches does.

python -m benchmarks.judgment.speed [--write]
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import time
from pathlib import Path

from judgment.assess import judge

HERE = Path(__file__).parent
LENGTH = 1_000
# Invented; long enough that 1,000 characters hold what a real report holds.
STORY = (
    "记者从深圳市宝安区获悉，示例电子厂拖欠30名工人两个月工资共45万元。3月5日上午，工人李建国等人在厂门口讨要说法。"
    "当地劳动监察大队已介入调查，责令企业限期支付。厂方负责人表示，因订单减少资金周转困难，将在月底前发放。"
    "工会工作人员到现场了解情况，为工人提供法律援助。有工人称，社会保险也有三个月没有缴纳，加班费至今没有结清。"
    "4月2日，双方在街道调解中心达成协议，拖欠的工资全部发放到位，工人陆续复工。"
)


def texts(count: int, length: int = LENGTH) -> list[str]:
    """COUNT texts of LENGTH characters, no two alike."""
    longest = STORY * (length // len(STORY) + 2)
    return [longest[shift % len(STORY) :][:length] for shift in range(0, count * 7, 7)]


def seconds_each(texts_: list[str], rounds: int = 5) -> float:
    """Seconds of the processor an article: the median of ROUNDS."""
    taken = []
    for _ in range(rounds):
        before = time.process_time()
        for text in texts_:
            judge(title="工人讨薪", text=text, published="2026-04-03")
        taken.append((time.process_time() - before) / len(texts_))
    return statistics.median(taken)


def measure() -> dict[str, float]:
    """Every figure of one run."""
    judge(title="", text=STORY)
    each = seconds_each(texts(200))
    hundred, thousand = (seconds_each(texts(1, length), 3) for length in (100_000, 1_000_000))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    from snownlp import SnowNLP

    sample = texts(10)
    SnowNLP(sample[0]).sentiments  # noqa: B018 - loads the model before the clock starts
    before = time.process_time()
    for text in sample:
        SnowNLP(text).sentiments  # noqa: B018 - the work that is measured
    peer = (time.process_time() - before) / len(sample)
    return {
        "articles_a_second": round(1 / each, 1),
        "times_snownlp": round(peer / each, 1),
        "megabyte_over_tenth": round(thousand / hundred, 2),
        "seconds_for_a_megabyte": round(thousand, 2),
        "peak_mb_without_snownlp": round(memory, 1),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="freeze the figures in speed.json")
    told = measure()
    print(json.dumps(told))
    if parser.parse_args().write:
        (HERE / "speed.json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
