"""Mornings on Spark are decided as in one table, and as each of them alone."""

from datetime import UTC, date, datetime

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from engine.bulk.tables import BOOK, assert_same, kit, table_of
from sorewise.engine.bulk import decide_table
from sorewise.engine.bulk.rows import MORNING
from sorewise.engine.decide import decide
from sorewise.engine.state import open_door
from sorewise.model.errors import InputError
from sorewise.population import mornings
from spark.conftest import back, plain

pyspark = pytest.importorskip("pyspark", reason="PySpark is not installed: pip install -e '.[spark]'")
pytestmark = pytest.mark.filterwarnings("ignore")  # PySpark says how little it knows of the newest pandas


@pytest.fixture(scope="module")
def made():
    """Some made mornings, with all their places."""
    facts = {name: fact for name, fact in BOOK.facts.items() if not fact.door}
    return next(mornings(3_000, seed=1, facts=facts))


def test_every_case_of_the_kit(on_spark):
    """With all its places, in whatever bucket it falls."""
    from sorewise.spark import decide_mornings

    states = [open_door(BOOK, case["answers"], case["history"]) for case in kit()]
    rows = back(decide_mornings(on_spark(table_of(states)), BOOK, buckets=3)).sort(MORNING)
    assert rows[MORNING].to_list() == list(range(len(states)))
    for state, row in zip(states, rows.iter_rows(named=True), strict=True):
        assert_same(decide(BOOK, state), row)


def test_each_row_may_be_a_morning(on_spark, made):
    """What is to be kept goes with its row: who, when, and what was asked for."""
    from sorewise.spark import decide_mornings

    alone = made.unique(MORNING, keep="first", maintain_order=True).rename({MORNING: "athlete"})
    alone = alone.with_columns(
        pl.col("athlete").cast(pl.String),
        day=pl.lit(date(2026, 11, 28)),
        at=pl.lit(datetime(2026, 11, 28, 6, tzinfo=UTC)),
        club=pl.lit(["north", "south"]),
    )
    expected = decide_table(alone.lazy(), BOOK, reasons="deciding", keep=("athlete", "day", "at", "club")).collect()
    found = back(decide_mornings(on_spark(alone), BOOK, reasons="deciding", keep=["club"]))
    assert_frame_equal(found.sort("athlete"), plain(expected).sort("athlete"))


def test_a_value_that_cannot_be_meant_fails_the_job(on_spark, made):
    """The error that reaches the one who waits for the table says which it is."""
    from sorewise.spark import decide_mornings

    wrong = made.head(5).with_columns(pain=pl.lit(14.0))
    with pytest.raises(pyspark.errors.PythonException, match=r'morning [0-4]: "pain" is 14\.0; it should be a number'):
        decide_mornings(on_spark(wrong), BOOK, buckets=1).toArrow()


def test_a_column_that_cannot_be_meant_is_refused_at_once(on_spark, made):
    """Before anything is judged, every one of them by its name."""
    from sorewise.spark import decide_mornings

    table = on_spark(made.head(5).rename({"gait": "giat"}).with_columns(pop=pl.lit("no")))
    with pytest.raises(InputError) as refused:
        decide_mornings(table, BOOK, keep=["club"])
    told = str(refused.value).splitlines()
    assert [line.partition('"')[2].partition('"')[0] for line in told] == ["club", "giat", "pop"]
    assert 'did you mean "gait"?' in told[1]
