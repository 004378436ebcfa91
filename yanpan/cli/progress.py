"""A progress bar on standard error, only for a person at a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

# Tell: what is being done now, how much is done, and of how much (None: not known).
Tell = Callable[[str, int, int | None], None]


@contextmanager
def progress(label: str) -> Iterator[Tell]:
    """A function to tell progress to; it draws nothing when standard error is no terminal."""
    if not sys.stderr.isatty():
        yield lambda _what, _done, _total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=None)

        def tell(what: str, done: int, total: int | None) -> None:
            bar.update(task, description=f"{label} {what}", completed=done, total=total)

        yield tell
