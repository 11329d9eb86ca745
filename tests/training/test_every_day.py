"""Every athlete on every day: at which moment, and with which answers beside the derived facts."""

from dataclasses import replace
from datetime import timedelta, timezone

import polars as pl
import pytest

from sorewise.engine.rules import load
from sorewise.training.derive import derive
from sorewise.training.every_day import every_day
from sorewise.training.tables import frames
from sorewise.training.why import MORNING, SPOT
from training.histories import at, day, history, morning, night, run, sore

BOOK = load()
EAST = timezone(timedelta(hours=9))


def rows(record, *, check_ins=(), places=(), only_check_ins=False):
    """The rows of one runner; `check_ins` and `places` are further columns of their tables."""
    tables = frames({"one": record})
    tables = replace(
        tables,
        check_ins=tables.check_ins.with_columns(check_ins),
        places=tables.places.drop("at", "offset_s", "phase").with_columns(places),
    )
    return every_day(tables, BOOK.facts, only_check_ins=only_check_ins).rows(named=True)


def test_every_day_from_the_first_record_to_the_last():
    """One morning a day, numbered, the days without any record among them."""
    found = rows(history(night(5, resting_hr=50), run(2)))
    assert [row["day"] for row in found] == [day(5), day(4), day(3), day(2)]
    assert [row["morning"] for row in found] == [0, 1, 2, 3]
    assert {row["phase"] for row in found} == {"morning"}


def test_a_day_without_a_check_in_is_looked_at_at_six():
    """By the clock that the runner lived by: the offset of the records before, or else of the first one after."""
    found = rows(history(night(3), run(2, start=at(2, 18, EAST)), night(0)))
    assert [row["at"] for row in found] == [at(ago, 6, EAST) for ago in (3, 2, 1, 0)]
    assert [row["last_session_hours_ago"] for row in found] == [None, None, 11, 35]


def test_of_a_days_check_ins_the_last_of_the_morning_is_taken():
    """The one within a run is none, and what was said earlier that morning is already the past."""
    early, late, running = (
        morning(0, hour=6, fatigue=9),
        morning(0, hour=9, fatigue=2),
        morning(0, hour=18, phase="in_run", fatigue=7),
    )
    (found,) = rows(history(early, late, running))
    assert (found["at"], found["fatigue"], found["fatigue_days_high"]) == (at(0, 9), 2, 1)


def test_only_days_with_a_check_in():
    """As many rows as mornings with an answer."""
    found = rows(history(run(4), morning(2, fatigue=1), morning(0, fatigue=2)), only_check_ins=True)
    assert [(row["day"], row["fatigue"]) for row in found] == [(day(2), 1), (day(0), 2)]


def test_each_sore_place_is_a_row_of_its_morning():
    """In the order in which they were told, each with its own facts; a morning without one has one row."""
    places = (sore("calf", "left", pain=3), sore("quad", "both", pain=1))
    found = rows(history(morning(1), morning(0, *places)))
    assert [(row["morning"], row["region"], row["side"], row["pain"]) for row in found] == [
        (0, None, None, None),
        (1, "calf", "left", 3),
        (1, "quad", "both", 1),
    ]
    assert [row["days_sore"] for row in found] == [None, 1, 1]


def test_what_is_derived_is_what_derive_says():
    """The check-in of the moment itself is not yet in the record that it is held against."""
    record = history(
        run(1), night(0, resting_hr=50), morning(1, sore(pain=2)), morning(0, sore(pain=4)), birth_year=1990
    )
    found = rows(record)[-1]
    before = replace(record, check_ins=record.check_ins[:1])
    alone = derive(before, at(0, 7), [("calf", "left", 4.0)])
    facts = {**alone.morning, **alone.spots[0]}
    assert {name: found[name] for name in (*MORNING, *SPOT) if name in BOOK.facts} == {
        name: value for name, value in facts.items() if name in BOOK.facts
    }
    assert found["trend"] == "worse"


def test_an_answer_goes_before_what_is_derived_and_that_before_the_profile():
    """As in one person's morning."""
    record = history(morning(1, illness="below_neck"), morning(0, sore(pain=2), illness_days=9), experience_years=4)
    asked = [pl.Series("limp_days", [None, 6.0]), pl.Series("goal", [None, "run"])]
    found = rows(record, check_ins=asked, places=[pl.Series("run_worse", [True])])[-1]
    assert (found["illness_days"], found["limp_days"], found["goal"], found["run_worse"]) == (9, 6, "run", True)
    assert found["experience_years"] == 4


def test_an_answer_for_all_places_counts_for_each_without_its_own():
    """What was told once is told of every place of that morning."""
    record = history(morning(0, sore("calf", "left"), sore("knee_front", "left")))
    found = rows(record, check_ins=[pl.Series("swollen", [True])], places=[pl.Series("swollen", [None, False])])
    assert [row["swollen"] for row in found] == [True, False]


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"legs": "sore"}, ("unplaced", "sore")),
        ({"pain": 4}, ("unplaced", "sore")),
        ({"pain": 0}, (None, "fresh")),
        ({"pain": 0, "legs": "fresh"}, (None, "fresh")),
        ({"fatigue": 3}, (None, None)),
    ],
)
def test_soreness_without_a_place_is_a_place(answers, expected):
    """Nothing that hurts is lost because nobody said where; no pain at all is fresh legs."""
    (found,) = rows(history(morning(0, **answers)))
    assert (found["region"], found["legs"]) == expected


def test_a_finding_without_a_place_is_a_place():
    """A swelling that was told without a region; an all-clear beside fresh legs is none."""
    record = history(morning(1), morning(0, legs="fresh"))
    found = rows(record, check_ins=[pl.Series("swollen", [True, False])])
    assert [(row["region"], row["swollen"]) for row in found] == [("unplaced", True), (None, None)]


def test_whether_the_safety_page_was_sent_is_carried_over():
    """Null where nobody says, and on a day without a check-in."""
    found = rows(history(morning(2), morning(0)), check_ins=[pl.Series("safety_sent", [True, None])])
    assert [row["safety_sent"] for row in found] == [True, None, None]


def test_one_athlete_is_told_the_same_among_others():
    """The order of athletes is kept; nobody reads another's record."""
    one, other = history(run(1), morning(0, sore(pain=3), fatigue=6)), history(run(3, km=30), morning(0, fatigue=9))
    both = every_day(frames({"b": one, "a": other}), BOOK.facts)
    alone = [every_day(frames({name: each}), BOOK.facts) for name, each in (("b", one), ("a", other))]
    assert both.drop("morning").rows() == pl.concat(alone).drop("morning").rows()


def test_nobody_has_no_rows():
    """The columns are there all the same."""
    empty = every_day(frames({}), BOOK.facts)
    assert empty.height == 0
    assert {"athlete", "day", "at", "morning", "phase", "safety_sent", "days_sore"} <= {*empty.columns}
