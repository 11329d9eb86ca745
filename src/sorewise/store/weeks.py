"""What the runner said of their weeks and agreed to, and what was written to calendars.

Versions of the settings are appended and never changed: the last one holds. A proposal is not kept: the same situation
gives the same one again. Calendar entries are no part of the runner's record: they can be written anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from sorewise.model.plan import CalendarEntry, WeekSettings, Wish
from sorewise.store.records import WeekVersion, WeekWhy

if TYPE_CHECKING:
    from sorewise.store.file import File
    from sorewise.store.server import Server

CAN_BE_UNDONE = frozenset({"keep", "move"})
UNDO_WITHIN = timedelta(days=7)


class Weeks:
    """What was agreed of the coming weeks. Each method is one transaction, and may raise StoreError."""

    def __init__(self, base: File | Server) -> None:
        self._base = base

    def now(self) -> WeekSettings:
        """What holds now; empty settings if nothing was said."""
        with self._base.reading() as reader:
            return reader.week()

    def versions(self) -> tuple[WeekVersion, ...]:
        """What held at every time, oldest first."""
        with self._base.reading() as reader:
            return reader.weeks()

    def save(self, settings: WeekSettings, at: datetime, why: WeekWhy) -> None:
        """Let these settings hold from now on; nothing is written if they do already."""
        self.change(lambda _: settings, at, why)

    def change(self, make: Callable[[WeekSettings], WeekSettings], at: datetime, why: WeekWhy) -> None:
        """Let hold from now on what `make` makes of the settings; nothing is written if that is the same.

        `make` is given what holds while nobody else can write, so that two who say something at once are both heard.
        """
        if make(now := self.now()) == now:
            return
        from sorewise.store.versions import append, last

        with self._base.writing() as connection:
            before = last(connection)
            now = before.settings if before else WeekSettings()
            if (settings := make(now)) != now:
                append(connection, before, settings, at, why)

    def undo(self, at: datetime, *, of: str | None = None) -> WeekSettings | None:
        """Take back the last keep or move of the last 7 days; answers what holds then, None if there is none.

        What was placed goes back to how it was placed before; what was said of days and absences since stays said. A
        change of ours that the runner takes back is a wish for as long: it is not proposed again. `of` is the id of the
        version that holds, as it was shown: if another one does by now, nothing is taken back.
        """
        if taken_back(self.versions(), at) is None:
            return None
        from sorewise.store.versions import append, every

        with self._base.writing() as connection:
            versions = every(connection)
            settings = taken_back(versions, at)
            if settings is None or (of is not None and versions[-1].id != of):
                return None
            append(connection, versions[-1], settings, at, "undo")
        return settings

    # ------------------------------------------------------------------------------------------------ calendars

    def written(self) -> dict[str, CalendarEntry]:
        """What was written to calendars, by UID."""
        columns = '"id", "sequence", "digest", "changed", "day", "start", "zone", "summary", "cancelled_on"'
        asked = f'SELECT {columns} FROM "calendar_entries" ORDER BY "id"'  # noqa: S608 - names of ours, no values
        with self._base.reading() as reader:
            return {
                uid: CalendarEntry(
                    uid=uid,
                    sequence=sequence,
                    digest=digest,
                    changed=datetime.fromisoformat(changed),
                    day=date.fromisoformat(day),
                    start=time.fromisoformat(start) if start else None,
                    zone=zone,
                    summary=summary,
                    cancelled_on=date.fromisoformat(cancelled) if cancelled else None,
                )
                for uid, sequence, digest, changed, day, start, zone, summary, cancelled in reader.rows(asked)
            }

    def save_written(self, entries: Iterable[CalendarEntry]) -> None:
        """Keep what is in calendars now, in the place of what was; an entry that is not among them is forgotten."""
        from sqlalchemy import delete, insert

        from sorewise.store.tables import calendar_entries

        rows = [
            {
                "id": one.uid,
                "sequence": one.sequence,
                "digest": one.digest,
                "changed": one.changed.isoformat(),
                "day": one.day.isoformat(),
                "start": one.start.isoformat() if one.start else None,
                "zone": one.zone,
                "summary": one.summary,
                "cancelled_on": one.cancelled_on.isoformat() if one.cancelled_on else None,
            }
            for one in entries
        ]
        with self._base.writing(record=False) as connection:
            connection.execute(delete(calendar_entries))
            if rows:
                connection.execute(insert(calendar_entries), rows)


def taken_back(versions: Iterable[WeekVersion], at: datetime) -> WeekSettings | None:
    """What holds after the last keep or move, not older than 7 days, is taken back; None if there is none."""
    before = now = WeekSettings()
    open_ones: list[tuple[WeekVersion, WeekSettings]] = []
    for version in versions:
        before, now = now, version.settings
        if version.why in CAN_BE_UNDONE:
            open_ones.append((version, before))
        elif version.why == "undo" and open_ones:
            open_ones.pop()
    if not open_ones or at - open_ones[-1][0].at > UNDO_WITHIN:
        return None
    undone, earlier = open_ones[-1]
    until = (at + UNDO_WITHIN).date()
    wishes = [
        Wish(session=one.session, day=one.day, form=one.form, until=until)
        for one in undone.settings.kept
        if one.by == "planner" and one not in earlier.kept
    ]
    return replace(now, kept=earlier.kept, wishes=(*_not_again(now.wishes, wishes), *wishes))


def _not_again(wishes: Iterable[Wish], newer: Iterable[Wish]) -> list[Wish]:
    told = {(one.session, one.day, one.form) for one in newer}
    return [one for one in wishes if (one.session, one.day, one.form) not in told]
