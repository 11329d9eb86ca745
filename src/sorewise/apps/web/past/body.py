"""The body over weeks: levels for the drawing, sentences for everybody, and all weeks at once for the slider."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from markupsafe import Markup

from sorewise.apps.web.drawing.bodymap import drawn, svg, views
from sorewise.engine.book import Rulebook
from sorewise.model.verdict import Place
from sorewise.text.places import place
from sorewise.text.speech import capital, number, tr
from sorewise.text.web import history as said
from sorewise.training.look_back.before import day_after
from sorewise.training.look_back.doings import NOTHING, Doings
from sorewise.training.look_back.heat import WHOLE, Heat, Warmth
from sorewise.training.look_back.soreness import Story

LEVELS = (1, 4, 8, 15)
"""From so many sore days of a window on the colour is one level darker."""
SAID = 4
"""So many places are said in sentences; the table has all."""
REPEATED = 2

Spots = dict[tuple[str, str], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One window of weeks: its last day, its days in words, its sentences, and the drawings."""

    last: date
    window: str
    sentences: Sequence[str]
    descs: Mapping[str, str]
    levels: Spots

    @property
    def pictures(self) -> Sequence[Markup]:
        """Front, back and soles."""
        return [
            svg(view, levels=self.levels, title=said.picture_title(view), desc=self.descs[view], prefix="heat")
            for view in views()
        ]

    def as_json(self) -> dict[str, object]:
        """What the slider needs: a level for each shape of each view, in the order of the drawing."""
        marks = {
            view: "".join(str(self.levels.get(shape.spot, 0)) for shape in seen.shapes)
            for view, seen in views().items()
        }
        return {
            "last": self.last.isoformat(),
            "window": self.window,
            "said": list(self.sentences) or [said.not_sore()],
            "descs": dict(self.descs),
            "levels": marks,
        }


def frame(picture: Heat, told: Mapping[Place, Story], done: Doings, book: Rulebook) -> Frame:
    """One picture of the body."""
    days = (picture.last - picture.first).days + 1
    levels: Spots = {}
    by_view: dict[str, list[str]] = {view: [] for view in views()}
    for one in picture.places:
        spots = {spot: count for spot, count in _spots(one, book).items() if count}
        for spot, count in spots.items():
            levels[spot] = max(levels.get(spot, 0), level(count))
        for view in {view for spot in spots for view in drawn()[spot]}:
            by_view[view].append(said.sore_days(one.place, one.sore, one.told, days))
    return Frame(
        last=picture.last,
        window=said.window(picture.first, picture.last),
        sentences=[_sentence(one, told.get(one.place), done, picture.last, days) for one in picture.places[:SAID]],
        descs={view: said.picture(view, found) for view, found in by_view.items()},
        levels=levels,
    )


def frames_json(found: Sequence[Frame]) -> str:
    """Every week for the slider."""
    return json.dumps([one.as_json() for one in found], ensure_ascii=False, separators=(",", ":"))


def steps() -> list[tuple[int, str]]:
    """The levels of colour and the days each stands for."""
    nexts = (*LEVELS[1:], None)
    return [(n, said.level_said(least, below)) for n, (least, below) in enumerate(zip(LEVELS, nexts, strict=True), 1)]


def rows(places: Sequence[Warmth]) -> list[list[str]]:
    """The table behind a picture: place, days sore, days told, worst pain."""
    return [
        [
            capital(place(one.place)),
            str(one.sore),
            str(one.told),
            tr(said.NOT_TOLD) if one.worst is None else number(one.worst),
        ]
        for one in places
    ]


def level(count: int) -> int:
    """The colour of so many days: 0 (plain) to 4."""
    return sum(count >= least for least in LEVELS)


def _sentence(one: Warmth, story: Story | None, done: Doings, last: date, days: int) -> str:
    """How often; and what was on the day before, where the same was so at least twice."""
    counted = said.sore_days(one.place, one.sore, one.told, days)
    after = day_after(story, done, last, days=days) if story else ()
    first = next((count for count in after if count.what != NOTHING and count.times >= REPEATED), None)
    return said.after(counted, first.times, first.what) if first else counted


def _spots(one: Warmth, book: Rulebook) -> Spots:
    """The sore days of each spot of the drawing: a finer place has its own and those of the whole region."""
    region = book.regions.get(one.place.region)
    whole = one.keys.get(WHOLE, 0)
    found: Spots = {}
    for key in region.keys if region else ():
        for spot in _drawn_as(key, one.place.side):
            found[spot] = min(one.sore, one.keys.get(key, 0) + whole)
    return found


@cache
def _drawn_as(key: str, side: str | None) -> tuple[tuple[str, str], ...]:
    """Where a key is drawn: on its side, on the middle line, or on both sides where the side was not told."""
    return tuple(spot for spot in drawn() if spot[0] == key and (side in {None, spot[1]} or spot[1] == "none"))
