"""What an article costs the book as it fills: `python -m benchmarks.disputes.scale [--articles 1000000] [--freeze]`.

Made-up articles: a dispute has four on average, a third of them reprints; employers, districts, words and numbers are drawn
so that neighbours in time share places, trades and words without sharing the case. Time is what deciding costs (features are
read when an article is judged); memory is what the process grew by. Growth is the cost of an article in the full book against
one in a book of a thousand, both filled by turns, so that a busy machine slows both.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from array import array
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from zlib import crc32

from benchmarks.disputes.results import freeze
from judgment.disputes.book import DisputeBook
from judgment.disputes.features import Facts, Features
from judgment.disputes.snapshot import load, save
from judgment.fingerprints import KEPT, Sketch

DAY = 86_400
# Turns of so many articles each, which the full book and one of FEW take one after the other.
FEW, TURN, TURNS = 1_000, 100, 15
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


def cost(book: DisputeBook, some: list[Features]) -> float:
    """Seconds of processor time that SOME cost BOOK."""
    begun = time.process_time()
    for one in some:
        book.place(one)
    return time.process_time() - begun


def growth(book: DisputeBook, coming: Iterator[Features], seed: int) -> float:
    """What the COMING articles cost BOOK against what as many cost a book of a thousand: the median of turns."""
    ratios = []
    others = articles(FEW + TURNS * TURN, random.Random(seed))
    small = DisputeBook()
    cost(small, list(islice(others, FEW)))
    for _ in range(TURNS):
        few = cost(small, list(islice(others, TURN)))
        ratios.append(cost(book, list(islice(coming, TURN))) / few)
    return round(median(ratios), 2)


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
    figures: dict[str, dict[str, float]] = {}
    coming = articles(asked.articles + 20 * TURNS * TURN, random.Random(7))
    done = 0
    for mark in [mark for mark in (1_000, 10_000, 100_000, 1_000_000) if mark < asked.articles] + [asked.articles]:
        spent, wanted = 0.0, mark - done
        while done < mark:
            some = list(islice(coming, min(TURN, mark - done)))
            spent, done = spent + cost(book, some), done + len(some)
        figures[f"{mark:,}"] = {"a_second": round(wanted / spent), "bytes_an_article": round((grown() - before) / mark)}
        figures[f"{mark:,}"]["growth"] = growth(book, coming, seed=mark)
        done += TURNS * TURN
        print(f"{mark:>9,} articles: {figures[f'{mark:,}']}", flush=True)
    with TemporaryDirectory() as folder:
        figures["restart"] = restarted(book, Path(folder))
    print(figures["restart"])
    if asked.freeze:
        freeze("scale", figures)


if __name__ == "__main__":
    main()
