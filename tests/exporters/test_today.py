"""Today's session as it was rewritten goes out, too, and is known as the one that was planned."""

from dataclasses import replace
from datetime import UTC, datetime

from exporters.fit_readers import second
from exporters.sessions import FIRST
from sorewise.coach.today import SessionChange, TodaySession
from sorewise.exporters.fit_workout import workout
from sorewise.exporters.ics import Entry, calendar
from sorewise.model.plan import PlannedSession, Step, Target

NOW = datetime(2026, 11, 23, 5, 10, tzinfo=UTC)
PLANNED = PlannedSession(id="s1", day=FIRST, kind="intervals", duration_s=3600, key=True, plan="spring")
TODAY = TodaySession(
    outcome="changed",
    planned=PLANNED,
    kind="easy",
    duration_s=1800,
    steps=(Step(role="active", duration_s=1800, target=Target(kind="rpe", high=3)),),
    changes=(SessionChange(code="swap_for_easy", before="intervals", after="easy", unit="kind"),),
)


def test_the_rewritten_session_takes_the_place_of_the_planned_one():
    """Of the same id, one number on, and as short as it was made."""
    session = TODAY.as_plan(FIRST)
    assert session is not None
    _, written = calendar([Entry(session=PLANNED, summary="Intervals")], before={}, plan="plan", now=NOW)
    _, after = calendar([Entry(session=session, summary="Easy run")], before=written, plan="plan", now=NOW)
    assert {uid: one.sequence for uid, one in after.items()} == {"spring-s1@sorewise": 1}
    data, _ = workout(session, name="Easy run", made=NOW)
    assert [(row[0], row[1]) for row in second(data)] == [("time", 1_800_000)]


def test_nothing_to_do_today_is_cancelled():
    """A day of rest instead of a session leaves none in the calendar."""
    assert replace(TODAY, outcome="rest", kind=None, steps=()).as_plan(FIRST) is None
    _, written = calendar([Entry(session=PLANNED, summary="Intervals")], before={}, plan="plan", now=NOW)
    gone = Entry(session=PLANNED, summary="Intervals", dropped=True)
    _, after = calendar([gone], before=written, plan="plan", now=NOW)
    assert after["spring-s1@sorewise"].cancelled_on == FIRST
