"""Makes the large index that the others search: `python -m benchmarks.index.build FOLDER ARTICLES`.

A thousand times a thousand take about six minutes on two quiet cores. What is there already is kept; the next articles follow.
"""

from __future__ import annotations

import argparse
import time

from benchmarks.index.corpus import articles
from index.open import open_index
from index.query import Query

# Committed together: large enough for the helper processes, small enough that little is lost when it is ended.
BATCH = 100_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder")
    parser.add_argument("articles", type=int)
    asked = parser.parse_args()
    with open_index(asked.folder) as index:
        started, there = time.perf_counter(), index.find(Query(limit=0)).total
        for start in range(there, asked.articles, BATCH):
            with index.writer() as writer:
                writer.put(articles(min(BATCH, asked.articles - start), start))
            done = min(start + BATCH, asked.articles)
            print(f"{done:,} articles, {(done - there) / (time.perf_counter() - started):,.0f} a second", flush=True)


if __name__ == "__main__":
    main()
