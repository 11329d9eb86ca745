"""What the runner usually runs, from the sessions of the last weeks."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from statistics import median

from sorewise.coach.today import Usual
from sorewise.engine.book import Rulebook
from sorewise.model.records import Session


def usual_of(sessions: Iterable[Session], today: date, book: Rulebook, *, races: Collection[str] = ()) -> Usual | None:
    """Return the middle and the longest run of the last `usual_days` days before today; None without a run.

    Races are left out: a marathon run is not a usual run. `races` are ids of sessions that are known to be some.
    """
    runs = [
        session
        for session in sessions
        if session.sport == "run" and session.race is None and session.kind != "race" and session.id not in races
        if 0 < (today - session.day).days <= book.number("usual_days")
    ]
    if not runs:
        return None
    seconds = [time for run in runs if (time := run.moving_s or run.duration_s)]
    metres = [run.distance_m for run in runs if run.distance_m]
    return Usual(
        median_s=median(seconds) if seconds else None,
        longest_s=max(seconds, default=None),
        median_m=median(metres) if metres else None,
        longest_m=max(metres, default=None),
    )
