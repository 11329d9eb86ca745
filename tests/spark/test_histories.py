"""Histories on Spark become the days and the verdicts that they become in one table."""

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from engine.bulk.tables import BOOK
from sorewise.apps.bulk.history import typed
from sorewise.engine.bulk import decide_table
from sorewise.model.errors import InputError
from sorewise.population import made_history
from sorewise.training.every_day import every_day
from sorewise.training.tables import Frames
from sorewise.training.windows import Windows
from spark.conftest import back, plain

pytest.importorskip("pyspark", reason="PySpark is not installed: pip install -e '.[spark]'")
pytestmark = pytest.mark.filterwarnings("ignore")  # PySpark says how little it knows of the newest pandas

KEY = ["athlete", "day", "region", "side"]


@pytest.fixture(scope="module")
def made():
    """The tables of a few made athletes."""
    facts = {name: fact for name, fact in BOOK.facts.items() if not fact.door}
    return made_history(20, 40, 1, facts)._asdict()


@pytest.fixture(scope="module")
def days(made):
    """Their days, in one table."""
    return typed(every_day(Frames(**made), BOOK.facts, windows=Windows.from_thresholds(BOOK.numbers)), BOOK)


def test_every_day_of_every_athlete(on_spark, made, days):
    """In buckets of whole athletes; each morning has a number of its own."""
    from sorewise.spark import derive_histories

    found = back(derive_histories({name: on_spark(table) for name, table in made.items()}, BOOK, buckets=3))
    assert_frame_equal(found.sort(KEY).drop("morning"), plain(days).sort(KEY).drop("morning"))
    by_number = found.group_by("morning").agg(pl.struct("athlete", "day").n_unique())
    assert by_number.height == days["morning"].n_unique()
    assert by_number["athlete"].unique().to_list() == [1]


def test_every_verdict_of_every_day(on_spark, made, days):
    """Decided where they are derived; facts are handed out where that was asked for."""
    from sorewise.spark import decide_histories

    tables = {name: on_spark(table) for name, table in made.items()}
    found = back(decide_histories(tables, BOOK, reasons="deciding", keep=["longest_run_30d_km"]))
    keep = ("athlete", "day", "at", "longest_run_30d_km")
    expected = decide_table(days.lazy(), BOOK, reasons="deciding", keep=keep).collect()
    assert_frame_equal(found.sort(KEY[:2]).drop("morning"), plain(expected).sort(KEY[:2]).drop("morning"))


def test_tables_that_cannot_be_meant_are_refused_at_once(on_spark, made):
    """Before anything is derived."""
    from sorewise.spark import derive_histories

    athletes, nights = on_spark(made["athletes"]), on_spark(made["nights"].rename({"resting_hr": "resting_hrr"}))
    with pytest.raises(
        InputError, match=r'nights: nothing reads the column "resting_hrr"; did you mean "resting_hr"\?'
    ):
        derive_histories({"athletes": athletes, "nights": nights}, BOOK)
    with pytest.raises(InputError, match="there is no athletes"):
        derive_histories({"nights": nights}, BOOK)
