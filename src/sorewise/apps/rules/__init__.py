"""`rules`: the rulebook, listed, shown, checked, proved, compared, and written out as pages or SQL."""

from cyclopts import App

rules = App(name="rules", help="The rulebook: list, show, check, prove, compare, write its pages or SQL.")
rules.command("sorewise.apps.rules.show:list_rules", name="list", help="List every rule.")
rules.command("sorewise.apps.rules.show:show_rule", name="show", help="Show one rule with everything behind it.")
rules.command("sorewise.apps.rules.check:check", name="check", help="Check a rulebook folder; every mistake is named.")
rules.command(
    "sorewise.apps.rules.compare:compare", name="compare", help="Which mornings would read differently, and why."
)
rules.command(
    "sorewise.apps.rules.prove:prove", name="prove", help="Prove what the rulebook can never do, for every answer."
)
rules.command("sorewise.apps.rules.sql:sql", name="sql", help="Write the rulebook as one SELECT for a warehouse.")
rules.command("sorewise.apps.rules.data:data", name="data", help="Print the rulebook as JSON, for other languages.")
rules.command("sorewise.apps.rules.docs:docs", name="docs", help="Write the rulebook as pages.")

__all__ = ["rules"]
