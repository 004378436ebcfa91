"""The child's side of its talk with the parent: questions that wait for answers, news that do not."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from datetime import datetime
from typing import BinaryIO

from crawlers.messages import (
    Finish,
    Found,
    Granted,
    Hello,
    Job,
    ToChild,
    ToParent,
    Wanted,
    WantHost,
    WantPage,
    read_to_child,
    write_message,
)


class Desk:
    """Lives in the event loop; a thread of its own reads the pipe, so that a lost parent is noticed at any moment."""

    def __init__(self, incoming: BinaryIO, outgoing: BinaryIO, on_lost: Callable[[], None]) -> None:
        self._incoming, self._outgoing, self._on_lost = incoming, outgoing, on_lost
        self._loop: asyncio.AbstractEventLoop | None = None
        self._hosts: dict[str, asyncio.Future[Granted]] = {}
        self._tickets: dict[int, asyncio.Future[list[int]]] = {}
        self._next_ticket = 0
        self.jobs: asyncio.Queue[Job | WantPage | None] = asyncio.Queue()
        self.on_renewed: Callable[[Granted], None] = lambda _granted: None

    def open(self) -> None:
        """Begin to listen; call it inside the running loop."""
        self._loop = asyncio.get_running_loop()
        threading.Thread(target=self._listen, name="desk", daemon=True).start()

    def tell(self, message: ToParent) -> None:
        """Send news. Blocks while the parent is behind, which is the brake on a crawl faster than its judging."""
        write_message(self._outgoing, message)

    async def host(self, host: str) -> Granted:
        """Ask once for HOST; later calls share the answer."""
        if host not in self._hosts:
            self._hosts[host] = asyncio.get_running_loop().create_future()
            self.tell(WantHost(host=host))
        return await asyncio.shield(self._hosts[host])

    def forget_host(self, host: str) -> None:
        """The next use of HOST asks for it anew."""
        self._hosts.pop(host, None)

    async def wanted(self, source: str, items: list[tuple[str, datetime | None]]) -> list[int]:
        """Tell the addresses a list named; the positions of those to fetch. They are on record before this returns."""
        self._next_ticket += 1
        ticket = self._next_ticket
        self._tickets[ticket] = asyncio.get_running_loop().create_future()
        self.tell(Found(ticket=ticket, source=source, items=items))
        return await self._tickets[ticket]

    def _listen(self) -> None:
        loop = self._loop
        if loop is None:
            raise RuntimeError("the desk was not opened")
        while True:
            message = read_to_child(self._incoming)
            if message is None:
                self._on_lost()
                return
            loop.call_soon_threadsafe(self._receive, message)

    def _receive(self, message: ToChild) -> None:
        match message:
            case Job() | WantPage():
                self.jobs.put_nowait(message)
            case Finish():
                self.jobs.put_nowait(None)
            case Granted():
                future = self._hosts.get(message.host)
                if future is not None and not future.done():
                    future.set_result(message)
                else:
                    self.on_renewed(message)
            case Wanted():
                future_positions = self._tickets.pop(message.ticket, None)
                if future_positions is not None and not future_positions.done():
                    future_positions.set_result(message.positions)
            case Hello():
                raise RuntimeError("a second greeting")
