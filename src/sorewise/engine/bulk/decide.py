"""A table of mornings -> a table of decisions."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from sorewise.engine.book import Rulebook
from sorewise.engine.bulk.outlook import BOUNDS, settled, with_outlook
from sorewise.engine.bulk.reasons import Reasons, deciding, masks, words
from sorewise.engine.bulk.rows import MORNING, PHASE, SENT, prepared
from sorewise.engine.bulk.verdict import LADDERS, judged, where_it_stands, with_groups
from sorewise.engine.columns import Plan, plan_of
from sorewise.model.verdict import ACTIVITY, REFERRAL

WORDS = {"activity": ACTIVITY, "referral": REFERRAL}
VERDICT = tuple(LADDERS)
LIMITS = tuple(f"{view}_{name}" for view in ("floor", "ceiling") for name in LADDERS)
AHEAD = tuple(f"{bound}_{name}" for bound in BOUNDS for name in LADDERS)


def decide_table(
    frame: pl.LazyFrame,
    book: Rulebook,
    *,
    reasons: Reasons = "all",
    switched_on: tuple[str, ...] = (),
    keep: Sequence[str] = (),
) -> pl.LazyFrame:
    """Decide every morning of a table.

    A column of `frame` is a fact of `facts.toml` (Boolean, a word as `kind_of` types it, or a number; null is unknown),
    or `safety_sent` (Boolean), or `morning`: with it, rows that share its value are the places of one morning, whose
    other facts are alike; without it each row is a morning. A row without `region` has no place, unless it hurts or
    shows a sign. `switched_on` are the private groups that were asked about.

    One row a morning comes back, in order: `morning` if there is one, what is to be kept, `activity` and `referral`,
    the same of `floor_` and `ceiling_`, `settled` (null where it was not worked out); with reasons "deciding" the id of
    the rule that decides, with "all" also `fired_0` ... and `held_0` ... (see `reasons`). Activity is in the words of
    the morning in a run, too.
    """
    plan = plan_of(book, switched_on)
    columns = frame.collect_schema().names()
    kept = {name: f"kept__{name}" for name in keep}  # as it stands in the table, whatever is filled in for judging
    frame = frame.with_columns(pl.col(name).alias(column) for name, column in kept.items())
    ready, groups = with_groups(judged(prepared(frame, plan, book, columns), plan), plan)
    found = where_it_stands(groups) | (masks(plan) if reasons != "none" else {})
    by_row = with_outlook(ready, plan, book).select(
        *kept.values(), *([MORNING] if MORNING in columns else []), SENT, PHASE, *AHEAD, **found
    )
    by_morning = folded(by_row, [*kept.values()]) if MORNING in columns else by_row
    decisions = _in_words(by_morning.with_columns(settled=settled()), plan, reasons)
    return decisions.rename({column: name for name, column in kept.items()})


def folded(by_row: pl.LazyFrame, keep: Sequence[str]) -> pl.LazyFrame:
    """One row a morning: the highest rung of its places, and every rule that speaks of one of them."""
    names = [name for name in by_row.collect_schema().names() if name != MORNING]
    bits = [name for name in names if name.startswith(("fired_", "held_"))]
    rungs = [name for name in names if name in {*VERDICT, *LIMITS, *AHEAD}]
    return by_row.group_by(MORNING, maintain_order=True).agg(
        pl.col(*keep, SENT, PHASE).first(), pl.col(rungs).max(), pl.col(bits).bitwise_or()
    )


def _in_words(found: pl.LazyFrame, plan: Plan, reasons: Reasons) -> pl.LazyFrame:
    """The columns that are handed out, in their order, rungs by name."""
    rungs = [
        pl.col(f"{view}{name}").cat.to(pl.Enum(WORDS[name])) for view in ("", "floor_", "ceiling_") for name in LADDERS
    ]
    handed = [pl.exclude(SENT, PHASE, *AHEAD, *VERDICT, *LIMITS, "settled", "^(fired|held)_.*$"), *rungs, "settled"]
    if reasons != "none":
        handed.append(deciding(plan).cat.to(pl.Enum([one.rule.id for one in plan.rules])).alias("deciding"))
    if reasons == "all":
        handed.extend(f"{name}_{number}" for name in ("fired", "held") for number in range(words(plan)))
    return found.select(handed)
