"""Bodies of requests, read up to a bound."""

from __future__ import annotations

from fastapi import Request

from yanpan_domain.errors import CallerError


class TooLarge(CallerError):
    code = "too_large"


async def bounded_body(request: Request, most: int) -> bytes:
    """The body of REQUEST, of MOST bytes at most. Raises TooLarge as soon as it is longer, or says so."""
    stated = request.headers.get("content-length", "0")
    if stated.isdigit() and int(stated) > most:
        raise _too_large(most)
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            raise _too_large(most)
    return bytes(body)


def _too_large(most: int) -> TooLarge:
    shown = f"{most // 1_000_000} MB" if most >= 1_000_000 else f"{most // 1000} KB"
    return TooLarge(f"内容超过 {shown}，没有接收。")
