"""Worker processes, each behind a thread that waits for it, ends it when it takes too long, and starts another.

A file that breaks the decoder, or never ends, costs one worker and no other file.
"""

from __future__ import annotations

import multiprocessing
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from types import TracebackType
from typing import Self

from sorewise.importers import Formats
from sorewise.importers.run import worker
from sorewise.importers.run.source import Found, Source
from sorewise.model.records import ImportProblem

LIMIT_S = 30.0
"""For one file; for what is read as a stream, for each megabyte."""

# A fork of this process would copy its threads' locks; a fork of a process that does nothing else is quick and clean.
if sys.platform == "win32":
    CONTEXT = multiprocessing.get_context("spawn")
else:
    CONTEXT = multiprocessing.get_context("forkserver")


class Worker:
    """One process."""

    def __init__(self, formats: Formats) -> None:
        self._pipe, theirs = CONTEXT.Pipe()
        self._process = CONTEXT.Process(target=worker.serve, args=(theirs, formats), daemon=True)
        self._process.start()
        theirs.close()

    def ask(self, source: Source, beat: Callable[[int], object], limit_s: float) -> Found:
        """What the source gave. Raises TimeoutError, or EOFError or OSError if the process is gone."""
        self._pipe.send(source)
        while self._pipe.poll(limit_s):
            answer = self._pipe.recv()
            if isinstance(answer, Found):
                return answer
            beat(answer)
        raise TimeoutError

    def kill(self) -> None:
        """Stop the process, whatever it is doing."""
        self._process.kill()

    def end(self) -> None:
        """Stop the process and clear up after it."""
        self._process.kill()
        self._process.join()
        self._process.close()
        self._pipe.close()


class Pool:
    """As many workers as asked for, started when there is something to read. Closing it ends them at once."""

    def __init__(self, formats: Formats, workers: int, limit_s: float = LIMIT_S) -> None:
        self._formats = formats
        self._limit_s = limit_s
        self._threads = ThreadPoolExecutor(workers)
        self._mine = threading.local()
        self._running: set[Worker] = set()
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closed = True
        self._threads.shutdown(wait=False, cancel_futures=True)
        for each in list(self._running):
            each.kill()
        self._threads.shutdown()
        for each in self._running:
            each.end()

    def submit(self, source: Source, beat: Callable[[int], object]) -> Future[Found]:
        """Read it when a worker is free."""
        return self._threads.submit(self._read, source, beat)

    def _read(self, source: Source, beat: Callable[[int], object]) -> Found:
        mine: Worker | None = getattr(self._mine, "worker", None)
        if mine is None:
            mine = self._mine.worker = Worker(self._formats)
            self._running.add(mine)
        problem = ImportProblem(path=source.path, code="crashed")
        try:
            if not self._closed:
                return mine.ask(source, beat, self._limit_s)
        except TimeoutError:
            problem = replace(problem, code="too_slow", values={"seconds": int(self._limit_s)})
        except (EOFError, OSError):
            pass
        self._mine.worker = None
        mine.kill()
        return Found(path=source.path, bytes=source.bytes, problems=(problem,))
