"""Forecasts as they are kept beside decisions, and read again whoever has had them in between."""

import json
from copy import deepcopy
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from math import isfinite

import pytest
from hypothesis import given

from sorewise.apps.ahead.advice import advised
from sorewise.apps.ahead.coming import left_of
from sorewise.apps.ahead.kept import earlier, kept, next_mornings, plain, stored
from sorewise.model.forecast import Bout, DayForecast, Forecast, PlaceForecast, WhatIf, expected, smallest_run
from sorewise.model.plan import PlannedSession
from sorewise.model.records import CheckIn, History
from sorewise.store import DecisionRecord, Store
from sorewise.training.forecast.score import level_now, scored, scores, worse_than_usual
from store import made_records as made

MORNING = datetime(2026, 11, 22, 6, 10, tzinfo=UTC)
CHANCES = (0.123456789, 0.5, 0.3, 0.076543211, *([0.0] * 7))


def coming(day, ahead):
    """One morning."""
    low, high, inside = smallest_run(CHANCES, 0.8)
    return DayForecast(
        day=day + timedelta(days=ahead),
        ahead=ahead,
        chances=CHANCES,
        expected=expected(CHANCES),
        low=low,
        high=high,
        inside=inside,
        plan=True,
        usual=1.25,
        last=2,
    )


def made_on(day, hour=6):
    """A forecast of that morning."""
    days = tuple(coming(day, ahead) for ahead in range(1, 6))
    legs = PlaceForecast(region=None, basis="course", reports=3, like=1, told=day, days=days)
    thigh = PlaceForecast(region="quad", basis="own", reports=12, like=10, told=None, days=days)
    ways = (WhatIf(way="rest", load=0, next=days[0]), WhatIf(way="planned", load=None, next=None, beyond=True))
    at = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
    return Forecast(at=at, day=day, parameters="made", legs=legs, places=(thigh,), ways=ways)


def decision(forecast, name="d"):
    """A decision that this was kept with."""
    return DecisionRecord(id=name, day=MORNING.date(), at=MORNING, forecast=forecast)


def test_what_was_kept_is_read_as_it_was():
    """But for decimals that nobody is shown."""
    told = made_on(MORNING.date())
    back = stored(decision(plain(told)))
    assert back.legs.days[0].chances[0] == 0.12346
    assert plain(back) == plain(told)
    assert (back.at, back.ways, back.legs.told) == (told.at, (*back.ways,), told.day)


def test_a_decision_without_a_forecast_has_none():
    """Those of before there were any."""
    assert stored(decision(None)) is None


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"day": "2026-11-22"},
        {"at": "yesterday"},
        {"scale": "of another time"},
        {"scale": "pmsys"},
        {"level": float("inf")},
        {"more": 1},
        {"legs": []},
        {"legs": {"days": [None]}},
        {"places": "quad"},
    ],
)
def test_what_is_no_forecast_is_none_and_no_error(wrong):
    """An export may have been edited, or be of a later release."""
    told = wrong if len(wrong) != 1 or "day" in wrong else {**plain(made_on(MORNING.date())), **wrong}
    assert stored(decision(told)) is None


def test_chances_that_cannot_be_are_not_read():
    """Nothing is shown that does not sum to 1 or lies outside the scale."""
    for part, value in (("chances", [0.5] * 11), ("high", 11), ("low", -1), ("inside", 1.5), ("chances", [])):
        told = plain(made_on(MORNING.date()))
        told["legs"]["days"][2][part] = value
        assert stored(decision(told)) is None, part


WRONG = [None, 1e308, -1e308, 10**400, float("nan"), float("inf"), "<b>", [], {}, True, -1, "0001-01-01",
         "9999-12-31", "0001-01-01T00:00:00+14:00", [0.5] * 11, [1e308] * 11]  # fmt: skip


def replaced(told, place, value):
    """The same data with another value in one place."""
    told = deepcopy(told)
    inner = told
    for step in place[:-1]:
        inner = inner[step]
    inner[place[-1]] = value
    return told


def places_in(told, *before):
    """Every name of it, however deep; of lists the first item."""
    for name, value in told.items() if isinstance(told, dict) else enumerate(told[:1]):
        yield (*before, name)
        if isinstance(value, dict | list):
            yield from places_in(value, *before, name)


def test_whatever_is_read_again_can_be_scored_and_written():
    """One edited number never takes all later forecasts with it, and nothing that is none is told on."""
    told = plain(made_on(MORNING.date()))
    came = {(None, MORNING.date() + timedelta(days=ahead)): 3 for ahead in range(1, 6)}
    for place in places_in(told):
        for value in WRONG:
            found = stored(decision(replaced(told, place, value)))
            if found is not None:
                known = scored([found] * 2, came)
                assert all(isfinite(one.error) for one in scores(known)), (place, value)
                assert isinstance(worse_than_usual(known * 60), bool)
                assert 0 < level_now(known * 60, 0.8) < 1
                assert json.dumps(plain(found), allow_nan=False)


@given(made.OBJECT)
def test_no_plain_data_makes_reading_fail(told):
    """Whatever stands there."""
    assert stored(decision(told)) is None


def test_of_each_day_the_last_one_counts_in_time_order(tmp_path):
    """Also where a check-in was made again; what was no forecast is passed over."""
    first, second = date(2026, 11, 20), date(2026, 11, 21)
    told = [made_on(second), made_on(first, 9), made_on(first, 6)]
    none = Forecast(at=MORNING, day=MORNING.date(), not_yet="no_reports")
    with Store.open(tmp_path / "runner.db") as store:
        for number, one in enumerate([*told, none]):
            store.save_check_in(
                CheckIn(id=f"c{number}", at=one.at), DecisionRecord(id=f"d{number}", day=one.day, at=one.at)
            )
            store.save_forecast(f"d{number}", plain(one))
        found = kept(store)
        assert earlier(store.decisions()) == found
        quick, legs = next_mornings(store, second), kept(store, places=False)
    assert [(one.day, one.at.hour) for one in found] == [(first, 9), (second, 6)]
    assert [[day.ahead for day in one.legs.days] for one in quick] == [[1]]
    assert (quick[0].places, quick[0].ways) == ((), ())
    assert legs == tuple(replace(one, places=(), ways=()) for one in found)


# --------------------------------------------------------------------------------------- what a verdict leaves of a day


def judged(session, planned=None):
    """A decision that left this of the day's session."""
    return DecisionRecord(id="d", day=MORNING.date(), at=MORNING, planned={"session": session, "planned": planned})


HISTORY = History(
    plan=(
        PlannedSession(id="tempo", day=MORNING.date(), kind="tempo", duration_s=3600.0),
        PlannedSession(id="legs", day=MORNING.date(), kind="strength_leg", duration_s=2700.0),
        PlannedSession(id="later", day=MORNING.date() + timedelta(days=1), kind="easy"),
    )
)


@pytest.mark.parametrize("outcome", ["rest", "rest_day", "no_exercise"])
def test_rest_leaves_nothing_of_the_day(outcome):
    """Of no session."""
    assert left_of(judged({"outcome": outcome}), HISTORY) == ()


def test_a_changed_session_stands_beside_the_others_of_its_day():
    """Minutes and kilometres of what it is now."""
    session = {"outcome": "changed", "kind": "easy", "duration_s": 1200.0, "distance_m": 3200.0}
    assert left_of(judged(session, {"id": "tempo"}), HISTORY) == (
        Bout(kind="easy", minutes=20.0, km=3.2),
        Bout(kind="strength_leg", minutes=45.0, km=None),
    )


@pytest.mark.parametrize("wrong", [10**400, 1e308, float("inf"), float("nan"), -1, "an hour", None])
def test_a_length_that_cannot_be_meant_is_not_known(wrong):
    """Of an export that was edited."""
    session = {"outcome": "changed", "kind": "easy", "duration_s": wrong, "distance_m": wrong}
    assert left_of(judged(session, {"id": "tempo"}), HISTORY)[0] == Bout(kind="easy")
    held = replace(judged(session, {"duration_s": wrong}), decision={"status": "settled", "activity": "run_easy"})
    assert [one.planned_minutes for one in advised([held])] == [None]


@pytest.mark.parametrize("session", [None, "easy", {"outcome": "as_planned", "kind": "easy"}, {"outcome": "free_run"}])
def test_where_nothing_was_changed_the_plan_stands(session):
    """And where nothing was judged, or the export was edited."""
    assert left_of(judged(session), HISTORY) is None
    assert left_of(None, HISTORY) is None
