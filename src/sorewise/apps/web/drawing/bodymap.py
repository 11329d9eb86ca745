"""The body map: where each place is drawn, which places lie beside it, and the picture standing still.

Screen left is the runner's left in every view: the front is a mirror image. In a clinical picture, the runner stands
opposite instead, and R and L are printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from markupsafe import Markup, escape

from sorewise.apps.web.drawing import legs, soles
from sorewise.apps.web.drawing.curves import Point, Points, apart, mirrored, path, read, sampled

Spot = tuple[str, str]
"""A map key and its side: left, right, or none on the middle line."""

SIDES = ("left", "right")
NEAREST = 3
BADGE = 13
"""Radius of a badge, in units of the drawing."""

LETTER_IN, LETTER_DOWN = 14, 30
"""Where R and L stand: in from the side of the box and down from its top."""

SEEN_FACING = frozenset({"front", "soles"})
"""The views in which somebody opposite has the runner's right on their left."""

OTHER = {"left": "right", "right": "left", "none": "none"}


@dataclass(frozen=True, kw_only=True)
class Shape:
    """One place on one side. `d` is its outline, (cx, cy) its middle, `outline` points along it for distances."""

    key: str
    side: str
    d: str
    cx: float
    cy: float
    outline: Points

    @property
    def spot(self) -> Spot:
        """Key and side."""
        return self.key, self.side


@dataclass(frozen=True, kw_only=True)
class View:
    """One view of the body. `box` is x, y, width, height of its viewBox; `silhouettes` are outlines."""

    name: str
    box: tuple[float, float, float, float]
    silhouettes: tuple[str, ...]
    shapes: tuple[Shape, ...]

    @property
    def view_box(self) -> str:
        """The box as SVG writes it."""
        return " ".join(f"{number:g}" for number in self.box)


@cache
def views() -> Mapping[str, View]:
    """Front, back and soles."""
    return MappingProxyType(
        {
            "front": _view("front", (-118, 30, 236, 590), legs.FRONT_LEG, legs.FRONT, legs.FRONT_MIDDLE),
            "back": _view("back", (-118, -14, 236, 634), legs.BACK_LEG, legs.BACK, legs.BACK_MIDDLE),
            "soles": _view("soles", (-120, -4, 240, 304), soles.SOLE_OUTLINE, soles.SOLE, {}),
        }
    )


@cache
def drawn() -> Mapping[Spot, tuple[str, ...]]:
    """Every spot with the views it is drawn in."""
    found: dict[Spot, tuple[str, ...]] = {}
    for view in views().values():
        for shape in view.shapes:
            found[shape.spot] = (*found.get(shape.spot, ()), view.name)
    return MappingProxyType(found)


@cache
def neighbours(key: str, side: str, view: str | None = None) -> tuple[Spot, ...]:
    """The three places nearest to this one in that view (or the first it is drawn in); none if it is not drawn."""
    seen = drawn().get((key, side), ())
    if not seen:
        return ()
    shapes = views()[view or seen[0]].shapes
    own = next(shape for shape in shapes if shape.spot == (key, side))
    others = sorted((shape for shape in shapes if shape is not own), key=lambda it: apart(own.outline, it.outline))
    return tuple(shape.spot for shape in others[:NEAREST])


def svg(
    view: str,
    *,
    levels: Mapping[Spot, int],
    numbers: Mapping[Spot, str] | None = None,
    clinical: bool = False,
    title: str,
    desc: str,
    marks: tuple[str, str] = ("L", "R"),
    prefix: str = "body",
) -> Markup:
    """The picture of one view.

    `levels` colours spots from 1 (faint) to 4 (dark), 0 or absent stays plain; `numbers` prints a short text on them.
    `title` and `desc` say in words what is shown. `clinical` turns the runner to face the reader and prints `marks`,
    the letters of the left and the right. `prefix` keeps ids apart where a page shows the same view twice.
    """
    seen = views()[view]
    turned = clinical and view in SEEN_FACING
    name = f"{prefix}-{view}"
    parts = [
        Markup('<svg class="body" viewBox="{}" role="img" aria-labelledby="{}-t" aria-describedby="{}-d">').format(
            seen.view_box, name, name
        ),
        Markup('<title id="{}-t">{}</title><desc id="{}-d">{}</desc>').format(name, title, name, desc),
        silhouettes(seen),
        *_coloured(seen, levels, turned=turned),
        _badges(seen, numbers or {}, turned=turned),
        _letters(seen, marks, turned=turned) if clinical else "",
        Markup("</svg>"),
    ]
    return Markup("").join(parts)


def silhouettes(view: View) -> Markup:
    """What lies behind the places."""
    return Markup("").join(Markup('<path class="sil" d="{}"/>').format(d) for d in view.silhouettes)


def _coloured(view: View, levels: Mapping[Spot, int], *, turned: bool) -> Iterator[Markup]:
    for shape in view.shapes:
        level = levels.get(_shown(shape, turned=turned), 0)
        lit = Markup(' data-p="{}"').format(level) if level else ""
        yield Markup('<g class="r"{}><path d="{}"/></g>').format(lit, shape.d)


def _badges(view: View, numbers: Mapping[Spot, str], *, turned: bool) -> Markup:
    found = [
        Markup('<circle cx="{x}" cy="{y}" r="{r}"/><text x="{x}" y="{y}" font-size="{size}">{said}</text>').format(
            x=shape.cx, y=shape.cy, r=BADGE, size=BADGE * 1.3, said=numbers[spot]
        )
        for shape in view.shapes
        for spot in [_shown(shape, turned=turned)]
        if spot in numbers
    ]
    return Markup('<g class="badges">{}</g>').format(Markup("").join(found)) if found else Markup("")


def _letters(view: View, marks: tuple[str, str], *, turned: bool) -> Markup:
    x, y, width, _ = view.box
    left, right = (escape(mark) for mark in (reversed(marks) if turned else marks))
    at = y + LETTER_DOWN
    return Markup('<text class="lr-mark" x="{}" y="{}">{}</text><text class="lr-mark" x="{}" y="{}">{}</text>').format(
        x + LETTER_IN, at, left, x + width - LETTER_IN, at, right
    )


def _shown(shape: Shape, *, turned: bool) -> Spot:
    """The spot that a shape stands for: with the runner turned, that of the other side."""
    return shape.key, OTHER[shape.side] if turned else shape.side


def _view(
    name: str,
    box: tuple[float, float, float, float],
    silhouette: str,
    places: Mapping[str, tuple[str, ...]],
    middle: Mapping[str, tuple[str, ...]],
) -> View:
    outer = read(silhouette)
    shapes = [_shape(key, "none", tuple(map(read, outlines))) for key, outlines in middle.items()]
    for side in SIDES:
        for key, outlines in places.items():
            right = tuple(map(read, outlines))
            shapes.append(_shape(key, side, right if side == "right" else tuple(map(mirrored, right))))
    return View(name=name, box=box, silhouettes=(path(mirrored(outer)), path(outer)), shapes=tuple(shapes))


def _shape(key: str, side: str, outlines: tuple[Points, ...]) -> Shape:
    cx, cy = _middle(outlines)
    return Shape(
        key=key,
        side=side,
        d=" ".join(map(path, outlines)),
        cx=cx,
        cy=cy,
        outline=tuple(point for points in outlines for point in sampled(points)),
    )


def _middle(outlines: tuple[Points, ...]) -> Point:
    points = [point for outline in outlines for point in outline]
    return round(sum(x for x, _ in points) / len(points), 1) + 0, round(sum(y for _, y in points) / len(points), 1)
