"""What an executor makes of the tables of some athletes; no Spark has to run for that."""

from datetime import UTC, datetime

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from engine.bulk.tables import BOOK
from sorewise.model.errors import InputError
from sorewise.population import made_history
from sorewise.training.every_day import every_day
from sorewise.training.tables import Frames
from sorewise.training.windows import Windows

pytest.importorskip("pyspark", reason="PySpark is not installed: pip install -e '.[spark]'")

FACTS = {name: fact for name, fact in BOOK.facts.items() if not fact.door}


@pytest.fixture(scope="module")
def made():
    """The tables of a few made athletes."""
    return made_history(6, 60, 1, FACTS)._asdict()


@pytest.fixture(scope="module")
def how(made):
    """Read by the columns that these tables have."""
    from sorewise.apps.bulk.history_tables import columns_of
    from sorewise.spark.arrow import packed
    from sorewise.spark.deriving import Deriving

    read = {name: columns_of(name, name, table.schema, BOOK.facts) for name, table in made.items()}
    return Deriving(content=packed(BOOK), read=read)


def test_the_order_of_rows_does_not_matter(how, made):
    """Spark hands them over in any: every day is what it is in the files that are in order."""
    from sorewise.apps.bulk.history import typed

    expected = every_day(Frames(**made), BOOK.facts, windows=Windows.from_thresholds(BOOK.numbers))
    mixed = {name: table.sample(fraction=1, shuffle=True, seed=1) for name, table in made.items()}
    key = ["athlete", "day", "region", "side"]
    found = how.derived(mixed, bucket=3)
    assert_frame_equal(found.sort(key).drop("morning"), typed(expected, BOOK).sort(key).drop("morning"))
    assert found["morning"].min() == 3 << 32
    assert found["morning"].n_unique() == expected["morning"].n_unique()


def test_without_rows_there_are_columns(how, made):
    """They are what Spark is told to expect."""
    nothing = how.derived({name: table.clear() for name, table in made.items()})
    assert nothing.schema == how.derived(made).schema
    assert nothing.is_empty()


STRANGE = pl.lit("stranger")


@pytest.mark.parametrize(
    ("table", "change", "said"),
    [
        ("nights", {"resting_hr": pl.lit(900.0)}, 'nights of a0000001, row 1: "resting_hr" is 900.0; it should be'),
        ("sessions", {"sport": pl.lit("chess")}, 'sessions of a0000001, row 1: "sport" is "chess"; it should be one'),
        ("check_ins", {"fatigue": pl.lit(99.0)}, 'check_ins of a0000001, row 1: "fatigue" is 99.0; it should be'),
        ("check_ins", {"id": pl.lit("x")}, "check_ins of a0000001, row 2: there is an earlier row with the same"),
        ("sessions", {"start": pl.lit(datetime(1816, 6, 1, tzinfo=UTC))}, 'sessions of a0000001, row 1: "start" is'),
        ("sessions", {"offset_s": pl.lit(2**40)}, 'sessions of a0000001, row 1: "offset_s" is 1099511627776'),
        ("plan", {"athlete": STRANGE}, 'plan of stranger, row 1: "athlete" is "stranger", who is not in'),
        ("places", {"check_in": STRANGE}, 'places of a0000001, row 1: "check_in" is "stranger", and the athlete has'),
        ("places", {"athlete": pl.lit(None, pl.String)}, 'places of None, row 1: "athlete" is empty'),
    ],
)
def test_what_cannot_be_meant_is_refused(how, made, table, change, said):
    """The row is told by whose it is."""
    one = {name: rows.filter(pl.col("athlete") == "a0000001") for name, rows in made.items()}
    with pytest.raises(InputError) as refused:
        how.derived(one | {table: one[table].with_columns(**change)})
    assert str(refused.value).startswith(said)
