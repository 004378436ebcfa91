"""The demonstration's articles as they were written for it: invented employers, persons and events."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zlib import crc32

import yaml

from yanpan_domain.zone import SHANGHAI

HERE = Path(__file__).parent
# Each has its file articles_<site>.yaml; the sixth site, "reprint", is derived from these.
AUTHORED = ("rss", "atom", "sitemap", "listing", "gbk")
SITE_TITLES = {
    "rss": "岭南工人观察（示例）",
    "atom": "江海晨报（示例）",
    "sitemap": "中原都市网（示例）",
    "listing": "岭南人社公开网（示例）",
    "gbk": "齐鲁劳动时报（示例）",
    "reprint": "每日要闻转载网（示例）",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoArticle:
    """One page of one demonstration site. `reprint_of` is the key of the article it copies, if it does."""

    key: str
    site: str
    title: str
    published: datetime
    section: str
    paragraphs: tuple[str, ...]
    byline: str = ""
    origin: str = ""
    two_pages: bool = False
    reprint_of: str | None = None

    @property
    def number(self) -> int:
        """Seven digits that depend on the key alone, so that addresses stay when articles are added."""
        return 1_000_000 + crc32(self.key.encode()) % 9_000_000

    @property
    def text(self) -> str:
        """The body as readers see it, one paragraph a line."""
        return "\n".join(self.paragraphs)


def read_corpus(*, later: bool = False) -> tuple[DemoArticle, ...]:
    """Every article of the six sites, oldest first; with LATER the second edition's as well."""
    authored = [article for site in AUTHORED for article in _read(HERE / f"articles_{site}.yaml", site)]
    if later:
        authored += _read(HERE / "articles_later.yaml", "")
    articles = [*authored, *_reprints({article.key: article for article in authored})]
    return tuple(sorted(articles, key=lambda article: (article.published, article.key)))


def read_yaml(path: Path) -> Any:
    """What PATH holds, by libyaml where it is built in (twenty times faster)."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - both loaders are the safe ones


def _read(path: Path, site: str) -> list[DemoArticle]:
    return [_article(entry, entry.get("site", site)) for entry in read_yaml(path)]


def _article(entry: dict[str, Any], site: str) -> DemoArticle:
    return DemoArticle(
        key=entry["key"],
        site=site,
        title=entry["title"],
        published=datetime.strptime(entry["published"], "%Y-%m-%d %H:%M").replace(tzinfo=SHANGHAI),
        section=entry["section"],
        paragraphs=tuple(line.strip() for line in entry["text"].splitlines() if line.strip()),
        byline=entry.get("byline", ""),
        origin=entry.get("origin", SITE_TITLES[site]),
        two_pages=entry.get("two_pages", False),
    )


def _reprints(originals: dict[str, DemoArticle]) -> Iterator[DemoArticle]:
    for entry in read_yaml(HERE / "reprints.yaml"):
        if (original := originals.get(entry["of"])) is not None:
            yield reprint(original, title=entry["title"], hours=entry["hours"], cut=frozenset(entry.get("cut", ())))


def reprint(original: DemoArticle, *, title: str, hours: float, cut: frozenset[int] = frozenset()) -> DemoArticle:
    """ORIGINAL as another site copies it: own TITLE, HOURS later, a lead that names the paper, paragraphs in CUT left out."""
    kept = [text for position, text in enumerate(original.paragraphs, start=1) if position not in cut]
    paper = SITE_TITLES[original.site]
    return replace(
        original,
        key=f"reprint-{original.key}",
        site="reprint",
        title=title,
        published=original.published + timedelta(hours=hours),
        section="转载",
        paragraphs=(f"据{paper}报道，{kept[0]}", *kept[1:]),
        byline="",
        origin=paper,
        two_pages=False,
        reprint_of=original.key,
    )
