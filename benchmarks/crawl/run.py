"""Crawl overhead and memory: `python benchmarks/crawl/run.py [--pages N] [--rounds R] [--memory N]`; prints JSON.

`share` is our pages a second over a bare Scrapy spider's on the same site, median of the rounds, the two taken in turn.
Ours extracts title, text, date and origin of every page and keeps its state in SQL; the bare one counts responses.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1]))

from crawlers import run as crawl_run  # noqa: E402
from crawlers.catalogue import Catalogue  # noqa: E402
from crawlers.options import CrawlOptions  # noqa: E402
from crawlers.source import Source  # noqa: E402
from yanpan_ledger.engine import open_ledger  # noqa: E402


@contextmanager
def site(pages: int) -> Iterator[str]:
    process = subprocess.Popen([sys.executable, str(HERE / "site.py"), str(pages)], stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
    finally:
        process.kill()
        process.wait()


def bare(base: str) -> float:
    """Pages a second of the bare spider, from its first page to its last."""
    output = subprocess.run([sys.executable, str(HERE / "bare.py"), base], capture_output=True, text=True, check=True)
    pages, seconds = output.stdout.split()
    return float(pages) / float(seconds)


def ours(base: str, samples: list[tuple[int, float]] | None = None) -> float:
    """Pages a second of our crawl, from the first delivery to the last; with SAMPLES, (pages, child's MB) along the way."""
    source = Source.model_validate(
        {"key": "bench", "title": "bench", "kind": "sitemap", "urls": [base + "/sitemap.xml"], "delay_seconds": 0}
    )
    stamps: list[tuple[float, int]] = []
    started: list[int] = []
    launch = crawl_run.start_child

    def start_child():
        child = launch()
        started.append(child.process.pid)
        return child

    crawl_run.start_child = start_child

    def deliver(articles) -> None:
        total = (stamps[-1][1] if stamps else 0) + len(articles)
        stamps.append((time.perf_counter(), total))
        if samples is not None and total // 1000 != (total - len(articles)) // 1000:
            samples.append((total, resident(started[0])))

    host = urlsplit(base).netloc
    with tempfile.TemporaryDirectory() as folder, open_ledger(f"sqlite:///{folder}/ledger.db") as ledger:
        options = CrawlOptions(delay_seconds=0, allow_private=(host,), max_articles=1_000_000)
        report = crawl_run.crawl(Catalogue((source,), Path()), ledger, deliver, options, now=lambda: datetime.now(UTC))
    crawl_run.start_child = launch
    assert report.exit_status == 0, report
    (first, skipped), (last, total) = stamps[0], stamps[-1]
    return (total - skipped) / (last - first)


def resident(pid: int) -> float:
    """Resident memory of PID in MB."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) / 1024


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--memory", type=int, default=0, help="also crawl this many pages and watch the child's memory")
    asked = parser.parse_args()
    with site(asked.pages) as base:
        pairs = [(bare(base), ours(base)) for _ in range(asked.rounds)]
    result: dict[str, object] = {
        "pages": asked.pages, "rounds": asked.rounds,
        "bare_pages_per_second": round(statistics.median(b for b, _ in pairs), 1),
        "our_pages_per_second": round(statistics.median(o for _, o in pairs), 1),
        "share": round(statistics.median(o / b for b, o in pairs), 3),
    }  # fmt: skip
    if asked.memory:
        samples: list[tuple[int, float]] = []
        with site(asked.memory) as base:
            rate = ours(base, samples)
        early = [mb for pages, mb in samples if asked.memory * 0.1 <= pages <= asked.memory * 0.3]
        late = [mb for pages, mb in samples if pages >= asked.memory * 0.8]
        result |= {
            "memory_pages": asked.memory, "memory_pages_per_second": round(rate, 1),
            "child_mb_early": round(statistics.mean(early), 1), "child_mb_late": round(statistics.mean(late), 1),
            "growth": round(statistics.mean(late) / statistics.mean(early), 3),
        }  # fmt: skip
    print(json.dumps(result, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    threading.stack_size(0)
    main()
