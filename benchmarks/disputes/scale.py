"""What an article costs the book as it fills: `python -m benchmarks.disputes.scale [--articles 1000000] [--freeze]`.

Made-up articles: a dispute has four on average, a third of them reprints; employers, districts, words and numbers are drawn
so that neighbours in time share places, trades and words without sharing the case. Time is what deciding costs (features are
read when an article is judged); memory is what the process grew by.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from array import array
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from zlib import crc32

from benchmarks.disputes.results import freeze
from judgment.disputes.book import DisputeBook
from judgment.disputes.features import Facts, Features
from judgment.disputes.snapshot import load, save
from judgment.fingerprints import KEPT, Sketch

DAY = 86_400
START = 1_767_225_600
DISTRICTS = [
    code * 10_000 + city * 100 + county for code in range(11, 66) for city in range(1, 12) for county in range(1, 6)
]
SYLLABLES = "宏远嘉盛华泰金鑫永丰瑞达德昌隆兴恒信安康顺通明辉天成海润东方新锦荣富国利民和美佳百合"


def articles(count: int, chance: random.Random) -> Iterator[Features]:
    """COUNT articles in the order they would be published."""
    number = 0
    while number < count:
        employer = "".join(chance.choice(SYLLABLES) for _ in range(4))
        place = chance.choice(DISTRICTS)
        workers, owed = chance.choice((0, chance.randrange(5, 2000))), chance.randrange(10_000, 9_000_000)
        topic = chance.sample(range(1, 1 << 32), 30)
        begun = START + number * 200 * DAY // count
        copied: Sketch | None = None
        for _ in range(chance.randrange(1, 8)):
            if copied is None or chance.random() > 0.33:
                copied = Sketch(array("I", sorted(chance.randrange(1 << 30) for _ in range(KEPT))).tobytes(), 260)
            words = array(
                "I", sorted({*chance.sample(topic, 14), *(crc32(b"%d" % chance.randrange(4000)) for _ in range(8))})
            )
            facts = Facts(
                employers=(employer,) if chance.random() < 0.85 else (),
                placed=(place,) if chance.random() < 0.9 else (),
                issues=1 << chance.randrange(4),
                at=begun + chance.randrange(10 * DAY),
                workers=workers,
                money=(owed,),
                words=words.tobytes(),
                is_wide=False,
                title=array("H", sorted(chance.sample(range(1 << 16), 20))).tobytes(),
            )
            number += 1
            yield Features(f"a{number:020x}", facts.at, copied, (facts,))


def grown() -> float:
    """Bytes of memory this process holds at most so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024.0


def restarted(book: DisputeBook, folder: Path) -> dict[str, float]:
    """What it takes to write BOOK down and to stand there again, in seconds of processor time; the disk is what it is."""
    path = folder / "disputes.snapshot"
    begun = time.process_time()
    save(book, "state", (), path)
    written = time.process_time()
    again = DisputeBook()
    if not load(again, "state", (), path):
        raise SystemExit("the snapshot was not read back")
    read = time.process_time()
    return {
        "disputes": len(list(again.living_ids())), "write_seconds": round(written - begun, 2),
        "restart_seconds": round(read - written, 2), "megabytes": round(path.stat().st_size / 1e6),
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--freeze", action="store_true", help="write results.json")
    asked = parser.parse_args()
    book, before = DisputeBook(), grown()
    spent, mark = 0.0, 1000
    last_spent, last_done = 0.0, 0
    figures: dict[str, dict[str, float]] = {}
    for done, one in enumerate(articles(asked.articles, random.Random(7)), 1):
        begun = time.process_time()
        book.place(one)
        spent += time.process_time() - begun
        if done in {mark, asked.articles}:
            figures[f"{done:,}"] = {
                "a_second": round((done - last_done) / (spent - last_spent)), "bytes_an_article": round((grown() - before) / done)
            }  # fmt: skip
            print(f"{done:>9,} articles: {figures[f'{done:,}']}", flush=True)
            mark, last_spent, last_done = mark * 10, spent, done
    with TemporaryDirectory() as folder:
        figures["restart"] = restarted(book, Path(folder))
    print(figures["restart"])
    if asked.freeze:
        freeze("scale", figures)


if __name__ == "__main__":
    main()
