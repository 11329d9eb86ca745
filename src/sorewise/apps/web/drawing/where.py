"""What the page "Where is it?" is made of: the map with places to tap, and the same places as a list.

The template where.html takes it under the name `where`. What comes back is, for each place that was ticked, a field
`spot` with the value "key.side" (or "region.side" where a region has no keys; side is left, right or none), and
`pain.key.side`, a number or blank.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import ModuleType

from markupsafe import Markup

from sorewise.apps.web.drawing.bodymap import SIDES, Spot, View, drawn, neighbours, silhouettes, views
from sorewise.engine.book import Region, Rulebook
from sorewise.text.speech import capital, number, tr
from sorewise.text.web import body as said

WORST = 10
STEPS = ("coach_mild_max", "severe", "extreme")
"""The thresholds of the rulebook at which the pain scale changes its colour: above the first, from the others on."""


@dataclass(frozen=True, kw_only=True)
class Box:
    """One place to tick. `spot` is the value of the field, `short` what stands on it, `pain` what was told or blank."""

    spot: str
    short: str
    label: str
    pain_label: str
    ticked: bool
    pain: str


@dataclass(frozen=True, kw_only=True)
class Row:
    """One place of the list with a box for each of its sides."""

    name: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True, kw_only=True)
class Group:
    """A heading of the list and its places."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, kw_only=True)
class Picture:
    """One view to tap on."""

    id: str
    name: str
    drawing: Markup


@dataclass(frozen=True, kw_only=True)
class Where:
    """The whole page. `levels` and `words` have one entry for each pain from 0 to 10."""

    pictures: tuple[Picture, ...]
    groups: tuple[Group, ...]
    levels: tuple[int, ...]
    words: tuple[str, ...]
    shown: str
    """The view that is open at first: the first one with a place that was told."""
    said: ModuleType = said
    """The sentences around the map."""


def where(book: Rulebook, told: Mapping[str, float | None] | None = None) -> Where:
    """The page with what was told already: "key.side" -> pain, or None where it was not told."""
    told = told or {}
    regions = {key: region for region in book.regions.values() for key in region.keys}
    levels = pain_levels(book)
    shown = next((name for name, view in views().items() for it in view.shapes if ".".join(it.spot) in told), "front")
    return Where(
        pictures=tuple(
            Picture(id=name, name=tr(said.VIEW_NAMES[name]), drawing=tappable(view, regions))
            for name, view in views().items()
        ),
        groups=tuple(_groups(book, told)),
        levels=levels,
        words=tuple(tr(said.PAIN_WORDS[level]) for level in levels),
        shown=shown,
    )


def pain_levels(book: Rulebook) -> tuple[int, ...]:
    """The colour of each pain from 0 to 10, after the rulebook's own steps: 0 for none, 4 for the darkest."""
    mild, *steps = (book.thresholds[name].value for name in STEPS)
    return (0, *(1 + (pain > mild) + sum(pain >= step for step in steps) for pain in range(1, WORST + 1)))


def level_of(book: Rulebook, pain: float | None) -> int:
    """The colour of one pain; what was not told has none."""
    return 0 if pain is None else pain_levels(book)[min(WORST, max(0, int(pain)))]


def tappable(view: View, regions: Mapping[str, Region]) -> Markup:
    """The view with a button for each place; places that the rulebook does not know are not drawn."""
    places = Markup("").join(
        Markup(
            '<g class="r" data-key="{}" data-side="{}" data-near="{}" data-short="{}" tabindex="0" role="button"'
            ' aria-pressed="false" aria-label="{}"><path d="{}"/></g>'
        ).format(
            shape.key,
            shape.side,
            " ".join(".".join(spot) for spot in _known(neighbours(*shape.spot, view.name), regions)),
            said.spot_name(regions[shape.key].id, shape.key, None),
            said.spot_label(regions[shape.key].id, shape.key, shape.side),
            shape.d,
        )
        for shape in view.shapes
        if shape.key in regions
    )
    return Markup(
        '<svg class="map" viewBox="{}" role="group" aria-label="{}">{}<g class="places">{}</g>'
        '<g class="badges"></g></svg>'
    ).format(view.view_box, tr(said.PICTURES[view.name]), silhouettes(view), places)


def _known(spots: Sequence[Spot], regions: Mapping[str, Region]) -> list[Spot]:
    return [spot for spot in spots if spot[0] in regions]


def _groups(book: Rulebook, told: Mapping[str, float | None]) -> Iterator[Group]:
    headings = {region: _heading(region) for region in book.regions.values()}
    found = [
        Group(
            title=tr(title),
            rows=tuple(row for region in headings if headings[region] == id_ for row in _rows(region, told)),
        )
        for id_, (title, _) in said.GROUPS.items()
    ]
    listed = {box.spot for group in found for row in group.rows for box in row.boxes}
    others = tuple(_told_otherwise(book, spot, told) for spot in told if spot not in listed)
    yield from (group for group in (Group(title=tr(said.TOLD), rows=others), *found) if group.rows)


def _heading(region: Region) -> str:
    """The heading that the body area of the region stands under; the last takes what no other does."""
    *named, last = said.GROUPS
    return next((id_ for id_ in named if region.osiics and region.osiics in said.GROUPS[id_][1]), last)


def _told_otherwise(book: Rulebook, spot: str, told: Mapping[str, float | None]) -> Row:
    """A place that was told where there is a finer choice, as "calf.both" is: it stays until it is unticked."""
    place, _, side = spot.rpartition(".")
    id_ = book.region_of_key.get(place, place)
    region = book.regions.get(id_, Region(id=id_, name=place, view="", tissue=""))
    box = _box(region, place if place in region.keys else None, side, told)
    return Row(name=box.label, boxes=(replace(box, spot=spot, short=tr(said.HERE)),))


def _rows(region: Region, told: Mapping[str, float | None]) -> Iterator[Row]:
    for key in region.keys or (None,):
        name = said.spot_label(region.id, key, None, {region.id: region})
        yield Row(name=name, boxes=tuple(_box(region, key, side, told) for side in _sides(region.id, key)))


def _sides(region: str, key: str | None) -> tuple[str, ...]:
    """What is drawn once stands in the middle; what is not drawn has sides if its name has."""
    if key is not None and (key, "none") in drawn():
        return ("none",)
    sided = key is not None and (key, SIDES[0]) in drawn()
    return SIDES if sided or said.has_sides(region) else ("none",)


def _box(region: Region, key: str | None, side: str, told: Mapping[str, float | None]) -> Box:
    spot = f"{key or region.id}.{side}"
    name = said.spot_name(region.id, key, side, {region.id: region})
    pain = told.get(spot)
    return Box(
        spot=spot,
        short=tr({"left": said.LEFT, "right": said.RIGHT}.get(side, said.HERE)),
        label=capital(name),
        pain_label=tr(said.PAIN_OF, place=name),
        ticked=spot in told,
        pain="" if pain is None else number(pain),
    )
