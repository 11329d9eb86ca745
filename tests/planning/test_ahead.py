"""The coming mornings of one runner, and what the planner of the week takes from them."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise
from math import isfinite

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sorewise.engine.rules import load
from sorewise.model.forecast import Bout
from sorewise.model.plain import as_plain
from sorewise.model.plan import PlannedSession
from sorewise.model.records import CheckIn, History, Night, Session, Spot
from sorewise.planning.ahead import forecast_of, told_of
from sorewise.planning.chances import day_chances
from training.forecast.test_series import morning, run

BOOK = load()
NOW = datetime(2026, 6, 11, 6, 40, tzinfo=UTC)
HARD = Bout(kind="intervals", minutes=60)


def history(*check_ins, sessions=(), **more):
    """A record in time order."""
    return History(check_ins=tuple(sorted(check_ins, key=lambda one: one.at)), sessions=tuple(sessions), **more)


def told_daily(days, pain=2.0):
    """A quadriceps told of every morning, and a run every other day."""
    return history(
        *(morning(ago, ("quad", pain)) for ago in range(days)), sessions=[run(ago) for ago in range(2 * days, 0, -2)]
    )


def planned(ahead, kind="easy", minutes=40):
    """A session of the plan."""
    day = NOW.date() + timedelta(days=ahead)
    return PlannedSession(id=f"planned-{ahead}", day=day, kind=kind, duration_s=minutes * 60)


ODD = {
    "nothing at all": History(),
    "training without a report": history(sessions=[run(1)]),
    "one report": history(morning(0, ("quad", 3))),
    "one report of long ago": history(morning(400, ("quad", 3))),
    "a gap of a year": history(*(morning(ago, ("quad", 2)) for ago in (380, 379, 378, 0))),
    "two a day": history(morning(1, ("quad", 2)), morning(1, ("quad", 4), hour=1), morning(0, ("quad", 2))),
    "reports before the first load": history(*(morning(ago, ("quad", 2)) for ago in range(40)), sessions=[run(1)]),
    "a load of zero": history(morning(0, ("quad", 2)), sessions=[run(1, rpe=0.0), run(2, minutes=0.0)]),
    "a load of 3,000": history(morning(0, ("quad", 2)), sessions=[run(1, minutes=300.0, rpe=10.0)]),
    "a load that nobody knows": history(morning(0, ("quad", 2)), sessions=[run(1, minutes=None, rpe=None)]),
    "a clock that went back": history(morning(-3, ("quad", 2)), sessions=[run(-2)]),
    "a clock that went back over some": history(morning(3, ("quad", 2)), morning(-3, ("quad", 9))),
    "a number that is none": history(
        CheckIn(id="x", at=NOW, answers={"pain": float("nan")}, spots=(Spot(region="quad", answers={"pain": 1e9}),))
    ),
    "another scale": History(nights=(Night(day=NOW.date(), soreness=2, scale="pmsys"),)),
    "a scale that changed": history(
        *(morning(ago, ("quad", 2)) for ago in range(60, 30, -1)),
        nights=tuple(Night(day=(NOW - timedelta(days=ago)).date(), soreness=3, scale="pmsys") for ago in range(9)),
    ),
    "a plan without an end": history(
        morning(0, ("quad", 2)),
        plan=[
            PlannedSession(
                id=f"p{n}", day=NOW.date() + timedelta(days=n % 6), kind=kind, duration_s=most, distance_m=most
            )
            for kind, most in (("strength_leg", 1e308), ("race", 1e9), (None, 1e308), ("long", float("inf")))
            for n in range(60)
        ],
    ),
    "a region of any text": history(*(morning(ago, ("<b>\x00" * 999, 4), ("", 3)) for ago in range(12))),
    "forty places": history(morning(0, *((f"place-{n}", n % 11) for n in range(40)))),
    "in and after runs only": history(
        *(replace(morning(ago, ("quad", 3)), phase=phase) for ago, phase in enumerate(("in_run", "after_run")))
    ),
    "east and west of the date line": history(
        *(
            replace(one, at=one.at.astimezone(timezone(timedelta(hours=hours))))
            for ago, hours in ((0, 14), (1, -12), (2, 14))
            for one in [morning(ago, ("quad", 3))]
        )
    ),
    "1, 1990, 2090 and 9999": history(
        *(
            replace(morning(year % 9, ("quad", 3)), at=datetime(year, 6, 1, tzinfo=UTC))
            for year in (1, 1990, 2026, 2090, 9999)
        )
    ),
    "a ten-day-old check-in, ratings since": history(
        morning(10, ("quad", 2)), nights=(Night(day=NOW.date(), soreness=3, scale="intervals.icu"),)
    ),
}


@pytest.mark.parametrize("name", ODD)
def test_odd_records_give_a_forecast_or_say_why_not(name):
    """Never a crash, never a number that is none."""
    found = forecast_of(BOOK, ODD[name], NOW)
    if found.legs is None:
        assert found.not_yet in {"no_reports", "no_parameters", "clock"}
        return
    assert found.not_yet is None
    for place in (found.legs, *found.places):
        for day in place.days:
            assert sum(day.chances) == pytest.approx(1)
            assert min(day.chances) >= 0
            assert 0 <= day.low <= day.high <= 10
            assert found.level - 1e-6 <= day.inside <= 1
            assert 0 <= day.expected <= 10
            assert day.day == NOW.date() + timedelta(days=day.ahead)
    assert all(way.load is None or isfinite(way.load) for way in found.ways)
    assert json.dumps(as_plain(found), allow_nan=False)
    assert day_chances(BOOK, ODD[name], NOW, 2.0, 14)


def test_why_there_is_none():
    """Nothing told, told in the future, told on a scale that nothing is fitted for."""
    reasons = ("nothing at all", "training without a report", "a clock that went back", "another scale")
    assert [forecast_of(BOOK, ODD[name], NOW).not_yet for name in reasons] == [
        *("no_reports", "no_reports", "clock", "no_parameters")
    ]


def test_under_ten_reports_it_is_the_typical_course():
    """And the runner's own from then on."""
    assert forecast_of(BOOK, told_daily(5), NOW).legs.basis == "course"
    assert forecast_of(BOOK, told_daily(40), NOW).legs.basis == "own"


def test_a_knee_is_forecast_once_the_runner_taught_it():
    """Of a place without a typical course nothing is said before ten reports of it."""
    few, many = (history(*(morning(ago, ("knee_front", 3)) for ago in range(days))) for days in (9, 10))
    assert forecast_of(BOOK, few, NOW).places == ()
    assert [place.region for place in forecast_of(BOOK, many, NOW).places] == ["knee_front"]


def test_the_ways_of_today_stand_side_by_side():
    """Rest is the measure, more training is never less sore, and what was hardly ever seen says so."""
    record = replace(told_daily(5), plan=(planned(0, "intervals", 60),))
    ways = {way.way: way for way in forecast_of(BOOK, record, NOW, today=(Bout(kind="easy", minutes=30),)).ways}
    assert list(ways) == ["rest", "planned", "adjusted"]
    assert ways["rest"].more == 0
    assert 0 < ways["adjusted"].more < ways["planned"].more
    assert not ways["planned"].beyond
    ultra = forecast_of(BOOK, told_daily(5), NOW, today=(Bout(kind="race", minutes=600),))
    assert [way.beyond for way in ultra.ways] == [False, True]


def test_what_the_verdict_leaves_of_a_day_of_rest_is_said_once():
    """Rest is the way that is there anyway."""
    assert [way.way for way in forecast_of(BOOK, told_daily(5), NOW, today=()).ways] == ["rest"]


def test_training_is_never_said_to_leave_anybody_less_sore():
    """Whoever is sore without training: that no report came after a load like it does not make the load a remedy."""
    sore = history(*(morning(ago, ("quad", (3, 2, 4)[ago % 3])) for ago in range(30)))
    for minutes in (45, 60, 180):
        rest, run_today = forecast_of(BOOK, sore, NOW, today=(Bout(kind="easy", minutes=minutes),)).ways
        assert run_today.more >= 0
        assert run_today.next.expected >= rest.next.expected - 1e-9


def test_whoever_is_usually_sorer_than_the_course_is_not_promised_its_rest():
    """Three weeks at about 3 without training: the days ahead are not told as the 1 that others are at rest."""
    sore = history(*(morning(ago, ("quad", (3, 2, 4)[ago % 3])) for ago in range(20)))
    legs = forecast_of(BOOK, sore, NOW).legs
    assert min(day.expected for day in legs.days) > 2.4
    assert all(day.low <= 3 <= day.high for day in legs.days)
    fresh = history(*(morning(ago, legs="fresh") for ago in range(20)), sessions=[run(1, minutes=216.0, rpe=9.5)])
    assert forecast_of(BOOK, fresh, NOW).legs.days[0].expected > 3


def test_whoever_trains_when_they_feel_good_is_not_told_that_training_does_them_good():
    """Own mornings after runs that were better than those after rest are chosen by how it felt."""
    sessions = [run(ago) for ago in range(1, 60, 2)]
    told = history(*(morning(ago, ("quad", 4.0 if ago % 2 else 1.0)) for ago in range(60)), sessions=sessions)
    rest, run_today = forecast_of(BOOK, told, NOW, today=(Bout(kind="easy", minutes=65),)).ways
    assert run_today.own < 0
    assert run_today.more >= 0
    assert all(sum(run_today.next.chances[least:]) >= sum(rest.next.chances[least:]) - 1e-4 for least in range(11))


def easy_mornings(last):
    """A hundred mornings of 0 and sometimes 1, the last one given; and forecasts kept of them that did badly."""
    told = history(*(morning(ago, ("quad", float(ago % 4 == 0))) for ago in range(100, 0, -1)), morning(0, last))
    one = forecast_of(BOOK, told, NOW - timedelta(days=1))
    worse = [
        replace(
            one,
            at=one.at - timedelta(days=ago),
            day=one.day - timedelta(days=ago),
            legs=replace(
                one.legs,
                days=tuple(replace(day, day=day.day - timedelta(days=ago), expected=5.0) for day in one.legs.days),
            ),
        )
        for ago in range(79, -1, -1)
    ]
    return told, worse


def test_the_own_average_never_speaks_of_what_it_does_not_know():
    """Of the morning after a first marathon, or of legs that hurt as never before: neither is told as 0 to 1."""
    told, worse = easy_mornings(("quad", 1.0))
    usual = forecast_of(BOOK, told, NOW, earlier=worse)
    assert usual.legs.basis == "average"
    assert usual.ways == ()
    marathon = replace(told, sessions=(run(1, minutes=216.0, rpe=9.0),))
    after = forecast_of(BOOK, marathon, NOW, earlier=worse).legs
    assert after.basis == "course"
    assert after.days[0].expected > 3
    assert usual.level < 0.8 <= min(day.inside for day in after.days[:3])
    hurting, worse = easy_mornings(("quad", 6.0))
    sore = forecast_of(BOOK, hurting, NOW, earlier=worse)
    assert sore.legs.basis == "own"
    assert [place.basis for place in sore.places] == ["own"]
    assert sore.legs.days[0].expected > 2


def test_after_todays_run_there_is_nothing_to_choose():
    """What was done counts, and no ways are shown."""
    done = history(*told_daily(5).check_ins, sessions=[run(0)])
    later = forecast_of(BOOK, done, NOW + timedelta(hours=12))
    assert later.trained
    assert later.ways == ()


def test_own_mornings_are_named_from_eight_on():
    """Fewer are an anecdote."""
    few, many = (
        history(
            *(morning(ago, ("quad", 4 if ago % 4 == 1 else 1)) for ago in range(days)),
            sessions=[run(ago, rpe=8.0) for ago in range(2, days, 4)],
        )
        for days in (20, 80)
    )
    ways = [forecast_of(BOOK, one, NOW, today=(Bout(kind="easy", minutes=130),)).ways[-1] for one in (few, many)]
    assert ways[0].own is None
    assert ways[1].own == pytest.approx(3, abs=0.7)
    assert ways[1].own_days >= 8


def test_the_plan_reaches_as_far_as_its_last_session():
    """A day after it is not a day off; nobody knows it."""
    record = replace(told_daily(5), plan=(planned(0), planned(2)))
    assert [day.plan for day in forecast_of(BOOK, record, NOW).legs.days] == [True, True, True, False, False]


def test_what_was_stored_is_scored_on_what_was_told():
    """The worst place and each place, by day."""
    told = told_of(BOOK, history(morning(1, ("quad", 2), ("calf", 4)), morning(0, legs="fresh")), NOW)
    yesterday, today = NOW.date() - timedelta(days=1), NOW.date()
    assert told[None, yesterday] == 4
    assert told["quad", yesterday] == 2
    assert told["calf", today] == told[None, today] == 0


# ---------------------------------------------------------------------- the planner's chances


def test_unknown_is_the_ordinary_never_fresh():
    """Without this morning's pain no day is known, and none is taken for painless."""
    found = day_chances(BOOK, told_daily(3), NOW, None, 3)
    assert {one.known for one in found} == {False}
    assert len({(one.hard, one.long, one.run) for one in found}) == 1
    assert 0 < found[0].run <= found[0].long < found[0].hard


def test_nobody_who_told_nothing_is_fresh():
    """The typical course of an ordinary day."""
    found = day_chances(BOOK, History(), NOW, None, 2)
    assert 0 < found[1].hard < BOOK.number("week_base_rate")


def test_a_sore_morning_fades_and_beyond_five_days_nothing_is_known():
    """Today is certain."""
    found = day_chances(BOOK, history(morning(0, ("quad", 5))), NOW, 5.0, 9)
    assert (found[0].hard, found[0].run) == (1, 1)
    assert all(later.hard <= sooner.hard for sooner, later in pairwise(found[1:6]))
    assert [one.known for one in found] == [True] * 6 + [False] * 3


def test_what_is_planned_does_not_move_the_chances():
    """A plan that was changed for a reason must not change the reason."""
    record = told_daily(5)
    busy = replace(record, plan=tuple(planned(ahead, "intervals", 90) for ahead in range(5)))
    assert day_chances(BOOK, record, NOW, 2.0, 7) == day_chances(BOOK, busy, NOW, 2.0, 7)


@given(pains=st.lists(st.integers(0, 10), min_size=1, max_size=6), rise=st.integers(1, 5))
def test_a_sorer_morning_is_never_less_likely_too_sore(pains, rise):
    """Whatever was told before, a sorer today makes no coming day look better."""
    less = pains[-1]
    more = min(10, less + rise)

    def chances(today):
        told = history(*(morning(len(pains) - 1 - n, ("quad", pain)) for n, pain in enumerate([*pains[:-1], today])))
        return day_chances(BOOK, told, NOW, float(today), 7)

    for mild, sore in zip(chances(less), chances(more), strict=True):
        assert sore.hard >= mild.hard - 0.02
        assert sore.run >= mild.run - 0.02


def test_in_a_run_more_pain_counts_too():
    """What was told at noon is today's pain."""
    record = history(morning(0, ("quad", 1)))
    calm, sore = (day_chances(BOOK, record, NOW, pain, 3) for pain in (1.0, 6.0))
    assert sore[1].hard > calm[1].hard


def test_a_time_without_an_offset_is_refused():
    """Nobody knows which day it is."""
    with pytest.raises((TypeError, ValueError)):
        forecast_of(BOOK, told_daily(2), NOW.replace(tzinfo=None))


def test_sessions_of_other_sports_count():
    """Leg day as well."""
    legs = Session(id="legs", start=NOW - timedelta(days=1), sport="strength", legs=True, duration_s=3600)
    with_legs = forecast_of(BOOK, history(morning(0, ("quad", 1)), sessions=[legs]), NOW)
    without = forecast_of(BOOK, history(morning(0, ("quad", 1))), NOW)
    assert with_legs.legs.days[0].expected > without.legs.days[0].expected
