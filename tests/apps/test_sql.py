"""`rules sql`: what is printed is a query; what cannot be meant is told."""

import re
import shlex
from pathlib import Path

import duckdb
import polars as pl
import sqlglot

from sorewise.apps.rules import sql

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "judge-in-your-warehouse.md"


def query_of(out):
    """The query without what stands above it."""
    return "\n".join(line for line in out.splitlines() if not line.startswith("-- "))


def test_the_query_is_printed_with_what_it_reads(sorewise):
    """Above it stand the rulebook, how to read its bits, and what the table lacks."""
    done = sorewise("rules", "sql", "--dialect", "duckdb", "--table", "main.days", "--columns", "region,pain,morning")
    assert done.code == 0
    assert "-- Rulebook " in done.out
    assert "48 w + k" in done.out
    head = " ".join(line.removeprefix("-- ") for line in done.out.splitlines() if line.startswith("-- "))
    assert "Unknown on every row, since there is no such column: legs, side, " in head
    query = sqlglot.parse_one(query_of(done.out), read="duckdb")
    assert [name for name in query.named_selects if name.startswith("fired")]
    assert "FROM main.days" in done.out
    assert done.out.rstrip().endswith("morning")


def test_without_reasons_and_mornings_it_is_short(sorewise):
    """No bits, and each row a morning where no column says which belong together."""
    done = sorewise("rules", "sql", "--dialect", "postgres", "--columns", "region,pain", "--no-reasons")
    query = sqlglot.parse_one(query_of(done.out), read="postgres")
    assert query.named_selects[:2] == ["activity", "referral"]
    assert len(query.named_selects) == 6
    assert "GROUP BY" not in done.out
    assert "48 w + k" not in done.out


def test_columns_may_stand_in_a_file(sorewise):
    """One a line, or as the head of a table; what no rule speaks of is named, with what it may be meant to be."""
    path = sorewise.file("columns.txt", "region\npain\nathlete_id\npian\n")
    done = sorewise("rules", "sql", "--dialect", "sqlite", "--columns", path)
    assert "Not read, since no rule speaks of them: athlete_id, pian (did you mean pain?)." in done.out


def test_what_a_table_lacks_is_said_where_errors_go(sorewise):
    """The query may go to a file that nobody reads from its beginning."""
    done = sorewise("rules", "sql", "--dialect", "duckdb", "--columns", "region,pian")
    assert "No safety page counts as sent, since there is no column safety_sent." in done.err
    assert "Unknown on every row, since there is no such column: legs, side, " in done.err
    assert "Not read, since no rule speaks of them: pian (did you mean pain?)." in done.err
    assert "-- No safety page counts as sent" in done.out
    done = sorewise("rules", "sql", "--dialect", "duckdb", "--columns", "region,safety_sent")
    assert "safety page" not in done.err


def test_what_an_empty_morning_does_is_said(sorewise):
    """Only where rows are taken together."""
    assert "Rows whose morning is empty would be taken for" in sorewise("rules", "sql", "--dialect", "duckdb").out
    alone = sorewise("rules", "sql", "--dialect", "duckdb", "--columns", "region,pain")
    assert "morning is empty" not in alone.out


def test_the_commands_of_the_guide(sorewise, monkeypatch):
    """Made mornings are judged in DuckDB as `bulk` judges them."""
    monkeypatch.chdir(sorewise.folder)
    said = re.findall(r"^    sorewise (.*mornings\.parquet.*)$", GUIDE.read_text(encoding="utf-8"), re.MULTILINE)
    make, write = (shlex.split(line.partition(" > ")[0]) for line in said[:2])
    assert sorewise(*make).code == 0
    query = sorewise(*write)
    assert query.code == 0, query.err
    assert sorewise("bulk", "mornings.parquet", "verdicts.parquet", "--reasons", "none").code == 0
    rungs = ["morning", "activity", "referral"]
    found, told = (
        sorted(rows.select(*rungs).fetchall())
        for rows in (duckdb.sql(query.out), duckdb.read_parquet("verdicts.parquet"))
    )
    assert len(found) == int(make[1])
    assert found == told


def test_a_parquet_file_tells_its_columns(sorewise):
    """Its names, whatever they are; a damaged one, or none, is told."""
    pl.DataFrame({"region": ["calf"], "pain": [3.0], "my club\n": ["north"]}).write_parquet(
        sorewise.folder / "a.parquet"
    )
    done = sorewise("rules", "sql", "--dialect", "duckdb", "--columns", str(sorewise.folder / "a.parquet"))
    assert "Not read, since no rule speaks of them: my club" in done.err
    assert query_of(done.out).startswith("WITH")
    for place, sentence in ((sorewise.file("b.parquet", "PAR1?"), "cannot be read"), ("no.parquet", "no such file")):
        done = sorewise("rules", "sql", "--dialect", "duckdb", "--columns", place)
        assert (done.code, done.out) == (2, "")
        assert sentence in done.err


def test_a_file_that_is_no_text_is_not_printed(sorewise):
    """What cannot be shown is not."""
    path = sorewise.folder / "names.bin"
    path.write_bytes(bytes(range(256)))
    done = sorewise("rules", "sql", "--dialect", "duckdb", "--columns", str(path))
    assert done.code == 2
    assert done.err.strip().isprintable()


def test_without_columns_the_table_has_all(sorewise):
    """Then nothing is unknown by itself."""
    done = sorewise("rules", "sql", "--dialect", "snowflake")
    assert done.err == ""
    assert "Unknown on every row" not in done.out
    assert "Not read" not in done.out


def test_private_groups_are_switched_on_by_name(sorewise):
    """What was asked stays unknown where it was not answered."""
    plain = sorewise("rules", "sql", "--dialect", "duckdb")
    asked = sorewise("rules", "sql", "--dialect", "duckdb", "--private", "pregnancy")
    assert "COALESCE(pregnant, FALSE)" in plain.out
    assert "COALESCE(pregnant, FALSE)" not in asked.out
    refused = sorewise("rules", "sql", "--dialect", "duckdb", "--private", "shoes")
    assert refused.code == 2
    assert "shoes" in refused.err


def test_what_cannot_be_meant_is_refused(sorewise):
    """A table that is none, a column that is none, a dialect that is not written."""
    for arguments, said in (
        (("--dialect", "duckdb", "--table", "a; b"), '"a; b" cannot be the name of a table in duckdb.'),
        (("--dialect", "duckdb", "--table", "a b"), '"a b" cannot be the name of a table in duckdb.'),
        (("--dialect", "duckdb", "--columns", "region,9"), '"9" cannot be the name of a column.'),
        (
            ("--dialect", "duckdb", "--columns", "no_such_file.txt"),
            '"no_such_file.txt" cannot be the name of a column.',
        ),
        (("--dialect", "oracle"), "duckdb"),
    ):
        done = sorewise("rules", "sql", *arguments)
        assert (done.code, done.out) == (2, "")
        assert said in done.err


def test_without_the_extra_it_says_what_to_install(sorewise, monkeypatch):
    """One sentence, no traceback."""
    monkeypatch.setattr(sql, "find_spec", lambda _name: None)
    done = sorewise("rules", "sql", "--dialect", "duckdb")
    assert done.code == 2
    assert "pip install 'sorewise[sql]'" in done.err
