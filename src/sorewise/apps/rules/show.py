"""`rules list` and `rules show`."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from sorewise.apps.here import here
from sorewise.apps.options import Json
from sorewise.apps.out import say_json, show
from sorewise.apps.rules.find import as_data, rules_called
from sorewise.text import rules as said

Id = Annotated[str, Parameter(name="ID", help="The id of a rule, or of a part of one.")]


def list_rules(*, as_json: Json = False) -> None:
    """List every rule with its rung, grade and clinical review."""
    book = here().chosen_book()
    if as_json:
        say_json({"rulebook": book.version, "rules": [as_data(rule, book) for rule in book.rules]})
    else:
        show(said.listing(book.rules, book.version))


def show_rule(rule: Id, /, *, as_json: Json = False) -> None:
    """Show one rule with its parts, sources, grade, review and examples."""
    book = here().chosen_book()
    found = rules_called(book, rule)
    if as_json:
        say_json([as_data(one, book) for one in found])
    else:
        for one in found:
            show(said.page(one, book))
