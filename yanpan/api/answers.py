"""How a call that cannot be answered is told: one shape under /api, a page elsewhere, a sentence in both."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse
from starlette.exceptions import HTTPException

from yanpan.console.drawing import error_page
from yanpan.console.forms import acting
from yanpan_domain.errors import BusyError, CallerError, OperatorError, YanpanError
from yanpan_domain.wanted import wanted

STATUS: tuple[tuple[type[YanpanError], int], ...] = ((CallerError, 400), (BusyError, 409), (OperatorError, 503))
STATUS_BY_CODE = {
    "not_found": 404, "no_such_article": 404, "unknown_notice": 404, "unknown_meeting": 404, "too_large": 413, "other_site": 403,
    "not_json": 415,
}  # fmt: skip
SENTENCES = {404: ("not_found", "没有这个地址。接口一览见 /api/docs。"), 405: ("bad_method", "这个地址不接受这种请求。接口一览见 /api/docs。")}  # fmt: skip


def answer_errors(server: FastAPI) -> None:
    """Let SERVER tell every error in our form."""
    server.add_exception_handler(YanpanError, _ours)
    server.add_exception_handler(RequestValidationError, _wrong_call)
    server.add_exception_handler(HTTPException, _no_such_route)


def status_of(error: YanpanError) -> int:
    """The HTTP status that tells of ERROR."""
    named = STATUS_BY_CODE.get(error.code)
    return named or next((status for kind, status in STATUS if isinstance(error, kind)), 500)


def answer_to(request: Request, error: YanpanError) -> Response:
    """The answer to REQUEST that tells of ERROR."""
    return _told(request, status_of(error), error.code, error.sentence)


def _ours(request: Request, error: Exception) -> Response:
    assert isinstance(error, YanpanError)
    return answer_to(request, error)


def _wrong_call(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    return _told(request, 422, "bad_call", "；".join(_fault(one) for one in error.errors()) + "。")


def _fault(found: Mapping[str, Any]) -> str:
    where = ".".join(str(part) for part in found["loc"][1:])
    if found["type"] == "json_invalid":
        return "请求正文不是 JSON"
    if found["type"] == "extra_forbidden":
        return f"没有名为 {where} 的字段"
    return f"{where or '请求正文'}：{wanted(found)}"


def _no_such_route(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    code, sentence = SENTENCES.get(error.status_code, ("http", str(error.detail)))
    return _told(request, error.status_code, code, sentence)


def _told(request: Request, status: int, code: str, sentence: str) -> Response:
    if request.url.path.startswith("/api"):
        return JSONResponse({"error": {"code": code, "message": sentence}}, status)
    return HTMLResponse(error_page(sentence, acting(request)), status)
