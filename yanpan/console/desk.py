"""What every page of the console works with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from threading import Lock

from fastapi import Request
from fastapi.responses import HTMLResponse

from yanpan.app import App
from yanpan.console.drawing import draw
from yanpan.console.forms import acting, token
from yanpan_domain.errors import BusyError
from yanpan_domain.zone import SHANGHAI

Clock = Callable[[], datetime]
# Corrections pressed at once take turns; one that waits longer is told so.
PATIENCE_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class Desk:
    """An open app, the clock, the secret that binds forms to this process, and whose turn it is to write."""

    app: App
    now: Clock
    secret: bytes
    _writing: Lock = field(default_factory=Lock)

    def today(self) -> date:
        """This day in China."""
        return self.now().astimezone(SHANGHAI).date()

    def page(self, request: Request, template: str, *, status: int = 200, **values: object) -> HTMLResponse:
        """TEMPLATE as an answer to REQUEST, with what its forms need."""
        post = acting(request)
        return HTMLResponse(draw(template, post=post, token=token(self.secret, post), **values), status)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """The only writer of this process. Raises BusyError when the one before takes too long."""
        if not self._writing.acquire(timeout=PATIENCE_SECONDS):
            raise BusyError("前一项更正还在写入，请稍候再提交一次。")
        try:
            yield
        finally:
            self._writing.release()
