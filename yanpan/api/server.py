"""Builds the server: API under /api, console at /. Loopback only until accounts exist."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.responses import HTMLResponse
from fastapi.staticfiles import StaticFiles
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.middleware.trustedhost import TrustedHostMiddleware

from yanpan.api.answers import answer_errors
from yanpan.api.bounds import Bounded
from yanpan.api.heads import Heads
from yanpan.api.metrics import metrics_text
from yanpan.api.routes import api_routes
from yanpan.app import App
from yanpan.console.api_page import api_page
from yanpan.console.desk import Clock, Desk
from yanpan.console.forms import acting
from yanpan.console.routes import console_routes
from yanpan_domain.errors import OperatorError

STATIC = Path(__file__).parent.parent / "console" / "static"
LOOPBACK = ("127.0.0.1", "localhost", "::1", "[::1]")
# A page of ours loads nothing from elsewhere and runs no script that it did not bring.
CONTENT_POLICY = "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'; frame-ancestors 'none'; form-action 'self'; base-uri 'none'"


class NotLoopback(OperatorError):
    code = "not_loopback"


def build_server(app: App, *, secret: bytes, now: Clock) -> FastAPI:
    """The ASGI application on an open APP; the caller closes APP.

    SECRET binds the forms of the console to this process, NOW tells the time.
    Raises NotLoopback when the settings ask for another address: there is no login yet, so nobody else may reach it.
    """
    if app.settings.serve.host not in LOOPBACK:
        raise NotLoopback(
            f"控制台尚无登录，只能监听本机。请把 serve.host 设为 127.0.0.1（现为 {app.settings.serve.host}）。"
        )
    server = FastAPI(title="研判 Yanpan", docs_url=None, redoc_url=None, openapi_url="/api/openapi.json")
    server.state.secret = secret
    # The Host header is checked so that a page elsewhere cannot reach us under a name of its own.
    server.add_middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost", "[::1]", "testserver"])
    server.add_middleware(Bounded)
    server.middleware("http")(_with_policy)
    server.add_middleware(Heads)
    answer_errors(server)
    server.include_router(api_routes(app, now), prefix="/api")
    server.include_router(console_routes(Desk(app, now, secret)))
    server.add_api_route(
        "/metrics", lambda: Response(metrics_text(app, now()), media_type=CONTENT_TYPE_LATEST), include_in_schema=False
    )

    @server.get("/api/docs", include_in_schema=False, response_class=HTMLResponse)
    def described(request: Request) -> str:
        return api_page(server.openapi(), acting(request))

    server.mount("/static", StaticFiles(directory=STATIC), name="static")
    return server


async def _with_policy(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    response = await call_next(request)
    # A page may have a stricter policy of its own.
    response.headers.setdefault("Content-Security-Policy", CONTENT_POLICY)
    response.headers["X-Content-Type-Options"] = "nosniff"
    # Nothing is told to other sites; with "no-referrer" browsers would hide from us too that a form is our own.
    response.headers["Referrer-Policy"] = "same-origin"
    return response
