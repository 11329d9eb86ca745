"""`rules list` and `rules show`."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from sorewise.apps.here import here
from sorewise.apps.options import Json
from sorewise.apps.out import say_json, show
from sorewise.apps.rules.find import rule_data, rules_called, rules_data, week_called
from sorewise.text import rules as said
from sorewise.text import week_rules as week_said

Id = Annotated[str, Parameter(name="ID", help="The id of a rule, or of a part of one.")]


def list_rules(*, as_json: Json = False) -> None:
    """List every rule with its rung, grade and clinical review."""
    book = here().chosen_book()
    if as_json:
        say_json(rules_data(book))
    else:
        show(week_said.week_listing(tuple(book.week.values())))
        show(said.listing(book.rules, book.version))


def show_rule(rule: Id, /, *, as_json: Json = False) -> None:
    """Show one rule with its parts, sources, grade, review and examples."""
    book = here().chosen_book()
    if as_json:
        say_json(rule_data(book, rule))
        return
    week = week_called(book, rule)
    for of_week in week:
        show(week_said.week_page(of_week, book.thresholds, book))
    for one in () if week else rules_called(book, rule):
        show(said.page(one, book))
