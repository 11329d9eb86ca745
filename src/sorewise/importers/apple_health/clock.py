"""Apple's moments, and the local time of the place where something was measured.

The phone writes every moment with the offset of the zone it was in when it exported; where a record names its own zone
as well, that is the one whose days count.
"""

from __future__ import annotations

import re
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from sorewise.importers.apple_health.scan import Element
from sorewise.importers.shared.sun import believable

ZONE = re.compile(rb"""key=["']HKTimeZone["'] value=["']([\w+/-]{1,64})["']""")


def span_of(element: Element) -> tuple[datetime, datetime] | None:
    """When it began and ended, in its own zone; None if that cannot be."""
    start, end = moment(element.attributes.get("startDate")), moment(element.attributes.get("endDate"))
    if start is None or end is None or end < start:
        return None
    named = ZONE.search(element.inside) if element.inside else None
    zone = _zone(named[1].decode()) if named else None
    return (start.astimezone(zone), end.astimezone(zone)) if zone else (start, end)


def moment(text: str | None) -> datetime | None:
    """The moment of "2026-05-28 06:10:00 +0200"; None if it is none, or none at which anything was measured."""
    if not text:
        return None
    try:
        found = datetime.fromisoformat(text.replace(" +", "+").replace(" -", "-"))
    except ValueError:
        return None
    return found if found.tzinfo and believable(found) else None


@lru_cache(maxsize=64)
def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None
