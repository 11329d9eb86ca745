"""Facts with their values, in words."""

from __future__ import annotations

from sorewise.model.facts import Fact
from sorewise.text.needs import Manner
from sorewise.text.speech import tr


def fact_said(fact: Fact, value: object, manner: Manner) -> str:
    """One fact as what was noticed."""
    return tr("{what}: not answered", what=tr(fact.asks)) if value is None else f"{tr(fact.asks)}: {value}"
