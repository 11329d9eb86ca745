"""Imports of uploaded files: one at a time, in the background, with somebody to ask how far each is."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal
from uuid import uuid4

from sorewise.apps.here import Here, Progress, being, here
from sorewise.apps.keeping import Keeper, Memory, Report, take_all
from sorewise.apps.web.uploads import remove
from sorewise.importers.run import Found
from sorewise.model.errors import SorewiseError
from sorewise.model.records import ImportProblem, Session
from sorewise.text.errors import error_said
from sorewise.text.speech import tr
from sorewise.text.web import data as said

State = Literal["waiting", "reading", "done", "stopped", "failed"]
REMEMBERED = 20
PATIENCE_S = 0.2
LET_GO_S = 30.0


class StoppedError(Exception):
    """The runner, or the end of the server, stopped it."""


@dataclass(frozen=True, kw_only=True)
class Far:
    """How far an import is; bytes are those on disk."""

    state: State
    done: int = 0
    files: int = 0
    size: int = 0
    total: int = 0

    @property
    def over(self) -> bool:
        """Whether nothing more comes."""
        return self.state in {"done", "stopped", "failed"}


class Import:
    """One upload on its way into the store. It watches its own progress (`importers.run.Watcher`)."""

    def __init__(self, place: Here, folder: Path, files: Sequence[Path]) -> None:
        self.id = uuid4().hex
        self.report: Report | None = None
        self.why = ""
        self._place = place
        self._folder = folder
        self._files = files
        self._far = Far(state="waiting", files=len(files))
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="import", daemon=True)

    @property
    def far(self) -> Far:
        """How far it is now."""
        with self._lock:
            return self._far

    @property
    def stopping(self) -> bool:
        """Whether it was told to stop."""
        return self._stop.is_set()

    def start(self) -> None:
        """Begin in the background."""
        self._thread.start()

    def stop(self) -> None:
        """End it as soon as may be; what is written stays."""
        self._stop.set()

    def wait(self, seconds: float) -> None:
        """Wait until it is over, for so long at most."""
        self._thread.join(seconds)

    def planned(self, files: int, size: int) -> None:
        """So much there is to read."""
        self._move(files=files, total=size)

    def moved(self, files: int, size: int) -> None:
        """So much more is read. Raises StoppedError, which ends the reading wherever it is."""
        self._mind()
        with self._lock:
            self._far = replace(self._far, done=self._far.done + files, size=self._far.size + size)

    def _mind(self) -> None:
        if self._stop.is_set() or not threading.main_thread().is_alive():
            raise StoppedError

    def _move(self, **changes: int | State) -> None:
        with self._lock:
            self._far = replace(self._far, **changes)  # type: ignore[arg-type]  # - fields of Far, by their names

    def _run(self) -> None:
        end: State = "failed"
        try:
            while not TURN.acquire(timeout=PATIENCE_S):
                self._mind()
            try:
                self._mind()
                self._move(state="reading")
                with being(replace(self._place, progress=Progress())) as there, there.progress.until_end:
                    end = self._read()
            finally:
                TURN.release()
        except StoppedError:
            end = "stopped"
        except Exception:  # noqa: BLE001 - whatever it was, the page has to say that it is over
            self.why = tr(said.OUR_MISTAKE)
        finally:
            remove(self._folder)
            self._move(state=end)

    def _read(self) -> State:
        try:
            with here().store() as store:
                memory = Memory(store.contents())
                keeper = Keeper(store, memory, here().clock())
                self.report = keeper.report
                take_all(keeper, memory, self._files, self, self._as_sent)
        except SorewiseError as error:
            self.why = error_said(error)
            return "failed"
        return "done"

    def _as_sent(self, found: Found) -> Found:
        """What was found, under the names that the runner's files have."""
        return replace(
            found,
            path=self._name(found.path),
            records=tuple(self._named(one) if isinstance(one, Session) else one for one in found.records),
            problems=tuple(self._problem(one) for one in found.problems),
        )

    def _name(self, path: str) -> str:
        return path.removeprefix(f"{self._folder}/")

    def _named(self, session: Session) -> Session:
        return replace(session, origins=tuple(replace(one, path=self._name(one.path)) for one in session.origins))

    def _problem(self, problem: ImportProblem) -> ImportProblem:
        held = tuple(self._named(one) if isinstance(one, Session) else one for one in problem.held)
        return replace(problem, path=self._name(problem.path), held=held)


TURN = threading.Lock()
"""One import at a time: they would only wait for each other's writes."""


class Imports:
    """The imports of this server, the newest last."""

    def __init__(self) -> None:
        self._known: dict[str, Import] = {}
        self._lock = threading.Lock()

    def start(self, place: Here, folder: Path, files: Sequence[Path]) -> Import:
        """Begin one."""
        made = Import(place, folder, files)
        with self._lock:
            over = [name for name, one in self._known.items() if one.far.over]
            for name in over[: max(0, len(over) - REMEMBERED)]:
                del self._known[name]
            self._known[made.id] = made
        made.start()
        return made

    def get(self, name: str) -> Import | None:
        """The import of this id."""
        return self._known.get(name)

    def running(self) -> Import | None:
        """One that is not over."""
        return next((one for one in self._known.values() if not one.far.over), None)

    def forget(self) -> None:
        """Stop all of them, wait until they let go of the store, and remember none."""
        with self._lock:
            known, self._known = list(self._known.values()), {}
        for one in known:
            one.stop()
        for one in known:
            one.wait(LET_GO_S)
