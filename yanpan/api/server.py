"""Builds the server: API under /api, console at /. Loopback only until accounts exist."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse
from fastapi.staticfiles import StaticFiles
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.middleware.trustedhost import TrustedHostMiddleware

from yanpan.api.metrics import metrics_text
from yanpan.api.routes import api_routes
from yanpan.app import App
from yanpan.console.pages import console_routes, error_page
from yanpan_domain.errors import BusyError, CallerError, OperatorError, YanpanError

STATIC = Path(__file__).parent.parent / "console" / "static"
LOOPBACK = ("127.0.0.1", "localhost", "::1", "[::1]")
# A page of ours loads nothing from elsewhere and runs no script that it did not bring.
CONTENT_POLICY = "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'; frame-ancestors 'none'; form-action 'self'; base-uri 'none'"
STATUS: tuple[tuple[type[YanpanError], int], ...] = ((CallerError, 400), (BusyError, 409), (OperatorError, 503))


class NotLoopback(OperatorError):
    code = "not_loopback"


def build_server(app: App) -> FastAPI:
    """The ASGI application on an open APP; the caller closes APP.

    Raises NotLoopback when the settings ask for another address: there is no login yet, so nobody else may reach it.
    """
    if app.settings.serve.host not in LOOPBACK:
        raise NotLoopback(
            f"控制台尚无登录，只能监听本机。请把 serve.host 设为 127.0.0.1（现为 {app.settings.serve.host}）。"
        )
    server = FastAPI(title="研判 Yanpan", docs_url="/api/docs", redoc_url=None, openapi_url="/api/openapi.json")
    # The Host header is checked so that a page elsewhere cannot reach us under a name of its own.
    server.add_middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost", "[::1]", "testserver"])
    server.middleware("http")(_with_policy)
    server.add_exception_handler(YanpanError, _answer_error)
    server.include_router(api_routes(app), prefix="/api")
    server.include_router(console_routes(app))
    server.add_api_route(
        "/metrics", lambda: Response(metrics_text(app), media_type=CONTENT_TYPE_LATEST), include_in_schema=False
    )
    server.mount("/static", StaticFiles(directory=STATIC), name="static")
    return server


async def _with_policy(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    response = await call_next(request)
    if not request.url.path.startswith("/api/docs"):
        response.headers["Content-Security-Policy"] = CONTENT_POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _answer_error(request: Request, error: Exception) -> Response:
    """Our errors as JSON under /api, as a page elsewhere."""
    assert isinstance(error, YanpanError)
    status = next((status for kind, status in STATUS if isinstance(error, kind)), 500)
    if getattr(error, "code", "") == "not_found":
        status = 404
    if request.url.path.startswith("/api"):
        return JSONResponse({"error": {"code": error.code, "message": error.sentence}}, status)
    return HTMLResponse(error_page(error.sentence), status)
