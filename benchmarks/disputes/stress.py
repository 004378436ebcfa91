"""A corpus that tries to confuse: `python -m benchmarks.disputes.stress [--errors] [--freeze]`.

Real excerpts that tell of a dispute (shared data, `news_zh`) are the first reports. Each gets reprints (cut, with a lead, in
traditional script), follow-ups in other words days later, and two look-alikes: a story of the same employer in another city,
and a story of another employer in the same city. Excerpts with even ids were looked at, those with odd ids are only scored.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

import opencc

from benchmarks.demo.score import print_grouping
from benchmarks.disputes.reprints import mutated
from benchmarks.disputes.results import data, freeze
from benchmarks.disputes.stories import figures, grouped
from judgment.assess import assess
from judgment.disputes.names import core
from judgment.disputes.spread import prefecture_names
from judgment.places.gazetteer import Division, gazetteer, short_name
from judgment.words import plain
from yanpan_domain.article import Article
from yanpan_domain.judgment import JudgedArticle

SHORTEST_COPY = 0.4
# Each excerpt is a first report in some draws and a look-alike in others.
DRAWS = 6
BEGUN = datetime(2026, 1, 5, 2, tzinfo=UTC)
# Follow-ups as papers write them: one of each list. {e} employer, {p} place, {i} what it is about, {n} the workers, {b} a sentence of the first report.
OPENINGS = (
    "{p}人社局今天通报，针对{e}{i}一事，劳动监察人员已进驻企业调查。",
    "{e}{i}一事有了新的进展。{b}",
    "距离第一次报道已过去数日，{p}{e}{i}的问题还没有解决。",
    "记者今天从{p}获悉，{e}与{n}就{i}达成一致。",
    "{b}事发后，{e}所在的{p}总工会派出工作人员了解情况。",
)
MIDDLES = (
    "企业负责人承认{i}属实，称经营遇到困难，正在想办法。",
    "{n}推选代表与{e}协商，谈了一个下午没有结果。",
    "一名在{e}工作多年的职工说，{i}不是第一次发生，大家只希望早点有个说法。",
    "{b}{n}表示，他们保留了考勤和转账记录。",
    "工会律师认为，{e}应当依法承担责任。",
)
ENDS = (
    "双方约定一周内答复。", "款项将在月底前付清，{n}表示接受。", "目前调查仍在进行。", "截至发稿，企业没有回复采访。", "有关部门表示将依法处理。", "",
)  # fmt: skip
ABOUT = {
    "wage_arrears": "拖欠工资", "pay_terms": "降薪", "social_insurance": "欠缴社保", "termination": "裁员", "closure_restructuring": "关停搬迁",
    "working_time": "超时加班", "work_injury": "工伤赔偿", "occupational_safety": "劳动保护", "employment_status": "劳动关系认定",
    "platform_work": "骑手权益", "dignity_equality": "侵害职工权益", "union_rights": "打击报复建会职工",
}  # fmt: skip


_PLACED_NAME = re.compile(r"[省市县区镇乡村]|^[\u4e00-\u9fff]{2}(?=[a-z])|^(?:" + "|".join(prefecture_names()) + ")")


@dataclass(frozen=True)
class Story:
    """A real excerpt with what its reader labelled."""

    id: str
    title: str
    text: str
    employer: str
    place: str  # six digits
    issue: str
    workers: int | None


@lru_cache(maxsize=1)
def _stories() -> tuple[Story, ...]:
    """Excerpts with an employer and a city, one for each employer."""
    found: dict[str, Story] = {}
    for path in sorted((data() / "news_zh").glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            read: dict[str, Any] = json.loads(line)
            places = [place[:6] for place in read["localities"] if place[:6].isdigit() and place[2:6] != "0000"]
            known = [issue for issue in read["issues"] if issue in ABOUT]
            name = core(read["employer"] or "")
            if read["relevance"] == "dispute" and name and places and known and read["employer"] in read["text"]:
                story = Story(
                    read["id"], read["title"], read["text"], read["employer"], places[0], known[0], read["workers"]
                )
                if not any(name in other or other in name for other in found):
                    found[name] = story
    return tuple(found.values())


@dataclass(frozen=True)
class Told:
    """One article of the corpus and its case."""

    id: str
    case: str
    title: str
    text: str
    at: datetime


def corpus(half: int, chance: random.Random) -> list[Told]:
    """The articles made of the excerpts whose number is even (HALF 0) or odd (1)."""
    pool = [story for story in _stories() if int(re.sub(r"\D", "", story.id)) % 2 == half]
    chance.shuffle(pool)
    third = len(pool) // 3
    bases, elsewhere, beside = pool[:third], pool[third : 2 * third], pool[2 * third : 3 * third]
    traditional = opencc.OpenCC("s2t")
    made: list[Told] = []
    for base, stranger, neighbour in zip(bases, elsewhere, beside, strict=True):
        at = BEGUN + timedelta(days=chance.randrange(150), hours=chance.randrange(9))
        made += _case(base, at, chance, traditional)
        # A name that says where its bearer is can't be moved.
        if not _PLACED_NAME.search(plain(base.employer)) and _names_place(stranger.text, stranger.place):
            title, text = (part.replace(stranger.employer, base.employer) for part in (stranger.title, stranger.text))
            made.append(_look_alike(stranger, "elsewhere", title, text, at, chance))
        if (moved := _moved(neighbour, base.place)) is not None:
            made.append(_look_alike(neighbour, "beside", *moved, at, chance))
    return made


def _case(base: Story, at: datetime, chance: random.Random, traditional: opencc.OpenCC) -> Iterator[Told]:
    yield Told(base.id, base.id, base.title, base.text, at)
    for number in range(chance.randrange(3)):
        copy = mutated(base.text, chance, traditional)
        if len(copy) < SHORTEST_COPY * len(base.text):
            continue  # a line taken out of a report is a quotation
        yield Told(
            f"{base.id}-copy{number}", base.id, "换了标题的转载", copy, at + timedelta(hours=chance.randrange(2, 60))
        )
    workers = f"{base.workers}名职工" if base.workers and base.workers > 1 else "涉事职工"
    sentences = [one for one in re.split(r"(?<=[。！？])", base.text.replace("\n", "")) if 12 <= len(one) <= 80] or [""]
    for number in range(chance.randrange(1, 4)):
        form = "".join(chance.choice(parts) for parts in (OPENINGS, MIDDLES, ENDS))
        told = chance.choice(sentences)
        text = form.format(e=base.employer, p=_place_name(base.place), i=ABOUT[base.issue], n=workers, b=told)
        yield Told(
            f"{base.id}-later{number}", base.id, "", text, at + timedelta(days=chance.randrange(2, 8) * (number + 1))
        )


def _look_alike(story: Story, kind: str, title: str, text: str, at: datetime, chance: random.Random) -> Told:
    return Told(f"{story.id}-{kind}", f"{story.id}-{kind}", title, text, at + timedelta(days=chance.randrange(-6, 7)))


def _place_name(code: str) -> str:
    book = gazetteer()
    city = book.division(code[:4] + "00")
    county = book.division(code) if not code.endswith("00") else None
    return (city.name if city else "") + (county.name if county else "")


def _names_place(text: str, place: str) -> bool:
    """Whether TEXT names the county, city or town's city of PLACE."""
    return any(name in plain(text) for division in _divisions(place) for name in _names(division))


def _divisions(place: str) -> list[Division]:
    book = gazetteer()
    return [division for code in (place, place[:4] + "00") if (division := book.division(code))]


def _names(division: Division) -> list[str]:
    return [name for name in (division.name, short_name(division.name, division.level)) if len(name) > 1]


def _moved(story: Story, place: str) -> tuple[str, str] | None:
    """Title and text of STORY as if it happened in PLACE; None when it does not name its city."""
    target = _place_name(place)
    title, text, changed = plain(story.title), plain(story.text), False
    for division in _divisions(story.place):
        for name in _names(division):
            if name in text and name not in target and name not in plain(story.employer):
                text, title, changed = text.replace(name, target), title.replace(name, target), True
    return (title, text) if changed else None


def scored(half: int, seed: int, *, errors: bool) -> dict[str, float]:
    told = corpus(half, random.Random(seed))
    gold = {one.id: frozenset({one.case}) for one in told}
    found = grouped([_judged(one) for one in told])
    if errors:
        print_grouping(dict(found), gold)
    lost = sum(any(each.startswith("alone ") for each in disputes) for disputes in found.values())
    return figures(found, gold) | {"taken for no dispute": lost}


def _judged(one: Told) -> JudgedArticle:
    url = f"https://example.org/{one.id}"
    return assess(
        Article(id=one.id, source="s", url=url, title=one.title, text=one.text, fetched=one.at, published=one.at)
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--errors", action="store_true", help="print what fell apart and what was mixed (of the looked-at half)"
    )
    parser.add_argument("--freeze", action="store_true", help="write results.json")
    asked = parser.parse_args()
    scores = {}
    for half, name in enumerate(("looked at", "only scored")):
        drawn = [scored(half, seed, errors=asked.errors and half == 0) for seed in range(DRAWS)]
        scores[name] = {key: round(sum(one[key] for one in drawn) / DRAWS, 3) for key in drawn[0]}
    print(json.dumps(scores, ensure_ascii=False, indent=1))
    if asked.freeze:
        freeze("stress", scores)


if __name__ == "__main__":
    main()
