"""How long analysts wait: queries with two facets and highlights, on an index that `benchmarks.index.build` made.

python -m benchmarks.index.search INDEX [--rounds 5] [--freeze]
"""

from __future__ import annotations

import argparse
import time

from benchmarks.index.results import freeze
from index.interface import Index
from index.open import open_index
from index.query import Query, Sort

QUERIES = (
    "欠薪", "拖欠工资", "骑手", "裁员 补偿", "深圳 工厂", "农民工 讨薪", "劳动仲裁", '"劳动合同"', "工伤 赔偿", "社保 公积金",
    "国泰 罢工", "医管局", "教师 绩效工资", "加班费", "尘肺", "place:440300 欠薪", "issue:wage_arrears stage:ongoing", "industry:E 工人",
    "workers:>=100 裁员", "published:2026-10 工资", "employer:电子", "欠薪 -足球", "讨薪 OR 罢工", "工会 集体协商", "女职工", "高温津贴",
    "公交 司机", "快递 OR 外卖", "法院 判决 工资", "老板 失联",
)  # fmt: skip
# The plain words among them: what every engine can be asked.
PLAIN = tuple(text for text in QUERIES if not set(text) & set(':"-') and "OR" not in text)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("index")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--freeze", action="store_true")
    asked = parser.parse_args()
    started = time.perf_counter()
    with open_index(asked.index) as index:
        opened = time.perf_counter() - started
        print(f"opened in {opened * 1000:.0f} ms")
        times: list[tuple[float, str, int]] = []
        busy: list[tuple[float, str, int]] = []
        for round_ in range(asked.rounds + 1):
            for text in QUERIES:
                query = Query(text=text, facets=("place", "issue"), highlight=True, limit=20)
                begun, worked = time.perf_counter(), time.process_time()
                page = index.find(query)
                if round_:  # the first round fills caches, as the first search of a day does
                    times.append(((time.perf_counter() - begun) * 1000, text, page.total))
                    busy.append(((time.process_time() - worked) * 1000, text, page.total))
        report("relevance", times)
        report("relevance, processor time of all threads", busy)
        everything = index.find(Query(limit=0)).total
        newest = [
            _timed(index, Query(text=text, sort=Sort.PUBLISHED, facets=("place", "issue"), highlight=True))
            for text in QUERIES
        ]
        report("newest first", newest)
        if asked.freeze:
            freeze(
                "search",
                {
                    "articles": everything,
                    "opened_ms": round(opened * 1000),
                    "clock_ms": _spread(times),
                    "processor_ms": _spread(busy),
                    "newest_clock_ms": _spread(newest),
                },
            )


def _spread(times: list[tuple[float, str, int]]) -> dict[str, float]:
    ordered = sorted(spent for spent, _, _ in times)
    return {"p50": round(ordered[len(ordered) // 2], 1), "p95": round(ordered[int(len(ordered) * 0.95)], 1)}


def _timed(index: Index, query: Query) -> tuple[float, str, int]:
    begun = time.perf_counter()
    page = index.find(query)
    return (time.perf_counter() - begun) * 1000, query.text, page.total


def report(name: str, times: list[tuple[float, str, int]]) -> None:
    ordered = sorted(times)
    print(
        f"{name}: p50 {ordered[len(ordered) // 2][0]:.1f} ms, p95 {ordered[int(len(ordered) * 0.95)][0]:.1f} ms, max {ordered[-1][0]:.1f} ms"
    )
    slowest: dict[str, tuple[float, int]] = {}
    for spent, text, total in times:
        slowest[text] = max(slowest.get(text, (0.0, total)), (spent, total))
    for text, (spent, total) in sorted(slowest.items(), key=lambda pair: -pair[1][0])[:8]:
        print(f"   {spent:7.1f} ms  {total:8,} hits  {text}")


if __name__ == "__main__":
    main()
