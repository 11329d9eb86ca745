"""Plans that were read and not kept yet: a few, in memory, until the runner says yes or no."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock
from uuid import uuid4

from starlette.requests import Request

from sorewise.importers.plans import PlanRead

MOST = 8
_STARTING = Lock()


@dataclass(frozen=True, kw_only=True)
class Held:
    """What was understood; `typed` is the text it was understood from, "" of a file."""

    id: str
    read: PlanRead
    typed: str = ""


class Readings:
    """The plans that wait; the oldest makes room."""

    def __init__(self) -> None:
        self._held: dict[str, Held] = {}
        self._lock = Lock()

    def hold(self, read: PlanRead, typed: str = "") -> Held:
        """Hold one, under a name that cannot be guessed."""
        found = Held(id=uuid4().hex, read=read, typed=typed)
        with self._lock:
            self._held[found.id] = found
            while len(self._held) > MOST:
                del self._held[next(iter(self._held))]
        return found

    def get(self, name: str) -> Held | None:
        """The one of this name; None if it is gone."""
        return self._held.get(name)

    def drop(self, name: str) -> None:
        """Forget one."""
        with self._lock:
            self._held.pop(name, None)

    def forget(self) -> None:
        """Forget all of them."""
        with self._lock:
            self._held.clear()


def readings(request: Request) -> Readings:
    """Those of this app."""
    with _STARTING:
        found = getattr(request.app.state, "readings", None)
        if not isinstance(found, Readings):
            found = request.app.state.readings = Readings()
    return found
