"""A Spark for these tests, and tables on their way to it and back."""

import polars as pl
import pytest

from spark_session import spark_session


@pytest.fixture
def spark():
    """The session of this run of the tests."""
    return spark_session()


@pytest.fixture
def on_spark(spark):
    """Hand a Polars table to Spark, which knows neither enums nor unsigned integers, in several parts."""
    return lambda frame: spark.createDataFrame(plain(frame).to_arrow()).repartition(3)


def plain(frame):
    """Words as strings, whole numbers as Spark counts."""
    kinds = {pl.Enum: pl.String, pl.UInt32: pl.Int64}
    return frame.cast({name: kinds[type(kind)] for name, kind in frame.schema.items() if type(kind) in kinds})


def back(table):
    """A Spark table as Polars reads it."""
    return pl.from_arrow(table.toArrow())
