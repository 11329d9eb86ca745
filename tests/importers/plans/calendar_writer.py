"""Calendars for the tests, written by hand: what a library would refuse to write must be readable, too."""

from datetime import date

from sorewise.importers.plans import read_plan

THURSDAY = date(2026, 6, 11)


def event(**properties):
    """One VEVENT; `DTSTART_TZID="Europe/Berlin:20260616T070000"` is the property with that parameter."""
    lines = []
    for name, value in properties.items():
        plain, _, parameter = name.partition("_")
        plain = plain.replace("RECURRENCEID", "RECURRENCE-ID")
        between = {"TZID": ";TZID=", "DATE": ";VALUE=DATE:"}.get(parameter, ":")
        lines.append(f"{plain}{between}{value}")
    return "BEGIN:VEVENT\r\n" + "\r\n".join(lines) + "\r\nEND:VEVENT\r\n"


def calendar(*components, name=""):
    """One VCALENDAR."""
    head = f"X-WR-CALNAME:{name}\r\n" if name else ""
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\n{head}{''.join(components)}END:VCALENDAR\r\n"


def read(text, zone="Europe/Berlin", name="spring.ics"):
    """The plan in a calendar's text or bytes, read on that Thursday."""
    return read_plan(text if isinstance(text, bytes) else text.encode(), name, today=THURSDAY, zone=zone)


def days(plan):
    """Day and clock time of each session."""
    return [(s.day.isoformat()[5:], "" if s.start is None else s.start.isoformat("minutes")) for s in plan.sessions]


def codes(plan):
    """What was told."""
    return [problem.code for problem in plan.problems]
