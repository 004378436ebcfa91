"""When a page was published: every place that may tell it is weighed, and the best told wins."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import unquote

from crawlers.extraction.dates import EARLIEST, Published, day_in_url, stamp_at, stamp_behind, stamp_in
from crawlers.extraction.lines import NOISY, UNSEEN, PageLines
from crawlers.extraction.rare_dates import rare_stamp_at
from yanpan_domain.codes import DateSource
from yanpan_domain.zone import SHANGHAI

DATE_META = (
    "article:published_time", "og:published_time", "og:article:published_time", "pubdate", "publishdate", "publish_date", "datepublished",
    "dc.date", "dc.date.issued", "dcterms.issued", "dcterms.created", "sailthru.date", "weibo: article:create_at", "weibo:article:create_at",
    "og:time", "og:release_date", "pub_date", "publish-date", "apub:time", "firstpublishedtime", "bytedance:published_time", "rnews:datepublished",
    "_pubtime", "pubtime", "publishtime", "publish_time", "releasedate", "docreltime", "articletime", "date", "article.published", "parsely-pub-date",
)  # fmt: skip
# A moment or a day as scripts keep it, behind its key; the keys that mean publication.
SCRIPT_VALUE = re.compile(
    r"""[:=]\s*["']?(\d{13}|\d{10}|\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}[^"'<,;]{0,20})""",
)
SCRIPT_KEY = re.compile(
    r"""\b(?:publish_?time|pub_?time|publish_?date|pub_?date|date_?published|release_?(?:time|date)|first_?publish_?time|show_?time|ptime|create_?time|ct)["']?\s*$""",
    re.I,
)
# The longest of these keys, its quote and some spaces.
LONGEST_KEY = 30
LABEL = re.compile(
    r"(?:发布|發[布佈]|發表|出版|发表|发稿|发文|印发|公布|刊发|上网|录入|成文|推送|供稿)(?:时间|時間|日期|于)?\s*[:：]?\s*$|(?:时间|時間|日期)\s*[:：]\s*$|Published[^\w]*$",
    re.I,
)
UPDATED = re.compile(r"(?:更新|修改|编辑|Updated)(?:时间|日期|于)?\s*[:：]?\s*$", re.I)
CLOCK = re.compile(r"今天是|现在是|农历|天气|欢迎")
# A day with its weekday may be a page's clock or the head of a newspaper's digital edition.
WEEKDAY = re.compile(r"(?:星期|周|週)[一二三四五六日天].{0,12}$")
FOOTER = re.compile(r"©|Copyright|版权|ICP|公网安备|All rights", re.I)
OTHER_DAY = re.compile(r"(?:截止|活动|会议|开庭|施行|实施|生效|有效期|报名|考试|面试)\S{0,6}\s*[:：]?\s*$")
DATE_NAME = re.compile(r"time|date|pub|info|source|meta|laiyuan|author|tips|sub|riqi|shijian|post", re.I)
# A year and a day in neighbouring lines, as newer portals set them: 2021 / 09/07 / 10:05.
SPLIT = re.compile(
    r"^(?P<y>20\d\d)[年\s]{0,3}(?P<m>\d{1,2})\s?[/.月-]\s?(?P<d>\d{1,2})日?(?:\s(?P<h>\d{1,2})\s?:\s?(?P<i>\d{2}))?"
)


# A visible date with less for it is not believed.
LEAST_WEIGHT = 0.5


@dataclass(frozen=True, slots=True)
class _Told:
    """A date that the page tells somewhere, and how much speaks for it being the publication's."""

    value: datetime | date
    precision: str
    weight: float

    @property
    def day(self) -> date:
        return self.value.date() if isinstance(self.value, datetime) else self.value


def read_published(
    page: PageLines,
    metas: Mapping[str, str],
    structured: Mapping[str, str],
    tree: Any,
    html: str,
    urls: Sequence[str],
    *,
    headline: int,
    story: tuple[int, int],
    now: datetime | None = None,
) -> Published:
    """The publication date of PAGE, whose headline is line HEADLINE and whose story are the lines STORY.

    Days before 1995 and, where NOW is given, more than a day ahead of it are not believed.
    """
    latest = (now.astimezone(SHANGHAI) + timedelta(days=1)).date() if now else date.max
    for text in (structured.get("datePublished", ""), *(metas.get(name, "") for name in DATE_META)):
        for one in _believable(_stamped(text), latest):
            return _published(one, 0.95)
    in_url = next((day for day in map(day_in_url, urls) if day and EARLIEST <= day <= latest), None)
    visible = list(_believable(_visible(page, headline, story), latest))
    best = max(visible, key=lambda told: told.weight, default=None)
    if best is not None and (best.weight >= 2.5 or best.day == in_url):
        return _published(best, 0.95 if best.day == in_url else 0.9 if best.weight >= 4 else 0.8)
    for one in _believable(_elements(tree), latest):
        return _published(one, 0.85)
    rare = list(_believable(_rarely(page, headline, story, now), latest)) if best is None and not in_url else []
    if rare:
        return _published(max(rare, key=lambda told: told.weight), 0.75)
    told = list(_believable(_scripts(html), latest)) if best is None or best.weight < 1.5 or in_url else []
    agreed = next((one for one in told if one.day == in_url), told[0] if told and not in_url else None)
    if agreed is not None:
        return _published(agreed, 0.75)
    if best is not None and best.weight >= 1.5 and in_url is None:
        return _published(best, 0.75)
    if in_url is not None:
        return Published(value=in_url, source=DateSource.URL, precision="day", confidence=0.7)
    if best is not None and best.weight >= LEAST_WEIGHT:
        return _published(best, 0.5)
    return Published()


def _published(told: _Told, confidence: float) -> Published:
    return Published(value=told.value, source=DateSource.PAGE, precision=told.precision, confidence=confidence)


def _believable(found: Iterable[_Told], latest: date) -> Iterator[_Told]:
    return (one for one in found if EARLIEST <= one.day <= latest)


def _stamped(text: str) -> Iterator[_Told]:
    found = stamp_in(text) if text else None
    if found:
        yield _Told(found[0], found[1], 5.0)


def _elements(tree: Any) -> Iterator[_Told]:
    """What <time> elements say, where there are so few that they belong to no list of other stories."""
    nodes = tree.css("time[datetime], [itemprop=datePublished], [pubdate], textarea[class*=time]")
    for node in nodes if len(nodes) <= 2 else []:
        for text in (node.attributes.get("datetime"), node.attributes.get("content"), node.text()):
            if text and text.isdigit() and len(text) in {10, 13}:
                yield _moment(text)
            yield from _stamped(text or "")


def _scripts(html: str) -> Iterator[_Told]:
    html = unquote(html) if "%22" in html else html
    for match in SCRIPT_VALUE.finditer(html):
        if not SCRIPT_KEY.search(html[max(0, match.start() - LONGEST_KEY) : match.start()]):
            continue
        text = match[1]
        if text.isdigit():
            yield _moment(text)
        else:
            yield from _stamped(text)


def _moment(seconds: str) -> _Told:
    """The moment that a script keeps as SECONDS (or milliseconds) since 1970."""
    return _Told(datetime.fromtimestamp(int(seconds[:10]), UTC).astimezone(SHANGHAI), "second", 2.0)


def _visible(page: PageLines, headline: int, story: tuple[int, int]) -> Iterator[_Told]:
    """The dates in the lines around headline and story, each with what speaks for it."""
    for number, line in enumerate(page.lines):
        # Most lines name no year at all, which is told fastest so.
        if "20" not in line.text and "19" not in line.text:
            continue
        if len(line.text) > 300 and not story[0] <= number <= story[1]:
            continue
        found = stamp_at(line.text) if len(line.text) <= 2000 else None
        if found is None:
            found = _split_stamp(page, number)
        if found is None:
            continue
        value, precision, position = found
        if UPDATED.search(line.text[:position]) and (later := stamp_behind(line.text, LABEL, UPDATED)):
            value, precision, position = later
        weight = _place(number, headline, story, line.text, position) + _company(page, number, position)
        yield _Told(value, precision, weight + (0.8 if precision != "day" else 0.0))


def _rarely(page: PageLines, headline: int, story: tuple[int, int], now: datetime | None) -> Iterator[_Told]:
    """The dates in rare forms beside the headline and under the story."""
    first, last = story
    begin, end = (headline - 4, headline + 15) if headline >= 0 else (first - 12, first)
    near = [*range(max(0, begin), min(end, len(page.lines))), *range(max(last - 1, 0), min(last + 6, len(page.lines)))]
    for number in dict.fromkeys(near if first >= 0 else []):
        found = rare_stamp_at(page.lines[number].text, now)
        if found is None:
            continue
        value, precision, position = found
        weight = _place(number, headline, story, page.lines[number].text, position) + _company(page, number, position)
        if weight >= LEAST_WEIGHT:
            yield _Told(value, precision, weight)


def _split_stamp(page: PageLines, number: int) -> tuple[datetime | date, str, int] | None:
    text = page.lines[number].text
    if not (text.startswith("20") and len(text) <= 24):
        return None
    joined = " ".join(line.text for line in page.lines[number : number + 3])
    match = SPLIT.match(joined)
    if match is None:
        return None
    clock = f" {match['h']}:{match['i']}" if match["h"] else ""
    found = stamp_in(f"{match['y']}-{match['m']}-{match['d']}{clock}")
    return (*found, 0) if found else None


def _place(number: int, headline: int, story: tuple[int, int], text: str, position: int) -> float:
    """How well the line stands for a date line: under the headline best, in the story worst."""
    first, last = story
    if first <= number <= last and number != headline:
        at_the_end = number >= last - 1 and len(text) < 30
        return 0.6 if at_the_end else -2.0 if len(text) > 60 or position > 12 else 0.0
    if headline >= 0:
        behind = number - headline
        if 0 <= behind <= 15:
            return 3.0 - 0.12 * behind
        if -4 <= behind < 0:
            return 2.0 + 0.1 * behind
    if first >= 0 and 0 < first - number <= 12:
        return 2.2 - 0.1 * (first - number)
    if last >= 0 and 0 < number - last <= 6:
        return 0.8 - 0.05 * (number - last)
    return -1.0


def _company(page: PageLines, number: int, position: int) -> float:
    """What stands beside the date in its line, and in what kind of element."""
    line = page.lines[number]
    before, block = line.text[:position], page.blocks[line.block]
    weight = 0.0
    if UPDATED.search(before):
        weight += 1.0
    elif LABEL.search(before):
        weight += 3.0
    elif number and position == 0 and LABEL.search(page.lines[number - 1].text[-12:]):
        weight += 2.0
    if OTHER_DAY.search(before):
        weight -= 3.0
    if "来源" in line.text or "编辑" in line.text:
        weight += 1.0
    if DATE_NAME.search(block.name):
        weight += 0.8
    if len(line.text) > 60 and line.prose > 40:
        weight -= 1.5
    if line.linked > 0.5 * len(line.text):
        weight -= 2.5
    if CLOCK.search(line.text):
        weight -= 3.0
    elif WEEKDAY.search(line.text):
        weight -= 1.2
    if FOOTER.search(line.text):
        weight -= 4.0
    noise = page.noise[line.block]
    return weight - (3.0 if noise <= UNSEEN else 0.8 if noise <= NOISY else 0.0)
