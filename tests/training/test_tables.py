"""Histories as tables, and the tables that somebody brings."""

from datetime import UTC, datetime

import polars as pl
import pytest

from sorewise.model.errors import RulebookError
from sorewise.training.derive import derive, derive_many
from sorewise.training.tables import CHECK_INS, NIGHTS, PLACES, SESSIONS, Frames, frames
from sorewise.training.windows import DEFAULT, Windows
from training.histories import NOW, at, history, morning, night, run, sore, spot_table


def test_a_table_has_a_row_a_record_and_its_own_time():
    """Start in UTC beside the record's offset; answers that are no number are unknown."""
    tables = frames({"one": history(run(1), night(0), morning(0, sore(pain="much"), fatigue=True), birth_year=1990)})
    assert tables.sessions.select("athlete", "id", "start", "offset_s").rows() == [("one", "run-1", at(1), 0)]
    assert tables.places["pain"].to_list() == [None]
    assert tables.check_ins["fatigue"].to_list() == [None]
    assert tables.athletes["birth_year"].to_list() == [1990]


@pytest.mark.parametrize(
    ("table", "schema"), [("sessions", SESSIONS), ("nights", NIGHTS), ("check_ins", CHECK_INS), ("places", PLACES)]
)
def test_every_column_has_its_type(table, schema):
    """The schemas above are what the records become, in that order, with rows or without."""
    full = frames({"one": history(run(1), night(0), morning(0, sore(pain=1)))})
    for tables in (full, frames({"one": history()}), frames({})):
        assert getattr(tables, table).schema == pl.Schema(schema)


def _club(**columns):
    athletes = pl.DataFrame({"athlete": ["a", "b"]})
    rows = {"athlete": ["a", "stranger"], "start": [at(1), at(2)], "offset_s": [0, 0], "sport": ["run", "run"]}
    return Frames(athletes=athletes, sessions=pl.DataFrame({**rows, **columns}))


def test_a_clubs_own_tables_may_lack_columns_and_hold_strangers():
    """What is missing is unknown; who is not an athlete does not count."""
    many = derive_many(_club(distance_m=[12000, 99000], extra=["x", "y"]), NOW)
    assert many.morning["athlete"].to_list() == ["a", "b"]
    assert many.morning["longest_run_30d_km"].to_list() == [12, None]
    assert many.spots.height == 0


def test_a_place_of_a_stranger_does_not_count():
    """Places of athletes only, in the order given."""
    spots = spot_table([("stranger", "calf", "left", 1.0), ("b", "calf", "left", 1.0), ("a", "quad", "both", 2.0)])
    assert derive_many(_club(), NOW, spots).spots["athlete"].to_list() == ["b", "a"]


@pytest.mark.parametrize("column", ["start", "offset_s", "athlete"])
def test_a_row_without_its_time_or_owner_is_refused(column):
    """They cannot be guessed; the message names the column."""
    with pytest.raises(ValueError, match=column):
        derive_many(_club(**{column: pl.Series([None, None], dtype=SESSIONS[column])}), NOW)


def test_nobody_is_nobody():
    """No athletes, no rows."""
    assert derive_many(frames({}), NOW).morning.height == 0


def test_windows_take_thresholds_by_name():
    """A rulebook's numbers replace ours, whole where ours are whole; other names are left alone."""
    windows = Windows.from_thresholds({"tired": 7, "streak_gap_days": 5.0, "severe": 6})
    assert (windows.tired, windows.streak_gap_days) == (7, 5)
    assert isinstance(windows.streak_gap_days, int)
    assert Windows.from_thresholds({}) == DEFAULT


def test_a_window_of_nothing_is_refused():
    """A club's rulebook that looks no day back is told so; half a day of whole days is none either."""
    for value in (0, -3, 0.5):
        with pytest.raises(RulebookError, match="rhr_days, value: it has to be 1 or more"):
            Windows.from_thresholds({"rhr_days": value})
    with pytest.raises(RulebookError, match="atl_days, value: it has to be more than 0"):
        Windows.from_thresholds({"atl_days": 0})


def test_a_window_is_a_number_that_can_be_changed():
    """Fatigue counts from seven for this club."""
    told = history(morning(0, hour=6, fatigue=6))
    assert derive(told, NOW).morning["fatigue_days_high"] == 1
    assert derive(told, NOW, windows=Windows(tired=7)).morning["fatigue_days_high"] == 0


def test_now_may_be_in_any_zone():
    """It is a moment and a local day."""
    assert derive(history(run(1)), datetime(2026, 11, 22, 7, tzinfo=UTC)).morning["last_session_hours_ago"] == 12
