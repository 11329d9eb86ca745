"""What a session is taken for where nobody said, and why."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from sorewise.model.records import Origin, Session, Shape
from sorewise.training.derive import derive
from sorewise.training.kinds import KIND_BY
from sorewise.training.names import KINDS
from sorewise.training.told import RESTS_ON, told_kinds
from training.histories import NOW, at, crowds, day, facts, history, legs, run

FEWER = settings(max_examples=max(10, settings.default.max_examples // 3))
USUAL = [run(ago, km=10, duration_s=3600.0, descent_m=60.0) for ago in range(2, 30, 3)]
"""Ten kilometres in an hour, every third day: 2.78 m/s."""


def told(session, *before, **profile):
    """Kind, reason and values of one session after these; None if nothing is told of it."""
    return told_kinds(history(*before, session, **profile), NOW).get(session.id)


def kind(session, *before, **profile):
    """Only kind and reason."""
    found = told(session, *before, **profile)
    return (found.kind, found.by) if found else (None, "")


def shaped(**shape):
    """Yesterday's run of an hour with this stream."""
    return run(1, km=10, shape=Shape(**shape))


REPEATS = {"bouts": 6, "bout_s": 180.0, "bout_spread": 0.05, "bout_up_m": 1.0, "bout_m_s": 4.2, "between_m_s": 2.4}
HILLS = {"bouts": 8, "bout_s": 60.0, "bout_spread": 0.1, "bout_up_m": 14.0, "bout_m_s": 2.9, "between_m_s": 1.7}
BLOCK = {"bouts": 1, "bout_s": 1500.0, "bout_spread": 0.0, "bout_up_m": 2.0, "bout_m_s": 3.4}


@pytest.mark.parametrize(
    ("session", "expected"),
    [
        (run(1, km=24, duration_s=8700.0), ("long", "longer")),
        (run(1, km=10, duration_s=3500.0), ("easy", "as_usual")),
        (run(1, km=6, duration_s=2500.0), ("recovery", "slower")),
        (run(1, km=6, duration_s=2500.0, ascent_m=120.0), ("easy", "as_usual")),  # slow for its hills
        (run(1, km=8, duration_s=2500.0), ("tempo", "fast")),
        (run(1, km=10, duration_s=3500.0, rpe=8.0), (None, "")),  # it was not felt as easy
        (run(1, km=12, ascent_m=500.0, descent_m=500.0, duration_s=5400.0), ("hills", "hilly")),
        (run(1, km=21.2, duration_s=6600.0), ("race", "race_pace")),
        (run(1, km=10.05, duration_s=3000.0), ("race", "race_pace")),
        (run(1, km=10.05, duration_s=3000.0, shape=Shape(best=(4.0, 3.9, 3.8))), ("tempo", "fast")),  # warmed up
        (shaped(**REPEATS), ("intervals", "repeats")),
        (shaped(**{**REPEATS, "between_m_s": None}), ("intervals", "repeats")),  # with rests to stand
        (shaped(**{**REPEATS, "bout_m_s": 0.0, "between_m_s": None}), ("easy", "as_usual")),  # no speed at all
        (shaped(**{**REPEATS, "bout_s": 20.0}), ("easy", "as_usual")),  # strides
        (shaped(**{**REPEATS, "bout_spread": 1.5}), ("easy", "as_usual")),  # now and then a hill
        (shaped(**{**REPEATS, "bout_m_s": 2.9, "between_m_s": 1.4}), ("easy", "as_usual")),  # run and walk
        (replace(shaped(**REPEATS), ascent_m=400.0, descent_m=400.0), ("hills", "hilly")),  # the ground's own bouts
        (shaped(**HILLS), ("hills", "hill_repeats")),
        (shaped(**{**HILLS, "between_m_s": 3.1}), ("easy", "as_usual")),  # slower up than down: no repeats
        (shaped(**BLOCK), ("tempo", "fast_block")),
        (shaped(**{**BLOCK, "bouts": 2, "bout_s": 600.0}), ("tempo", "fast_block")),
        (shaped(**{**BLOCK, "bouts": 4, "bout_s": 720.0}), ("tempo", "fast_block")),
        (shaped(**{**BLOCK, "bout_s": 600.0}), ("easy", "as_usual")),  # ten minutes with a friend
        (shaped(best=(3.6, 3.4, 3.2, 2.8)), ("tempo", "fast")),
    ],
)
def test_a_run_is_held_against_the_runs_before_it(session, expected):
    """After four weeks of ten kilometres in an hour."""
    assert kind(session, *USUAL) == expected


@pytest.mark.parametrize(
    ("session", "expected"),
    [
        (run(1), (None, "")),
        (run(1, km=20, duration_s=7200.0), ("long", "hours")),
        (shaped(**REPEATS), ("intervals", "repeats")),
        (shaped(**BLOCK), (None, "")),
        (run(1, heart_rate=170.0), ("tempo", "heart_high")),
        (run(1, heart_rate=130.0), ("easy", "heart_low")),
        (run(1, heart_rate=150.0), (None, "")),
    ],
)
def test_without_a_habit_only_what_speaks_for_itself_is_told(session, expected):
    """A young record; the highest heart rate is that of the age, 180."""
    assert kind(session, age=40) == expected
    assert kind(session, *USUAL[:3], age=40) == expected


def test_a_heart_that_went_higher_than_its_age_is_held_against_that():
    """155 is much for a highest of 180, but not for one of 200; the runner's own word is not outrun."""
    run_at_155 = run(1, heart_rate=155.0)
    race = run(90, heart_rate=185.0, shape=Shape(heart_rate_peak=200.0))
    assert kind(run_at_155, age=40) == ("tempo", "heart_high")
    assert kind(run_at_155, race, age=40) == ("easy", "heart_low")
    assert kind(run_at_155, race, age=40, hr_max=180) == ("tempo", "heart_high")


@pytest.mark.parametrize(
    ("name", "km", "expected"),
    [
        ("Berlin Marathon", 42.4, ("race", "race_name")),
        ("Marathon training", 42.4, ("long", "longer")),
        ("Hamburger Halbmarathon", 21.3, ("race", "race_name")),
        ("My first half marathon!", 15.0, ("long", "longer")),
        ("parkrun #12", 5.0, ("race", "race_name")),
        ("Race recovery", 5.0, ("recovery", "name")),
        ("6x800m, 400 recovery", 10.0, ("intervals", "name")),
        ("6x60s hills", 10.0, ("hills", "name")),
        ("Hill repeats", 10.0, ("hills", "name")),
        ("Tempolauf", 10.0, ("tempo", "name")),
        ("Sunday long run", 18.0, ("long", "name")),
        ("Easy with the club", 10.0, ("easy", "name")),
        ("Morning Run", 10.0, ("easy", "as_usual")),
        ("Course à pied le matin", 10.0, ("easy", "as_usual")),
        ("Track Run", 10.0, ("easy", "as_usual")),
    ],
)
def test_a_name_is_a_word(name, km, expected):
    """What the runner called it goes before what it looked like; what a service calls every run says nothing."""
    assert kind(run(1, km=km, name=name, duration_s=360.0 * km), *USUAL) == expected


def test_a_race_of_another_sport_by_its_name():
    """A swim is no run, but a triathlon is a race."""
    swim = Session(id="s", start=at(1), sport="other", name="City Triathlon", duration_s=9000.0)
    assert kind(swim, *USUAL) == ("race", "race_name")
    assert facts(swim)["race_type"] == "long_other"


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"name": "Leg day"}, ("strength", "legs_name", True)),
        ({"name": "Upper body"}, ("strength", "not_legs_name", False)),
        ({"name": "Push day with squats"}, ("strength", "legs_name", True)),
        ({"name": "Afternoon Weight Training"}, ("strength", "legs_open", True)),
        ({"source": "fit"}, None),
        ({"source": "hand"}, None),
        ({"origins": (Origin(source="strava"), Origin(source="hand", told=("legs",)))}, None),
    ],
)
def test_strength_of_a_service_may_be_of_the_legs(more, expected):
    """Where nothing tells, the careful answer; sets in a file and the runner's own word stand."""
    session = Session(id="s", start=at(1), sport="strength", duration_s=2700.0, **{"source": "strava", **more})
    found = told(session)
    assert (found and (found.kind, found.by, found.legs)) == expected
    hours = facts(session)["hours_since_leg_strength"]
    assert (hours is not None) == bool(expected and expected[2])


def test_what_is_known_stands():
    """The file's word and the runner's: no reason is given for it, and nothing changes it."""
    for known in ("easy", "other", "new_exercise"):
        assert told(run(1, km=24, kind=known, duration_s=8700.0), *USUAL) is None
    assert told(run(1, km=24, race="half", duration_s=8700.0), *USUAL) is None


def test_the_values_are_those_it_rests_on():
    """Speeds in m/s, distances in km."""
    assert told(run(1, km=24, duration_s=8700.0), *USUAL).values == {"km": 24.0, "usual_km": 10.0}
    block = told(shaped(**BLOCK), *USUAL)
    assert block.values["usual_m_s"] == pytest.approx(10 / 3.6)
    assert set(RESTS_ON) <= set(KIND_BY)


def test_an_unusual_descent_is_told_beside_the_kind():
    """Three times the usual one."""
    found = told(run(1, descent_m=400.0), *USUAL)
    assert (found.downhill, found.values["descent_m"], found.values["usual_down_m"]) == (True, 400.0, 60.0)
    known = told(run(1, descent_m=400.0, kind="easy"), *USUAL)
    assert (known.by, known.kind, known.downhill) == ("", "easy", True)
    assert not told(run(1, descent_m=100.0), *USUAL).downhill


def test_a_race_that_was_slower_than_last_year_s_is_one_all_the_same():
    """Up to a fortieth; slower than that it was a fast long run."""
    best = run(200, km=21.1, duration_s=6000.0, kind="race")
    assert kind(run(1, km=21.1, duration_s=6100.0), best, *USUAL) == ("race", "race_pace")
    assert kind(run(1, km=21.1, duration_s=6500.0), best, *USUAL) == ("tempo", "fast")


def test_a_kind_does_not_hang_on_what_came_after():
    """Nor on what else was on its day."""
    runs = [run(1, km=24, duration_s=8700.0), *USUAL]
    later = [run(ago, km=30, duration_s=9000.0) for ago in (-1, -2)]
    same_day = [run(1, km=2, hour=hour, id=f"short-{hour}") for hour in range(1, 9)]
    assert kind(*runs) == kind(*runs, *later) == kind(*runs, *same_day) == ("long", "longer")


def test_the_rules_see_the_kind_and_the_reason_is_beside_it():
    """`last_session_type` is the kind that was told; a race that was told is no usual run."""
    long = run(1, km=24, duration_s=8700.0)
    past = derive(history(*USUAL, long), NOW)
    assert past.morning["last_session_type"] == "long"
    assert past.told["last_session_type"].by == "longer"
    assert past.why["last_session_type"] == f"session run-1 {day(1)}"
    race = derive(history(*USUAL, run(1, km=10, duration_s=2900.0)), NOW)
    assert (race.morning["race_type"], race.morning["days_since_race"], race.races) == ("10k", 1, {"run-1"})


def test_a_leg_day_by_hand_is_no_news():
    """It is what the runner said."""
    assert told(legs(1)) is None


def test_every_kind_by_name_is_one():
    """And is found by what names it."""
    known = {"race", "intervals", "hills", "tempo", "long", "recovery", "easy", "strength"}
    assert {kind for kind, _ in KINDS} | set(KIND_BY.values()) == known


@FEWER
@given(crowds().map(lambda crowd: crowd[0]))
def test_whatever_the_record_told_kinds_are_told_once_and_stay(one):
    """What is told has a reason; telling it to the record leaves nothing more to tell but descents."""
    found = told_kinds(one, NOW)
    known = [replace(s, kind=found[s.id].kind) if s.id in found and found[s.id].by else s for s in one.sessions]
    assert all(each.kind for each in found.values() if each.by)
    again = told_kinds(replace(one, sessions=tuple(known)), NOW)
    assert not [each for each in again.values() if each.by and each.kind != "strength"]


def test_a_kind_stays_as_it_is_when_the_runner_grows_older():
    """Heart rates are held against the age of that year, whenever it is asked."""
    record = history(run(1, distance_m=None, heart_rate=142.0), birth_year=1990)
    found = [told_kinds(record, NOW.replace(year=NOW.year + later))["run-1"] for later in (0, 2)]
    assert [(one.kind, one.by) for one in found] == [("easy", "heart_low")] * 2
    assert found[0] == found[1]
