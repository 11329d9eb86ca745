"""What a check-in says of the week: what stands of an earlier day, and where the week has less than the verdict."""

from datetime import timedelta

import pytest

from apps.conftest import EASY, SORE

WEEK = "fri intervals 6x800 / 2 min !, sat 45 min easy, mon 40 min easy, tue tempo 40 min, wed 45 min easy"
BONE = {
    **SORE["answers"]["spots"][0],
    "region": "shin_inner",
    "side": "left",
    "pain": 5,
    "tissue": "bone",
    "spread": "focal",
    "eases": "no",
    "onset": "gradual_over_days",
    "run_worse": True,
    "night_pain": True,
    "bone_tender": True,
    "hop_pain": True,
    "rest_pain": True,
}


@pytest.fixture
def planned(sorewise):
    """A runner with some runs behind them and a plan before them."""
    for ago in (2, 4, 6, 9, 11, 13):
        day = (sorewise.now - timedelta(days=ago)).date().isoformat()
        sorewise("log", "session", "--km", "8", "--minutes", "48", "--kind", "easy", "--day", day, "--at", "18:00")
    assert sorewise("plan", "add", WEEK, "--yes").code == 0
    return sorewise


def checked_in(sorewise, answers):
    """What was printed below the verdict."""
    done = sorewise("check", "--answers", sorewise.file("answers.json", answers))
    assert done.code == 0, done.err
    return done.out


def sore_at(spot):
    """A morning with this place alone."""
    return {"answers": {**SORE["answers"], "spots": [spot]}}


def test_where_the_week_has_nothing_left_for_today_the_verdict_s_run_is_not_left_standing(planned):
    """Its page knows of no other day: an easy run today and the intervals later were more than was planned."""
    out = checked_in(planned, sore_at({**SORE["answers"]["spots"][0], "pain": 2}))
    assert "Easy run" in out
    said = " ".join(out.partition("your week: sorewise plan")[2].split())
    assert "nothing is left for today" in said or "instead of the run above" in said
    assert "You have agreed to something else" not in planned("today").out
    planned("plan", "keep")
    assert "You have agreed to something else for today's session" in planned("today").out


def test_a_race_of_today_is_not_put_in_the_place_of_the_verdict_s_run(sorewise):
    """It stands by itself, and whether to start is the runner's own decision."""
    assert sorewise("plan", "add", "fri half marathon race, tue 40 min easy", "--yes").code == 0
    assert "instead of the run above" not in checked_in(sorewise, SORE)


def test_on_a_day_without_a_session_a_run_would_come_on_top(planned):
    """Whatever else changes."""
    planned.now += timedelta(days=2)
    said = " ".join(checked_in(planned, EASY).split())
    assert "Your week has nothing for today: a run would come on top of it." in said


def test_a_fresh_morning_the_day_after_bone_pain_brings_no_run_back(planned):
    """The verdict of that morning says nothing of the bone; the week does."""
    checked_in(planned, sore_at(BONE))
    planned("plan", "keep")
    planned.now += timedelta(days=1)
    out = " ".join(checked_in(planned, EASY).split())
    assert "A bone may be overloaded" in out
    assert "in the week again" not in out
    week = planned("plan").out
    assert "likely" not in week
    assert "Get seen" in week
    forms = {one["session"]: one["form"] for one in planned("plan", "--json").json["placements"]}
    assert set(forms.values()) == {"drop"}


def test_the_same_place_told_of_again_may_bring_them_back(planned):
    """With answers that speak of no bone, once the referral is over."""
    checked_in(planned, sore_at(BONE))
    planned.now += timedelta(days=3)
    calm = {**BONE, "pain": 0, "tissue": "muscle", "run_worse": False, "night_pain": False, "bone_tender": False}
    checked_in(planned, sore_at({**calm, "hop_pain": False, "rest_pain": False, "eases": "yes", "spread": "diffuse"}))
    assert "A bone may be overloaded" not in planned("plan").out


def test_a_week_fits_a_telephone(planned, monkeypatch):
    """No row wraps, whatever somebody typed."""
    monkeypatch.setenv("COLUMNS", "60")
    checked_in(planned, sore_at({**SORE["answers"]["spots"][0], "pain": 2}))
    lines = planned("plan").out.splitlines()
    rows = [line for line in lines if line[:3] in {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"}]
    assert len(rows) < 14
    assert all(len(line) <= 60 for line in lines)
    assert "45 min easy (" not in "".join(lines)


def test_replacing_removes_what_was_typed_as_well(planned):
    """Whoever says replace wants one plan."""
    file = planned.file("clinic.csv", "date,session,minutes\n2026-11-22,easy run,20\n")
    assert planned("plan", "import", "--clinician", "--replace", file, "--yes").code == 0
    names = [one["planned"]["plan"] for one in planned("plan", "--json").json["sessions"]]
    assert names == ["clinic"]
