"""What the store keeps beyond the records of a morning, and what it answers after writing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from sorewise.model.plan import PlannedSession, WeekSettings
from sorewise.model.records import CheckIn, History, Night, Phase, Profile, Session

Json = Mapping[str, object]
"""Plain data: dicts with text keys, lists, texts, finite numbers, booleans and None."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRecord:
    """One decision with everything it was made of, so that `why` and `replay` give the same answer years later.

    `answers` are the full answers as the door reads them, spots included; `history` the derived and measured facts that
    were added to them. `safety` is None while the safety page was not sent, otherwise the ids ticked on it. `rulebook`
    is the content hash, `release` the version people know it by, `overlay` what the runner's own rulebook changed in
    it. `decision` is `Decision.as_json()`, `planned` today's session as it was shown, `forecast` what was said of the
    coming mornings. All of these are plain JSON data.
    """

    id: str
    day: date
    at: datetime
    check_in_id: str | None = None
    phase: Phase = "morning"
    answers: Json = field(default_factory=dict)
    history: Json = field(default_factory=dict)
    safety: tuple[str, ...] | None = None
    rulebook: str = ""
    release: str = ""
    overlay: Json = field(default_factory=dict)
    decision: Json = field(default_factory=dict)
    planned: Json | None = None
    forecast: Json | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RulebookText:
    """The files of one rulebook, kept once a version: an old decision can be judged again by the words of its day."""

    version: str
    release: str = ""
    files: Mapping[str, str] = field(default_factory=dict)


WeekWhy = Literal["keep", "move", "days", "away", "undo", "import", "cleared"]


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekVersion:
    """What the runner said of their weeks and agreed to, from `at` on until the next version; never changed itself.

    `why`: a proposal was kept, a session moved, days or an absence were told, the last keep or move was taken back,
    it came with a plan, or they were seen and may run again.
    """

    id: str
    at: datetime
    why: WeekWhy
    settings: WeekSettings = field(default_factory=WeekSettings)


SECTIONS: Mapping[str, type] = {"decisions": DecisionRecord, "rulebooks": RulebookText, "weeks": WeekVersion}
"""What the sections of an export beyond `model`'s records are made of; `importers/own_json.py` asks for it."""

Record = Session | Night | CheckIn | PlannedSession | Profile | DecisionRecord | RulebookText | WeekVersion


@dataclass(frozen=True, slots=True, kw_only=True)
class Everything:
    """All that the store knows of the runner, for an export: each tuple in time order."""

    history: History
    decisions: tuple[DecisionRecord, ...] = ()
    rulebooks: tuple[RulebookText, ...] = ()
    weeks: tuple[WeekVersion, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSpan:
    """One plan that sessions are kept of ("" is what was written down by hand), from its first day to its last."""

    plan: str
    first: date
    last: date
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What a write did: how many records are new, known already, known and now fuller than before, or removed.

    `batch` names the write for a further `Store.add(..., batch=...)`; None if nothing was written.
    """

    new: int = 0
    known: int = 0
    changed: int = 0
    problems: int = 0
    removed: int = 0
    batch: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """What `undo` took back: a check-in, an import or a change of a plan, and how many records of each table.

    `what` is "check_in", "import" or "plan", `at` when it was written. `restored` counts the records that went back to
    what they were before; one that was removed is there again. `check_in`
    is the check-in taken back, if it was one.
    """

    what: str
    source: str
    at: datetime
    counts: Mapping[str, int]
    restored: int = 0
    check_in: CheckIn | None = None
