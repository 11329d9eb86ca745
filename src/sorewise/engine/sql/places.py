"""What the door counts over the sore places of a morning, as `model.intake` does with one case."""

from __future__ import annotations

from sqlglot import exp

from sorewise.engine.columns import PLACE
from sorewise.engine.sql.conditions import all_of, any_of, compared, constant, known, only_if
from sorewise.engine.sql.steps import Steps, named

OPEN, RUNNING = "may_be_named", "in_run"
"""Columns of the row: no place is named and one still may be; and whether a run is going on."""
COUNTED = ("one_place", "swollen_joints")
"""What is counted, whatever a table says."""
COUNTING = ("region", "side", "tissue", "swollen", "pain", "days_sore", "legs", "limp_days")
"""The facts that counting reads."""
SORE = 1
"""The strength from which a place opens the question about the legs."""


def count(steps: Steps, *, by: str | None) -> None:
    """Steps for what is counted; each row is a morning where there is no column `by`."""

    def over(total: type[exp.AggFunc], alone: exp.Expr) -> exp.Expr:
        return exp.Window(this=total(this=alone), partition_by=[exp.column(by)]) if by else alone

    place, one, none = exp.column(PLACE), constant(1), constant(0)
    joint = [place, exp.column("swollen"), compared("tissue", "==", "joint")]
    joints = only_if(all_of([*joint, compared("side", "==", "both")]), constant(2)).when(all_of(joint), one).else_(none)
    sore = all_of([place, compared(steps.fact("pain"), ">=", SORE)])
    steps.add(
        "counted",
        [
            named("places", over(exp.Sum, only_if(place, one, none))),
            named("sore_places", over(exp.Sum, only_if(sore, one, none))),
            named("swollen_joints", over(exp.Sum, joints)),
            named("longest_sore", over(exp.Max, only_if(place, exp.column("days_sore")))),
        ],
    )
    legs, fresh, no_place = exp.column("legs"), compared("legs", "==", "fresh"), compared("places", "==", 0)
    opened = any_of([legs.is_(exp.null()), all_of([fresh, compared("sore_places", ">", 0)])])
    may_be_named = named(OPEN, all_of([no_place, exp.not_(known(fresh, else_=exp.false()))]))
    steps.add("opened", [may_be_named])
    steps.fill(
        "asked",
        {
            "legs": only_if(all_of([exp.not_(no_place), opened]), constant("sore"), legs),
            "limp_days": known(exp.column("limp_days"), else_=exp.column("longest_sore")),
            "one_place": compared("places", "==", 1),
        },
    )
