"""Made histories: the tables that training reads, of the same people whatever their number."""

from datetime import UTC, date, datetime, timedelta

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from sorewise.population import histories, made_history
from sorewise.population.answers.check_ins import check_ins
from sorewise.population.lives.people import BEFORE, people
from sorewise.population.tables.calendar import Calendar
from sorewise.population.tables.frames import frame
from sorewise.population.tables.history import FIRST
from sorewise.training import tables
from sorewise.training.derive import derive_many

DAYS = 60
SEED = 20
TOGETHER = ("athletes", "sessions", "nights", "check_ins", "places", "plan")
TIMES = {"sessions": "start", "nights": "day", "check_ins": "at", "places": "at", "plan": "day"}
SAME = (
    "last_session_type",
    "last_session_hours_ago",
    "last_spike_pct",
    "last_downhill",
    "hours_since_leg_strength",
    "leg_strength_habitual",
    "days_off_running",
    "monotony",
    "sleep_h",
    "sleep_avg7_h",
    "planned_type",
    "fatigue_days_high",
)
"""Facts that are told alike by both; of sore places `training` knows more ways to read a record."""


@pytest.fixture(scope="module")
def made(facts):
    """A few people's tables."""
    return made_history(20, DAYS, SEED, facts)


@pytest.mark.parametrize("name", TOGETHER)
def test_columns_are_those_that_training_reads(made, facts, name):
    """Each with its type; further ones are facts, and whether the safety page was sent."""
    table, wanted = getattr(made, name), getattr(tables, name.upper())
    known = {column: kind for column, kind in table.schema.items() if column in wanted}
    assert known == {column: wanted[column] for column in known}
    assert set(table.columns) - set(wanted) <= set(facts) | {"safety_sent"}
    assert {"athlete", TIMES.get(name, "athlete")} <= set(known)


def test_no_column_of_an_answer_is_missing(made, facts):
    """Every answer of a check-in is a column of its table, but for those of the profile."""
    once = {"age", "experience_years", "first_weeks"}
    for scope, table in {"morning": made.check_ins, "spot": made.places}.items():
        asked = {f.id for f in facts.values() if f.scope == scope and f.how == "asked" and f.page != "history"}
        assert asked - once - {"pain_masked"} <= set(table.columns)


@pytest.mark.parametrize("name", TOGETHER)
def test_tables_are_sorted_by_athlete_and_time(made, name):
    """And the days are those that were wished for."""
    table = getattr(made, name)
    assert table["athlete"].is_sorted()
    assert table["athlete"].n_unique() <= 20
    if name in TIMES:
        assert table.select(pl.col(TIMES[name]).is_sorted().over("athlete")).to_series().all()
    if TIMES.get(name) == "day":
        assert table["day"].is_between(date(2025, 1, 6), date(2025, 3, 6)).all()


def test_ids_are_of_one_record_and_places_belong_to_check_ins(made):
    """Nothing has the name of another, and no place hangs in the air."""
    for table in (made.sessions, made.check_ins, made.plan):
        assert table["id"].is_unique().all()
    owners = made.check_ins.select("athlete", check_in="id", when="at")
    owned = made.places.join(owners, on=("athlete", "check_in"), how="left")
    assert (owned["when"] == owned["at"]).all()


def test_people_do_not_depend_on_how_many_there_are(made, facts):
    """The first of 300 are those of 20; the two blocks of 300 are one table."""
    blocks = list(histories(300, DAYS, SEED, facts))
    assert [len(block.athletes) for block in blocks] == [256, 44]
    names = made.athletes["athlete"].implode()
    for name in TOGETHER:
        assert_frame_equal(getattr(blocks[0], name).filter(pl.col("athlete").is_in(names)), getattr(made, name))


def test_training_reads_them(made):
    """It finds the last session of everybody whose sessions are known."""
    many = derive_many(tables.Frames(**made._asdict()), datetime(2025, 3, 6, 7, tzinfo=UTC))
    trained = set(made.sessions["athlete"])
    known = many.morning.drop_nulls("days_off_running")
    assert trained
    assert set(known["athlete"]) <= trained
    assert len(known) >= len(trained) - 1


def test_what_was_done_is_in_both_outputs(made, p, facts):
    """A check-in of the tables is one of the mornings: same people, same days, same answers."""
    told = check_ins(p, people(p, SEED, 0, DAYS), facts)
    mine = told.cells.athlete < 20
    assert len(made.check_ins) == mine.sum()
    days = made.check_ins.select(
        day=((pl.col("at") + pl.duration(seconds="offset_s")).dt.date() - date(2025, 1, 6)).dt.total_days()
    )["day"].to_list()
    assert days == (told.cells.day[mine] - BEFORE).tolist()


def test_training_derives_from_the_tables_what_the_mornings_say(p, facts):
    """The same people on the same morning: where both know a fact they agree, but for rounding."""
    days, day = 100, 90
    told = check_ins(p, people(p, SEED, 0, days), facts)
    here = {"athlete": Calendar(FIRST, 0).names(told.cells.athlete), "day": told.cells.day - BEFORE}
    said = frame(told.facts, facts).with_columns(**here)
    at_zero = Calendar(FIRST, 0).offsets(told.cells.athlete) == 0
    said = said.filter(pl.Series(at_zero) & (pl.col("day") == day) & (pl.col("phase") == "morning"))
    now = datetime(FIRST.year, FIRST.month, FIRST.day, 7, tzinfo=UTC) + timedelta(days=day)
    many = derive_many(tables.Frames(**made_history(256, days, SEED, facts)._asdict()), now)
    both = said.join(many.morning, on="athlete", suffix="_derived")
    for name in SAME:
        known = both.select(made=name, derived=f"{name}_derived").drop_nulls()
        made, derived = (column.cast(pl.String) if facts[name].choices else column.cast(pl.Float64) for column in known)
        alike = made == derived if facts[name].choices else (made - derived).abs() <= 0.1
        assert len(known) >= 10, name
        assert alike.mean() >= 0.9, name
