"""What an executor refuses, and what it knows; no Spark has to run for that."""

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from engine.bulk.tables import BOOK, kit, table_of
from sorewise.engine.bulk import decide_table
from sorewise.engine.state import open_door
from sorewise.model.errors import InputError

pytest.importorskip("pyspark", reason="PySpark is not installed: pip install -e '.[spark]'")


@pytest.fixture(scope="module")
def how():
    """With our rulebook, after it was used: what was worked out of it does not travel."""
    from sorewise.spark.arrow import packed
    from sorewise.spark.judging import Judging

    open_door(BOOK, {"pain": 2})
    return Judging(content=packed(BOOK))


@pytest.fixture(scope="module")
def table():
    """A morning with two places, and two with none."""
    cases = [{"spots": [{"region": "calf", "pain": 2}, {"region": "quad", "pain": 1}], "fatigue": 3}, {}, {}]
    return table_of([open_door(BOOK, case) for case in cases])


def test_the_rulebook_travels(how):
    """It comes out once a process, and decides as ours does."""
    assert how.book is how.book
    assert how.book.version == BOOK.version
    states = table_of([open_door(BOOK, case["answers"], case["history"]) for case in kit("l*.json")])
    assert_frame_equal(how.decided(states), decide_table(states.lazy(), BOOK).collect())


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("pain", 14.0, '"pain" is 14.0; it should be a number from 0 to 10.'),
        ("pain", float("nan"), '"pain" is not a number (NaN); it should be a number from 0 to 10.'),
        ("gait", "wobbly", '"gait" is "wobbly"; it should be one of'),
    ],
)
def test_a_value_that_cannot_be_meant(how, table, column, value, said):
    """Its row is told by what it says of itself; a row without anything is a row."""
    told = table.with_columns(pl.col("gait").cast(pl.String))
    wrong = told.with_columns(pl.when(pl.col("morning") == 1).then(pl.lit(value)).otherwise(column).alias(column))
    with pytest.raises(InputError) as refused:
        how.decided(wrong)
    assert str(refused.value).startswith(f"morning 1: {said}")
    with pytest.raises(InputError, match=r"^A row: "):
        how.decided(wrong.drop("morning"))


def test_a_value_of_any_place_is_looked_at(how, table):
    """Not only one of the first of a morning."""
    second = pl.col("region") == "quad"
    with pytest.raises(InputError, match=r'^morning 0: "pain" is 14'):
        how.decided(table.with_columns(pain=pl.when(second).then(14.0).otherwise("pain")))


def test_nan_may_be_taken_as_unknown(how, table):
    """Where that was asked for."""
    from sorewise.spark.judging import Judging

    blurred = table.with_columns(pain=pl.col("pain").fill_null(float("nan")))
    gentle = Judging(content=how.content, nan_unknown=True)
    assert_frame_equal(gentle.decided(blurred), how.decided(table))


def test_places_of_a_morning_have_one_body(how, table):
    """What is about the whole body cannot differ between two rows of a morning."""
    how.refuse_unlike(table)
    wrong = table.with_row_index("n").with_columns(fatigue=pl.when(pl.col("n") > 0).then("fatigue")).drop("n")
    with pytest.raises(InputError, match=r'^morning 0: "fatigue" is not the same in every row'):
        how.refuse_unlike(wrong)


def test_a_row_belongs_to_a_morning(how, table):
    """Nobody guesses to which."""
    with pytest.raises(InputError, match=r'^A row: "morning" is empty'):
        how.refuse_unlike(table.with_columns(morning=pl.lit(None, pl.UInt32)))
