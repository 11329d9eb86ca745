"""The story of a sore place: since when, from what, better or worse, and how often before."""

from datetime import timedelta

import pytest

from sorewise.model.records import CheckIn
from sorewise.training.derive import derive
from training.histories import NOW, at, day, facts, history, legs, morning, run, sore, spot_facts

CALF = ("calf", "left", 3.0)
QUADS = ("quad", "both", 2.0)


def _quads(**answers):
    return sore("quad", "both", spread="diffuse", tissue="muscle", **answers)


# --------------------------------------------------------------------------------------------- the three clocks


def test_a_new_complaint_is_one_day_old():
    """Sore this morning for the first time; blamed is the last session that loads the legs."""
    told = spot_facts(run(1), morning(1, legs="fresh"))
    assert told["days_sore"] == 1
    assert told["trigger_hours"] == 12
    assert told["hours_since_onset"] is None
    assert told["trend"] is None


def test_a_complaint_counts_from_its_first_day():
    """Mentioned on Thursday, Friday and Saturday: Sunday is the fourth day, and Wednesday's run is to blame."""
    told = spot_facts(*(morning(n, sore(pain=2)) for n in (1, 2, 3)), run(4), run(1, kind="hills"))
    assert told["days_sore"] == 4
    assert told["hours_since_onset"] == 72
    assert told["trigger_hours"] == 3 * 24 + 12


@pytest.mark.parametrize(
    "between",
    [
        morning(2, legs="fresh"),
        morning(2, pain=0),
        morning(2, sore("quad", "both", pain=2)),  # another place was listed, this one was not
        morning(2, sore(pain=0.5)),
        morning(2, sore("calf", "right", pain=4)),
    ],
)
def test_a_day_without_it_ends_a_complaint(between):
    """Fresh legs, no pain, or other places told: what was before was another complaint."""
    assert spot_facts(morning(3, sore(pain=3)), between, morning(1, sore(pain=2)))["days_sore"] == 2


@pytest.mark.parametrize(
    "between",
    [
        morning(2),
        morning(2, fatigue=3),
        morning(2, phase="in_run", pain_now=2),
        morning(2, sore("knee_front", pain=4), phase="in_run"),
        morning(2, sore(pain=0), phase="in_run"),  # warm legs
    ],
)
def test_silence_does_not_end_a_complaint(between):
    """A check-in that did not speak of the legs is no all-clear."""
    assert spot_facts(morning(3, sore(pain=3)), between, morning(1, sore(pain=2)))["days_sore"] == 4


def test_a_long_silence_begins_anew():
    """Nothing told for more than three days."""
    assert spot_facts(morning(3, sore(pain=3)))["days_sore"] == 4
    assert spot_facts(morning(4, sore(pain=3)))["days_sore"] == 1


def test_what_the_runner_said_of_the_beginning_counts():
    """Sore for five days when first asked, yesterday: six today, and the session to blame lies before that."""
    told = spot_facts(morning(1, sore(pain=2, days_sore=5)), run(2), run(7))
    assert told["days_sore"] == 6
    assert told["trigger_hours"] == pytest.approx(6 * 24 + 12)
    assert spot_facts(morning(1, sore(pain=2, hours_since_onset=40)))["hours_since_onset"] == 64


def test_leg_day_soreness_counts_from_the_leg_day():
    """Both thighs, diffuse, muscular: squats in the middle of it begin the count anew and are what is blamed."""
    sore_since_monday = [morning(n, _quads(pain=2)) for n in range(1, 7)]
    told = spot_facts(*sore_since_monday, legs(7), legs(2), run(1, kind="easy"), place=QUADS)
    assert told["days_sore"] == 2
    assert told["trigger_hours"] == pytest.approx(36.25)


@pytest.mark.parametrize(
    "spot",
    [
        sore("quad", "both", pain=2, spread="focal", tissue="muscle"),
        sore("quad", "both", pain=2, spread="diffuse", tissue="tendon"),
        sore("quad", "both", pain=2),  # nobody said what it is like
    ],
)
def test_what_is_not_plainly_muscle_soreness_counts_from_its_first_day(spot):
    """A focal, a tendon or an unexplained complaint is not excused by the next leg day."""
    days = [morning(n, spot) for n in range(1, 7)]
    assert spot_facts(*days, legs(2), place=QUADS)["days_sore"] == 7


def test_one_side_is_not_leg_day_soreness():
    """Left only: from the first day."""
    days = [morning(n, sore("quad", "left", pain=2, spread="diffuse", tissue="muscle")) for n in range(1, 7)]
    assert spot_facts(*days, legs(2), place=("quad", "left", 2.0))["days_sore"] == 7


def test_a_session_long_before_explains_nothing():
    """The last leg day was a week before the soreness began."""
    told = spot_facts(morning(1, _quads(pain=2)), morning(2, _quads(pain=2)), legs(9), place=QUADS)
    assert told["days_sore"] == 3


def test_a_session_of_this_hour_explains_nothing_yet():
    """Delayed soreness needs hours: this morning's intervals did not make what hurt yesterday."""
    told = spot_facts(morning(1, _quads(pain=2)), run(0, hour=5, kind="intervals"), place=QUADS)
    assert told["days_sore"] == 2


def test_sides_that_exclude_each_other_are_two_places():
    """Left is not right; both, or a side that nobody told, is either."""
    for side, days in (("right", 1), ("left", 2), ("both", 2), (None, 2)):
        assert spot_facts(morning(1, sore("calf", side, pain=3)))["days_sore"] == days


def test_the_short_form_of_an_answer_is_read_too():
    """`regions`, `side` and `pain` given flat."""
    flat = CheckIn(id="flat", at=at(1, 7), answers={"regions": ("calf",), "side": "left", "pain": 4.0})
    told = spot_facts(flat)
    assert (told["days_sore"], told["trend"]) == (2, "better")


def test_without_sessions_nothing_is_blamed():
    """No record, no hours."""
    assert spot_facts()["trigger_hours"] is None


# ---------------------------------------------------------------------------------------- trend and aftermath


@pytest.mark.parametrize(
    ("yesterday", "today", "trend"),
    [(4, 3.0, "better"), (3, 3.0, "same"), (2.5, 3.0, "same"), (2, 3.0, "worse"), (0, 1.0, "worse")],
)
def test_the_trend_is_a_whole_point_against_yesterday(yesterday, today, trend):
    """Half a point is noise."""
    assert spot_facts(morning(1, sore(pain=yesterday)), place=("calf", "left", today))["trend"] == trend


def test_the_morning_is_compared_with_the_morning():
    """Yesterday evening's seven does not make this morning's four better than yesterday's two."""
    told = spot_facts(
        morning(1, sore(pain=2)), morning(1, sore(pain=7), hour=20, phase="after_run"), place=("calf", "left", 4.0)
    )
    assert told["trend"] == "worse"


@pytest.mark.parametrize("earlier", [morning(2, sore(pain=2)), morning(1, legs="fresh"), morning(1, sore())])
def test_no_trend_without_a_number_of_yesterday(earlier):
    """Told the day before, not sore yesterday, or listed without a number."""
    assert spot_facts(earlier)["trend"] is None


def test_todays_number_may_come_from_todays_check_in():
    """Where none is given with the place."""
    told = spot_facts(morning(1, sore(pain=2)), morning(0, sore(pain=5), hour=6), place=("calf", "left", None))
    assert told["trend"] == "worse"


@pytest.mark.parametrize(
    ("before", "today", "word", "settled"),
    [(2, 2.0, "same", True), (2, 4.0, "higher", False), (3, 1.0, "lower", True), (None, 2.0, "higher", False)],
)
def test_this_morning_against_before_yesterdays_run(before, today, word, settled):
    """The morning check-in before the run is the measure; one that told of fresh legs is a nought."""
    check_in = morning(1, legs="fresh") if before is None else morning(1, sore(pain=before))
    told = spot_facts(check_in, run(1), place=("calf", "left", today))
    assert (told["next_am_vs_before"], told["settled_next_am"]) == (word, settled)


def test_the_evening_after_the_run_is_not_before_it():
    """Only what was said before the run is what it is held against."""
    told = spot_facts(morning(1, sore(pain=4), hour=20), run(1, hour=17))
    assert told["next_am_vs_before"] is None
    assert told["settled_next_am"] is None


def test_a_run_of_days_ago_settled_the_morning_after():
    """Run on Wednesday: Thursday's morning tells, not today's; there is nothing to say of yesterday's run."""
    told = spot_facts(morning(4, sore(pain=2)), run(4), morning(3, sore(pain=5)), morning(1, sore(pain=1)))
    assert told["settled_next_am"] is False
    assert told["next_am_vs_before"] is None


def test_a_run_of_weeks_ago_tells_nothing_of_today():
    """The answer is good for a week."""
    assert spot_facts(morning(10, sore(pain=2)), run(10), morning(9, sore(pain=5)))["settled_next_am"] is None


def _in_run(ago, now, start=1, *spots):
    return morning(ago, *spots, phase="in_run", hour=18, pain_start=start, pain_now=now)


@pytest.mark.parametrize(
    ("this", "last", "trend"),
    [((4, 5), (2, 3), "worse"), ((1, 1), (3, 2), "better"), ((2, 2), (2, 3), "same"), ((2,), (2, 3), None)],
)
def test_the_pain_in_runs_over_the_weeks(this, last, trend):
    """The mean of this week's in-run checks against last week's, at least two of each."""
    checks = [_in_run(1 + n, pain) for n, pain in enumerate(this)] + [
        _in_run(8 + n, pain) for n, pain in enumerate(last)
    ]
    assert spot_facts(*checks)["week_trend"] == trend


def test_an_in_run_check_of_another_place_is_not_of_this_one():
    """It listed the right knee."""
    knee = sore("knee_front", "right", pain=5)
    checks = [_in_run(n, 5, 1, knee) for n in (1, 2, 8, 9)]
    assert spot_facts(*checks)["week_trend"] is None
    assert spot_facts(*checks)["run_worse"] is None


@pytest.mark.parametrize(("start", "now", "worse"), [(1, 3, True), (2, 2, False), (3, 1, False), (2, 2.5, None)])
def test_whether_the_last_run_made_it_worse(start, now, worse):
    """From the in-run check of the last run; half a point leaves it open."""
    assert spot_facts(run(2), _in_run(2, now, start))["run_worse"] is worse


def test_a_later_run_without_a_check_leaves_it_open():
    """The last run is the one asked about, and only for a week."""
    assert spot_facts(run(2), run(1), _in_run(2, 3))["run_worse"] is None
    assert spot_facts(run(8), _in_run(8, 3))["run_worse"] is None


# -------------------------------------------------------------------------------------------------- recurrence


def _episodes(*agos, spot=None):
    """Hills in the evening, the place sore the next morning, clear the morning after."""
    for ago in agos:
        yield run(ago, kind="hills")
        yield morning(ago - 1, spot or sore(pain=3))
        yield morning(ago - 2, legs="fresh")


def _similar(*records, place=CALF):
    return derive(history(*records), NOW, [place] if place else []).morning


def test_a_place_that_comes_back_after_every_hill_session():
    """Twice before and today: three times in eight weeks, and that recurs."""
    told = _similar(*_episodes(20, 10), run(1, kind="hills"))
    assert told["similar_episodes_8w"] == 3
    assert told["recurs_same_spot"] is True


def test_other_kinds_of_session_are_not_similar():
    """Sore after hills; today's cause is a long run, which never did that: only today counts."""
    assert _similar(*_episodes(20, 10), run(1, kind="long"))["similar_episodes_8w"] == 1


def test_a_session_of_untold_kind_counts_as_alike():
    """An imported run may have been anything; the careful reading counts it."""
    untold = [replaced for ago in (20, 10) for replaced in (run(ago), morning(ago - 1, sore(pain=3)))]
    assert _similar(*untold, run(1, kind="hills"))["similar_episodes_8w"] == 3


def test_leg_day_soreness_is_no_recurrence():
    """Both thighs every week after squats, eight times: ordinary."""
    weeks = [r for w in range(1, 8) for r in (legs(7 * w), morning(7 * w - 1, _quads(pain=4)))]
    told = _similar(*weeks, legs(1), place=QUADS)
    assert told["similar_episodes_8w"] == 0
    assert told["recurs_same_spot"] is None


def test_a_joint_on_both_sides_is_a_recurrence():
    """Knees are not thighs."""
    knees = sore("knee_front", "both", pain=3, tissue="joint")
    told = _similar(*_episodes(30, 20, 10, spot=knees), run(1, kind="hills"), place=("knee_front", "both", 2.0))
    assert told["similar_episodes_8w"] == 3


@pytest.mark.parametrize(
    "records",
    [
        (*_episodes(60, 10), run(1, kind="hills")),  # one is too old
        (*_episodes(10, spot=sore(pain=1)), *_episodes(20), run(1, kind="hills")),  # one was too mild
        (*_episodes(10), run(20, kind="hills"), morning(17, sore(pain=3)), run(1, kind="hills")),  # one came too late
        (*_episodes(10), *_episodes(20, spot=sore("calf", "right", pain=3)), run(1, kind="hills")),  # the other leg
    ],
)
def test_what_does_not_count_as_similar(records):
    """Older than eight weeks, below two, more than 48 hours after, or on the other side."""
    assert _similar(*records)["similar_episodes_8w"] == 2


def test_without_places_the_most_of_any_place():
    """Nothing is sore today: what the record says of the worst place."""
    told = _similar(*_episodes(30, 20, 10), run(1, kind="hills"), place=None)
    assert told["similar_episodes_8w"] == 3


def test_recurrence_is_unknown_to_a_new_runner_and_denied_only_by_a_full_record():
    """No earlier check-in: unknown. Check-ins on most days without it: no."""
    assert facts(run(1))["similar_episodes_8w"] is None
    assert _similar(morning(0, hour=6))["similar_episodes_8w"] is None
    told = _similar(*(morning(n, legs="fresh") for n in range(1, 30)), run(1, kind="hills"))
    assert told["similar_episodes_8w"] == 1
    assert told["recurs_same_spot"] is False


# ------------------------------------------------------------------------------------------------ prior injury


@pytest.mark.parametrize(
    ("injuries", "place", "known"),
    [
        (("calf:left",), ("calf", "left", 2.0), True),
        (("calf:left",), ("calf", "right", 2.0), False),
        (("calf:left",), ("calf", "both", 2.0), True),
        (("calf:left",), ("calf", None, 2.0), True),
        (("calf",), ("calf", "right", 2.0), True),
        (("calf:both",), ("calf", "right", 2.0), True),
        ((), ("calf", "left", 2.0), False),
    ],
)
def test_prior_injuries_of_the_profile(injuries, place, known):
    """The profile's list, by region or region and side."""
    assert spot_facts(place=place, prior_injuries=injuries)["prior_injury_here"] is known


def test_a_prior_injury_once_told_stays_for_a_year():
    """Answered at an earlier check-in; older than a year it has run out; never told, it is unknown."""
    assert spot_facts(morning(100, sore(pain=2, prior_injury_here=True)))["prior_injury_here"] is True
    assert spot_facts(morning(100, sore(pain=2, prior_injury_here=False)))["prior_injury_here"] is False
    assert spot_facts(morning(400, sore(pain=2, prior_injury_here=True)))["prior_injury_here"] is None
    assert spot_facts()["prior_injury_here"] is None


# --------------------------------------------------------------------------------------------------- the rest


def test_places_come_back_in_the_order_given_and_say_where_from():
    """One dictionary a place; `why` names them by number."""
    records = (run(1), morning(1, sore(pain=2)))
    derived = derive(history(*records), NOW, [("quad", "both", 1.0), CALF])
    assert [spot["days_sore"] for spot in derived.spots] == [1, 2]
    assert derived.why["days_sore.1"] == f"check-ins {day(1)}..{day(0)} n=1"
    assert derived.why["trigger_hours.0"] == f"session run-1 {day(1)}"


def test_yesterday_is_a_local_day():
    """Asked at 23:30 and again at 00:30: one hour, and one day, later."""
    late = CheckIn(id="late", at=NOW.replace(hour=23, minute=30) - timedelta(days=1), spots=(sore(pain=2),))
    now = NOW.replace(hour=0, minute=30)
    told = spot_facts(late, now=now, place=("calf", "left", 4.0))
    assert (told["trend"], told["days_sore"], told["hours_since_onset"]) == ("worse", 2, 1)


def test_a_number_that_is_none_is_unknown():
    """Today's place with NaN is a place without a number."""
    told = spot_facts(morning(1, sore(pain=2)), place=("calf", "left", float("nan")))
    assert (told["days_sore"], told["trend"]) == (2, None)
