"""Cases as tables: what a warehouse would hold of them."""

import json
from pathlib import Path

import polars as pl

from engine.strategies import our_book
from sorewise.engine.bulk.reasons import decoded, words
from sorewise.engine.bulk.rows import MORNING, SENT, kind_of
from sorewise.engine.columns import plan_of

BOOK = our_book()
SCHEMA = {name: kind_of(fact) for name, fact in BOOK.facts.items() if not fact.door}
SCHEMA |= {SENT: pl.Boolean(), MORNING: pl.UInt32()}


def kit(pages="*.json"):
    """The cases of the conformance kit, of some of its pages."""
    found = sorted((Path(__file__).parents[2] / "conformance").glob(pages))
    return [case for page in found for case in json.loads(page.read_text(encoding="utf-8"))]


def table_of(states):
    """The cases of these states as one table, a row a place, `morning` numbering the cases."""
    rows = [
        {**state.case.morning, **spot, SENT: state.case.safety_sent, MORNING: number}
        for number, state in enumerate(states)
        for spot in (state.case.spots or ({},))
    ]
    return pl.DataFrame(rows, schema=SCHEMA, strict=False)


def said_of(row, plan=None):
    """A row of decisions in the words of `decision_said`."""
    count = words(plan or plan_of(BOOK))
    return {
        "verdict": (row["activity"], row["referral"]),
        "floor": (row["floor_activity"], row["floor_referral"]),
        "ceiling": (row["ceiling_activity"], row["ceiling_referral"]),
        "counts": set(decoded(plan or plan_of(BOOK), [row[f"fired_{k}"] for k in range(count)])),
        "held": set(decoded(plan or plan_of(BOOK), [row[f"held_{k}"] for k in range(count)])),
    }


def decision_said(decision):
    """What `decide` says of the same case."""
    return {
        "verdict": tuple(decision.rungs.as_words().values()),
        "floor": tuple(decision.floor.as_words().values()),
        "ceiling": tuple(decision.ceiling.as_words().values()),
        "counts": {reason.rule.id for reason in decision.verdict_reasons},
        "held": {one.rule.id for one in decision.verdict_reasons if one.held and not one.rule.stop_value},
    }


def assert_same(decision, row, plan=None):
    """A row says what `decide` says; where it is not worked out whether it is settled, it says nothing of that."""
    assert said_of(row, plan) == decision_said(decision)
    if row["settled"] is not None:
        assert row["settled"] is decision.settled
    strictest = [one.rule for one in decision.verdict_reasons if not one.rule.opinion]
    if any(rule.rungs > (0, 0) for rule in strictest):
        deciding = (
            BOOK.by_id[row["deciding"]] if plan is None else {o.rule.id: o.rule for o in plan.rules}[row["deciding"]]
        )
        assert deciding.rungs.referral == decision.rungs.referral
