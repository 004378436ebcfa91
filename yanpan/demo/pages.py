"""Every byte that a demonstration site answers with, made from its articles alone: no clock, no randomness."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from functools import cache
from hashlib import blake2b
from itertools import groupby
from typing import TYPE_CHECKING, Any

from yanpan.demo.corpus import HERE, SITE_TITLES, DemoArticle
from yanpan.demo.cutoff import CUT_OFF

if TYPE_CHECKING:
    from jinja2 import Environment

NOTICE = "本页为演示数据（示例），单位与人物均属虚构"
# Six a page makes the public body's list run over three pages, as real ones run over hundreds.
LIST_PAGE = 6
HTML = "text/html; charset=utf-8"
PATHS = {
    "rss": "/content/%Y%m/%d/content_{number}.html",
    "atom": "/a/%Y%m%d/{number}.shtml",
    "sitemap": "/news/%Y/%m/%d/{number}.html",
    "listing": "/zwgk/tzgg/content/post_{number}.html",
    "gbk": "/n1/%Y/%m%d/c{number}.html",
    "reprint": "/p/{number}.html",
}
ROBOTS = {
    "listing": "User-agent: *\nDisallow: /internal/\nCrawl-delay: 0.1\n",
    "sitemap": "User-agent: *\nDisallow: /search\nAllow: /\nSitemap: {base}/sitemap_index.xml\n",
}
OPEN_ROBOTS = "User-agent: *\nDisallow: /internal/\n"


@dataclass(frozen=True, slots=True)
class Resource:
    """One answer: bytes, their type, and what a conditional request compares."""

    body: bytes
    content_type: str
    modified: datetime

    @property
    def etag(self) -> str:
        """Differs when the bytes differ."""
        return f'"{blake2b(self.body, digest_size=8).hexdigest()}"'


@dataclass(frozen=True, slots=True)
class Printed:
    """An article with its address, as templates read it."""

    article: DemoArticle
    path: str
    published_rfc: str

    def __getattr__(self, name: str) -> Any:
        return getattr(self.article, name)


def printed(article: DemoArticle) -> Printed:
    """ARTICLE with the path it has on its site."""
    path = article.published.strftime(PATHS[article.site]).format(number=article.number)
    return Printed(article, path, format_datetime(article.published))


def build_site(site: str, corpus: Sequence[DemoArticle], base: str) -> dict[str, Resource]:
    """Everything that SITE, reachable under BASE, answers: pages, lists, feeds, robots.txt."""
    articles = [printed(article) for article in corpus if article.site == site]
    newest_first = sorted(articles, key=lambda item: (item.published, item.key), reverse=True)
    resources = {"/robots.txt": _text(ROBOTS.get(site, OPEN_ROBOTS).format(base=base))}
    resources["/"] = _html("home.html.j2", newest_first, site, machine=MACHINE.get(site, ()))
    resources["/internal/login.html"] = _text("仅限工作人员（示例）")
    resources |= dict(_articles(site, articles))
    resources |= dict(LISTS[site](site, newest_first, base))
    return resources


def _articles(site: str, articles: list[Printed]) -> Iterator[tuple[str, Resource]]:
    for position, item in enumerate(articles):
        neighbours = articles[max(0, position - 4) : position][::-1] or articles[1:4]
        common = {
            "article": item,
            "related": neighbours[:3],
            # From the oldest, so that an article more changes no page that stands.
            "hot": [other for other in articles[position % 3 : 15 : 3] if other is not item],
            "structured": _structured(item, SITE_TITLES[site]),
        }
        paths, parts = _parts(item)
        for page, (path, paragraphs) in enumerate(zip(paths, parts, strict=True), start=1):
            here = {
                "paragraphs": paragraphs,
                "page": page,
                "pages": len(paths),
                "here": paths[0],
                "following": paths[-1],
            }
            body = _render(f"article_{site}.html.j2", site=SITE_TITLES[site], **common, **here)
            yield path, _page(site, body, item.published)


def _parts(item: Printed) -> tuple[list[str], list[tuple[str, ...]]]:
    """The addresses of the article's pages and what stands on each."""
    if not item.two_pages:
        return [item.path], [item.paragraphs]
    half = (len(item.paragraphs) + 1) // 2
    return [item.path, item.path.replace(".html", "_2.html")], [item.paragraphs[:half], item.paragraphs[half:]]


def _structured(item: Printed, site: str) -> str:
    """JSON-LD as news sites print it. Escaped so that it cannot end its own script element."""
    stated = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": item.title,
        "datePublished": item.published.isoformat(),
        "publisher": {"@type": "Organization", "name": site},
    }
    return json.dumps(stated, ensure_ascii=False).replace("<", "\\u003c")


def _rss(site: str, articles: list[Printed], base: str) -> Iterator[tuple[str, Resource]]:
    body = _render("rss.xml.j2", site=SITE_TITLES[site], articles=articles, base=base)
    yield "/rss.xml", Resource(body.encode(), "application/rss+xml; charset=utf-8", _newest(articles))


def _atom(site: str, articles: list[Printed], base: str) -> Iterator[tuple[str, Resource]]:
    body = _render("atom.xml.j2", site=SITE_TITLES[site], articles=articles, base=base, newest=_newest(articles))
    yield "/feed/atom.xml", Resource(body.encode(), "application/atom+xml; charset=utf-8", _newest(articles))


def _sitemaps(site: str, articles: list[Printed], base: str) -> Iterator[tuple[str, Resource]]:
    """One sitemap for each week, and the index that names them."""
    maps = []
    for (year, week), group in groupby(articles, key=lambda item: item.published.isocalendar()[:2]):
        members = list(group)
        name = f"/sitemaps/news-{year}-w{week:02}.xml"
        maps.append((name, _newest(members)))
        body = _render("sitemap.xml.j2", site=SITE_TITLES[site], articles=members, base=base)
        yield name, Resource(body.encode(), "application/xml", _newest(members))
    index = _render("sitemap_index.xml.j2", maps=maps, base=base)
    yield "/sitemap_index.xml", Resource(index.encode(), "application/xml", _newest(articles))


def _paged_list(site: str, articles: list[Printed], base: str) -> Iterator[tuple[str, Resource]]:
    pages = -(-len(articles) // LIST_PAGE)
    names = ["/zwgk/tzgg/index.html", *(f"/zwgk/tzgg/index_{page}.html" for page in range(2, pages + 1))]
    for page, name in enumerate(names, start=1):
        around = {
            "page": page,
            "pages": pages,
            "previous": names[max(page - 2, 0)],
            "following": names[min(page, pages - 1)],
        }
        yield name, _html("list_listing.html.j2", articles[(page - 1) * LIST_PAGE : page * LIST_PAGE], site, **around)


def _gbk_list(site: str, articles: list[Printed], base: str) -> Iterator[tuple[str, Resource]]:
    yield "/labour/index.html", _html("list_gbk.html.j2", articles, site)


LISTS = {"rss": _rss, "atom": _atom, "sitemap": _sitemaps, "listing": _paged_list, "gbk": _gbk_list, "reprint": _rss}
MACHINE = {
    "rss": [("application/rss+xml", "/rss.xml")],
    "reprint": [("application/rss+xml", "/rss.xml")],
    "atom": [("application/atom+xml", "/feed/atom.xml")],
}


def _newest(articles: list[Printed]) -> datetime:
    return max((item.article.published for item in articles), default=CUT_OFF)


def _html(template: str, articles: list[Printed], site: str, **values: Any) -> Resource:
    body = _render(template, site=SITE_TITLES[site], articles=articles, **values)
    return _page(site, body, _newest(articles))


def _page(site: str, body: str, modified: datetime) -> Resource:
    """The GBK site says gb2312 and means gb18030, in the page only: its header names no charset, as with real ones."""
    if site == "gbk":
        return Resource(body.encode("gb18030"), "text/html", modified)
    return Resource(body.encode(), HTML, modified)


def _text(body: str) -> Resource:
    return Resource(body.encode(), "text/plain; charset=utf-8", CUT_OFF)


def _render(template: str, **values: Any) -> str:
    return _environment().get_template(template).render(notice=NOTICE, **values)


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined)
    environment.filters["as_is"] = Markup
    return environment
