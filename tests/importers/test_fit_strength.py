"""Strength sessions: whether the legs worked."""

import io

import pytest

from importers import fit_writer as w
from sorewise.importers import fit
from sorewise.importers.fit.strength import CATEGORIES
from sorewise.model.records import Session

SQUAT, BENCH_PRESS, CRUNCH, UNKNOWN = 28, 0, 6, 65534


def legs(*sets, sport=w.TRAINING, sub=20):
    """Sport, legs and problem codes of a session with these sets."""
    items = list(fit.read(io.BytesIO(w.fit(w.file_id(), *sets, w.session(sport, sub), w.activity())), "a.fit"))
    (session,) = [each for each in items if isinstance(each, Session)]
    return session.sport, session.legs, [each.code for each in items if each is not session]


@pytest.mark.parametrize("category", [1, 8, 10, 15, 17, 18, 20, SQUAT])
def test_leg_exercises(category):
    """Calf raise, deadlift, hip raise, leg curl, lunge, olympic lift, plyometrics, squat (leg press)."""
    assert legs(w.lift(BENCH_PRESS), w.lift(category)) == ("strength", True, [])


def test_an_upper_body_session_is_no_leg_day():
    """Every set is known not to load the legs; rests do not count."""
    assert legs(w.lift(BENCH_PRESS), w.lift(65535, kind=0), w.lift(21)) == ("strength", False, [])


def test_one_category_mixes_belly_and_legs():
    """Leg extensions are filed under crunches."""
    assert legs(w.lift(CRUNCH, subtype=33))[1] is True
    assert legs(w.lift(CRUNCH, subtype=1))[1] is False


@pytest.mark.parametrize("sets", [(), (w.lift(UNKNOWN),), (w.lift(BENCH_PRESS), w.lift(65535)), (w.lift(44),)])
def test_what_is_open_is_taken_with_care_and_said(sets):
    """No sets, or one whose exercise is not known: unknown is never "no", so it counts as a leg day until corrected."""
    assert legs(*sets) == ("strength", True, ["legs_unknown"])


def test_sets_make_a_training_a_strength_session():
    """Some watches call it training and nothing more; a run stays a run."""
    assert legs(w.lift(SQUAT), sub=0) == ("strength", True, [])
    assert legs(sub=0) == ("other", False, [])
    assert legs(w.lift(SQUAT), sport=w.RUN, sub=0) == ("run", False, [])


def test_sets_belong_to_their_leg_of_a_multisport_file():
    """A set counts for the session in whose time it was lifted."""
    sessions = [w.session(w.TRAINING, 20, w.START + at, 600) for at in (0, 600)]
    data = w.fit(w.file_id(), w.lift(SQUAT, at=60), w.lift(BENCH_PRESS, at=700), *sessions, w.activity())
    assert [each.legs for each in fit.read(io.BytesIO(data), "a.fit")] == [True, False]


def test_the_table_is_in_order_and_names_each_category_once():
    """It is read by people."""
    numbers = [number for number, _, _ in CATEGORIES]
    assert numbers == sorted(set(numbers))
    assert len({name for _, name, _ in CATEGORIES}) == len(numbers)
