"""The rulebook's SQL, run in databases, says of every morning what `decide` says."""

import json
from datetime import date
from functools import cache
from pathlib import Path

import pytest
import sqlglot
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.bulk.tables import BOOK, decision_said, said_of
from engine.strategies import LONG, PRIVATE, partial, whole
from engine.warehouses import COLUMNS, WAREHOUSES, duckdb
from sorewise.engine.columns import plan_of
from sorewise.engine.decide import decide
from sorewise.engine.sql import readable, select, unknown
from sorewise.engine.state import open_door, prepare
from sorewise.model.intake import Desk, read_rows

KIT = Path(__file__).parents[1] / "conformance"
DIALECTS = ("duckdb", "postgres", "spark", "bigquery", "snowflake", "sqlite")
PHASES = ("morning", "in_run", "after_run")
DAY = date(2026, 11, 20)


@pytest.fixture(
    scope="module",
    params=["DuckDB", "SQLite", "PostgreSQL", pytest.param("Spark", marks=pytest.mark.filterwarnings("ignore"))],
)
def warehouse(request):
    """A database to run the SQL in."""
    with WAREHOUSES[request.param]() as found:
        yield found


@cache
def kit():
    """Every case of the conformance kit, ready to be judged."""
    pages = (json.loads(page.read_text(encoding="utf-8")) for page in sorted(KIT.glob("*.json")))
    return [open_door(BOOK, case["answers"], case["history"]) for page in pages for case in page]


def rows_of(states):
    """The cases of these states as rows, one a place, `morning` numbering the cases."""
    return [
        {**state.case.morning, **spot, "safety_sent": state.case.safety_sent, "morning": number}
        for number, state in enumerate(states)
        for spot in state.case.spots or ({},)
    ]


def assert_same(warehouse, states, columns=COLUMNS, **options):
    """A warehouse says of these cases what `decide` says."""
    warehouse.fill(rows_of(states), columns)
    found = {row["morning"]: row for row in warehouse.ask(select(BOOK, warehouse.dialect, columns, **options))}
    assert found.keys() == set(range(len(states)))
    for number, state in enumerate(states):
        assert said_of(found[number]) == decision_said(decide(BOOK, state)), state.case


def test_every_case_of_the_kit(warehouse):
    """Verdict, floor, ceiling, every rule that counts and every one that holds."""
    assert_same(warehouse, kit())


@settings(max_examples=10 if LONG else 2)
@given(truths=st.lists(partial(phases=PHASES) | whole(phases=PHASES), min_size=30, max_size=50))
def test_any_mornings(warehouse, truths):
    """Known whole or in part, with any number of places, in every phase, the safety page sent or not."""
    assert_same(warehouse, [truth.state() for truth in truths], switched_on=PRIVATE)


def test_a_row_that_hurts_is_a_place_named_or_not(warehouse):
    """And what another row without a region says of a place is left out, as in a table for `bulk`."""
    clear = dict.fromkeys(BOOK.safety_page, False) | {"safety_sent": True, "phase": "morning"}
    rows = [
        clear | told | {"morning": number}
        for number, told in enumerate(
            [{"pain": 5.0}, {"pop": True}, {"pain": 0.0, "sharp": True}, {"legs": "fresh"}, {"legs": "sore"}]
        )
    ]
    warehouse.fill(rows, COLUMNS)
    found = {row["morning"]: row for row in warehouse.ask(select(BOOK, warehouse.dialect, COLUMNS))}
    desk = Desk(BOOK.facts, BOOK.region_of_key, BOOK.number)
    for number, row in enumerate(rows):
        told = {name: value for name, value in row.items() if name in BOOK.facts}
        state = prepare(BOOK, read_rows([told], desk, safety_sent=True))
        assert len(state.spots) == (number < 2)
        assert said_of(found[number]) == decision_said(decide(BOOK, state))


def test_a_column_that_is_not_there_is_unknown_on_every_row(warehouse):
    """As an empty one is: nobody is taken to have said no."""
    states = sorted(
        kit(), key=lambda state: sum(value is not None for row in rows_of([state]) for value in row.values())
    )[:10]
    told = [name for name in COLUMNS if any(row.get(name) is not None for row in rows_of(states))]
    assert len(told) < len(COLUMNS)
    assert set(unknown(BOOK, told)) <= set(COLUMNS) - set(told)
    assert_same(warehouse, states, told)


IN_WORDS_OF_THE_DOOR = (
    {"legs": "fresh", "temp_c": 38.5},
    {"legs": "fresh", "temp_c": 36.5, "fever": True},
    {"region": "calf", "pain": 2, "birth_year": 2010},
    {"legs": "fresh", "rhr_today": 60, "rhr_base": 50, "hrv7_ln": 3.5, "hrv_base_ln": 4.2, "hrv_base_sd": 0.2},
    {"legs": "fresh", "hrv7_ln": 3.5, "hrv_base_ln": 4.2, "hrv_base_sd": 0},
    {"legs": "fresh", "planned_type": "long", "planned_km": 20, "longest_run_30d_km": 10},
    {"legs": "fresh", "days_off_running": 20, "usual_gap_days": 21},
    {"legs": "fresh", "training_mistake": True, "last_session_type": "long", "last_session_hours_ago": 60},
    {"region": "calf", "pain": 2, "plan_pain_limit": 1, "managed_plan": True},
    {"region": "calf", "pain": 1, "painkiller_12h": True, "pain_before_dose": 6},
    {"region": "calf", "painkiller_12h": True, "pain_before_dose": 6},
    {"region": "calf", "pain": 1, "painkiller_12h": True},
    {"region": "shin_inner", "phase": "in_run", "pain_now": 5, "pain_start": 2},
)


def test_a_table_may_speak_in_words_of_the_door(warehouse):
    """The numbers that facts are worked out of mean what they mean in one case."""
    rows = [{**answers, "day": DAY, "morning": number} for number, answers in enumerate(IN_WORDS_OF_THE_DOOR)]
    columns = tuple(dict.fromkeys(name for row in rows for name in row))
    warehouse.fill(rows, columns)
    found = {row["morning"]: row for row in warehouse.ask(select(BOOK, warehouse.dialect, columns))}
    for number, answers in enumerate(IN_WORDS_OF_THE_DOOR):
        place = {name: answers[name] for name in answers if BOOK.facts[name].scope == "spot"}
        body = {name: answers[name] for name in answers if name not in place}
        alone = open_door(BOOK, body | ({"spots": [place]} if place else {}), today=DAY)
        assert said_of(found[number]) == decision_said(decide(BOOK, alone)), answers


def test_each_row_can_be_a_morning():
    """Then nothing is counted over rows or folded; `morning` is handed on where the table has it."""
    states = [state for state in kit() if len(state.case.spots) < 2][:100]
    unnamed = [name for name in COLUMNS if name != "morning"]
    with duckdb() as warehouse:
        assert_same(warehouse, states, by_morning=False)
        warehouse.fill(rows_of(states[:1]), unnamed)
        [found] = warehouse.ask(select(BOOK, "duckdb", unnamed, by_morning=False))
    assert said_of(found) == decision_said(decide(BOOK, states[0]))
    assert "morning" not in found


def test_without_reasons_there_are_rungs_only():
    """For a table that nobody asks why."""
    with duckdb() as warehouse:
        warehouse.fill(rows_of(kit()[:5]), COLUMNS)
        with_reasons = warehouse.ask(select(BOOK, "duckdb", COLUMNS))
        without = warehouse.ask(select(BOOK, "duckdb", COLUMNS, reasons=False))
    assert [*without[0]] == [
        "morning",
        *(f"{v}{n}" for v in ("", "floor_", "ceiling_") for n in ("activity", "referral")),
    ]
    of = {row["morning"]: row for row in with_reasons}
    assert all(row.items() <= of[row["morning"]].items() for row in without)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_dialect_reads_its_query_back(dialect):
    """BigQuery and Snowflake cannot be run here: at least each query is what its dialect's grammar makes of it."""
    query = select(BOOK, dialect, readable(BOOK))
    assert sqlglot.parse_one(query, read=dialect).sql(dialect, pretty=True) == query


def test_the_query_can_be_read_beside_the_rulebook():
    """Every rule is a column with its number, id and condition; every term stands under its name."""
    query = select(BOOK, "duckdb", COLUMNS)
    for number, one in enumerate(plan_of(BOOK).rules):
        assert f"/* {number} {one.rule.id} (" in query
        assert one.rule.text in query
    assert " AS bsi_suspect, /* " in query
