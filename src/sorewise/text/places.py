"""Places of the body in words, with their side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from sorewise.model.verdict import Place
from sorewise.text.needs import RegionWords
from sorewise.text.speech import mark, tr


class Part(NamedTuple):
    """A region without a side, on one side (`{side}` is "left" or "right") and on both."""

    plain: str
    sided: str
    both: str


def _middle(name: str) -> Part:
    return Part(name, mark("{place}, {side} side"), mark("{place}, both sides"))


PARTS: Mapping[str, Part] = {
    "lower_back": _middle(mark("low back")),
    "sacrum_si": _middle(mark("sacrum")),
    "buttock": Part(mark("buttock"), mark("{side} buttock"), mark("both buttocks")),
    "hip_outer": Part(mark("outer hip"), mark("{side} outer hip"), mark("both outer hips")),
    "hip_front_groin": Part(
        mark("groin or front of the hip"), mark("{side} groin or front of the hip"), mark("both groins")
    ),
    "pelvis_pubic": _middle(mark("pubic bone")),
    "quad": Part(mark("thigh (front)"), mark("{side} thigh (front)"), mark("both thighs (front)")),
    "adductor": Part(mark("inner thigh"), mark("{side} inner thigh"), mark("both inner thighs")),
    "hamstring": Part(mark("thigh (back)"), mark("{side} thigh (back)"), mark("both thighs (back)")),
    "itb": Part(mark("outer thigh"), mark("{side} outer thigh"), mark("both outer thighs")),
    "knee_front": Part(mark("knee (front)"), mark("{side} knee (front)"), mark("both knees (front)")),
    "knee_inner": Part(mark("inner knee"), mark("{side} inner knee"), mark("both inner knees")),
    "knee_outer": Part(mark("outer knee"), mark("{side} outer knee"), mark("both outer knees")),
    "knee_back": Part(mark("hollow of the knee"), mark("hollow of the {side} knee"), mark("hollows of both knees")),
    "shin_front": Part(mark("shin (front edge)"), mark("{side} shin (front edge)"), mark("both shins (front edge)")),
    "shin_inner": Part(mark("shin (inner edge)"), mark("{side} shin (inner edge)"), mark("both shins (inner edge)")),
    "shin_outer": Part(mark("shin (outer front)"), mark("{side} shin (outer front)"), mark("both shins (outer front)")),
    "calf": Part(mark("calf"), mark("{side} calf"), mark("both calves")),
    "achilles": Part(mark("Achilles tendon"), mark("{side} Achilles tendon"), mark("both Achilles tendons")),
    "ankle_inner": Part(mark("inner ankle"), mark("{side} inner ankle"), mark("both inner ankles")),
    "ankle_outer": Part(mark("outer ankle"), mark("{side} outer ankle"), mark("both outer ankles")),
    "ankle_front": Part(mark("ankle (front)"), mark("{side} ankle (front)"), mark("both ankles (front)")),
    "heel": Part(mark("heel"), mark("{side} heel"), mark("both heels")),
    "arch_sole": Part(mark("sole"), mark("{side} sole"), mark("both soles")),
    "midfoot_top": Part(mark("top of the foot"), mark("top of the {side} foot"), mark("tops of both feet")),
    "forefoot": Part(mark("ball of the foot"), mark("ball of the {side} foot"), mark("balls of both feet")),
    "foot_outer_edge": Part(
        mark("outer edge of the foot"), mark("outer edge of the {side} foot"), mark("outer edges of both feet")
    ),
    "toes": Part(mark("toes"), mark("toes of the {side} foot"), mark("toes of both feet")),
    "upper_back_neck": _middle(mark("upper back, neck or shoulders")),
    "chest": _middle(mark("chest")),
    "arms": Part(mark("arms"), mark("{side} arm"), mark("both arms")),
    "abdomen": _middle(mark("abdomen")),
    "unplaced": Part(mark("legs"), mark("{side} leg"), mark("both legs")),
}


def side_word(side: str) -> str:
    """Left, right or both, inside a sentence."""
    return {"left": tr("left"), "right": tr("right"), "both": tr("both")}.get(side, side)


def place(where: Place, regions: Mapping[str, RegionWords] | None = None) -> str:
    """The place inside a sentence: "left calf", "both thighs (front)"; `regions` names those of another rulebook."""
    part = PARTS.get(where.region)
    if part is None:
        known = (regions or {}).get(where.region)
        part = _middle(known.name if known else where.region.replace("_", " "))
    if where.side is None:
        return tr(part.plain)
    if where.side == "both":
        return tr(part.both, place=tr(part.plain))
    return tr(part.sided, side=side_word(where.side), place=tr(part.plain))
