"""Days, sessions and chances of a week in a few words; and weeks as they come, told without a code."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sorewise.coach.week import replan
from sorewise.model.verdict import ACTIVITY
from sorewise.model.week import DayChance
from sorewise.text.page import plain
from sorewise.text.week import week_lines
from sorewise.text.week_changes import why_lines
from sorewise.text.week_values import values_said
from sorewise.text.week_words import day_named, likely, likely_said, session_named, short_day, standing_said, telling
from text.moments import HERE, our_book
from text.weeks import CHANCES, MONDAY, SESSIONS, ahead, standing, told
from weeks.generated import rough

CODE = re.compile(r"[{}]|\bNone\b|[a-z]_[a-z]")
BY_NAME = re.compile(r"^[a-z ]+: [-\d]")


@pytest.mark.parametrize(
    ("chance", "said"),
    [
        (CHANCES[0], "Run likely, 80 %"),
        (CHANCES[1], "Ease off likely, 60 %"),
        (CHANCES[2], "Switch or rest likely, 60 %"),
        (CHANCES[3], "open"),
        (None, "open"),
        (DayChance(day=MONDAY, hard=0.0, long=0, run=0), "Run likely, 90 %"),
        (DayChance(day=MONDAY, hard=1.0, long=1, run=1), "Switch or rest likely, 90 %"),
        (DayChance(day=MONDAY, hard=0.45, long=0, run=0), "Ease off likely, 50 %"),
        (DayChance(day=MONDAY, hard=0.44, long=0, run=0), "Run likely, 60 %"),
        (DayChance(day=MONDAY, hard=0.25, long=0, run=0), "Run likely, 70 %"),
    ],
)
def test_the_likely_verdict_of_a_day(chance, said):
    """In tens of per cent, half-way on the sorer side, and never certain."""
    assert likely_said(chance) == said


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_a_sorer_day_is_never_told_milder(hard, run, more):
    """A higher chance never gives a milder word, nor a higher chance of a run."""
    one = likely(DayChance(day=MONDAY, hard=hard, long=hard, run=run))
    sorer = likely(DayChance(day=MONDAY, hard=max(hard, more), long=hard, run=max(run, more)))
    assert ACTIVITY.index(sorer.code) >= ACTIVITY.index(one.code)
    if one.code == sorer.code == "run_as_planned":
        assert sorer.percent <= one.percent


def test_days_and_sessions_are_named_as_people_do():
    """Near ones by name, later ones by date; an unknown id stays what it is."""
    assert [day_named(ahead(days), MONDAY) for days in (0, 1, -1, 4, 9)] == [
        "today",
        "tomorrow",
        "yesterday",
        "Friday",
        "Wed 2 Dec",
    ]
    on = told()
    assert session_named("ints", on) == "today's interval session"
    assert session_named("race", on) == "the race of Sun 6 Dec"
    assert session_named("nobody", on) == "nobody"
    assert short_day(ahead(8)) == "Tue 1 Dec"


def test_a_session_that_changed_its_kind_does_not_keep_its_name():
    """What was called "Yasso 800s" and became an easy run is an easy run."""
    named = replace(SESSIONS["ints"], name="Yasso 800s")
    assert standing_said(named, standing("ints"), HERE) == "Yasso 800s (Intervals), 1 h, 10 km"
    easy = standing("ints", form="easy", kind="easy", duration_s=1800.0, distance_m=None)
    assert standing_said(named, easy, HERE) == "Easy run, 30 min"
    walk = standing("ints", form="run_walk", kind="easy", duration_s=1800.0, distance_m=None)
    assert standing_said(named, walk, HERE) == "Running and walking in turns, 30 min"


@pytest.mark.parametrize("seed", range(12))
def test_a_week_as_it_comes_is_told_in_words(seed):
    """No code, no name of a value, no gap, whatever the plan, the rules and the morning."""
    situation, book = rough(seed), our_book()
    found = replan(situation, book)
    forms = {placement.session: placement.form for placement in found.placements}
    stands = {one.id: None if forms.get(one.id) == "drop" else one for one in situation.plan}
    on = telling(found, situation, stands, book, HERE)
    text = [plain(week_lines(found, situation, stands, book, HERE))]
    text += [plain(why_lines(one.id, on)) for one in situation.plan]
    unsaid = [line for line in "\n".join(text).splitlines() if CODE.search(re.sub(r"\[WK-.*?\]", "", line))]
    assert unsaid == []
    for part in (*(reason for change in found.changes for reason in change.reasons), *found.notices):
        assert not [said for said in values_said(part.values, HERE, part.rule) if BY_NAME.match(said)]
