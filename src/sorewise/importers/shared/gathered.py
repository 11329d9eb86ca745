"""The sessions of a table as they are gathered, and what is noted once for all of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from sorewise.importers.shared.entry import Entry
from sorewise.importers.shared.notes import Notes
from sorewise.importers.shared.sports import Type
from sorewise.model.records import Session


class Gathered:
    """Sessions in the order of the file, each id once. `done` notes what is true of many, and gives them."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._sessions: dict[str, Session] = {}
        self._strange: Counter[str] = Counter()
        self._zoneless = 0

    def sport(self, name: str, known: Type | None) -> Type:
        """The meaning of a type of activity; one that is not known counts as another sport and is noted."""
        if known is None and name:
            self._strange[name] += 1
        return known or Type("other")

    def add(self, session: Session, entry: Entry, *, zone_known: bool = True) -> None:
        """Take a session, unless one of its id was taken before.

        Tables do not tell what was lifted, so that a strength session leaves open whether it trained the legs.
        """
        if session.id in self._sessions:
            entry.note("doubled_id", id=session.source_id)
            return
        self._sessions[session.id] = replace(session, kind="strength") if session.sport == "strength" else session
        self._zoneless += not zone_known

    def done(self, *, local: bool = False) -> list[Session]:
        """All of them; `local` tells that where the zone is not known, the times are those of the runner's clock."""
        if self._zoneless and local:
            self._notes.note("local_time_only", kept=self._zoneless)
        elif self._zoneless:
            self._notes.note("no_time_zone", kept=self._zoneless)
        for name, count in self._strange.items():
            self._notes.note("unknown_sport", kept=count, name=name)
        return list(self._sessions.values())
