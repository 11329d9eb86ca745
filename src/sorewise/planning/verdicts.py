"""Verdicts of this and earlier mornings, and what of them stands today."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sorewise.coach.limits import NO_RUNNING, RUN_EASY, says_less_only
from sorewise.engine.book import Rulebook
from sorewise.model.verdict import ACTIVITY, CROSS_TRAIN, IN_RUN, PROMPT, REFERRAL, REST, SAME_DAY
from sorewise.model.week import Today

BONE, CALF = "WK-BONE-STRESS", "WK-RETURN.run_walk"
"""The rules of the week that name the rules of a morning which bring them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What one decision said, as far as a week needs it. `fired` are ids of the specification, opinions left out.

    `share` is the part of a session it leaves, `minutes` and `km` (of running) the most of it, `pain` the worst place's
    (0-10; None was not told), `places` the regions it is about, `told` those that the runner spoke of.
    """

    day: date
    activity: str
    referral: str = "none"
    fired: frozenset[str] = frozenset()
    share: float = 1.0
    minutes: float | None = None
    km: float | None = None
    pain: float | None = None
    places: tuple[str, ...] = ()
    told: frozenset[str] = frozenset()


def verdict_of(day: date, decision: Mapping[str, Any], answers: Mapping[str, Any]) -> Verdict:
    """Read a decision as it is kept (`Decision.as_json()`) with the answers it was made of.

    A word of another time counts as the strictest.
    """
    activity, referral = str(decision.get("activity")), str(decision.get("referral"))
    if activity in IN_RUN:
        activity = ACTIVITY[IN_RUN.index(activity)]
    adjust = decision.get("adjustments") or {}
    parts = [_number(adjust.get(name)) for name in ("duration_factor", "duration_min", "distance_km")]
    spot = decision.get("deciding_spot") or {}
    opinions = {name for name in decision.get("opinions") or () if isinstance(name, str)}
    return Verdict(
        day=day,
        activity=ACTIVITY[max(ACTIVITY.index(activity) if activity in ACTIVITY else REST, _rung(adjust))],
        referral=referral if referral in REFERRAL else REFERRAL[-1],
        fired=frozenset(decision.get("fired") or ()) - opinions,
        share=1.0 if parts[0] is None else parts[0],
        minutes=parts[1],
        km=parts[2],
        pain=worst_pain(answers),
        places=(str(spot["region"]),) if spot.get("region") else (),
        told=frozenset(str(told["region"]) for told in _spots(answers) if told.get("region")),
    )


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _rung(adjust: Mapping[str, Any]) -> int:
    """What the changes of the session alone come to: nothing hard is left of one that is eased, shortened or flat."""
    if adjust.get("modality") == "none":
        return REST
    if adjust.get("modality") in NO_RUNNING:
        return CROSS_TRAIN
    gentle = adjust.get("intensity") in {"easy", "very_easy"} or adjust.get("modality") or adjust.get("terrain")
    return RUN_EASY if gentle or (_number(adjust.get("duration_factor")) or 1) < 1 else 0


def _spots(answers: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [spot for spot in answers.get("spots") or () if isinstance(spot, Mapping)]


def worst_pain(answers: Mapping[str, Any]) -> float | None:
    """The strongest pain told anywhere; fresh legs have none. None: it was not told."""
    spots = _spots(answers)
    told = [place.get(name) for place in (answers, *spots) for name in ("pain", "pain_now")]
    pains = [float(pain) for pain in told if isinstance(pain, int | float) and not isinstance(pain, bool)]
    if not pains and answers.get("legs") == "fresh" and not spots:
        return 0.0
    return max(pains, default=None)


def today_of(
    book: Rulebook, held: Verdict | None, earlier: Sequence[Verdict], today: date, cleared: date | None = None
) -> Today | None:
    """What holds today: this morning's verdict, and what still stands of the days before; None if nothing does.

    `held` is the verdict of today that holds, `earlier` are those of the days before in time order. A referral stands
    for its days whatever a later morning says; one of the same day or sooner stands on until the runner said, on a day
    since then (`cleared`), that they were seen and may run, or long enough. Bone stress and a strain of the calf stand
    until a later morning looked at that place again, or long enough: that nothing hurts this morning says nothing of a
    bone.
    """
    referred = _referred(book, earlier, today, cleared)
    mornings = [*earlier, *([held] if held else [])]
    bone, calf = _stands(book, BONE, mornings, today), _stands(book, CALF, mornings, today)
    last = bone or calf or (mornings[-1] if mornings else None)
    if held is None:
        if referred is None and not bone and not calf:
            return None
        return Today(
            activity=ACTIVITY[0],
            referral=referred.referral if referred else "none",
            referred=referred.day if referred else None,
            bone_stress=bone is not None,
            calf_strain=calf is not None,
            places=last.places if last else (),
        )
    stands = referred is not None and REFERRAL.index(held.referral) < REFERRAL.index(referred.referral)
    return Today(
        activity=held.activity,
        referral=referred.referral if referred and stands else held.referral,
        referred=referred.day if referred and stands else None,
        pain=held.pain,
        share=min(held.share, _silent_share(book, held)),
        minutes=held.minutes,
        km=held.km,
        bone_stress=bone is not None,
        calf_strain=calf is not None,
        places=held.places or (referred.places if referred and stands else last.places if last else ()),
    )


def _silent_share(book: Rulebook, held: Verdict) -> float:
    """What is left where a rule asked for less and did not say how much."""
    spoke = [rule for rule in book.rules if rule.spec in held.fired and not rule.opinion]
    return book.number("reduced_factor") if any(says_less_only(rule, book) for rule in spoke) else 1.0


def _referred(book: Rulebook, earlier: Iterable[Verdict], today: date, cleared: date | None) -> Verdict | None:
    """The strictest verdict of the days before that sent the runner to somebody and still stands; the last of several.

    That they were seen is the runner's word, so nobody's first days are cut short by it.
    """
    few, many = book.number("week_referral_days"), book.number("week_stands_days")

    def stands(one: Verdict) -> bool:
        ago, rung = (today - one.day).days, REFERRAL.index(one.referral)
        seen = cleared is not None and cleared >= one.day
        return rung >= PROMPT and (ago < few or (rung >= SAME_DAY and not seen and ago < many))

    return max(filter(stands, earlier), key=lambda one: (REFERRAL.index(one.referral), one.day), default=None)


def _stands(book: Rulebook, rule: str, verdicts: Sequence[Verdict], today: date) -> Verdict | None:
    """The last verdict that brought this rule of the week, while it stands.

    A later morning ends it that told of the same places and brought it no more; one that told of none ends nothing.
    """
    brought = [number for number, one in enumerate(verdicts) if not one.fired.isdisjoint(book.week[rule].spoken)]
    if not brought:
        return None
    found, later = verdicts[brought[-1]], verdicts[brought[-1] + 1 :]
    if later and (today - found.day).days >= book.number("week_stands_days"):
        return None
    where = found.told or frozenset(found.places)
    return None if any(where and where <= one.told for one in later) else found
