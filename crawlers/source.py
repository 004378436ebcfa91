"""A source as a page of data: where a publisher lists its news and how it may be asked."""

from __future__ import annotations

import re
import reprlib
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from crawlers.addresses import check_address
from crawlers.yaml_lines import CatalogueError, YamlPage
from yanpan_domain.codes import Tier
from yanpan_domain.wanted import wanted

__all__ = ["CatalogueError", "Expectation", "Kind", "Range", "Selectors", "Source", "checked_source"]

# Other names under which a maintainer may give the addresses; each settles the kind as well.
URL_FIELDS = {"feeds": "feed", "sitemaps": "sitemap", "listings": "listing", "archives": "archive"}
KEY = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}\Z")
PLACE = re.compile(r"\d{6}\Z")


class Kind(StrEnum):
    """How a source lists its articles."""

    FEED = "feed"
    SITEMAP = "sitemap"
    LISTING = "listing"
    ARCHIVE = "archive"


class _Page(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Selectors(_Page):
    """CSS selectors, only where the automatic ways fail. `item` encloses one entry of a list; `link`, `title`, `date` lie in it."""

    item: str | None = None
    link: str | None = None
    title: str | None = None
    date: str | None = None
    next: str | None = None
    body: str | None = None
    remove: tuple[str, ...] = ()

    @field_validator("item", "link", "title", "date", "next", "body")
    @classmethod
    def _compiles(cls, value: str | None) -> str | None:
        if value is not None:
            _check_selector(value)
        return value

    @field_validator("remove")
    @classmethod
    def _each_compiles(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for selector in value:
            _check_selector(selector)
        return value


class Range(_Page):
    """Below `min` the source is suspect; above `max` it warns."""

    min: float = Field(0, ge=0)
    max: float | None = Field(None, gt=0)

    @model_validator(mode="after")
    def _a_range(self) -> Range:
        if self.max is not None and self.max < self.min:
            raise ValueError(f"max（{self.max:g}）小于 min（{self.min:g}）")
        return self


class Expectation(_Page):
    """What a healthy source yields: articles a day, and how old its newest item may be."""

    articles_per_day: Range | None = None
    newest_item_days: float | None = Field(None, gt=0)


class Source(_Page):
    """One publisher's list of news. `key` is the file's stem; `places` are six-digit division codes.

    `articles` and `exclude` are patterns that article addresses match and do not; `max_pages` bounds the pages of a list in one
    run; `verified` is the day someone last looked at the live site and found this page right.
    """

    key: str
    title: str = Field(min_length=1, max_length=100)
    kind: Kind
    urls: tuple[str, ...] = Field(min_length=1)
    homepage: str | None = None
    owner: str = ""
    tier: Tier = Tier.MEDIA
    places: tuple[str, ...] = ()
    language: Annotated[str, Field(pattern=r"^[a-z]{2}(-[A-Za-z]+)*$")] = "zh"
    delay_seconds: float | None = Field(None, ge=0, le=3600)
    timeout_seconds: float | None = Field(None, gt=0, le=600)
    content: Literal["page", "feed"] = "page"
    articles: str | None = None
    exclude: str | None = None
    selectors: Selectors = Selectors()
    max_pages: int = Field(1, ge=1, le=1000)
    tls: Literal["strict", "lax"] = "strict"
    javascript: bool = False
    enabled: bool = True
    expect: Expectation = Expectation()
    verified: date | None = None
    terms: str = ""
    notes: str = ""

    @model_validator(mode="before")
    @classmethod
    def _one_way_to_say_where(cls, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        value = dict(value)
        if "url" in value:
            value.setdefault("urls", [value.pop("url")])
        for name, kind in URL_FIELDS.items():
            if name in value:
                value.setdefault("urls", value.pop(name))
                value.setdefault("kind", kind)
        if isinstance(value.get("urls"), str):
            value["urls"] = [value["urls"]]
        urls = value.get("urls")
        if "kind" not in value and isinstance(urls, list) and urls:
            value["kind"] = likely_kind(str(urls[0]))
        return value

    @field_validator("key")
    @classmethod
    def _usable_key(cls, value: str) -> str:
        if not KEY.match(value):
            raise ValueError("只用小写字母、数字、下划线和连字符，例如 chinanews_society")
        return value

    @field_validator("urls")
    @classmethod
    def _addresses(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for url in value:
            check_address(url)
        if len(set(value)) < len(value):
            raise ValueError("同一网址写了两次")
        return value

    @field_validator("places", mode="before")
    @classmethod
    def _codes(cls, value: Any) -> Any:
        if not isinstance(value, (list, tuple)):
            return value
        codes = [str(code) for code in value]
        for code in codes:
            if not PLACE.match(code):
                raise ValueError(f"“{code}”不是六位行政区划代码，例如 440100")
        return codes

    @field_validator("articles", "exclude")
    @classmethod
    def _pattern(cls, value: str | None) -> str | None:
        if value is not None:
            try:
                re.compile(value)
            except re.error as error:
                at = f"（第 {error.pos + 1} 个字符起）" if error.pos is not None else ""
                raise ValueError(f"“{value}”不是合法的正则表达式{at}") from error
        return value

    @model_validator(mode="after")
    def _feed_content_needs_a_feed(self) -> Source:
        if self.content == "feed" and self.kind is not Kind.FEED:
            raise ValueError("content: feed 只能用于 kind: feed")
        return self


def likely_kind(url: str) -> str:
    """What URL most likely is, from its name alone."""
    path = urlsplit(url).path.lower()
    if "sitemap" in path:
        return "sitemap"
    if path.endswith((".warc", ".warc.gz")):
        return "archive"
    if path.endswith((".xml", ".rss", ".atom", ".rdf", "/feed", "/feed/", "/rss", "/rss/", "/atom")) or "rss" in path:
        return "feed"
    return "listing"


def _check_selector(selector: str) -> None:
    from cssselect import HTMLTranslator, SelectorError

    try:
        HTMLTranslator().css_to_xpath(selector)
    except SelectorError as error:
        raise ValueError(f"“{selector}”不是合法的 CSS 选择器") from error


def checked_source(page: YamlPage, value: Any, key: str, path: tuple[str | int, ...] = ()) -> Source:
    """The source that VALUE (at PATH in PAGE) describes. Raises CatalogueError naming file, line and field."""
    if not isinstance(value, dict):
        raise CatalogueError(f"{page.file} 第 {page.line(path)} 行：来源应写作“键: 值”。请参照 docs/add-a-source.md。")
    try:
        return Source.model_validate({"key": key} | value)
    except ValidationError as error:
        told = [_sentence(page, path, item) for item in error.errors()]
        raise CatalogueError("；".join(told[:5]) + ("；等" if len(told) > 5 else "")) from error


def _sentence(page: YamlPage, path: tuple[str | int, ...], item: Any) -> str:
    place: tuple[str | int, ...] = tuple(item["loc"])
    field = ".".join(str(part) for part in place) or "来源"
    where = f"{page.file} 第 {page.line(path + place)} 行，字段 {field}："
    kind, given = item["type"], item.get("input")
    if kind == "extra_forbidden":
        near = get_close_matches(str(place[-1]), _fields(place), n=1, cutoff=0.5)
        return where + "没有这个字段" + (f"，是否想写 {near[0]}？" if near else "。可用字段见 docs/add-a-source.md")
    if kind == "missing":
        return where + "缺少，请补上"
    if kind in {"enum", "literal_error"}:
        near = get_close_matches(str(given)[:50], [member.value for member in (*Kind, *Tier)], n=1, cutoff=0.5)
        return where + f"不认识“{_short(given)}”，{wanted(item)}" + (f"；是否想写 {near[0]}？" if near else "")
    if kind == "value_error":
        return where + wanted(item)
    return where + f"值 {_short(given)} 不对（{wanted(item)}）"


def _short(value: Any) -> str:
    """VALUE as a person recognises it; reprlib, since a value made of aliases may be endless."""
    return value[:50] if isinstance(value, str) else reprlib.repr(value)


def _fields(place: tuple[str | int, ...]) -> list[str]:
    models: dict[str, type[BaseModel]] = {"selectors": Selectors, "expect": Expectation, "articles_per_day": Range}
    around = next((models[str(part)] for part in reversed(place[:-1]) if str(part) in models), Source)
    return [*around.model_fields, *(URL_FIELDS if around is Source else ())]


def source_key(file: Path) -> str:
    """The key of the source that FILE holds."""
    return file.stem
