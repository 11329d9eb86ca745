"""`rules`: the rulebook, one rule, and what another rulebook would change."""

from __future__ import annotations

from typing import Any

from sorewise.apps.here import here
from sorewise.apps.overlays import CHOICES
from sorewise.apps.replay import as_data as as_differences
from sorewise.apps.rulebooks import book_of, read_anew
from sorewise.apps.rules.find import rule_data, rules_data
from sorewise.apps.web.api.errors import CONFLICT, NOT_FOUND, ProblemError
from sorewise.apps.web.api.operation import Call, Operation, Parameter
from sorewise.apps.web.api.schemas import NAME
from sorewise.model.errors import InputError
from sorewise.text.errors import error_said
from sorewise.text.web import api as said


def list_rules(_call: Call) -> dict[str, Any]:
    """Every rule."""
    return rules_data(here().chosen_book())


def show_rule(call: Call) -> list[dict[str, Any]]:
    """One rule with its parts."""
    try:
        return rule_data(here().chosen_book(), call.told["id"])
    except InputError as error:
        raise ProblemError(NOT_FOUND, "no_rule", error_said(error), "id") from error


def compare(call: Call) -> dict[str, Any]:
    """Which mornings would read differently under another rulebook."""
    with here().store() as store:
        switched_on, records, place = store.profile().switched_on, store.decisions(), store.place
    theirs = book_of(call.told["rulebook"], place)
    again, different = read_anew(here().book(), theirs, records, switched_on)
    return {"rulebook": theirs.version, **as_differences(len(records), again, different)}


OTHER = Parameter(name="rulebook", means=said.OTHER_BOOK, schema={"enum": list(CHOICES)}, default="cautious")
RULE_ID = Parameter(name="id", means=said.RULE_ID, schema=NAME, place="path")
OPERATIONS = (
    Operation(verb="rules list", path="/rules", says=said.RULES, gives="Rules", answer=list_rules),
    Operation(
        verb="rules compare", path="/rules/compare", says=said.COMPARE, gives="Comparison", answer=compare,
        parameters=(OTHER,), refuses=(CONFLICT,),
    ),
    Operation(
        verb="rules show", path="/rules/{id}", says=said.RULE, gives="RuleParts", answer=show_rule,
        parameters=(RULE_ID,), refuses=(NOT_FOUND,),
    ),
)  # fmt: skip
