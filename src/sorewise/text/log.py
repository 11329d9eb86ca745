"""What was written down by hand, in words."""

from __future__ import annotations

from collections.abc import Sequence

from sorewise.model.plan import PlannedSession
from sorewise.model.records import Night, Session
from sorewise.text import measures
from sorewise.text.needs import Manner
from sorewise.text.page import Line
from sorewise.text.session import done_said, planned_said
from sorewise.text.speech import capital, number, tr

HARDEST = 10.0
"""The highest effort."""


def kept(record: Session | PlannedSession | Night, manner: Manner, *, known: bool) -> Line:
    """What is kept now."""
    what = written(record, manner)
    if known:
        return Line(tr("{what}: this was known; what is new of it is added.", what=capital(what)))
    return Line(tr("Kept: {what}. Wrong? sorewise undo", what=what))


def written(record: Session | PlannedSession | Night, manner: Manner) -> str:
    """What stands in a record, with its day."""
    if isinstance(record, Session):
        when = f"{measures.day(record.start.date())} {measures.clock(record.start)}"
        return tr("{when}: {what}", when=when, what=done_said(record, manner))
    if isinstance(record, PlannedSession):
        return tr("planned for {day}: {what}", day=measures.day(record.day), what=planned_said(record, manner))
    parts = []
    if record.sleep_s is not None:
        parts.append(tr("{n} h of sleep", n=number(record.sleep_s / 3600)))
    if record.resting_hr is not None:
        parts.append(tr("resting heart rate {n}", n=number(record.resting_hr)))
    if record.hrv_rmssd is not None:
        parts.append(tr("HRV {n} ms", n=number(record.hrv_rmssd)))
    return tr("the night to {day}: {what}", day=measures.day(record.day), what=", ".join(parts))


def one_distance() -> str:
    """For kilometres and miles at once."""
    return tr("Give --km or --miles, not both.")


def out_of_range(option: str, value: float, most: float, least: float = 0) -> str:
    """For a number that cannot be."""
    return tr(
        "--{option} is {value}; it should be from {least} to {most}.",
        option=option,
        value=f"{value:g}",
        least=number(least),
        most=number(most),
    )


def nothing_told() -> str:
    """For a night without a value."""
    return tr("Tell at least one of --sleep-h, --resting-hr and --hrv.")


def not_yet(day: str) -> str:
    """For a night in the future."""
    return tr("The night to {day} has not been yet.", day=day)


def fix_what() -> str:
    """For `log` without a word on what to write down or mend."""
    return tr(
        "Tell what to write down (session, leg-day, race, night, plan), or which session was what: "
        "sorewise log --fix ID KIND. sorewise history shows the ids."
    )


def race_or_not(kind: str) -> str:
    """For a race that is said to be something else."""
    return tr("--race tells which race it was; it cannot be a session of the kind {kind} too.", kind=kind)


def several(which: str, ids: Sequence[str]) -> str:
    """For a day with several sessions."""
    return tr("{which} has several sessions: {ids}. Give the id of one.", which=which, ids=", ".join(ids))
