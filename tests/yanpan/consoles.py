"""A console on a real index, and forms filled the way a browser does: from the page that holds them."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from urllib.parse import urlencode

from fastapi.testclient import TestClient
from httpx import Response

from tests.factories import a_moment
from yanpan.api.server import build_server
from yanpan.app import App
from yanpan.imports import import_files
from yanpan.settings import Settings

SECRET = b"of this test"
NOW = a_moment("2026-11-23T09:30")
HERE = {"origin": "http://testserver", "sec-fetch-site": "same-origin"}
Fields = Mapping[str, str | Sequence[str]]


@contextmanager
def opened_app(folder: Path, rows: Sequence[Mapping[str, str]]) -> Iterator[App]:
    """An app in FOLDER that has taken in ROWS, published on 20 November 2026 where they do not say otherwise."""
    lines = folder / "rows.jsonl"
    lines.write_text(
        "\n".join(json.dumps({"published": "2026-11-20"} | dict(row), ensure_ascii=False) for row in rows),
        encoding="utf-8",
    )
    with App(Settings(data=folder / "data")) as app:
        import_files(app, [lines], today=date(2026, 11, 23))
        yield app


def a_client(app: App, *, secret: bytes = SECRET, now: datetime = NOW) -> TestClient:
    """A browser of its own, with its own cookies, that follows nothing by itself."""
    server = build_server(app, secret=secret, now=lambda: now)
    return TestClient(server, raise_server_exceptions=False, follow_redirects=False)


def article_called(app: App, words: str) -> str:
    """The id of the article that has WORDS in its title."""
    from index.query import Query

    return next(one.article.id for one in app.index.scan(Query()) if words in one.article.title)


def form_on(page: str, action: str) -> dict[str, list[str]]:
    """What the form of PAGE that leads to ACTION would send as it stands."""
    found = next(
        one for one in re.findall(r"<form[^>]*>.*?</form>", page, re.S) if f'action="{html.escape(action)}"' in one
    )
    sent: dict[str, list[str]] = {}
    for tag in re.findall(r"<input[^>]*>", found):
        name, kind = _attribute(tag, "name"), _attribute(tag, "type")
        if name and (kind not in {"checkbox", "radio"} or " checked" in tag):
            sent.setdefault(name, []).append(_attribute(tag, "value"))
    for name, options in re.findall(r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', found, re.S):
        chosen = re.search(r'<option value="([^"]*)" selected', options) or re.search(
            r'<option value="([^"]*)"', options
        )
        sent.setdefault(name, []).append(html.unescape(chosen[1]) if chosen else "")
    return sent


def submit(
    client: TestClient, address: str, action: str, fields: Fields, headers: Mapping[str, str] = HERE
) -> Response:
    """The answer to the form on the page at ADDRESS that leads to ACTION, with FIELDS filled in."""
    sent = form_on(client.get(address).text, action)
    return send(
        client, action, sent | {name: [v] if isinstance(v, str) else list(v) for name, v in fields.items()}, headers
    )


def send(client: TestClient, action: str, fields: Fields, headers: Mapping[str, str] = HERE) -> Response:
    body = urlencode(
        [(name, one) for name, value in fields.items() for one in ([value] if isinstance(value, str) else value)]
    )
    return client.post(
        action, content=body, headers={"content-type": "application/x-www-form-urlencoded"} | dict(headers)
    )


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return html.unescape(found[1]) if found else ""
