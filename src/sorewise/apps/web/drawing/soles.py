"""The points of the soles, by hand: the right foot from below, its big toe towards the middle; the left is its mirror.

Written as in legs.py, in a box of its own: a sole is as tall as half a leg, so that a thumb finds its places.
"""

from __future__ import annotations

from collections.abc import Mapping

SOLE_OUTLINE = (
    "30,20 40,6 52,10 58,26 66,30 76,34 86,42 95,52 104,66 110,90 108,122 100,160 94,200 94,240 90,272 74,290 "
    "54,290 38,276 34,246 40,206 42,166 32,126 24,90 22,52"
)
"""The silhouette of one sole."""

SOLE: Mapping[str, tuple[str, ...]] = {
    "big_toe": ("32,24 41,11 51,15 55,34 50,46 36,48 29,38",),
    "small_toes": (
        "60,34 67,35 66,52 58,48",
        "72,38 79,41 76,58 69,54",
        "84,46 91,52 86,66 79,61",
        "95,58 102,68 96,80 89,71",
    ),
    "ball": ("27,58 40,54 58,56 78,66 97,84 104,102 101,122 84,126 58,120 36,124 28,96",),
    "arch": ("40,132 58,128 76,133 83,142 80,164 76,204 74,220 60,217 45,222 48,184 46,158",),
    "foot_edge": ("88,136 99,130 100,146 95,176 91,204 90,221 82,222 82,204 86,166 89,146",),
    "heel_pad": ("42,230 62,226 86,230 88,254 82,274 66,283 52,280 42,266 38,246",),
}
"""What is on both soles."""
