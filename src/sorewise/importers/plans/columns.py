"""Which column of a table holds what, by the names that people give to columns; cells that answer yes or no."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sorewise.importers.plans.days import WEEKDAYS
from sorewise.importers.plans.found import slug

ALIASES: Mapping[str, str] = {
    alias: name
    for name, aliases in {
        "date": "date datum dates planned-date session-date workoutday workout-date start-date",
        "day": "day days tag tage weekday wochentag day-of-week dow when wann",
        "week": "week weeks woche wk w kw cw calendar-week kalenderwoche week-no week-number week-no-number",
        "session": "session sessions workout workouts training run runs plan planned description einheit "
        "beschreibung trainingseinheit was what title titel name details inhalt activity aktivitat workoutdescription",
        "kind": "kind type typ art session-type workout-type workouttype trainingsart sport kategorie category",
        "distance": "distance distanz dist strecke length lange umfang km kms kilometer kilometers kilometres miles "
        "mi mile m meter metres meters planneddistanceinmeters planned-distance distance-planned total-distance",
        "time": "time duration dauer zeit min mins minutes minuten h hours hrs stunden plannedduration "
        "planned-duration planned-time total-time moving-time",
        "start": "start start-time starttime uhrzeit at beginn startzeit begin clock time-of-day",
        "key": "key key-session keysession schlusseleinheit wichtig important quality",
        "fixed": "fixed fest fix immovable appointment locked",
        "race": "race races wettkampf rennen event",
        "notes": "notes note notiz notizen comment comments bemerkung bemerkungen kommentar coachcomments",
    }.items()
    for alias in aliases.split()
}
UNITS: Mapping[str, float] = {
    "km": 1000.0, "kms": 1000.0, "kilometer": 1000.0, "kilometers": 1000.0, "kilometres": 1000.0, "k": 1000.0,
    "mi": 1609.344, "mile": 1609.344, "miles": 1609.344, "m": 1.0, "meter": 1.0, "metres": 1.0, "meters": 1.0,
    "planneddistanceinmeters": 1.0,
    "min": 60.0, "mins": 60.0, "minutes": 60.0, "minuten": 60.0, "h": 3600.0, "hours": 3600.0, "hrs": 3600.0,
    "stunden": 3600.0, "s": 1.0, "sec": 1.0, "seconds": 1.0, "plannedduration": 3600.0,
}  # fmt: skip
"""Metres or seconds of what a column counts in."""
YES = frozenset(
    {"x", "y", "yes", "ja", "j", "1", "true", "wahr", "!", "*", "=", "✓", "✔", "key", "fixed", "fest", "race"}
)
NO = frozenset({"", "-", "–", "n", "no", "nein", "0", "false", "falsch", "none"})
OF_CALENDAR = frozenset({"kw", "cw", "calendar-week", "kalenderwoche"})
ENOUGH_WEEKDAYS = 3


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns stand, what lengths are counted in, and the columns that are weekdays (of a plan by weeks)."""

    places: Mapping[str, int]
    units: Mapping[str, float] = field(default_factory=dict)
    weekdays: Mapping[int, int] = field(default_factory=dict)
    of_calendar: bool = False
    """The weeks are those of the calendar, not counted from the plan's first."""

    @property
    def score(self) -> int:
        """How many columns are known; 0 if there is no telling when, or nothing that is done."""
        if self.weekdays:
            return 10 * len(self.weekdays) + len(self.places)
        dated = {"date", "day"} & self.places.keys()
        done = {"session", "kind", "distance", "time", "race"} & self.places.keys()
        return len(self.places) if dated and done else 0


def columns_of(names: Sequence[str]) -> Columns:
    """The columns that a header names."""
    places: dict[str, int] = {}
    units: dict[str, float] = {}
    weekdays: dict[int, int] = {}
    for at, name in enumerate(names):
        plain, unit = _name(name)
        if (weekday := WEEKDAYS.get(plain)) is not None and weekday not in weekdays.values():
            weekdays[at] = weekday
        known = ALIASES.get(plain) or ALIASES.get(plain.rstrip("s"))
        if known is None or known in places:
            continue
        places[known] = at
        if known in {"distance", "time"} and (unit or plain) in UNITS:
            units[known] = UNITS[unit or plain]
    wide = len(weekdays) >= ENOUGH_WEEKDAYS
    of_calendar = "week" in places and _name(names[places["week"]])[0] in OF_CALENDAR
    return Columns(places, units, weekdays if wide else {}, of_calendar)


def said_yes(cell: str) -> bool | None:
    """Whether a cell says yes; None if it says something else."""
    small = cell.strip().casefold()
    return True if small in YES else False if small in NO else None


def _name(name: str) -> tuple[str, str]:
    """A column's name as an alias, and the unit that stands in brackets or behind a comma: "Distance (km)"."""
    match = re.fullmatch(r"\s*(.*?)\s*(?:[(\[,/]\s*(?:in\s+)?([A-Za-z]+)\s*[)\]]?)?\s*", name.casefold())
    head, unit = (match[1], match[2] or "") if match else (name, "")
    return slug(head), unit if unit in UNITS else ""
