"""From a few points to a smooth closed curve, and back to many points."""

from __future__ import annotations

from math import hypot

Point = tuple[float, float]
Points = tuple[Point, ...]
Bend = tuple[Point, Point, Point, Point]
"""A cubic curve: where it begins, its two handles, where it ends."""

PULL = 1 / 6
"""How far a handle lies along the line between the two neighbours of its point: that of a Catmull-Rom spline."""

STEPS = 3
"""Points that are taken of each bend where distances are measured."""


def read(written: str) -> Points:
    """The points of "x,y x,y ..."."""
    return tuple((float(x), float(y)) for x, y in (pair.split(",") for pair in written.split()))


def mirrored(points: Points) -> Points:
    """The same on the other side of x = 0."""
    return tuple((-x, y) for x, y in points)


def bends(points: Points) -> list[Bend]:
    """The smooth closed curve through the points, one bend from each point to the next."""
    found: list[Bend] = []
    for i, here in enumerate(points):
        before, after, beyond = points[i - 1], points[(i + 1) % len(points)], points[(i + 2) % len(points)]
        leave = (here[0] + (after[0] - before[0]) * PULL, here[1] + (after[1] - before[1]) * PULL)
        arrive = (after[0] - (beyond[0] - here[0]) * PULL, after[1] - (beyond[1] - here[1]) * PULL)
        found.append((here, leave, arrive, after))
    return found


def path(points: Points) -> str:
    """The curve as the `d` of an SVG path, closed."""
    drawn = [f"M{_pair(points[0])}"]
    drawn += [f"C{_pair(leave)} {_pair(arrive)} {_pair(end)}" for _, leave, arrive, end in bends(points)]
    return "".join(drawn) + "Z"


def sampled(points: Points, steps: int = STEPS) -> Points:
    """Points along the curve, `steps` on each bend."""
    return tuple(_at(bend, step / steps) for bend in bends(points) for step in range(steps))


def apart(one: Points, other: Points) -> float:
    """The least distance between points of two curves."""
    return min(hypot(x - u, y - v) for x, y in one for u, v in other)


def _at(bend: Bend, t: float) -> Point:
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
    return (
        sum(weight * point[0] for weight, point in zip(weights, bend, strict=True)),
        sum(weight * point[1] for weight, point in zip(weights, bend, strict=True)),
    )


def _pair(point: Point) -> str:
    return f"{round(point[0], 1) + 0:g} {round(point[1], 1) + 0:g}"
