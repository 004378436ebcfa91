"""Extraction and charset on real pages, beside trafilatura in the same run.

    python benchmarks/extraction/run.py [--write]

Reads the real data from $YANPAN_SHARED or ../shared; --write freezes the figures in results.json and results.md.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import platform
import statistics
import sys
import tarfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

HERE = Path(__file__).resolve().parent
RUNS = 5


def main() -> None:
    """Measure, print, and with --write freeze."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    freeze = parser.parse_args().write
    data = Path(os.environ.get("YANPAN_SHARED", HERE.parents[2] / "shared")) / "data"
    figures = {
        "quality": quality(data / "pages"),
        "speed": speed(data / "pages"),
        "charset": charset(data / "gbk_documents.tar.xz"),
    }
    figures["machine"] = f"Python {platform.python_version()}, {os.cpu_count()} cores"
    print(table(figures))
    if freeze:
        (HERE / "results.json").write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        (HERE / "results.md").write_text(table(figures), encoding="utf-8")


def quality(folder: Path) -> dict[str, Any]:
    """Segment F1, titles, dates and failures by the scorer beside the pages; origins and fallbacks by our own count."""
    from crawlers.extraction.page import extract

    scorer = _module("page_scorer", folder / "score.py")
    adapter = ModuleType("ours")
    adapter.read = extract  # type: ignore[attr-defined]  # the scorer loads it by name
    sys.modules["ours"] = adapter
    gold = [json.loads(line) for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    pages = [(one, (folder / one["path"]).read_bytes()) for one in gold]
    found = {}
    sys.path.insert(0, str(folder))
    for name, spec in (("yanpan", "ours:read"), ("trafilatura", "extractors:trafilatura_default")):
        rows = scorer.run(spec, pages)
        told = scorer.summary(name, rows)
        found[name] = {
            "pages": told["pages"], "f1": round(told["f1"], 4), "precision": round(told["precision"], 4), "recall": round(told["recall"], 4),
            "titles_wrong": sum(not row["title"] for row in rows), "dates_wrong": sum(row["date"] is False for row in rows), "failures": told["fail"],
        }  # fmt: skip
    read = [(extract(body, one["url"]), one["source"]) for one, body in pages]
    found["yanpan"]["origins_right"] = sum(page.origin == source for page, source in read if source)
    found["yanpan"]["origins"] = sum(bool(source) for _, source in read)
    found["yanpan"]["engines"] = dict(Counter(page.engine for page, _ in read))
    found["yanpan"]["fallback_share"] = round(sum(page.engine != "fast" for page, _ in read) / len(read), 4)
    return found


def speed(folder: Path) -> dict[str, Any]:
    """Pages a second, median of five runs each, taken in turns; once more without trafilatura's two slowest pages."""
    import trafilatura

    from crawlers.extraction.page import extract

    bodies = [path.read_bytes() for path in sorted((folder / "files").iterdir())]

    def theirs(body: bytes) -> object:
        return trafilatura.bare_extraction(body, with_metadata=True, include_comments=False)

    extract(bodies[0]), theirs(bodies[0])
    ours_runs, their_runs = [], []
    for _ in range(RUNS):
        ours_runs.append([_seconds(extract, body) for body in bodies])
        their_runs.append([_seconds(theirs, body) for body in bodies])
    slowest = sorted(range(len(bodies)), key=lambda page: -their_runs[0][page])[:2]
    rest = [page for page in range(len(bodies)) if page not in slowest]
    found: dict[str, Any] = {}
    for name, chosen in (("all pages", range(len(bodies))), ("without trafilatura's two slowest", rest)):
        ours, other = (
            len(chosen) / statistics.median(sum(run[page] for page in chosen) for run in runs)
            for runs in (ours_runs, their_runs)
        )
        found[name] = {"yanpan": round(ours, 1), "trafilatura": round(other, 1), "ratio": round(ours / other, 1)}
    return found


def charset(path: Path) -> dict[str, Any]:
    """Real GBK documents, each under five headers: how many valid ones come out clean, how many broken ones are marked."""
    from crawlers.extraction.charset import decode

    headers = (None, "charset=gb2312", "charset=utf-8", "charset=big5", "charset=iso-8859-1")
    counts: Counter[str] = Counter()
    with tarfile.open(path) as archive:
        for one in archive:
            opened = archive.extractfile(one) if one.isfile() else None
            if opened is None:
                continue
            body = opened.read()
            text = _strict(body)
            for header in headers:
                read = decode(body, header)
                kind = "valid" if text is not None else "broken"
                counts[kind] += 1
                counts[f"{kind}_right"] += (
                    (read.text == text and not read.replaced) if text is not None else read.replaced > 0
                )
    return dict(counts)


def _strict(body: bytes) -> str | None:
    try:
        return body.decode("gb18030")
    except UnicodeDecodeError:
        return None


def _seconds(work: Callable[[bytes], object], body: bytes) -> float:
    started = time.process_time()
    work(body)
    return time.process_time() - started


def _module(name: str, path: Path) -> Any:
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def table(figures: dict[str, Any]) -> str:
    """FIGURES as Markdown."""
    lines = [
        "| extractor | pages | F1 | precision | recall | titles wrong | dates wrong | failures |",
        "|---|---|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {name} | {row['pages']} | {row['f1']} | {row['precision']} | {row['recall']} | {row['titles_wrong']} | {row['dates_wrong']} | {row['failures']} |"
        for name, row in figures["quality"].items()
    ]
    ours = figures["quality"]["yanpan"]
    lines += [
        "",
        f"Origins right: {ours['origins_right']} of {ours['origins']}. Read by: {ours['engines']}; share of fallbacks {ours['fallback_share']}.",
    ]
    lines += ["", "| pages a second (CPU time, median of five) | yanpan | trafilatura | ratio |", "|---|---|---|---|"]
    lines += [
        f"| {name} | {row['yanpan']} | {row['trafilatura']} | {row['ratio']} |"
        for name, row in figures["speed"].items()
    ]
    told = figures["charset"]
    lines += [
        "", f"Charset, each document under five headers: {told['valid_right']} of {told['valid']} valid ones clean, "
        f"{told['broken_right']} of {told['broken']} broken ones marked.", "", f"{figures['machine']}.", "",
    ]  # fmt: skip
    return "\n".join(lines)


if __name__ == "__main__":
    main()
