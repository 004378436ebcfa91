"""Time and memory of the weekly briefing in all five forms from 100,000 articles, after the index is open.

    python benchmarks/briefings/speed.py [FOLDER] [ARTICLES]

The bar: 6 s and 500 MB. Results are frozen in results.json beside this file with --freeze.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

ROOT = Path(__file__).parents[2]
RUNS = 3


def once(folder: Path) -> dict[str, float]:
    """One cold process: only the index is open before the clock starts."""
    from briefings.compose import compose
    from briefings.notices.compose import draft_notices
    from briefings.notices.routing import read_recipients
    from briefings.period import parse_period
    from briefings.write import FORMS, renderer
    from index.open import open_index
    from index.query import Query, Sort
    from yanpan_domain.briefing import Product
    from yanpan_ledger.engine import open_ledger

    cut_off = datetime(2026, 11, 23, 8, tzinfo=ZoneInfo("Asia/Shanghai"))
    with (
        tempfile.TemporaryDirectory() as scratch,
        open_ledger(f"sqlite:///{scratch}/ledger.db") as ledger,
        open_index(str(folder / "index")) as index,
    ):
        index.version()
        # Notices of the week before, so that the fourth chart, the funnel, has something to show.
        urgent = [
            hit.record for hit in index.find_disputes(Query(text="stage:emerging", sort=Sort.URGENCY, limit=20)).hits
        ]
        draft_notices(
            urgent, ledger, read_recipients(), index=index, now=cut_off - timedelta(days=3), actor="benchmark"
        )
        taken: dict[str, float] = {}
        began = started = time.perf_counter()
        worked = time.process_time()
        made = compose(
            index, ledger, product=Product.WEEKLY, period=parse_period(Product.WEEKLY, "2026-W47"), cut_off=cut_off
        )
        taken["compose"] = time.perf_counter() - started
        for form in FORMS:
            started = time.perf_counter()
            renderer(form).render(made)
            taken[form] = time.perf_counter() - started
        taken["total"] = time.perf_counter() - began
        # Processor seconds of all threads: what other programs on the machine take away shows only in the total.
        taken["processor"] = time.process_time() - worked
        taken["charts"] = len(made.charts)
        taken["disputes"] = made.figures[0].value
        taken["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return taken


def main() -> None:
    arguments = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    folder = Path(arguments[0]) if arguments else Path(tempfile.gettempdir()) / "yanpan-briefing-speed"
    articles = int(arguments[1]) if len(arguments) > 1 else 100_000
    if "--once" in sys.argv:
        print(json.dumps(once(folder)))
        return
    script = Path(__file__).with_name("build.py")
    subprocess.run([sys.executable, str(script), str(folder), str(articles)], check=True, cwd=ROOT, env=_environment())
    runs = [_process(folder) for _ in range(RUNS)]
    result = {key: round(statistics.median(run[key] for run in runs), 3) for key in runs[0]} | {"articles": articles}
    result["load"] = round(os.getloadavg()[0], 1)
    print(json.dumps(result, indent=1))
    if "--freeze" in sys.argv:
        Path(__file__).with_name("results.json").write_text(json.dumps({"speed": result}, indent=1) + "\n")


def _process(folder: Path) -> dict[str, float]:
    ran = subprocess.run(
        [sys.executable, __file__, str(folder), "--once"], check=True, cwd=ROOT, env=_environment(), capture_output=True
    )
    answer: dict[str, float] = json.loads(ran.stdout)
    return answer


def _environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(ROOT)}


if __name__ == "__main__":
    main()
