"""A table of mornings is decided as each of them alone."""

from dataclasses import replace

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from engine.bulk.tables import BOOK, SCHEMA, assert_same, kit, table_of
from engine.strategies import LONG, PRIVATE, partial, whole
from sorewise.engine.bulk import decide_table
from sorewise.engine.bulk.rows import MORNING
from sorewise.engine.columns import plan_of
from sorewise.engine.decide import decide
from sorewise.engine.rules import load
from sorewise.engine.state import open_door
from sorewise.engine.when import Literal, Not
from sorewise.model.errors import RulebookError

CASES = kit()
PHASES = ("morning", "in_run", "after_run")


@pytest.fixture(scope="module")
def states():
    """Every case of the conformance kit, ready to be judged."""
    return [open_door(BOOK, case["answers"], case["history"]) for case in CASES]


@pytest.fixture(scope="module")
def decided(states):
    """The kit as one table, decided."""
    return decide_table(table_of(states).lazy(), BOOK).collect()


def test_every_case_of_the_kit(states, decided):
    """Verdict, floor, ceiling, every rule that counts and every one that holds."""
    assert decided[MORNING].to_list() == list(range(len(CASES)))
    for state, row in zip(states, decided.iter_rows(named=True), strict=True):
        assert_same(decide(BOOK, state), row)


def test_seldom_it_is_not_worked_out_whether_a_case_is_settled(decided):
    """Where a fact without a harmless value is unanswered, a table may say nothing; that is the exception."""
    assert decided["settled"].null_count() < len(CASES) / 20
    assert {True, False} <= set(decided["settled"])


@settings(max_examples=40 if LONG else 6)
@given(truths=st.lists(partial(phases=PHASES) | whole(phases=PHASES), min_size=20, max_size=40))
def test_any_mornings(truths):
    """Known whole or in part, with any number of places, in every phase, the safety page sent or not."""
    states = [truth.state() for truth in truths]
    rows = decide_table(table_of(states).lazy(), BOOK, switched_on=PRIVATE).collect().iter_rows(named=True)
    plan = plan_of(BOOK, PRIVATE)
    for state, row in zip(states, rows, strict=True):
        assert_same(decide(BOOK, state), row, plan)


@pytest.mark.parametrize("engine", ["in-memory", "streaming"])
def test_rows_know_nothing_of_each_other(states, decided, engine):
    """In another order, and by another engine of Polars, each morning is decided alike."""
    table = table_of(states)
    turned = table.sort(MORNING, descending=True, maintain_order=True)
    again = decide_table(turned.lazy(), BOOK).collect(engine=engine)
    assert_frame_equal(again.sort(MORNING), decided)


def test_without_mornings_each_row_is_one(states, decided):
    """The column `morning` is needed only where several places belong together."""
    alone = [number for number, state in enumerate(states) if len(state.case.spots) < 2]
    table = table_of([states[number] for number in alone]).drop(MORNING)
    expected = decided.filter(pl.col(MORNING).is_in(alone)).drop(MORNING)
    assert_frame_equal(decide_table(table.lazy(), BOOK).collect(), expected)


def test_a_column_that_is_not_there_is_unknown(states):
    """A table without a column is decided as one in which it is empty."""
    table = table_of(states)
    for name in ("gait", "pain", "experience_years", "tissue", "phase"):
        less = decide_table(table.drop(name).lazy(), BOOK).collect()
        empty = decide_table(table.with_columns(pl.lit(None, SCHEMA[name]).alias(name)).lazy(), BOOK).collect()
        assert_frame_equal(less, empty)


def test_a_phase_that_is_not_told_is_the_morning(states):
    """On some rows only: as where the morning is named."""
    table = table_of(states)
    silent = table.with_columns(phase=pl.when(pl.col("phase") != "morning").then("phase"))
    assert silent["phase"].null_count() > 0
    assert_frame_equal(decide_table(silent.lazy(), BOOK).collect(), decide_table(table.lazy(), BOOK).collect())


def test_reasons_are_a_matter_of_choice(states, decided):
    """Without reasons, with the one that decides, with all of them: the same verdicts."""
    table = table_of(states).lazy()
    masks = [name for name in decided.columns if name.startswith(("fired_", "held_"))]
    deciding = decide_table(table, BOOK, reasons="deciding").collect()
    assert_frame_equal(deciding, decided.drop(masks))
    none = decide_table(table, BOOK, reasons="none").collect()
    assert_frame_equal(none, deciding.drop("deciding"))


def test_columns_are_carried_over(states):
    """What is to be kept stands first, one value a morning."""
    table = table_of(states).with_columns(club=pl.lit("north"))
    found = decide_table(table.lazy(), BOOK, keep=["club"]).collect()
    assert found.columns[:3] == ["morning", "club", "activity"]
    assert found["club"].unique().to_list() == ["north"]


def test_no_mornings_are_no_decisions():
    """An empty table has all the columns."""
    empty = pl.DataFrame(schema=SCHEMA)
    found = decide_table(empty.lazy(), BOOK).collect()
    assert found.height == 0
    assert {"activity", "referral", "settled", "fired_0"} <= set(found.columns)


def test_a_red_flag_may_not_rest_on_the_absence_of_a_sign():
    """What an unsent safety page means for it could not be said of single columns; the plan refuses it."""
    book = load()
    flag = next(rule for rule in book.rules if rule.red_flag and rule.when)
    odd = replace(flag, when=Not(Literal("pop", "is", value=True)))
    with pytest.raises(RulebookError, match=r"cannot rest on the absence of pop"):
        plan_of(replace(book, rules=(odd,)))
