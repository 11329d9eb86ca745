"""What is told of an injury or a niggle: its signs stay the same from its first morning to its last."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from sorewise.population.answers.cells import Cells, against_before
from sorewise.population.answers.regions import SIDES, regions
from sorewise.population.draw.chance import Codes, Flags, Floats, Whole, by_case, drawn
from sorewise.population.draw.columns import UNKNOWN, Columns, Words, only_where, told
from sorewise.population.lives.people import People
from sorewise.population.parameters import Parameters

WEEK = 7
NIGHT_H = 14
"""From a run to the first morning of what it did, in hours."""
LIKE = {
    "sharp": "complaints.sharp",
    "run_worse": "complaints.run_worse",
    "bone_tender": "complaints.bone_tender",
    "hop_pain": "complaints.hop_pain",
    "night_pain": "complaints.night_pain",
    "rest_pain": "complaints.rest_pain",
    "joint_locking": "complaints.locking",
}
"""Fact -> the share of each kind of complaint that shows it."""
ONSET = ("gradual_over_days", "sudden_during_run", "after_fall")
EASES = ("yes", "no", "worse")
SPREAD = ("diffuse", "focal")
CARE = ("none", "booked", "seen")
TISSUES = ("muscle", "joint", "tendon", "bone", "fascia", "unsure")
NAMES = ("none", "strain", "tendinopathy", "shin_splints", "stress_fracture", "arthrosis", "other")


def hurt_places(p: Parameters, rng: np.random.Generator, them: People, cells: Cells) -> tuple[Whole, Columns]:
    """The check-in of each complaint that is told, and what is told of it."""
    hurt, kinds = them.hurt, p.numbers("complaints.kinds")
    rows = np.flatnonzero(cells.of(hurt.pain) >= p.number("complaints.told_from")).astype(np.int32)
    kind, began = cells.of(hurt.kind, rows), cells.of(hurt.began, rows)
    lasted = cells.day[rows] - began
    hours = (lasted * 24 + NIGHT_H).astype(np.float32)

    def mark() -> Floats:
        """A number in [0, 1) of each complaint, the same on all of its days."""
        found: Floats = rng.random(them.shape, dtype=np.float32)[cells.athlete[rows], began]
        return found

    def shows(parameter: str) -> Flags:
        return mark() < by_case(kind, p.numbers(parameter), kinds)

    fresh = lasted < p.number("complaints.swollen_days")
    twisted = kind == list(kinds).index("ankle_twist")
    sudden = cells.of(hurt.sudden, rows)
    onset = np.where(sudden, np.int8(1), np.where(twisted, np.int8(2), np.int8(0)))
    flags = {name: shows(parameter) for name, parameter in LIKE.items()}
    flags |= {"swollen": shows("complaints.swollen") & fresh, "bruising": shows("complaints.bruised") & fresh}
    flags["single_leg_stand_pain"] = flags["hop_pain"] & (cells.of(hurt.limp, rows))
    flags["can_heel_raise"] = ~shows("complaints.cannot_rise")
    flags["prior_injury_here"] = them.who.prior_injury[cells.athlete[rows]] & (mark() < p.number("complaints.again"))
    return rows, {
        "region": _by_kind(mark(), kind, p.tables("complaints.places"), kinds, regions(p)),
        "side": Words(_side(p, mark()), SIDES),
        "pain": cells.of(hurt.pain, rows),
        "days_sore": (lasted + 1).astype(np.float32),
        "trigger_hours": hours,
        "hours_since_onset": only_where(sudden, hours),
        "resolves_with_rest": only_where(sudden, told(mark() < p.number("complaints.resolves"))),
        "tissue": _by_kind(mark(), kind, p.tables("complaints.tissue"), kinds, TISSUES),
        "spread": Words(shows("complaints.focal").astype(np.int8), SPREAD),
        "eases": Words(_eases(p, mark(), shows("complaints.eases"), flags["run_worse"]), EASES),
        "onset": Words(onset, ONSET),
        **{name: told(flag) for name, flag in flags.items()},
        **_care(p, mark(), lasted, kind, kinds),
        **against_before(hurt.pain, cells, rows, them.trained.ran),
    }


def _by_kind(
    mark: Floats,
    kind: Codes,
    weights: Mapping[str, Mapping[str, float]],
    kinds: Mapping[str, float],
    of: tuple[str, ...],
) -> Words:
    """A word of each complaint, by the weights of its kind."""
    codes = np.full(len(kind), UNKNOWN)
    for number, name in enumerate(kinds):
        rows = kind == number
        numbers = np.array([of.index(word) for word in weights[name]], dtype=np.int8)
        codes[rows] = numbers[drawn(mark[rows], weights[name])]
    return Words(codes, of)


def _side(p: Parameters, mark: Floats) -> Codes:
    one = p.number("complaints.one_side")
    return np.where(mark < one / 2, 1, np.where(mark < one, 2, 0)).astype(np.int8)


def _eases(p: Parameters, mark: Floats, eases: Flags, run_worse: Flags) -> Codes:
    """Better by moving, or not; some of those that get worse in runs get worse at once."""
    worse = ~eases & run_worse & (mark < p.number("complaints.worse_at_once"))
    return np.where(eases, 0, np.where(worse, 2, 1)).astype(np.int8)


def _care(p: Parameters, mark: Floats, lasted: Whole, kind: Codes, kinds: Mapping[str, float]) -> Columns:
    """What somebody said it is, a plan that allows running, and whether somebody was seen or booked."""
    of, names = p.numbers("complaints.care"), p.tables("complaints.names")
    since = lasted - of["after_days"]
    cared = since >= 0
    planned = cared & (mark < of["plan"])
    referred = cared & (mark < of["referred"])
    told_names = np.zeros(len(mark), dtype=np.int8)
    for number, name in enumerate(kinds):
        weights = {**names.get(name, {})}
        rows = cared & (kind == number)
        weights["none"] = 1 - sum(weights.values())
        numbers = np.array([NAMES.index(word) for word in weights], dtype=np.int8)
        told_names[rows] = numbers[drawn(mark[rows], weights)]
    return {
        "self_diagnosis": Words(told_names, NAMES),
        "managed_plan": told(planned),
        "plan_weeks": np.where(planned, since / WEEK, 0).astype(np.float32),
        "referral_status": Words(np.where(referred, np.where(since > of["seen_days"], 2, 1), 0).astype(np.int8), CARE),
        "referral_days": np.where(referred, since, 0).astype(np.float32),
        "referral_known": told(referred),
    }
