"""The reminder as a calendar file: RFC 5545, in the runner's zone, with nothing about the runner."""

import re
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from sorewise.exporters.reminder import YEARS, document

NOW = datetime(2026, 11, 22, 6, 10, tzinfo=UTC)


def lines(text):
    """The content lines, unfolded."""
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert text.endswith("\r\n")
    return text.replace("\r\n ", "").split("\r\n")[:-1]


def offsets(text):
    """Every change of the clock that the file tells: when, by the old clock, and both offsets."""
    found = re.findall(
        r"BEGIN:(?:STANDARD|DAYLIGHT)\r\nDTSTART:(\d{8}T\d{6})\r\nTZOFFSETFROM:([+-]\d{4})\r\nTZOFFSETTO:([+-]\d{4})",
        text,
    )
    return sorted((datetime.fromisoformat(at), offset(old), offset(new)) for at, old, new in found)


def offset(told):
    """+0130 as a length of time."""
    size = timedelta(hours=int(told[1:3]), minutes=int(told[3:]))
    return -size if told[0] == "-" else size


@pytest.mark.parametrize(
    "zone",
    [
        "Europe/Berlin",
        "America/New_York",
        "Australia/Lord_Howe",
        "Asia/Kolkata",
        "America/St_Johns",
        "Africa/Casablanca",
        "UTC",
    ],
)
def test_the_zone_tells_the_time_of_its_clock(zone):
    """On any day of the next years the offset that the file tells is that of the zone, summer time and none."""
    changes = offsets(document("Check in", time(6, 30), zone, now=NOW))
    for days in range(0, 365 * (YEARS - 1), 13):
        morning = NOW.replace(tzinfo=None) + timedelta(days=days)
        begun = [new for at, _, new in changes if at <= morning]
        assert begun[-1] == morning.replace(tzinfo=ZoneInfo(zone)).utcoffset(), (zone, morning)


def test_it_is_one_event_every_day_with_an_alarm():
    """The parts that a calendar asks for, each once, and times in the zone."""
    found = lines(document("Check in: how are your legs?", time(6, 30), "Europe/Berlin", now=NOW))
    assert found[:3] == ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//sorewise//reminder//EN"]
    assert found[-1] == "END:VCALENDAR"
    for line in ("DTSTART;TZID=Europe/Berlin:20261122T063000", "RRULE:FREQ=DAILY", "DTSTAMP:20261122T061000Z"):
        assert found.count(line) == 1
    begun = [line.partition(":")[2] for line in found if line.startswith("BEGIN:")]
    ended = [line.partition(":")[2] for line in found if line.startswith("END:")]
    assert sorted(begun) == sorted(ended)
    assert {"VTIMEZONE", "VEVENT", "VALARM"} <= set(begun)


def test_what_would_end_a_line_is_escaped():
    """Commas, semicolons, backslashes and line ends stay within the name; long lines are folded between letters."""
    name = "Legs, how; are\\they\nEND:VEVENT " + "ü" * 80
    (line,) = [one for one in lines(document(name, time(6), "UTC", now=NOW)) if one.startswith("SUMMARY:")]
    assert line == "SUMMARY:Legs\\, how\\; are\\\\they\\nEND:VEVENT " + "ü" * 80
