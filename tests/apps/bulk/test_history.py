"""Tables of histories in a folder -> a table of every athlete on every day, or one sentence of what is wrong."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from polars.exceptions import ComputeError

from sorewise.apps.bulk.by_athlete import ByAthlete
from sorewise.apps.bulk.explain import state_of
from sorewise.apps.bulk.history import typed, write_history
from sorewise.apps.bulk.history_tables import KINDS
from sorewise.engine.decide import decide
from sorewise.engine.rules import load
from sorewise.model.errors import InputError
from sorewise.morning import morning as judged
from sorewise.population import made_history
from sorewise.training.every_day import TYPES, every_day
from sorewise.training.tables import frames
from training.histories import crowds

BOOK = load()
FEWER = settings(max_examples=max(3, settings.default.max_examples // 10))


@pytest.fixture(scope="module")
def made():
    """Seven made athletes with five weeks each."""
    return made_history(7, 35, 1, {name: fact for name, fact in BOOK.facts.items() if not fact.door})._asdict()


@pytest.fixture
def folder(made, tmp_path):
    """Their tables in a folder."""
    place = tmp_path / "in"
    place.mkdir()
    for name, table in made.items():
        table.write_parquet(place / f"{name}.parquet")
    return place


def written(folder, **options):
    """The table that is written of a folder."""
    out = folder.parent / "out.parquet"
    write_history(folder, out, BOOK, force=True, **options)
    return pl.read_parquet(out)


def refused(folder, **options):
    """The sentence, after nothing was written."""
    with pytest.raises(InputError) as error:
        write_history(folder, folder.parent / "out.parquet", BOOK, **options)
    assert [path.name for path in folder.parent.iterdir()] == ["in"]
    return str(error.value)


def change(folder, table, *columns):
    """Change columns of a table, in its file."""
    path = folder / f"{table}.parquet"
    pl.read_parquet(path).with_columns(*columns).write_parquet(path)


def in_row(row, column, value):
    """A column with another value in one row, from 1."""
    here = pl.int_range(1, pl.len() + 1) == row
    return pl.when(here).then(value).otherwise(pl.col(column)).alias(column)


def test_whole_tables_become_what_every_day_tells(folder, made):
    """The rows of the pure part, for whichever athletes are in memory together."""
    at_once = written(folder, chunk=100)
    assert at_once.equals(written(folder, chunk=2))
    assert at_once["athlete"].n_unique() == made["athletes"].height
    assert at_once["morning"].is_sorted()
    assert at_once.select(pl.struct("athlete", "day").n_unique() == pl.col("morning").n_unique()).item()


def test_what_was_written_is_told(folder):
    """Athletes, their mornings, and rows."""
    out = folder.parent / "out.parquet"
    told = write_history(folder, out, BOOK)
    rows = pl.read_parquet(out)
    assert (told.athletes, told.mornings, told.rows) == (7, rows["morning"].n_unique(), rows.height)


def test_only_days_with_a_check_in(folder, made):
    """As many mornings as days with a morning check-in."""
    asked = made["check_ins"].filter(pl.col("phase") == "morning")
    days = asked.select("athlete", pl.col("at").dt.date()).n_unique()
    assert written(folder, only_check_ins=True)["morning"].n_unique() == days


def test_the_athletes_alone_are_enough_and_any_table_beside_them(folder):
    """A table that is not there holds nothing; without records there are no days."""
    for name in ("sessions", "check_ins", "places", "plan"):
        (folder / f"{name}.parquet").unlink()
    assert written(folder)["rhr_today"].count() > 0
    (folder / "nights.parquet").unlink()
    assert written(folder).height == 0


def test_nothing_is_written_over(folder):
    """Without being told so."""
    out = folder.parent / "out.parquet"
    out.write_text("mine")
    with pytest.raises(InputError, match=r"out\.parquet"):
        write_history(folder, out, BOOK)
    assert out.read_text() == "mine"


def test_no_table_of_the_history_is_written_over(folder):
    """Not even with --force: it would be gone before it was read to its end."""
    before = (folder / "plan.parquet").read_bytes()
    with pytest.raises(InputError, match=r"plan\.parquet"):
        write_history(folder, folder / "plan.parquet", BOOK, force=True)
    assert (folder / "plan.parquet").read_bytes() == before


def told(rows):
    """Answers as columns."""
    known = [name for name, fact in BOOK.facts.items() if fact.type in TYPES and any(name in row for row in rows)]
    return pl.DataFrame(
        [pl.Series(name, [row.get(name) for row in rows], TYPES[BOOK.facts[name].type]) for name in known]
    )


@FEWER
@given(crowds())
def test_a_morning_of_the_table_is_judged_as_one_persons(crowd):
    """The same facts in the same places, and so the same decision, whatever was recorded and answered."""
    crowd = crowd[:2]
    check_ins = [one for each in crowd for one in each.check_ins]
    tables = frames({str(n): each for n, each in enumerate(crowd)})
    of_body, of_places = told([one.answers for one in check_ins]), told([s.answers for c in check_ins for s in c.spots])
    tables = replace(
        tables,
        check_ins=tables.check_ins.with_columns(of_body.get_columns()),
        places=tables.places.with_columns(of_places.get_columns()),
    )
    found = typed(every_day(tables, BOOK.facts), BOOK)
    for n, each in enumerate(crowd):
        mornings = sorted((one for one in each.check_ins if one.phase == "morning"), key=lambda one: (one.at, one.id))
        for one in {one.day: one for one in mornings}.values():
            rows = found.filter((pl.col("athlete") == str(n)) & (pl.col("day") == one.day))
            before = replace(each, check_ins=tuple(other for other in each.check_ins if other.at < one.at))
            alone, among = judged(BOOK, before, one, now=one.at).state, state_of(rows, BOOK)
            assert dict(among.morning) == pytest.approx(dict(alone.morning))
            assert [dict(spot) for spot in among.spots] == [pytest.approx(dict(spot)) for spot in alone.spots]
            assert decide(BOOK, among).activity == decide(BOOK, alone).activity


# --------------------------------------------------------------------------------------------- what is refused


def test_a_folder_without_athletes(folder):
    """It is named, to whoever calls too."""
    (folder / "athletes.parquet").unlink()
    assert "there is no athletes.parquet" in refused(folder)


@pytest.mark.parametrize(
    ("name", "said"),
    [("in/athletes.parquet", "is a file. A history is a folder"), ("no", "no such"), ("empty", "no athletes.parquet")],
)
def test_what_is_no_folder_of_a_history(sorewise, folder, name, said):
    """A file, nothing, a folder without its first table: each is told as what it is."""
    (folder.parent / "empty").mkdir()
    done = sorewise("bulk", "--history", str(folder.parent / name), str(folder.parent / "out.parquet"))
    assert done.code == 2
    assert said in done.err


@pytest.mark.parametrize(
    ("table", "column"),
    [("sessions", "offset_s"), ("nights", "day"), ("check_ins", "id"), ("places", "region"), ("plan", "athlete")],
)
def test_a_needed_column_that_is_missing(folder, table, column):
    """Table and column are named."""
    path = folder / f"{table}.parquet"
    pl.read_parquet(path).drop(column).write_parquet(path)
    assert f'{table}.parquet: the column "{column}" is missing' in refused(folder)


@pytest.mark.parametrize(
    ("table", "change_of", "said"),
    [
        ("sessions", pl.col("duration_s").cast(pl.String), '"duration_s" is of the type String; it has to be numbers'),
        ("sessions", pl.col("start").dt.replace_time_zone(None), "it has to be moments with their time zone"),
        ("nights", pl.col("day").cast(pl.String), '"day" is of the type String; it has to be days (Date)'),
        ("check_ins", pl.col("chest_symptoms").cast(pl.Int8), "it has to be yes or no (Boolean)"),
        ("check_ins", pl.lit("calf").alias("regions"), '"regions" is a short form'),
        ("check_ins", pl.lit(value=True).alias("chest_symptom"), 'did you mean "chest_symptoms"?'),
        ("places", pl.lit("changed").alias("gait"), '"gait" is about the whole body'),
    ],
)
def test_a_column_that_cannot_be_meant(folder, table, change_of, said):
    """Its type, or its name."""
    change(folder, table, change_of)
    assert said in refused(folder)


@pytest.mark.parametrize(
    ("table", "column", "value", "said"),
    [
        ("sessions", "start", None, 'row 3: "start" is empty'),
        ("sessions", "distance_m", -5.0, 'row 3: "distance_m" is -5.0; it should be from 0'),
        ("sessions", "sport", pl.lit("jogging"), 'row 3: "sport" is "jogging"; it should be one of "run"'),
        ("sessions", "offset_s", 1_000_000, 'row 3: "offset_s" is 1000000; it should be from -64'),
        ("check_ins", "offset_s", pl.lit(2**40), 'row 3: "offset_s" is 1099511627776; it should be from -64'),
        ("sessions", "start", pl.lit(2**62).cast(pl.Datetime("us", "UTC")), 'row 3: "start" is 4611686018427387904'),
        ("sessions", "start", datetime(1950, 1, 1, tzinfo=UTC), 'row 3: "start" is 1950-01-01'),
        ("nights", "resting_hr", 4800.0, 'row 3: "resting_hr" is 4800.0; it should be from 0 to 300'),
        ("nights", "day", date(2200, 1, 1), 'row 3: "day" is 2200-01-01'),
        ("check_ins", "fatigue", 11.0, 'row 3: "fatigue" is 11.0'),
        ("check_ins", "gait", pl.lit("limping"), 'row 3: "gait" is "limping"'),
        ("places", "pain", 30.0, 'row 3: "pain" is 30.0'),
        ("places", "check_in", pl.lit("nowhere"), 'row 3: "check_in" is "nowhere", and the athlete has no such'),
        ("athletes", "birth_year", 90.0, 'row 3: "birth_year" is 90.0'),
    ],
)
def test_a_value_that_cannot_be_meant(folder, table, column, value, said):
    """Table, row and column are named."""
    change(folder, table, in_row(3, column, value))
    sentence = refused(folder)
    assert said in sentence
    assert f"{table}.parquet, row 3" in sentence


def test_a_number_that_is_none_is_unknown(folder):
    """NaN is how other programs write it."""
    plain = written(folder)
    change(folder, "nights", pl.col("resting_hr").fill_null(float("nan")), pl.lit(float("nan")).alias("fatigue"))
    assert written(folder).equals(plain)


@pytest.mark.parametrize(
    ("table", "columns"),
    [("athletes", '"athlete"'), ("nights", '"athlete", "day"'), ("check_ins", '"athlete" and "id"')],
)
def test_a_row_that_is_there_twice(folder, table, columns):
    """A second night of the same day and source, a second check-in of one name."""
    path = folder / f"{table}.parquet"
    rows = pl.read_parquet(path)
    pl.concat([rows[:2], rows[1:]]).write_parquet(path)
    sentence = refused(folder)
    assert f"{table}.parquet, row 3: there is an earlier row with the same {columns}" in sentence


@pytest.mark.parametrize("table", ["places", "plan"])
def test_a_row_that_is_there_twice_in_every_column(folder, table):
    """Refused; a second one that differs is another place, another plan."""
    path = folder / f"{table}.parquet"
    rows = pl.read_parquet(path)
    again = rows[1:2].with_columns(pl.lit(None, pl.String).alias("side" if table == "places" else "id"))
    pl.concat([rows[:2], again, rows[2:]]).write_parquet(path)
    assert written(folder).height
    (folder.parent / "out.parquet").unlink()
    pl.concat([rows[:2], rows[1:]]).write_parquet(path)
    assert f"{table}.parquet, row 3: there is an earlier row that is the same in every column" in refused(folder)


@pytest.mark.parametrize("wrong", ["wade", "calf:inner", None])
def test_an_injury_of_before_at_no_place(folder, made, wrong):
    """It would be taken for a place that was never injured."""
    injuries = [["calf"], None, ["calf:left", wrong], *[None] * (made["athletes"].height - 3)]
    change(folder, "athletes", pl.Series("prior_injuries", injuries, pl.List(pl.String)))
    assert f'athletes.parquet, row 3: "prior_injuries" has "{wrong or "null"}"' in refused(folder)


def test_injuries_of_before_are_regions_with_or_without_a_side(folder, made):
    """A list, an empty one, or none at all."""
    injuries = [["calf", "knee_front:left"], [], None, ["heel:both"], *[None] * (made["athletes"].height - 4)]
    change(folder, "athletes", pl.Series("prior_injuries", injuries, pl.List(pl.String)))
    assert written(folder).height


def test_a_table_that_is_not_in_order(folder):
    """The first row that stands behind a later athlete's, also where the file is read in parts."""
    path = folder / "nights.parquet"
    rows = pl.read_parquet(path)
    pl.concat([rows[5:], rows[:5]]).write_parquet(path)
    sentence = refused(folder, chunk=1)
    assert f"row {rows.height - 4}" in sentence
    assert 'Sort the table by "athlete"' in sentence


def test_rows_of_somebody_unknown(folder, made):
    """The first of them is named."""
    path, second = folder / "athletes.parquet", made["athletes"]["athlete"][1]
    pl.read_parquet(path).filter(pl.col("athlete") != second).write_parquet(path)
    row = (made["sessions"]["athlete"] < second).sum() + 1
    assert f'sessions.parquet, row {row}: "athlete" is "{second}", who is not in athletes' in refused(folder)


def test_rows_of_somebody_unknown_at_the_end(folder):
    """Behind the last athlete too."""
    path = folder / "sessions.parquet"
    rows = pl.read_parquet(path)
    pl.concat([rows, rows[-1:].with_columns(athlete=pl.lit("z"))]).write_parquet(path)
    assert f'row {rows.height + 1}: "athlete" is "z", who is not in athletes.parquet' in refused(folder)


def test_a_file_that_was_cut_off(folder):
    """It is named, and nothing is written."""
    path = folder / "sessions.parquet"
    path.write_bytes(path.read_bytes()[:-2000])
    assert "sessions.parquet cannot be read" in refused(folder)


@pytest.mark.parametrize(
    "error",
    [OSError(28, "No space left on device"), ComputeError("parquet: underlying IO error: No space left (os error 28)")],
)
def test_a_disk_that_fills_leaves_nothing(folder, monkeypatch, error):
    """However Polars says it, it is what the system says of a full disk, and no half of a file stays."""

    def full(*_args, **_options):
        raise error

    monkeypatch.setattr(pl.LazyFrame, "sink_parquet", full)
    with pytest.raises(OSError, match="No space left"):
        write_history(folder, folder.parent / "out.parquet", BOOK)
    assert [path.name for path in folder.parent.iterdir()] == ["in"]


def test_a_table_is_read_once_and_no_further_than_needed(folder, monkeypatch):
    """What is in memory is what was asked for, and the rest of a batch."""
    monkeypatch.setattr("sorewise.apps.bulk.by_athlete.BATCH", 40)
    rows = ByAthlete(folder / "sessions.parquet", BOOK.facts)
    some, more = (pl.Series(names) for names in (["a0000000", "a0000001"], ["a0000002"]))
    taken = rows.up_to(some)
    assert taken["athlete"].unique().sort().to_list() == some.to_list()
    assert rows.before == 0
    assert rows.up_to(more)["athlete"].unique().to_list() == more.to_list()
    assert rows.before == taken.height


# ------------------------------------------------------------------------------------------------------ the page


PAGE = Path(__file__).resolve().parents[3] / "docs" / "explanation" / "history-tables.md"
SAID = {"Datetime (UTC)": "Datetime(time_unit='us', time_zone='UTC')"}


@pytest.mark.parametrize("name", KINDS)
def test_the_page_of_the_tables_has_every_column(name):
    """With its type, in the order of the schema, and those that are needed marked."""
    section = PAGE.read_text(encoding="utf-8").partition(f"## {name}.parquet")[2].partition("\n## ")[0]
    told = re.findall(r"^\| `(\w+)`( \*)? \| ([^|]+) \|", section, re.MULTILINE)
    assert [(column, SAID.get(kind, kind)) for column, _, kind in told] == [
        (column, str(kind)) for column, kind in pl.Schema(KINDS[name].schema).items()
    ]
    assert tuple(column for column, star, _ in told if star) == KINDS[name].needed
