"""Pages that need JavaScript: rendered in a browser that has no network; all it asks for is fetched by us, as politely as anything.

A browser left to itself would ask a page's scripts and data without delay, robots.txt or address checks, and follow redirects unseen. So
every request of it is answered from our own downloader, and its own way out leads to a proxy that does not exist.
"""

from __future__ import annotations

import asyncio
import importlib
import importlib.util
import os
import shutil
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from scrapy.http import Response

from yanpan_domain.errors import PublisherError

# What a page may ask for while it is rendered, and how long that may take (a host's delay lies between any two of them).
MOST_REQUESTS = 30
LONGEST = 240.0
# After the last answer the page gets this long to put it on the screen.
SETTLING_MS = 700
NEEDED = frozenset(("document", "script", "xhr", "fetch"))
NOWHERE = {"server": "http://127.0.0.1:9", "bypass": "<-loopback>"}
DROPPED = frozenset(
    ("content-encoding", "content-length", "transfer-encoding", "set-cookie", "content-security-policy", "connection")
)

Get = Callable[[str], Awaitable[Response]]


class NoBrowser(PublisherError):
    """A source needs a browser and there is none."""

    code = "no_browser"


@dataclass(slots=True)
class Browser:
    """One headless Chromium a process, started when the first page needs it."""

    agent: str
    _driver: Any = None
    _chromium: Any = None

    async def rendered(self, first: Response, get: Get) -> bytes:
        """The page that FIRST becomes once its scripts have run. GET fetches what they ask for. Raises NoBrowser."""
        await self._start()
        context = await self._chromium.new_context(
            user_agent=self.agent, service_workers="block", accept_downloads=False
        )
        try:
            visit = _Visit(first, get)
            await context.route("**/*", visit.answer)
            await context.route_web_socket("**/*", lambda socket: socket.close())
            page = await context.new_page()
            await page.goto(first.url, wait_until="networkidle", timeout=LONGEST * 1000)
            await page.wait_for_timeout(SETTLING_MS)
            content: str = await page.content()
            return content.encode("utf-8", "replace")
        finally:
            await context.close()

    async def close(self) -> None:
        if self._chromium is not None:
            await self._chromium.close()
            await self._driver.stop()

    async def _start(self) -> None:
        if self._chromium is not None:
            return
        if importlib.util.find_spec("playwright") is None:
            raise NoBrowser("这个来源靠脚本生成内容，需要浏览器：请安装 yanpan[browser]")
        # An extra, so neither imported by name nor known to the type checker where it is not installed.
        playwright = importlib.import_module("playwright.async_api")
        self._driver = await playwright.async_playwright().start()
        system = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
        for program in (None, system):
            try:
                self._chromium = await self._driver.chromium.launch(
                    executable_path=program, proxy=NOWHERE, chromium_sandbox=os.geteuid() != 0
                )
            except playwright.Error:
                continue
            return
        await self._driver.stop()
        raise NoBrowser("找不到浏览器：请安装 chromium（apt install chromium），或运行 playwright install chromium")


@dataclass  # without slots: Playwright hangs a mark of its own on the owner of a handler
class _Visit:
    """One page being rendered: its own document is at hand, the rest is fetched, a limited number of times."""

    first: Response
    get: Get
    asked: int = 0

    async def answer(self, route: Any) -> None:
        """Answer one request of the browser, or drop it: pictures, posts, and anything that may not be had."""
        request = route.request
        if request.url.partition("#")[0] == self.first.url.partition("#")[0] and request.is_navigation_request():
            await self._fulfil(route, self.first)
            return
        self.asked += 1
        if request.method != "GET" or request.resource_type not in NEEDED or self.asked > MOST_REQUESTS:
            await route.abort()
            return
        try:
            response = await asyncio.wait_for(self.get(request.url), LONGEST)
        except Exception:  # noqa: BLE001  # refused, forbidden or unreachable: to the page it is one, a request that failed
            await route.abort()
            return
        await self._fulfil(route, response)

    async def _fulfil(self, route: Any, response: Response) -> None:
        headers = {
            name.decode("latin-1"): values[-1].decode("latin-1")
            for name, values in response.headers.items()
            if values and name.decode("latin-1").lower() not in DROPPED
        }
        await route.fulfill(status=response.status, headers=headers, body=response.body)
