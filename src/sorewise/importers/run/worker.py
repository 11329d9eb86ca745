"""The process that reads: one source after the other from a pipe, what each gave back into it."""

from __future__ import annotations

import os
import signal
import sys
from multiprocessing.connection import Connection

from sorewise.importers import Formats
from sorewise.importers.archives import Archives
from sorewise.importers.run.reading import read

MOST_MEMORY_BYTES = 2 * 1024**3


def serve(pipe: Connection, formats: Formats) -> None:
    """Read sources until nobody sends any; numbers on the way are bytes read of the present one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it too, and ends this process when it is done
    be_silent()
    cap_memory()
    with Archives() as opened:
        while True:
            try:
                source = pipe.recv()
                pipe.send(read(source, formats, opened, pipe.send))
            except (EOFError, BrokenPipeError, ConnectionResetError):
                return


def be_silent() -> None:
    """Let a decoder that panics not write over the runner's progress bar: what it means is told in a sentence."""
    if not os.environ.get("SOREWISE_TRACE"):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())


def cap_memory() -> None:
    """Let this process hold no more than MOST_MEMORY_BYTES, on systems that can see to it."""
    if sys.platform == "win32":
        return
    import resource

    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    if most == resource.RLIM_INFINITY or most > MOST_MEMORY_BYTES:
        resource.setrlimit(resource.RLIMIT_DATA, (MOST_MEMORY_BYTES, MOST_MEMORY_BYTES))
