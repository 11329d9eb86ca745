"""What each day asked of the legs: known loads as they are, unknown ones by their kind, never as nothing."""

import polars as pl
import pytest
from hypothesis import given
from polars.testing import assert_frame_equal

from sorewise.training.course import DEFAULT
from sorewise.training.doses import bout_dose, daily_doses
from sorewise.training.kinds import with_kinds
from sorewise.training.load import session_loads
from sorewise.training.nights import past_nights
from sorewise.training.now import Moment
from sorewise.training.past import LONGEST_S, number_athletes, past_sessions
from sorewise.training.tables import frames
from sorewise.training.windows import DEFAULT as WINDOWS
from training.histories import NOW, crowds, day, history, legs, run


def doses(**histories):
    """The daily doses of these runners by name."""
    moment = Moment.at(NOW)
    athletes, keyed = number_athletes(frames(histories).conform())
    past = with_kinds(past_sessions(keyed.sessions, moment, WINDOWS), athletes, WINDOWS)
    loads = session_loads(past, athletes, past_nights(keyed.nights, moment), moment, WINDOWS)
    return daily_doses(loads, DEFAULT).join(athletes.select("who", "athlete"), on="who")


def of(*records):
    """Day -> (load, eccentric, guessed) of one runner."""
    return {row[1]: row[2:5] for row in doses(one=history(*records)).rows()}


@pytest.mark.parametrize(
    ("session", "expected"),
    [
        (run(1, rpe=4.0), (240.0, 0.0, False)),
        (run(1, rpe=0.0), (0.0, 0.0, False)),  # it was rated: nothing is guessed
        (run(1, kind="intervals"), (420.0, 0.0, True)),
        (run(1), (240.0, 0.0, True)),  # a run of which nobody knows more
        (run(1, kind="easy", duration_s=None), (180.0, 0.0, True)),  # ten kilometres at a usual pace
        (run(1, kind="race", duration_s=None, distance_m=None), (540.0, 0.0, True)),
        (run(1, sport="walk"), (120.0, 0.0, True)),
        (run(1, sport="ride", kind="easy"), (240.0, 0.0, True)),
        (legs(1), (270.0, 270.0, True)),
        (legs(1, legs=False, name="upper body"), (180.0, 0.0, True)),
        (run(1, kind="new_exercise", rpe=5.0), (300.0, 300.0, False)),
    ],
)
def test_a_session(session, expected):
    """By its own load where that is known, by its kind where it is not."""
    assert of(session) == {day(1): expected}


def test_a_day_of_several_sessions():
    """Loads add up; one that was guessed makes a guessed day."""
    assert of(run(2, hour=7, rpe=4.0), legs(2), run(1, rpe=3.0)) == {
        day(2): (510.0, 270.0, True),
        day(1): (180.0, 0.0, False),
    }


def test_a_long_way_down_is_eccentric():
    """More than twice the height that the runner usually loses."""
    usual = [run(ago, rpe=4.0, descent_m=60.0) for ago in (9, 7, 5)]
    assert of(*usual, run(1, rpe=4.0, descent_m=600.0))[day(1)] == (240.0, 240.0, False)
    assert of(*usual, run(1, rpe=4.0, descent_m=100.0))[day(1)] == (240.0, 0.0, False)


@given(crowds(odd=True))
def test_many_are_each_as_alone_and_nothing_is_unknown(crowd):
    """Whatever was recorded: no null, no NaN, nothing below zero, no eccentric part larger than the whole."""
    names = {f"r{n}": each for n, each in enumerate(crowd)}
    together = doses(**names)
    for column in ("load", "eccentric"):
        assert together[column].null_count() == 0
        assert together[column].is_finite().all()
    assert (together["eccentric"] <= together["load"] + 1e-6).all()
    assert (together["eccentric"] >= 0).all()
    for name, each in names.items():
        alone = doses(**{name: each}).drop("who")
        assert_frame_equal(alone, together.filter(pl.col("athlete") == name).drop("who"), check_exact=False)


@pytest.mark.parametrize(
    ("kind", "minutes", "km", "expected"),
    [
        ("tempo", 50.0, 10.0, 300.0),
        ("easy", None, 10.0, 180.0),
        ("rest", None, None, 0.0),
        (None, 60.0, None, 240.0),
        ("a kind that nobody knows", 60.0, None, 240.0),
        ("long", None, None, None),
        ("long", 0.0, 0.0, None),
        ("easy", 1e308, None, 3 * LONGEST_S / 60),
        ("race", None, 1e308, 9 * LONGEST_S / 60),
        ("race", float("nan"), float("nan"), None),
    ],
)
def test_a_planned_session(kind, minutes, km, expected):
    """RPE of its kind times its minutes, or its distance at a usual pace; None where there is neither."""
    assert bout_dose(kind, minutes, km, DEFAULT) == expected


def test_no_sessions_no_days():
    """A table without rows, with its columns."""
    table = doses(one=history())
    assert table.columns[:5] == ["who", "day", "load", "eccentric", "guessed"]
    assert (table.height, table.schema["day"]) == (0, pl.Date)
