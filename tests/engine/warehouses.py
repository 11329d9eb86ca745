"""Databases that the rulebook's SQL is run in: a table of mornings in, the rows of the answer out."""

import os
import sqlite3
from contextlib import closing, contextmanager

import pytest
from sqlalchemy import create_engine

from engine.bulk.tables import BOOK, SCHEMA
from spark_session import spark_session

COLUMNS = tuple(SCHEMA)
"""Every column of a table in rule facts."""
TYPES = {"bool": "BOOLEAN", "word": "TEXT"}
OWN = {"safety_sent": "BOOLEAN", "morning": "BIGINT", "day": "DATE"}


def typed(columns):
    """Each column with the type that a table gives it."""
    return {name: OWN.get(name) or TYPES.get(BOOK.facts[name].type, "DOUBLE PRECISION") for name in columns}


class Warehouse:
    """A connection of Python's usual kind."""

    mark = "?"

    def __init__(self, dialect, connection):
        self.dialect = dialect
        self.cursor = connection.cursor()

    def fill(self, rows, columns):
        """Make the table `mornings` anew, with these rows."""
        types = ", ".join(f"{name} {kind}" for name, kind in typed(columns).items())
        marks = ", ".join([self.mark] * len(columns))
        self.cursor.execute("DROP TABLE IF EXISTS mornings")
        self.cursor.execute(f"CREATE TEMPORARY TABLE mornings ({types})")
        values = [[row.get(name) for name in columns] for row in rows]
        self.cursor.executemany(f"INSERT INTO mornings VALUES ({marks})", values)  # noqa: S608 - marks are marks

    def ask(self, query):
        """The rows of a query, each a mapping."""
        self.cursor.execute(query)
        names = [column[0] for column in self.cursor.description]
        return [dict(zip(names, row, strict=True)) for row in self.cursor.fetchall()]


class PostgreSQL(Warehouse):
    """The same with marks of its own."""

    mark = "%s"


class Spark:
    """A local session; tables are views of rows that it was given."""

    dialect = "spark"

    def __init__(self, session):
        self.session = session

    def fill(self, rows, columns):
        """Make the view `mornings` anew, with these rows; a number has to be a float for a column of doubles."""
        kinds = typed(columns)
        doubles = {name for name, kind in kinds.items() if kind == "DOUBLE PRECISION"}
        values = [
            [float(row[name]) if name in doubles and row.get(name) is not None else row.get(name) for name in columns]
            for row in rows
        ]
        spoken = {"TEXT": "STRING", "DOUBLE PRECISION": "DOUBLE"}
        schema = ", ".join(f"{name} {spoken.get(kind, kind)}" for name, kind in kinds.items())
        self.session.createDataFrame(values, schema).createOrReplaceTempView("mornings")

    def ask(self, query):
        """The rows of a query, each a mapping."""
        return [row.asDict() for row in self.session.sql(query).collect()]


@contextmanager
def duckdb():
    """In memory."""
    import duckdb as library

    with library.connect() as connection:
        yield Warehouse("duckdb", connection)


@contextmanager
def sqlite():
    """In memory."""
    with closing(sqlite3.connect(":memory:")) as connection:
        yield Warehouse("sqlite", connection)


@contextmanager
def postgres():
    """The server that SOREWISE_POSTGRES names; the table is a temporary one."""
    url = os.environ.get("SOREWISE_POSTGRES")
    if not url:
        pytest.skip("SOREWISE_POSTGRES names no database (postgresql+pg8000://name@host/database)")
    with closing(create_engine(url).raw_connection()) as connection:
        yield PostgreSQL("postgres", connection)


@contextmanager
def spark():
    """The one of this run of the tests."""
    yield Spark(spark_session())


WAREHOUSES = {"DuckDB": duckdb, "SQLite": sqlite, "PostgreSQL": postgres, "Spark": spark}
