"""What was on before each place became sore, as rows of a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sorewise.text.web import history as said
from sorewise.training.look_back.before import Before

MOST_PLACES, MOST_ROWS, MOST_SPELLS = 6, 8, 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One place: how many spells, the newest of them in words, and what was on before: what, times, days in all."""

    title: str
    spells: Sequence[str]
    rows: Sequence[tuple[str, str, str]]


def before_cards(found: Sequence[Before]) -> list[Card]:
    """The places with most spells."""
    return [
        Card(
            title=said.spells_said(one.place, len(one.spells)),
            spells=[said.spell_said(spell.start, spell.last, spell.worst) for spell in one.spells[:MOST_SPELLS]],
            rows=[
                (said.before_said(count.what, count.ago), said.times_said(count.times, count.of), str(count.days))
                for count in one.counts[:MOST_ROWS]
            ],
        )
        for one in found[:MOST_PLACES]
    ]
