"""A news site on loopback for tests: pages, validators, robots, failures, and a log of every request with its time."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType


@dataclass(frozen=True)
class Answer:
    """What is sent back. `script` takes over the socket instead, for answers no honest server gives."""

    body: bytes = b""
    status: int = 200
    content_type: str = "text/html; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)
    validators: bool = True
    script: Callable[[BaseHTTPRequestHandler], None] | None = None


@dataclass(frozen=True)
class Asked:
    """One request as the server saw it."""

    path: str
    at: float
    status: int
    headers: Mapping[str, str]

    @property
    def conditional(self) -> bool:
        return "if-none-match" in self.headers or "if-modified-since" in self.headers


class NewsSite:
    """Serves `pages` (path → Answer, bytes, str, or a function of the number of the request for it)."""

    def __init__(
        self,
        pages: Mapping[str, object] | None = None,
        *,
        robots: str | Answer | None = "",
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.pages: dict[str, object] = dict(pages or {})
        self.log: list[Asked] = []
        self._counts: dict[str, int] = {}
        self._lock = threading.Lock()
        if robots is not None:
            self.pages.setdefault(
                "/robots.txt",
                robots if isinstance(robots, Answer) else Answer(robots.encode(), content_type="text/plain"),
            )
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                site._answer(self)

            def log_message(self, format: str, *args: object) -> None:
                """The site keeps its own log."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.scheme = "https" if tls else "http"
        if tls is not None:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        self.port = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def url(self) -> str:
        return f"{self.scheme}://{self.host}"

    def asked(self, path: str | None = None) -> list[Asked]:
        """Requests so far (for PATH), without those for robots.txt unless asked for."""
        with self._lock:
            return [a for a in self.log if (a.path == path if path else a.path != "/robots.txt")]

    def forget(self) -> None:
        with self._lock:
            self.log.clear()

    def _answer(self, handler: BaseHTTPRequestHandler) -> None:
        at, path = time.monotonic(), handler.path
        headers = {name.lower(): value for name, value in handler.headers.items()}
        with self._lock:
            self._counts[path] = self._counts.get(path, 0) + 1
            count = self._counts[path]
            page = self.pages.get(path, self.pages.get(path.partition("?")[0], Answer(b"not found", status=404)))
        if callable(page):
            page = page(count)
        answer = page if isinstance(page, Answer) else Answer(page.encode() if isinstance(page, str) else bytes(page))  # type: ignore[call-overload]
        etag = f'"{sha256(answer.body).hexdigest()[:16]}"'
        unchanged = answer.status == 200 and answer.validators and headers.get("if-none-match") == etag
        status = 304 if unchanged else answer.status
        with self._lock:
            self.log.append(Asked(path, at, status, headers))
        try:
            if answer.script is not None:
                answer.script(handler)
                return
            handler.send_response(status)
            if answer.validators and answer.status == 200:
                handler.send_header("ETag", etag)
            for name, value in answer.headers.items():
                handler.send_header(name, value)
            if status != 304:
                handler.send_header("Content-Type", answer.content_type)
                handler.send_header("Content-Length", str(len(answer.body)))
            handler.end_headers()
            if status != 304:
                handler.wfile.write(answer.body)
        except (BrokenPipeError, ConnectionResetError):
            handler.close_connection = True

    def __enter__(self) -> NewsSite:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()


def article_page(
    title: str, paragraphs: list[str], *, published: str = "2026-11-20 09:30", origin: str = "示例日报"
) -> str:
    """A page of the usual make: headline, date line, body, and what surrounds a body."""
    body = "".join(f"<p>　　{paragraph}</p>" for paragraph in paragraphs)
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{title}_示例新闻网</title></head><body>"
        "<div class='nav'><a href='/'>首页</a><a href='/news/'>新闻</a><a href='/about/'>关于我们</a></div>"
        f"<div class='main'><h1>{title}</h1><div class='info'>{published} 来源：{origin}</div><div class='content'>{body}</div>"
        "<div class='editor'>责任编辑：示例</div></div><div class='hot'><h3>热门推荐</h3><ul><li><a href='/hot/1.html'>示例热门新闻标题一</a></li></ul></div>"
        "<div class='footer'>版权所有 示例新闻网 京ICP备00000000号</div></body></html>"
    )


def paragraphs(seed: int, count: int = 4) -> list[str]:
    """Invented paragraphs, different for every SEED."""
    return [
        f"示例市示例县编号{seed}的工程项目第{number}标段农民工反映工资被拖欠，当地人力资源和社会保障部门已介入调查，"
        f"涉及工人{10 + seed + number}名，金额约{seed * 3 + number}万元，施工单位表示将于近期支付。"
        for number in range(1, count + 1)
    ]


def rss(site_url: str, items: list[tuple[str, str, str]]) -> Answer:
    """An RSS feed of (path, title, RFC 822 date)."""
    body = "".join(
        f"<item><title>{t}</title><link>{site_url}{p}</link><pubDate>{d}</pubDate></item>" for p, t, d in items
    )
    text = (
        f"<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel><title>示例</title>{body}</channel></rss>"
    )
    return Answer(text.encode(), content_type="application/rss+xml")
