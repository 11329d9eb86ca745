"""What made mornings hold, counted while they are made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from sorewise.model.facts import Fact
from sorewise.population.lives.athletes import REGULAR

ASKED = ("legs", "safety", "spot")
"""Pages whose questions count as missing where they are open."""


@dataclass(slots=True)
class Summary:
    """Counts of mornings: all, sore ones, with a sign of the safety page, of novices, without the page.

    `regions` counts places; `questions` and `missing` the questions of the first pages, and those left open.
    """

    facts: Mapping[str, Fact]
    mornings: int = 0
    sore: int = 0
    signs: int = 0
    novices: int = 0
    unsent: int = 0
    places: int = 0
    questions: int = 0
    missing: int = 0
    regions: dict[str, int] = field(default_factory=dict)

    def add(self, frame: pl.DataFrame) -> None:
        """Count a frame of whole mornings as well."""
        signs = [name for name, fact in self.facts.items() if fact.page == "safety" and name in frame.columns]
        each = frame.group_by("morning").agg(
            sore=(pl.col("legs") == "sore").any(),
            sign=pl.any_horizontal(pl.col(signs).any()),
            novice=(pl.col("experience_years") < REGULAR).any(),
            unsent=~pl.col("safety_sent").first(),
        )
        self.mornings += each.height
        self.sore += int(each["sore"].sum())
        self.signs += int(each["sign"].sum())
        self.novices += int(each["novice"].sum())
        self.unsent += int(each["unsent"].sum())
        self._add_places(frame)
        self._add_questions(frame)

    def _add_places(self, frame: pl.DataFrame) -> None:
        for region, count in frame["region"].drop_nulls().value_counts().iter_rows():
            self.regions[region] = self.regions.get(region, 0) + count
            self.places += count

    def _add_questions(self, frame: pl.DataFrame) -> None:
        places = frame.filter(pl.col("region").is_not_null())
        whole = frame.unique("morning", keep="first", maintain_order=True)
        for scope, rows in {"morning": whole, "spot": places}.items():
            asked = [
                name
                for name, fact in self.facts.items()
                if fact.page in ASKED and fact.how == "asked" and fact.scope == scope and name in rows.columns
            ]
            self.questions += rows.height * len(asked)
            self.missing += sum(rows[name].null_count() for name in asked)
