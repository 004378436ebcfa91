"""A server for whatever `app` a test has, and a browser to look at it."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.waiting import wait_until
from tests.yanpan.browsers import CHROMIUM
from tests.yanpan.consoles import NOW, SECRET, a_client, opened_app
from yanpan.app import App


@pytest.fixture
def app(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[App]:
    """An app that has taken in the ROWS of the test's module."""
    with opened_app(tmp_path, request.module.ROWS) as app:
        yield app


@pytest.fixture
def client(app: App) -> TestClient:
    return a_client(app)


@pytest.fixture
def address(app: App) -> Iterator[str]:
    """Where the console answers."""
    import uvicorn

    from yanpan.api.server import build_server

    server = uvicorn.Server(uvicorn.Config(build_server(app, secret=SECRET, now=lambda: NOW), log_level="warning"))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        wait_until(lambda: server.started)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join()


@pytest.fixture
def page() -> Iterator[Any]:
    """A page of a new browser, and `page.complaints`: what it refused to load or to run."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        opened = browser.new_page(viewport={"width": 1280, "height": 900})
        opened.complaints = []  # type: ignore[attr-defined]
        opened.on("console", lambda said: opened.complaints.append(said.text))  # type: ignore[attr-defined]
        yield opened
        browser.close()
