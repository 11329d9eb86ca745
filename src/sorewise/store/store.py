"""The store as the doors see it: open, read, write, take back, forget."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from sorewise.model.plan import PlannedSession, WeekSettings
from sorewise.model.records import CheckIn, History, ImportProblem, Profile
from sorewise.store.accounts import Accounts
from sorewise.store.file import File
from sorewise.store.last import Write, last_write
from sorewise.store.private import all_without
from sorewise.store.records import Added, DecisionRecord, Everything, Json, PlanSpan, Record, RulebookText, Undone
from sorewise.store.web import Drafts, Ticks
from sorewise.store.weeks import Weeks

if TYPE_CHECKING:
    from sorewise.store.server import Server

MARK_LETTERS = 8
"""As much of a SHA-256 as tells one file from another."""


class Store:
    """Everything kept of one runner. Each method is one transaction: done whole or not at all.

    Every method may raise StoreError; its `values["kind"]` is one of `full`, `locked`, `read_only`, `damaged`,
    `foreign`, `newer`, `cannot_open`, `disk`, `record`, `url`, `unreachable`. A store that nothing was written to reads
    as empty and leaves no file behind.
    """

    def __init__(self, base: File | Server) -> None:
        self._base = base

    @classmethod
    def open(cls, path: Path | str | None = None, *, wait_s: float = 5.0) -> Self:
        """Open a file, a database by URL, or (None) the file in the platform's folder for a person's data.

        A store of an older form is copied and brought up to date. `wait_s` is how long, in seconds, another program's
        write is waited for.
        """
        if isinstance(path, str) and "://" in path:
            from sorewise.store.server import Server

            return cls(Server(path))
        return cls(File(None if path is None else Path(path), wait_s))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file or the connections; the store may be used again."""
        self._base.close()

    def stay(self) -> None:
        """Stay open at the end of a `with` until `let_go`: for a program that asks again and again."""
        self._base.stay()

    def let_go(self) -> None:
        """Let go of the file or the connections for good."""
        self._base.let_go()

    def mark(self) -> str | None:
        """What is another after every change of the record, by whichever program; None where that cannot be told.

        Drafts, ticks and logins are no part of the record. Whoever edits the file with other tools is not noticed.
        """
        return self._base.mark()

    @property
    def place(self) -> str:
        """The file, or the URL without its password."""
        return str(self._base)

    @property
    def drafts(self) -> Drafts:
        """Check-ins under way in the web app."""
        return Drafts(self._base)

    @property
    def ticks(self) -> Ticks:
        """What was ticked off of recovery plans."""
        return Ticks(self._base)

    @property
    def weeks(self) -> Weeks:
        """What the runner said of their weeks and agreed to, and what was written to calendars."""
        return Weeks(self._base)

    @property
    def accounts(self) -> Accounts:
        """Who may log in to the web app from elsewhere."""
        return Accounts(self._base)

    # ------------------------------------------------------------------------------------------------- reading

    def profile(self) -> Profile:
        """Who the runner is; an empty profile if nothing was told."""
        with self._base.reading() as reader:
            return reader.profile()

    def history(
        self, since: date | None = None, until: date | None = None, *, sessions_since: date | None = None
    ) -> History:
        """All that is known, or what is known of these local days (both included); each tuple in time order.

        `sessions_since` reads sessions from an earlier day on.
        """
        with self._base.reading() as reader:
            return reader.history(since, until, sessions_since)

    def first_day(self) -> date | None:
        """The first local day of which a session, check-in or decision is kept; None for an empty store."""
        with self._base.reading() as reader:
            return reader.first_day()

    def today(self, day: date) -> DecisionRecord | None:
        """The last decision of that day."""
        found = self.decisions(since=day, until=day)
        return found[-1] if found else None

    def plans(self) -> tuple[PlanSpan, ...]:
        """The plans that sessions are kept of, in the order in which they begin."""
        with self._base.reading() as reader:
            return reader.plans()

    def decisions(self, since: date | None = None, until: date | None = None) -> tuple[DecisionRecord, ...]:
        """The decisions of these days (both included), in the order in which they were made.

        A day may have several (morning, in a run, after it); which of them holds is for the caller to say.
        """
        with self._base.reading() as reader:
            return reader.decisions(since, until)

    def decision(self, decision_id: str | None = None) -> DecisionRecord | None:
        """The decision of this id, or the last one."""
        with self._base.reading() as reader:
            return reader.latest() if decision_id is None else reader.decision(decision_id)

    def forecasts(self, since: date | None = None, *, last: int | None = None) -> tuple[Json, ...]:
        """What was forecast on the mornings since that day, in the order in which it was made, as plain JSON data.

        `last` reads only so many of the last ones.
        """
        with self._base.reading() as reader:
            return reader.forecasts(since, last)

    def rulebook(self, version: str) -> RulebookText | None:
        """The rulebook files of this version, if they were kept."""
        with self._base.reading() as reader:
            return next(iter(reader.rulebooks(version)), None)

    def problems(self) -> tuple[ImportProblem, ...]:
        """What could not be read on import and is not taken back, oldest first."""
        with self._base.reading() as reader:
            return reader.problems()

    def last_write(self, without: str = "") -> Write | None:
        """What `undo` would take back, writes of the source `without` passed over; None if there is nothing."""
        with self._base.reading() as reader:
            return last_write(reader, without)

    def contents(self) -> frozenset[str]:
        """The marks (`add(..., contents=...)`) of what was read before and need not be read again."""
        with self._base.reading() as reader:
            return reader.contents()

    def everything(self, *, without: Mapping[str, str] | None = None) -> Everything:
        """All of it, for an export; `without` names private facts with their groups (fact id -> group) to leave out."""
        with self._base.reading() as reader:
            found = Everything(
                history=reader.history(None),
                decisions=reader.decisions(None, None),
                rulebooks=reader.rulebooks(None),
                weeks=reader.weeks(),
            )
        return all_without(found, without) if without else found

    # ------------------------------------------------------------------------------------------------- writing

    def save_profile(self, profile: Profile) -> None:
        """Keep who the runner is; `undo` does not take this back."""
        from sorewise.store.put import put_profile

        with self._base.writing() as connection:
            put_profile(connection, profile)

    def save_check_in(
        self,
        check_in: CheckIn,
        decision: DecisionRecord | None = None,
        *,
        profile: Profile | None = None,
        rulebook: RulebookText | None = None,
    ) -> Added:
        """Keep a check-in with its decision, together. The same id again replaces the answers.

        `profile` is what the runner told about themselves on the way, `rulebook` the files the decision was made by,
        kept once a version; `undo` leaves both as they are. The draft of the check-in is done with.
        """
        from sorewise.store.put import Batch, put_profile, put_rulebook
        from sorewise.store.web import drop

        with self._base.writing() as connection:
            if profile is not None:
                put_profile(connection, profile)
            if rulebook is not None:
                put_rulebook(connection, rulebook)
            write = Batch(connection, "check_in", check_in.source, check_in.at)
            write.put([check_in] if decision is None else [check_in, decision], exact=True)
            drop(connection, check_in.id)
            return write.added()

    def save_forecast(self, decision_id: str, forecast: Json) -> None:
        """Keep what was forecast on the morning of this decision, beside it; nothing happens if there is no such one.

        `forecast` is plain JSON data. What was kept before stands. It goes with its decision: `undo` takes both back.
        """
        from sorewise.store.put import put_forecast

        if not self._base.is_empty():
            with self._base.writing() as connection:
                put_forecast(connection, decision_id, forecast)

    def add(
        self,
        records: Iterable[Record | ImportProblem],
        source: str,
        *,
        at: datetime | None = None,
        exact: bool = False,
        batch: int | None = None,
        contents: Iterable[str] = (),
        paths: Iterable[str] = (),
    ) -> Added:
        """Keep what an importer found or the runner logged; a record that is known already is kept once.

        `exact` knows records again by their id only: for reading back our own export, where each is one already.
        `batch` (from an earlier `Added`) makes this a further part of the same import, so that `undo` takes back both.
        `contents` are marks of the files and archive members that gave the records (a SHA-256, or whatever else tells
        one content from another), kept with them: either both are in the store or neither. `paths` are those of the
        files that were read: what was wrong with them before, and is not among the records now, is forgotten.
        """
        everything = list(records)  # before the write lock is taken: decoding may take a minute
        problems = [one for one in everything if isinstance(one, ImportProblem)]
        found = [one for one in everything if not isinstance(one, ImportProblem)]

        from sorewise.store.problems import note
        from sorewise.store.put import Batch

        with self._base.writing() as connection:
            write = Batch(connection, "import", source, at or datetime.now().astimezone(), batch)
            write.put(found, exact=exact)
            note(connection, problems, paths, write.added().batch)
            write.remember(contents)
            return replace(write.added(), problems=len(problems))

    def accept(self, which: str, *, at: datetime | None = None) -> Added | None:
        """Take what was held back of a damaged file, as a write of its own that `undo` takes back.

        `which` is the path as it is shown, or the beginning of the content's SHA-256 (8 hex digits at least). None if
        nothing of such a file is held back.
        """
        from sorewise.store.problems import accept
        from sorewise.store.put import Batch

        if self._base.is_empty():
            return None
        with self._base.writing() as connection:
            write = Batch(connection, "import", which, at or datetime.now().astimezone())
            chosen = accept(connection, lambda problem: _is_of(problem, which), write)
            return write.added() if chosen else None

    def add_plan(self, sessions: Iterable[PlannedSession], plan: str, since: date, at: datetime) -> Added:
        """Keep the sessions of a plan as it is told now, as one write that `undo` takes back whole.

        Those of the same plan on or after `since` that it does not tell any more go, unless they are over (done or
        missed). Other plans, and what was written down by hand (plan ""), stay as they are.
        """
        from sorewise.store.plans import put_plan
        from sorewise.store.put import Batch

        with self._base.writing() as connection:
            write = Batch(connection, "plan", plan, at)
            put_plan(connection, write, [replace(one, plan=plan) for one in sessions], plan, since)
            return write.added()

    def bring_plans(
        self,
        plans: Sequence[tuple[str, Sequence[PlannedSession]]],
        since: date,
        at: datetime,
        *,
        instead_of: Collection[str] = (),
        week: Callable[[WeekSettings], WeekSettings] | None = None,
    ) -> list[Added]:
        """Keep several plans as `add_plan` does, all in one write: all of it is kept, or nothing.

        What is to come of the plans `instead_of` goes ("" is what was written down by hand). `week` is given what holds
        of the weeks and answers what shall hold with these plans; `undo` takes that back as well.
        """
        from sorewise.store.plans import make_room, put_plan
        from sorewise.store.put import Batch
        from sorewise.store.versions import bring

        added: list[Added] = []
        with self._base.writing() as connection:
            number = None
            for plan, sessions in plans:
                write = Batch(connection, "plan", plan, at, number)
                put_plan(connection, write, [replace(one, plan=plan) for one in sessions], plan, since)
                added.append(write.added())
                number = write.added().batch
            write = Batch(connection, "plan", plans[0][0] if plans else "", at, number)
            make_room(connection, write, instead_of, since)
            if week is not None:
                bring(connection, write, week, at)
        return added

    def remove_planned(self, ids: Collection[str], at: datetime) -> Added:
        """Remove planned sessions, as one write that `undo` takes back; what is not there is passed over."""
        from sorewise.store.plans import remove_planned
        from sorewise.store.put import Batch

        if self._base.is_empty():
            return Added()
        with self._base.writing() as connection:
            write = Batch(connection, "plan", "", at)
            remove_planned(connection, write, ids)
            return write.added()

    def undo(self) -> Undone | None:
        """Take back the last check-in (with its decision), import or change of a plan; None if there is nothing."""
        from sorewise.store.undo import undo_last

        if self._base.is_empty():
            return None
        with self._base.writing() as connection:
            return undo_last(connection)

    # ----------------------------------------------------------------------------------------------- forgetting

    def forget(self, group: str, private: Mapping[str, str]) -> int:
        """Delete one private group from every record and switch it off; answers how many records held some of it.

        `private` maps fact ids to groups. Drafts and the copies made before migrations are deleted, since they may hold
        it too.
        """
        from sorewise.store.forget import forget

        if self._base.is_empty():
            return 0
        with self._base.writing() as connection:
            changed = forget(connection, {fact for fact, of in private.items() if of == group}, {group})
        self._base.scrub()
        return changed

    def delete_everything(self) -> None:
        """Delete the store: the file, what SQLite keeps beside it, and every copy. There is no way back."""
        self._base.delete()


def _is_of(problem: ImportProblem, which: str) -> bool:
    return problem.path == which or (len(which) >= MARK_LETTERS and problem.file_sha256.startswith(which.lower()))
