"""What the sessions say, fact by fact."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from sorewise.model.records import Session
from sorewise.training.derive import derive
from training.histories import NOW, at, facts, history, legs, run


def test_nothing_is_known_of_an_empty_record():
    """Unknown is None, never no and never NaN."""
    assert set(facts().values()) == {None}


# ------------------------------------------------------------------------------------------- the last session


def test_the_last_session_is_the_last_that_loads_the_legs():
    """A swim after yesterday's hills does not hide them; the hours count from the end of the run."""
    hills = run(1, kind="hills")
    swim = Session(id="swim", start=at(0, 6), sport="swim", duration_s=1800.0)
    told = facts(hills, swim)
    assert told["last_session_type"] == "hills"
    assert told["last_session_hours_ago"] == 12
    assert derive(history(hills, swim), NOW).why["last_session_type"] == "session run-1 2026-11-21"


@pytest.mark.parametrize(
    ("session", "kind"),
    [
        (run(1, kind="tempo"), "tempo"),
        (run(1, kind="recovery"), "recovery"),
        (run(1, race="10k"), "race"),
        (run(1), "other"),  # nobody told its kind
        (legs(1), "strength"),
        (run(1, sport="ride", kind="new_exercise"), "new_exercise"),
        (run(1, sport="walk", descent_m=900.0), "other"),  # down a mountain
        (run(1, sport="walk", descent_m=20.0), None),
        (run(1, sport="ride"), None),
        (run(1, sport="strength", kind="strength"), None),  # not of the legs
        (run(1, sport="swim", kind="intervals"), None),
    ],
)
def test_the_kind_of_the_last_session(session, kind):
    """Runs, leg strength, steep walks and hard sessions of any sport on land load the legs."""
    assert facts(session)["last_session_type"] == kind


def test_a_run_under_way_ends_now():
    """A 40-hour run that began yesterday evening is not over in the future: it ended this moment."""
    assert facts(run(1, duration_s=144000.0))["last_session_hours_ago"] == 0


# -------------------------------------------------------------------------------------------------- last run


def test_the_spike_is_against_the_longest_of_the_thirty_days_before():
    """15 km after a longest of 12 is 25 % more; a 30 km run 31 days before the last one is too old to count."""
    told = facts(run(1, 15), run(8, 12), run(20, 10), run(32, 30))
    assert told["last_spike_pct"] == pytest.approx(25)
    assert told["longest_run_30d_km"] == 15
    assert facts(run(1, 15), run(31, 30))["last_spike_pct"] == -50


def test_an_outing_in_several_files_is_judged_by_its_longest():
    """The jog home after a spike does not hide it, nor is the warm-up what it is measured against."""
    told = facts(run(1, 2, hour=16), run(1, 20, hour=17), run(1, 1, hour=19), run(5, 10))
    assert told["last_spike_pct"] == pytest.approx(100)


@pytest.mark.parametrize("before", [(), (run(5, 0),), (run(5, distance_m=None),), (run(40, 10),)])
def test_no_spike_without_something_to_compare(before):
    """No distance before, a distance of nothing, or one too old: unknown, and no division by zero."""
    assert facts(run(1, 15), *before)["last_spike_pct"] is None


def test_a_distance_of_nothing_is_not_a_longest_run():
    """A treadmill run without a distance is a run, of unknown length."""
    told = facts(run(1, 0))
    assert told["longest_run_30d_km"] is None
    assert told["days_off_running"] == 0


def test_days_off_and_the_usual_gap():
    """A Saturday runner has six days off on Friday night and a usual gap of seven days."""
    saturdays = [run(1 + 7 * week) for week in range(8)]
    friday = NOW + timedelta(days=6)
    told = facts(*saturdays, now=friday)
    assert told["days_off_running"] == 6
    assert told["usual_gap_days"] == 7


def test_a_usual_gap_needs_three_of_them():
    """Two gaps are no habit."""
    assert facts(run(1), run(3), run(5))["usual_gap_days"] is None
    assert facts(run(1), run(3), run(5), run(7))["usual_gap_days"] == 2


def test_two_runs_on_one_day_are_no_gap_of_nothing():
    """The gap is between days with a run."""
    assert facts(run(1, hour=7), run(1), run(3), run(5), run(7))["usual_gap_days"] == 2


# -------------------------------------------------------------------------------------------------- downhill


def _hilly(ago, descent):
    return run(ago, descent_m=float(descent))


@pytest.mark.parametrize(
    ("last", "before", "unusual"),
    [
        (500, (100, 120, 200), True),
        (500, (400, 420, 300), False),  # a mountain runner's Tuesday
        (100, (10, 10, 10), False),  # ten times nothing is still flat
        (500, (100, 120), None),  # no habit known yet
    ],
)
def test_downhill_is_unusual_against_the_own_habit(last, before, unusual):
    """Twice the own median and enough metres to matter."""
    runs = [_hilly(5 + n, descent) for n, descent in enumerate(before)]
    assert facts(_hilly(1, last), *runs)["last_downhill"] is unusual


def test_downhill_without_a_descent_is_unknown():
    """A file without heights says nothing."""
    assert facts(run(1), *(_hilly(5 + n, 100) for n in range(5)))["last_downhill"] is None


# ----------------------------------------------------------------------------------------------- leg strength


def test_hours_since_leg_strength():
    """From the end of the last session that trained the legs."""
    assert facts(legs(1), run(0, hour=6))["hours_since_leg_strength"] == pytest.approx(12.25)
    assert facts(run(1))["hours_since_leg_strength"] is None


def test_leg_strength_is_a_habit_only_if_every_week_has_two():
    """Two in each of four weeks; one week with a single session breaks it, twice on one day is once."""
    weekly = [legs(week * 7 + d) for week in range(4) for d in (1, 4)]
    assert facts(*weekly)["leg_strength_habitual"] is True
    assert facts(*weekly[:-1])["leg_strength_habitual"] is False
    assert facts(*weekly[:-1], legs(22, start=at(22, 7)))["leg_strength_habitual"] is False


# ------------------------------------------------------------------------------------------------------ races


@pytest.mark.parametrize(
    ("km", "kind"), [(5, "5k"), (10, "10k"), (21.1, "half"), (42.2, "marathon"), (60, "ultra"), (None, "long_other")]
)
def test_a_race_is_known_by_its_distance(km, kind):
    """Where the record says only that it was a race; without a distance it may have been a long one."""
    race = run(3, kind="race", distance_m=km and km * 1000)
    told = facts(race)
    assert (told["race_type"], told["days_since_race"]) == (kind, 3)


def test_a_race_of_another_sport_counts_if_it_was_long():
    """A three-hour triathlon leg is a long race; a half-hour one is none."""
    assert facts(run(1, sport="ride", kind="race", duration_s=10800.0))["race_type"] == "long_other"
    assert facts(run(1, sport="ride", kind="race", duration_s=1800.0))["race_type"] is None


@pytest.mark.parametrize(
    ("races", "told"),
    [
        ((run(6, race="marathon"), run(1, race="10k")), ("marathon", 6)),
        ((run(12, race="ultra"), run(0, race="marathon", hour=2)), ("marathon", 0)),
        ((run(6, race="marathon"), run(5, race="half")), ("marathon", 6)),
        ((run(60, race="ultra"), run(40, race="10k")), ("10k", 40)),
    ],
)
def test_of_several_races_the_one_still_felt_most_is_told(races, told):
    """A 10 km race does not hide last week's marathon; when all are over it is the last one."""
    known = facts(*races)
    assert (known["race_type"], known["days_since_race"]) == told


def test_a_race_counts_from_its_end():
    """A 40-hour ultra that began on Thursday evening ended on Saturday."""
    ultra = run(3, race="ultra", duration_s=144000.0)
    assert facts(ultra)["days_since_race"] == 1


# ---------------------------------------------------------------------------------- days, zones and clock changes

TOKYO, DENVER, BERLIN = ZoneInfo("Asia/Tokyo"), ZoneInfo("America/Denver"), ZoneInfo("Europe/Berlin")


def test_a_run_before_midnight_is_yesterdays():
    """23:50 yesterday and 00:10 today are twenty minutes and one day apart."""
    now = datetime(2026, 11, 22, 0, 10, tzinfo=BERLIN)
    late = run(0, start=datetime(2026, 11, 21, 23, 0, tzinfo=BERLIN), duration_s=600.0)
    told = facts(late, now=now)
    assert told["last_session_hours_ago"] == 1
    assert told["days_off_running"] == 0
    assert facts(late, now=now + timedelta(days=2))["days_off_running"] == 2


def test_a_run_in_tokyo_stays_on_its_tokyo_day():
    """Saturday 07:00 in Tokyo is Friday evening in Denver, and is Saturday's run for a reader there on Tuesday."""
    saturday = run(0, start=datetime(2026, 11, 21, 7, 0, tzinfo=TOKYO))
    tuesday = datetime(2026, 11, 24, 7, 0, tzinfo=DENVER)
    told = facts(saturday, now=tuesday)
    assert told["days_off_running"] == 2
    assert told["last_session_hours_ago"] == (tuesday - saturday.start).total_seconds() / 3600 - 1


def test_a_run_of_tomorrow_by_its_own_clock_is_todays():
    """Flown across the date line: Sunday morning in Tokyo was over on this Saturday evening in Denver."""
    sunday = run(0, start=datetime(2026, 11, 22, 6, 0, tzinfo=TOKYO))
    now = datetime(2026, 11, 21, 20, 0, tzinfo=DENVER)
    told = facts(sunday, now=now)
    assert told["days_off_running"] == 0
    assert told["longest_run_30d_km"] == 10


@pytest.mark.parametrize(("month", "day", "hours"), [(3, 29, 11), (10, 25, 13)])
def test_hours_are_absolute_across_a_clock_change(month, day, hours):
    """From 18:00 to 07:00 there are twelve hours and the hour that the night of the change takes or gives."""
    now = datetime(2026, month, day, 7, 0, tzinfo=BERLIN)
    evening = run(0, start=(now - timedelta(days=1)).replace(hour=18))
    told = facts(evening, now=now)
    assert told["last_session_hours_ago"] == hours
    assert told["days_off_running"] == 0


def test_the_zone_of_now_is_the_zone_of_today():
    """The same moment is Sunday in Berlin and still Saturday in Denver."""
    friday = run(0, start=datetime(2026, 11, 20, 12, 0, tzinfo=DENVER))
    moment = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)
    assert facts(friday, now=moment.astimezone(BERLIN))["days_off_running"] == 1
    assert facts(friday, now=moment.astimezone(DENVER))["days_off_running"] == 0


def test_an_offset_of_half_hours_is_a_zone_too():
    """India and Nepal are not on the hour."""
    kathmandu = timezone(timedelta(hours=5, minutes=45))
    assert facts(run(1), now=NOW.astimezone(kathmandu))["last_session_hours_ago"] == 12
