"""What all formats of a plan share: how a session is known outside, its steps written plainly, and what is lost.

No sentences stand here: what is read comes as text from the caller, and codes are said in `text.exports`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from sorewise.model.errors import SorewiseError
from sorewise.model.plan import PlanKind, PlannedSession, Repeat, Step

RUNS: tuple[PlanKind, ...] = ("recovery", "easy", "long", "tempo", "intervals", "hills", "test", "race")
LostCode = Literal[
    "target_in_words",  # no number to steer by: it stands in the step's words
    "target_one_sided",  # "up to" or "or more" became a range or one number
    "target_rounded",
    "length_two",  # time and distance were both given, only the time is kept
    "length_rounded",  # to whole seconds or metres
    "distance_as_time",
    "open_as_time",  # a step until the lap button got a time
    "cue_changed",  # it read as something else
    "notes_cut",
]


@dataclass(frozen=True, slots=True)
class Lost:
    """What a format could not say as it was meant, and in how many steps."""

    code: LostCode
    steps: int = 1


class ExportError(SorewiseError):
    """A session cannot be written in a format; nothing is handed out.

    `kind`: `no_workout` (a day without a session, or no run where only runs can be written), `not_as_meant` (read back,
    the file says something else; `place` says where), `too_large` (a number that the format has no room for), `doubled`
    (two sessions are known by the same id), `missing` (the library is not installed).
    """

    code = "export"

    def __init__(self, kind: str, place: str = "") -> None:
        """Keep what went wrong, and where."""
        super().__init__(
            f"{kind.replace('_', ' ')}: {place}" if place else kind.replace("_", " "), kind=kind, place=place
        )
        self.kind, self.place = kind, place


def uid_of(session: PlannedSession, plan: str = "plan") -> str:
    """How calendars and sites know a session, wherever it is moved: no day is in it. `plan` is for one of no plan."""
    return f"{session.plan or plan}-{session.id}@sorewise"


def parts(session: PlannedSession) -> tuple[Step | Repeat, ...]:
    """The steps as every format can say them: none empty, "once" written out; without steps the session is one."""
    whole = Step(role="active", duration_s=session.duration_s, distance_m=session.distance_m)
    return tuple(_plain(session.steps)) or (whole,)


def _plain(steps: Iterable[Step | Repeat]) -> Iterator[Step | Repeat]:
    for step in steps:
        if isinstance(step, Step) or (step.times > 1 and step.steps):
            yield step
        elif step.times == 1:
            yield from step.steps


def flat(steps: Iterable[Step | Repeat]) -> Iterator[Step]:
    """Each step once, those of a repeat too."""
    for step in steps:
        yield from step.steps if isinstance(step, Repeat) else (step,)


def run_through(steps: Iterable[Step | Repeat]) -> Iterator[Step]:
    """Each step as often as it is run."""
    for step in steps:
        yield from step.steps * step.times if isinstance(step, Repeat) else (step,)


def told(codes: Iterable[LostCode]) -> tuple[Lost, ...]:
    """Each code once, with how often it was met, in the order of their names."""
    met = sorted(codes)
    return tuple(Lost(code, met.count(code)) for code in dict.fromkeys(met))


def clean(text: str) -> str:
    """Text that any format can carry: no control characters but line ends and tabs, no halves of letters."""
    whole = text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace").decode()
    return "".join(sign for sign in whole if sign in "\n\t" or not (_control(sign) or sign in "\ufffe\uffff"))


def _control(sign: str) -> bool:
    return unicodedata.category(sign) == "Cc"


def cut(text: str, octets: int) -> str:
    """As much of a text as fits into so many octets of UTF-8; no letter is cut in two."""
    return text.encode()[:octets].decode(errors="ignore")
