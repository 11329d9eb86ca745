"""How far an import is: a bar where somebody looks on, a line now and then where the output is kept."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sorewise.apps.here import here
from sorewise.text import taking as said

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress, TaskID

    from sorewise.importers.run import Watcher

SHORT_FILES = 25
SHORT_BYTES = 16 * 1024 * 1024
"""What is smaller is over before anybody could read how far it is."""
STEPS = 10


@contextmanager
def watching() -> Iterator[Watcher]:
    """Somebody to tell how far it is, on the side where errors go: what is printed stays as it is."""
    if not sys.stderr.isatty():
        yield Lines()
        return
    from rich.console import Console

    with _columns(Console(file=sys.stderr, no_color=not here().colour)) as progress:
        yield Bar(progress)


def _columns(console: Console) -> Progress:
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn, TransferSpeedColumn

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        DownloadColumn(),
        TextColumn("{task.fields[files]}"),
        TransferSpeedColumn(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
    )


class Bar:
    """A bar that moves by bytes, with files, speed and the time that is left."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._task: TaskID | None = None
        self._done = self._of = 0

    def planned(self, files: int, size: int) -> None:
        """So much there is to read."""
        self._of = files
        self._task = self._progress.add_task(said.reading(), total=size, files=said.files_of(0, files))

    def moved(self, files: int, size: int) -> None:
        """So much more is read."""
        self._done += files
        if self._task is not None:
            self._progress.update(self._task, advance=size, files=said.files_of(self._done, self._of))


class Lines:
    """A line at each tenth of the way."""

    def __init__(self) -> None:
        self._files = self._of = self._size = self._total = 0
        self._step = STEPS

    def planned(self, files: int, size: int) -> None:
        """So much there is to read."""
        self._of, self._total = files, size
        if files > SHORT_FILES or size > SHORT_BYTES:
            self._step = 1

    def moved(self, files: int, size: int) -> None:
        """So much more is read."""
        self._files += files
        self._size += size
        step = STEPS * self._size // max(self._total, 1)
        if self._step <= step < STEPS:
            self._step = step + 1
            sys.stderr.write(said.so_far(self._files, self._of, self._size, self._total) + "\n")
