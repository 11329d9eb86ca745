"""The clocks of a calendar: what a TZID means, and the day and time that a moment has where the runner lives.

A name of the zone table, or a zone that the file itself describes, or a Windows name; one that is none of these is told
and its times are taken as the runner's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

LONGEST_NAME = 64
TZIDS = ("X-TZID", "TZID")
EARLIEST, LATEST = date(1990, 1, 1), date(2090, 12, 31)


class Zones:
    """The zones of one file and the runner's own."""

    def __init__(self, described: Iterable[str], own: str) -> None:
        self.own = named(own) or UTC
        self._described = described
        self._of_file: Mapping[str, tzinfo] | None = None
        self._met: dict[str, tzinfo | None] = {}

    def of(self, tzid: str) -> tzinfo | None:
        """The zone of a TZID; None if nobody knows it, which is remembered."""
        if tzid not in self._met:
            self._met[tzid] = self._look_up(tzid)
        return self._met[tzid]

    @property
    def unknown(self) -> list[str]:
        """The names that were met and that nobody knows."""
        return [tzid for tzid, zone in self._met.items() if zone is None]

    def _look_up(self, tzid: str) -> tzinfo | None:
        from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

        if zone := named(tzid):
            return zone
        if self._of_file is None:
            self._of_file = dict(_described(self._described))
        if tzid in self._of_file:
            return self._of_file[tzid]
        # Some programs put their own path before the name: "/mozilla.org/20050126_1/Europe/Berlin".
        return named(WINDOWS_TO_OLSON.get(tzid, "")) or named("/".join(tzid.split("/")[-2:]))

    def local(self, moment: datetime | date, zone: tzinfo | None) -> tuple[date, time | None]:
        """The runner's day and clock time of a moment that is told by the clock of `zone` (None: by their own)."""
        if not isinstance(moment, datetime):
            return moment, None
        if zone is not None:
            moment = moment.replace(tzinfo=zone).astimezone(self.own)
        return moment.date(), moment.time().replace(second=0, microsecond=0)


def named(name: str) -> tzinfo | None:
    """The zone of a name in the zone table; None if there is none."""
    try:
        return ZoneInfo(name) if name and len(name) <= LONGEST_NAME else None
    except (KeyError, ValueError, OSError):
        return None


def wall(value: Any, zones: Zones, of_all: Mapping[str, Any] | None = None) -> tuple[datetime | date, tzinfo | None]:
    """A property's time as its own clock shows it, and that clock's zone (None: a day, or no zone was told).

    `of_all` are the parameters of the list that the time stands in. Raises ValueError for what is no time of our days.
    """
    moment = value.dt
    if isinstance(moment, tuple):  # a period: its beginning
        moment = moment[0]
    if not isinstance(moment, date) or not EARLIEST <= (day_of(moment)) <= LATEST:
        raise ValueError(str(moment)[:40])
    if not isinstance(moment, datetime):
        return moment, None
    tzid = next((str(some[name]) for some in (value.params, of_all or {}) for name in TZIDS if name in some), "")
    if moment.utcoffset() is not None and (not tzid or tzid.upper() in {"UTC", "Z"}):
        return moment.astimezone(UTC).replace(tzinfo=None), UTC
    return moment.replace(tzinfo=None), zones.of(tzid) if tzid else None


def day_of(moment: datetime | date) -> date:
    """The day of either."""
    return moment.date() if isinstance(moment, datetime) else moment


def _described(texts: Iterable[str]) -> Iterable[tuple[str, tzinfo]]:
    """The zones that the file describes, by name; one that is broken is passed over."""
    from icalendar import Timezone

    for text in texts:
        try:
            found: Any = Timezone.from_ical(text)
            place = named(str(found.get("X-LIC-LOCATION", "")))
            yield str(found["TZID"]), place or found.to_tz(lookup_tzid=False)
        except Exception:  # noqa: BLE001, S112 - the library raises whatever it meets in a zone; the TZID stays unknown
            continue
