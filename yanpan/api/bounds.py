"""No request holds more than this server is ready to keep in memory."""

from __future__ import annotations

from fastapi import Request
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from yanpan.api.answers import answer_to
from yanpan.api.bodies import TooLarge, bounded_body

# A page for /extract is the longest that anybody has reason to send.
MOST_BYTES = 20_000_000


class Bounded:
    """Reads the body of every request before the application does, and answers itself when it is too long."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in {"GET", "HEAD"}:
            await self.app(scope, receive, send)
            return
        request = Request(scope, receive)
        try:
            body: bytes | None = await bounded_body(request, MOST_BYTES)
        except ClientDisconnect:
            return
        except TooLarge as error:
            await answer_to(request, error)(scope, receive, send)
            return

        async def again() -> Message:
            nonlocal body
            if body is None:
                return await receive()
            held, body = body, None
            return {"type": "http.request", "body": held, "more_body": False}

        await self.app(scope, again, send)
