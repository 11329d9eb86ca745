"""Many moments in one pass tell what each of them tells alone."""

from dataclasses import replace
from datetime import UTC, timedelta

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sorewise.training.derive import derive
from sorewise.training.each import SPOTS, derive_each, record_for_each
from sorewise.training.tables import MOMENT, frames
from sorewise.training.why import MORNING, SPOT
from sorewise.training.windows import DEFAULT, Windows
from training.histories import NOW, ZONES, at, crowds, history, legs, morning, night, run, sore

FEWER = settings(max_examples=max(6, settings.default.max_examples // 8))  # each example is a dozen runners
NARROW = Windows(
    longest_run_days=4,
    gap_days=9,
    gap_values=1,
    leg_weeks=1,
    kind_days=9,
    kind_values=2,
    rhr_days=5,
    hrv_days=3,
    hrv_values=1,
    hrv_base_days=6,
    base_values=2,
    sleep_days=3,
    sleep_values=1,
    wellness_days=6,
    wellness_items=1,
    eases_days=9,
    eases_values=1,
    complaint_days=12,
    episode_days=6,
    episode_check_ins=2,
    trimp_pairs=1,
    first_runs_weeks=2,
)
"""So narrow that drawn records lie on both sides of every edge."""
HERE = st.sampled_from([(), (("calf", "left", 3.0),), (("calf", None, 2.0), ("quad", "both", None))])
ASKED = st.lists(
    st.tuples(st.integers(0, 5), st.integers(-2 * 1440, 75 * 1440), st.sampled_from(ZONES), HERE),
    min_size=3,
    max_size=5,
)


def told_together(histories, asked, windows=DEFAULT):
    """Facts of each moment and of its places: (number of the history, moment, places) each."""
    record = record_for_each(frames({str(n): each for n, each in enumerate(histories)}), windows)
    moments = [(row, str(n), now.date(), now.astimezone(UTC)) for row, (n, now, _) in enumerate(asked)]
    spots = [(row, *spot) for row, (*_, here) in enumerate(asked) for spot in here]
    told, places = derive_each(
        record,
        pl.DataFrame(
            moments, schema={"row": pl.UInt32, "athlete": pl.String, "today": pl.Date, "at": MOMENT}, orient="row"
        ),
        pl.DataFrame(spots, schema=SPOTS, orient="row"),
        windows=windows,
    )
    of_places = [[] for _ in asked]
    for row in places.iter_rows(named=True):
        of_places[row["row"]].append({fact: row[fact] for fact in SPOT})
    return [{fact: row[fact] for fact in MORNING} for row in told.iter_rows(named=True)], of_places


def told_alone(record, now, here, windows=DEFAULT):
    """The same of one moment; the check-in that is answered at it is not yet in the record."""
    before = replace(record, check_ins=tuple(one for one in record.check_ins if one.at < now))
    derived = derive(before, now, here, windows=windows)
    return dict(derived.morning), [dict(spot) for spot in derived.spots]


def check(histories, asked, windows=DEFAULT):
    """Each moment, alone and among all."""
    mornings, places = told_together(histories, asked, windows)
    for (n, now, here), told, of_places in zip(asked, mornings, places, strict=True):
        alone, places_alone = told_alone(histories[n], now, here, windows)
        assert told == pytest.approx(alone)
        assert of_places == [pytest.approx(spot) for spot in places_alone]


@FEWER
@given(crowds(), ASKED, st.sampled_from([NARROW, DEFAULT]))
def test_many_moments_tell_what_each_tells_alone(crowd, asked, windows):
    """Whatever the record, the moment and the zone: also at check-ins, during sessions, after travel westwards."""
    moments = [
        (n % len(crowd), (NOW - timedelta(minutes=ago)).astimezone(zone), list(here)) for n, ago, zone, here in asked
    ]
    for n, each in enumerate(crowd[:1]):
        for one in each.check_ins[:2]:
            places = [(spot.region, spot.side, spot.answers.get("pain")) for spot in one.spots]
            moments.append((n, one.at, places))
        moments += [(n, one.start + timedelta(minutes=5), []) for one in each.sessions[:1]]
    check(crowd, moments, windows)


def test_a_long_record_looked_at_now_and_then():
    """A complaint longer than is remembered, an old race, loads by heart alone, months without a check-in."""
    record = history(
        *(
            run(ago, km=5 + ago % 9, rpe=float(ago % 5 + 2) if ago % 3 else None, heart_rate=150.0)
            for ago in range(9, 230)
        ),
        *(legs(ago) for ago in range(20, 100, 3)),
        run(150, km=42.0, kind="race"),
        *(night(ago, resting_hr=50.0 + ago % 4, hrv_rmssd=60.0 + ago % 7) for ago in range(90)),
        *(morning(ago, sore("calf", "left", pain=2, spread="focal")) for ago in range(30, 225, 2)),
        *(morning(ago, fatigue=8, gait="changed", illness="above_neck") for ago in range(3, 29)),
        morning(160, hour=9, fever=True),
        birth_year=1990,
    )
    here = [("calf", "left", 3.0), ("calf", "both", 1.0)]
    check([record], [(0, at(ago, 7), here) for ago in (0, 2, 5, 8, 26, 31, 60, 120, 149, 200, 224)])


def test_days_that_go_back_with_travel():
    """Over the date line and home: the same local day twice, and answers of tomorrow."""
    west, east = ZONES[0], ZONES[-1]
    answers = {"fatigue": 8, "gait": "changed"}
    there = [replace(morning(ago, sore(pain=2), **answers), at=at(ago, 8, east)) for ago in range(4, 9)]
    home = [replace(morning(ago, sore(pain=4), hour=9, **answers), at=at(ago, 9, west)) for ago in range(2, 6)]
    record = history(*there, *home, run(4, start=at(4, 7, east)), legs(5, start=at(5, 6, west)))
    check([record], [(0, at(ago, hour, zone), []) for ago in range(1, 7) for hour in (0, 10) for zone in (east, west)])


def test_too_many_at_once_are_refused(monkeypatch):
    """Rather than that one athlete's records are taken for another's."""
    monkeypatch.setattr("sorewise.training.rows.LONGEST_LINE", 10)
    with pytest.raises(ValueError, match="too many athletes at once"):
        told_together([history(run(1), run(9))], [(0, NOW, [])])
