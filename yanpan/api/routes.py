"""The API's routes: each parses, calls the function the command line calls, and answers with its records."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from yanpan.api.same_site import programs_only
from yanpan.app import App
from yanpan.correcting import correct_article
from yanpan.finding import found_or_raise, living_dispute
from yanpan.posts import acting_post
from yanpan.versions import versions
from yanpan_domain.errors import CallerError
from yanpan_domain.zone import SHANGHAI

Limit = Annotated[int, Query(ge=0, le=200)]


class NewsText(BaseModel):
    """What /judge reads; a misspelt field is an error, not an empty text."""

    model_config = ConfigDict(extra="forbid")

    title: str = Field("", max_length=10_000)
    text: str = Field("", max_length=2_000_000)
    published: datetime | None = None


class CorrectionMade(BaseModel):
    """What /articles/{id}/corrections reads: `field` and `value` as `yanpan judge correct` takes them, `by` a post."""

    model_config = ConfigDict(extra="forbid")

    field: str = Field(max_length=40)
    value: Any
    by: str = Field(max_length=100)


def _answer(record: object) -> Response:
    """RECORD as JSON, by the same encoder that stores it."""
    return Response(msgspec.json.encode(record), media_type="application/json")


def api_routes(app: App, now: Callable[[], datetime]) -> APIRouter:
    """Every route, bound to APP; NOW tells the time."""
    routes = APIRouter()

    @routes.get("/search", summary="检索文章")
    def search(q: str = "", sort: str = "relevance", limit: Limit = 20, cursor: str | None = None) -> Response:
        return _answer(app.index.find(_query(q, sort, limit, cursor, now())))

    @routes.get("/disputes", summary="检索争议；默认最需要帮助的在前")
    def disputes(q: str = "", sort: str = "urgency", limit: Limit = 20, cursor: str | None = None) -> Response:
        return _answer(app.index.find_disputes(_query(q, sort, limit, cursor, now())))

    @routes.get(
        "/disputes/bursts", summary="异常增长：近1、7、30天里多于其自身一年来情况的用人单位、地区、争议类型、行业"
    )
    def bursts(on: date | None = None) -> Response:
        from briefings.unusual import burst_lines, unusual
        from yanpan.job import briefing_options

        day = on or now().astimezone(SHANGHAI).date()
        return _answer(burst_lines(app.index, unusual(app.index, app.ledger, day, briefing_options(app)).found))

    @routes.get("/disputes/{dispute_id}", summary="一宗争议")
    def dispute(dispute_id: str) -> Response:
        return _answer(living_dispute(app, dispute_id))

    @routes.get("/articles/{article_id}", summary="一篇文章（已遮蔽）及其研判")
    def article(article_id: str) -> Response:
        return _answer(found_or_raise(app.index.article(article_id), "文章", article_id))

    @routes.post(
        "/articles/{article_id}/corrections",
        summary="更正一篇文章的一个字段，以岗位记入审计链",
        dependencies=[Depends(programs_only)],
    )
    def correct(article_id: str, correction: CorrectionMade) -> dict[str, Any]:
        actor = acting_post(correction.by)
        done = correct_article(app, article_id, correction.field, correction.value, actor=actor, at=now())
        told = {"id": article_id, "field": correction.field, "value": json.loads(done.made.value)}
        return told | {"disputes_changed": len(done.changed), "waiting": done.is_waiting}

    @routes.post("/judge", summary="研判一段文字；不存任何东西")
    def judge(news: NewsText) -> Response:
        from judgment.assess import judge
        from yanpan.pipeline import judgment_options

        return _answer(judge(title=news.title, text=news.text, published=news.published, options=judgment_options(app)))

    @routes.post("/extract", summary="从网页字节取出标题、正文、日期；不存任何东西")
    async def extract(request: Request, url: str | None = None) -> dict[str, Any]:
        from crawlers.imports.pages import Page
        from crawlers.imports.raw_pages import line_of

        page = Page(
            where=url or "", body=await request.body(), url=url, content_type=request.headers.get("content-type")
        )
        return line_of(page)

    @routes.get("/health", summary="服务是否可用")
    def health() -> dict[str, Any]:
        return {"index": app.index.version(), "version": versions()}

    return routes


def _query(text: str, sort: str, limit: int, cursor: str | None, now: datetime) -> Any:
    from index.query import Query, Sort

    if sort not in set(Sort):
        raise CallerError(f"没有名为 {sort} 的排序；可用 {'、'.join(Sort)}。")
    return Query(text=text, sort=Sort(sort), limit=limit, cursor=cursor, highlight=True, now=now)
