"""The body map in words: a name for every place on either side, and what stands around the map."""

from __future__ import annotations

from collections.abc import Mapping

from sorewise.model.verdict import Place
from sorewise.text.needs import RegionWords
from sorewise.text.places import PARTS, Part, place, side_word
from sorewise.text.speech import capital, mark, tr

WHERE = mark("Where is it?")
VIEWS_LABEL = mark("Sides of the body")
VIEW_NAMES = {"front": mark("Front"), "back": mark("Back"), "soles": mark("Soles")}
LIST = mark("List")
PICTURES = {
    "front": mark("Legs from the front; left on the screen is your left"),
    "back": mark("Legs from behind; left on the screen is your left"),
    "soles": mark("Soles of the feet; left on the screen is your left"),
}
LEFT = mark("Left")
RIGHT = mark("Right")
HERE = mark("Here")
LETTERS = (mark("L"), mark("R"))
"""Printed beside a clinical picture: the runner's left and right."""

TAP = mark("Tap where it hurts")
SEVERAL = mark("Several places are fine. A near miss is fine too: you can correct it here.")
TOLD = mark("Told so far")
REMOVE = mark("Remove")
NEARBY = mark("Or was it here?")
WHOLE = mark("Whole legs")
PAIN = mark("Pain")
NOT_TOLD = mark("not told yet")
PAIN_OF = mark("Pain, {place}: 0 to 10, blank if you would rather not say")
LIST_HELP = mark(
    "Tick every place that is sore. The number is its pain from 0 to 10; leave it blank if you cannot say."
)

PAIN_WORDS = (mark("nothing"), mark("mild"), mark("moderate"), mark("strong"), mark("very strong"))
"""What each colour of the pain scale is called, from none to the darkest."""

GROUPS: Mapping[str, tuple[str, str]] = {
    "legs": (mark("Legs as a whole"), "X"),
    "hip": (mark("Hip and low back"), "LG"),
    "thigh": (mark("Thigh"), "T"),
    "knee": (mark("Knee"), "K"),
    "lower_leg": (mark("Lower leg"), "Q"),
    "ankle": (mark("Ankle and foot"), "AF"),
    "upper": (mark("Upper body"), ""),
}
"""The headings of the list, each with the letters of the body areas below it; the last takes what is left."""

KEYS: Mapping[str, Part] = {
    "glute_med": Part(mark("upper buttock"), mark("{side} upper buttock"), mark("both upper buttocks")),
    "hip_front": Part(mark("front of the hip"), mark("front of the {side} hip"), mark("fronts of both hips")),
    "groin": Part(mark("groin"), mark("{side} groin"), mark("both groins")),
    "high_hamstring": Part(mark("sit bone"), mark("{side} sit bone"), mark("both sit bones")),
    "hamstring_inner": Part(mark("inner hamstring"), mark("{side} inner hamstring"), mark("both inner hamstrings")),
    "hamstring_outer": Part(mark("outer hamstring"), mark("{side} outer hamstring"), mark("both outer hamstrings")),
    "kneecap": Part(mark("kneecap"), mark("{side} kneecap"), mark("both kneecaps")),
    "patellar_tendon": Part(
        mark("tendon below the kneecap"), mark("tendon below the {side} kneecap"), mark("tendons below both kneecaps")
    ),
    "calf_inner": Part(mark("inner calf"), mark("{side} inner calf"), mark("both inner calves")),
    "calf_outer": Part(mark("outer calf"), mark("{side} outer calf"), mark("both outer calves")),
    "soleus": Part(mark("lower calf"), mark("{side} lower calf"), mark("both lower calves")),
    "heel": Part(mark("back of the heel"), mark("back of the {side} heel"), mark("backs of both heels")),
    "heel_pad": Part(mark("under the heel"), mark("under the {side} heel"), mark("under both heels")),
    "arch": Part(mark("arch of the foot"), mark("arch of the {side} foot"), mark("arches of both feet")),
    "big_toe": Part(mark("big toe"), mark("{side} big toe"), mark("both big toes")),
    "small_toes": Part(mark("small toes"), mark("small toes of the {side} foot"), mark("small toes of both feet")),
}
"""The map keys that say more than their region; the others are called as it is."""


def spot_name(region: str, key: str | None, side: str | None, regions: Mapping[str, RegionWords] | None = None) -> str:
    """A place inside a sentence: "left inner calf"; `side` is left, right, both, or None (or "none") for the middle."""
    side = None if side == "none" else side
    part = KEYS.get(key or "")
    if part is None:
        return place(Place(region, side), regions)
    if side is None:
        return tr(part.plain)
    return tr(part.both) if side == "both" else tr(part.sided, side=side_word(side))


def spot_label(region: str, key: str | None, side: str | None, regions: Mapping[str, RegionWords] | None = None) -> str:
    """The same as a label of its own: "Left inner calf"."""
    return capital(spot_name(region, key, side, regions))


def has_sides(region: str) -> bool:
    """Whether there is one of it on each side; of a region of somebody's own rulebook we cannot say, so it has not."""
    part = PARTS.get(region)
    return part is not None and "{place}" not in part.sided
