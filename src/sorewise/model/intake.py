"""The door: answers and history in the words of `facts.toml` -> a Case of rule facts.

Short forms are opened (one `quality` set becomes five facts), two readings become one (pain before a tablet counts if
it was higher), and what only arithmetic can say is worked out (today's resting heart rate against the baseline).
Where two readings are possible the more careful one is taken. Nothing is judged here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sorewise.model.answers import checked
from sorewise.model.case import Case, Values
from sorewise.model.errors import AnswerError
from sorewise.model.facts import Fact
from sorewise.model.verdict import Place

UNPLACED = "unplaced"
QUALITIES = {"sharp": ("sharp", "stabbing", "shooting"), "tight": ("tight",), "heavy": ("heavy",)}
QUALITIES |= {"throbbing": ("throbbing",), "cramp": ("cramp",)}
COUNTED = ("pain_masked", "over_plan_limit", "referral_known")
"""What the door makes of several answers about a place, unless a table says it."""
TICKS = {"swelling": "swollen", "can_walk_4_steps": "cannot_walk_4_steps"}


@dataclass(frozen=True, slots=True)
class Desk:
    """What reading needs of the rulebook: the facts, the regions of the map keys, and numbers by name."""

    facts: Mapping[str, Fact]
    region_of: Mapping[str, str]
    number: Callable[[str], float]


def read(
    answers: Mapping[str, Any],
    history: Mapping[str, Any],
    desk: Desk,
    *,
    today: date | None = None,
    switched_on: Sequence[str] = (),
) -> Case:
    """Read one check-in.

    `answers` may hold `safety` ("none", or a list of ticked fact ids; absent: not sent), `regions` with `side` (one
    spot a region) or `spots` (a list of {region, side, ...}). `today` turns a year of birth into an age. Raises
    AnswerError.
    """
    answers = dict(answers)
    spots = answers.pop("spots", None)
    ticked = _safety(answers.pop("safety", None), desk)
    flat = checked(history, desk.facts, "history: ") | checked(answers, desk.facts)
    phase = flat.pop("phase", "morning")
    longest = flat.get("longest_run_30d_km")
    morning = _morning({k: v for k, v in flat.items() if desk.facts[k].scope == "morning"}, desk, today)
    common = {k: v for k, v in flat.items() if desk.facts[k].scope == "spot"}
    listed = _listed(common, spots, desk) if spots is not None else _flat(common, answers, phase, flat)
    if not listed and any(desk.facts[name].scope == "spot" for name in ticked or ()):
        listed = [{"pain": 0.0} if flat.get("legs") == "fresh" else {**common}]
    opened = [_spot({**spot}, morning, desk) for spot in listed]
    places = [Place(spot.pop("region", UNPLACED), spot.get("side"), spot.pop("_key", None)) for spot in opened]
    for spot, place in zip(opened, places, strict=True):
        spot["region"] = place.region
    opened, places = _two_sides(opened, places, desk)
    _legs(morning, opened, common)
    if ticked is not None:
        _tick(ticked, morning, opened, desk)
    _counts(morning, opened, places, phase)
    return Case(
        phase=phase,
        safety_sent=ticked is not None,
        morning=_filled(morning, "morning", desk),
        spots=tuple(_filled(spot, "spot", desk) for spot in opened),
        places=tuple(places),
        open_list=not opened and morning.get("legs") != "fresh",
        switched_on=tuple(switched_on),
        longest_run_km=longest,
    )


def read_rows(
    rows: Sequence[Mapping[str, Any]],
    desk: Desk,
    *,
    safety_sent: bool,
    today: date | None = None,
    switched_on: Sequence[str] = (),
) -> Case:
    """Read one morning as a table holds it: a row a sore place, in rule facts, or one row without a place.

    A row without a `region` is a place where it hurts, or where a sign is seen; what else it says of one is left out.
    What the rows have in common is taken from the first. A sign that is not told stays unknown, whether the page was
    sent or not. Raises AnswerError.
    """
    told = [checked({name: row[name] for name in row if name in desk.facts}, desk.facts) for row in rows]
    common = {name: value for name, value in told[0].items() if desk.facts[name].scope == "morning"}
    phase = common.pop("phase", "morning")
    morning = _morning(common, desk, today)
    listed = [row for row in told if "region" in row or phase == "in_run" or _hurts(row, desk)]
    spots = [{name: value for name, value in row.items() if desk.facts[name].scope == "spot"} for row in listed]
    said = [{name: spot[name] for name in COUNTED if name in spot} for spot in spots]
    spots = [_spot(spot, morning, desk) | its for spot, its in zip(spots, said, strict=True)]
    places = [Place(spot.setdefault("region", UNPLACED), spot.get("side")) for spot in spots]
    _legs(morning, spots, {})
    _counts(morning, spots, places, phase)
    return Case(
        phase=phase,
        safety_sent=safety_sent,
        morning=_filled(morning, "morning", desk),
        spots=tuple(_filled(spot, "spot", desk) for spot in spots),
        places=tuple(places),
        open_list=not spots and morning.get("legs") != "fresh",
        switched_on=tuple(switched_on),
    )


def _hurts(row: Values, desk: Desk) -> bool:
    """Whether a row without a region speaks of a place all the same: it hurts, or a sign is seen there."""
    return row.get("pain", 0) > 0 or any(
        value is True and desk.facts[name].page == "safety" and desk.facts[name].scope == "spot"
        for name, value in row.items()
    )


def _safety(sent: Any, desk: Desk) -> tuple[str, ...] | None:
    """Return the ids ticked on the safety page, or None when it was not sent."""
    if sent is None:
        return None
    if sent == "none":
        return ()
    if isinstance(sent, str) or not isinstance(sent, Sequence):
        raise AnswerError(f'"safety" is {sent!r}; it should be "none" or a list of signs', fact="safety", given=sent)
    ticked = tuple(TICKS.get(str(name), str(name)) for name in sent)
    for name in ticked:
        if name not in desk.facts or desk.facts[name].page != "safety":
            raise AnswerError(
                f'"safety": there is no sign called "{name}" on the safety page', fact="safety", given=name
            )
    return ticked


def _morning(given: Values, desk: Desk, today: date | None) -> Values:
    """Open the short forms of the whole-body facts and work out their differences."""
    values = given
    if "can_walk_4_steps" in values:
        values["cannot_walk_4_steps"] = not values.pop("can_walk_4_steps")
    if values.pop("fever_yesterday", False):
        values.setdefault("days_since_fever", 1)
    born = values.pop("birth_year", None)
    if born is not None and today is not None:
        values.setdefault("age", today.year - born - 1)  # the birthday may still come: the younger reading
    if (warm := values.get("temp_c")) is not None:
        values["fever"] = bool(values.get("fever")) or warm >= desk.number("fever_c")
    if values.get("last_session_hours_ago", 0) > desk.number("mistake_h") and "training_mistake" in values:
        values["training_mistake"] = False
    _difference(values, "rhr_delta", "rhr_today", "rhr_base")
    _difference(values, "pain_change", "pain_now", "pain_start")
    base, spread, week = (values.pop(k, None) for k in ("hrv_base_ln", "hrv_base_sd", "hrv7_ln"))
    values.pop("hrv_today", None)
    if base is not None and week is not None and spread:
        values.setdefault("hrv_z", (week - base) / spread)
    planned, longest = values.pop("planned_km", None), values.pop("longest_run_30d_km", None)
    if planned is not None and longest:
        values.setdefault("planned_spike_pct", (planned / longest - 1) * 100)
    off, gap = values.get("days_off_running"), values.pop("usual_gap_days", None)
    if off is not None and gap is not None:
        values.setdefault("break_is_usual", off <= desk.number("usual_gap_factor") * gap)
    return values


def _difference(values: Values, name: str, now: str, before: str) -> None:
    a, b = values.get(now), values.pop(before, None)
    if now != "pain_now":
        values.pop(now, None)
    if a is not None and b is not None:
        values.setdefault(name, a - b)


def _flat(common: Values, answers: Mapping[str, Any], phase: str, flat: Values) -> list[Values]:
    """Spots of the short form: one a region; one unplaced where something is sore or was seen but no place is named."""
    regions = common.pop("regions", None)
    if regions:
        return [{**common, "region": region} for region in regions]
    told = {name: value for name, value in common.items() if name in answers}
    pain, legs = told.pop("pain", None), flat.get("legs")
    told.pop("side", None)
    sore = legs == "sore" or (pain or 0) > 0
    seen = any(_speaks(value) for value in told.values()) or (bool(told) and pain is None and legs is None)
    if sore or seen or phase == "in_run":
        return [{**common, "region": UNPLACED}]
    return []


def _speaks(value: Any) -> bool:
    """A finding rather than an all-clear."""
    return value not in {False, "none", "normal", "yes", "diffuse", "better", "dull", ()} and value != ("dull",)


def _listed(common: Values, spots: Any, desk: Desk) -> list[Values]:
    """Spots of the full form; an answer to one spot is never copied to another."""
    if isinstance(spots, str) or not isinstance(spots, Sequence) or not all(isinstance(s, Mapping) for s in spots):
        raise AnswerError('"spots" should be a list of places, each with its region, side and answers', fact="spots")
    common.pop("regions", None)
    listed = []
    for number, spot in enumerate(spots, start=1):
        where = f"spots, {number}: "
        named = dict(spot)
        key = named.pop("key", None) or named.get("region", UNPLACED)
        if not isinstance(key, str) or key not in desk.region_of:
            raise AnswerError(f'{where}there is no place called "{key}"', fact="region", given=key)
        named["region"] = desk.region_of[key]
        finer = {"_key": key} if key != named["region"] else {}
        told = checked(named, desk.facts, where)
        _only_of_a_place(told, desk, where)
        listed.append({**common, **told, **finer})
    return listed


def _only_of_a_place(told: Values, desk: Desk, where: str) -> None:
    """Refuse what is about the whole body: beside one place it would be read by no rule, and a limp would be lost."""
    for name in told:
        if desk.facts[name].scope != "spot":
            raise AnswerError(f'{where}"{name}" is about the whole body; tell it beside "spots", not in one')


def _spot(spot: Values, morning: Values, desk: Desk) -> Values:
    """Open the short forms of one spot."""
    if (quality := spot.pop("quality", None)) is not None:
        for name, words in QUALITIES.items():
            spot[name] = bool(spot.get(name)) or any(word in quality for word in words)
    if (swelling := spot.pop("swelling", None)) is not None:
        spot["swollen"] = bool(spot.get("swollen")) or swelling == "local"
        spot["leg_swollen"] = bool(spot.get("leg_swollen")) or swelling == "whole_calf"
    before = spot.pop("pain_before_dose", None)
    if before is not None:
        spot["pain"] = max(before, spot.get("pain", before))
    tablet = morning.get("painkiller_12h")
    spot["pain_masked"] = None if tablet is None or (tablet and before is None) else False
    limit = spot.pop("plan_pain_limit", None)
    if limit is not None and "pain" in spot:
        spot["over_plan_limit"] = spot["pain"] > limit
    _referral(spot, desk)
    return spot


def _referral(spot: Values, desk: Desk) -> None:
    """A routine referral is said once: it is known while it is booked or fresh and the pain has not risen."""
    asked = spot.get("referral_status", "none") != "none"
    fresh = spot.get("referral_days", 0) <= desk.number("referral_keeps_days")
    then = spot.pop("referral_pain", None)
    risen = then is not None and spot.get("pain", 0) >= then + desk.number("referral_pain_rise")
    spot["referral_known"] = asked and fresh and not risen


def _two_sides(spots: list[Values], places: list[Place], desk: Desk) -> tuple[list[Values], list[Place]]:
    """Left and right of one region become `both`: only if alike in number and neither has anything to show."""
    merged: list[Values] = []
    kept: list[Place] = []
    for spot, place in zip(spots, places, strict=True):
        twin = next(
            (i for i, other in enumerate(kept) if _mirror(other, place) and _alike(merged[i], spot, desk)), None
        )
        if twin is None:
            merged.append(spot)
            kept.append(place)
        else:
            merged[twin] = {**merged[twin], "side": "both", "pain": max(merged[twin]["pain"], spot["pain"])}
            kept[twin] = kept[twin]._replace(side="both")
    return merged, kept


def _mirror(a: Place, b: Place) -> bool:
    return a.region == b.region and a.key == b.key and {a.side, b.side} == {"left", "right"}


def _alike(a: Values, b: Values, desk: Desk) -> bool:
    if "pain" not in a or "pain" not in b or abs(a["pain"] - b["pain"]) >= desk.number("two_sides_differ"):
        return False
    rest = [{k: v for k, v in spot.items() if k not in {"pain", "side", "region", "_key"}} for spot in (a, b)]
    return rest[0] == rest[1] and not any(_finding(name, value, desk) for name, value in rest[0].items())


def _finding(name: str, value: Any, desk: Desk) -> bool:
    fact = desk.facts[name]
    harmless = fact.benign if fact.benign is not None else fact.default if fact.never_unknown else False
    return value is not None and fact.type in {"bool", "word"} and value != harmless


def _legs(morning: Values, spots: list[Values], common: Values) -> None:
    """Derive `legs` when it was not answered; a spot or a pain of 1 opens it, pain under 1 without a spot closes it."""
    pain = common.get("pain")
    if "legs" in morning and not (morning["legs"] == "fresh" and any((s.get("pain") or 0) >= 1 for s in spots)):
        return
    if spots and (pain is None or pain >= 1 or any(s.get("region") != UNPLACED for s in spots)):
        morning["legs"] = "sore"
    elif pain is not None:
        morning["legs"] = "sore" if pain >= 1 else "fresh"


def _tick(ticked: Sequence[str], morning: Values, spots: list[Values], desk: Desk) -> None:
    """Send the safety page: each ticked sign yes, the rest no; a sign told singly stays told."""
    for name, fact in desk.facts.items():
        if fact.page != "safety":
            continue
        for values in [morning] if fact.scope == "morning" else spots:
            values[name] = name in ticked or values.get(name) is True


def _counts(morning: Values, spots: list[Values], places: list[Place], phase: str) -> None:
    morning["phase"] = phase
    morning["one_place"] = len(places) == 1
    swollen = [p for s, p in zip(spots, places, strict=True) if s.get("swollen") and s.get("tissue") == "joint"]
    morning["swollen_joints"] = sum(2 if place.side == "both" else 1 for place in swollen)
    if "limp_days" not in morning:
        days = [spot["days_sore"] for spot in spots if spot.get("days_sore") is not None]
        if days:
            morning["limp_days"] = max(days)


def _filled(values: Values, scope: str, desk: Desk) -> Values:
    """Every fact of a scope: what is known, else the default of a record that does not exist, else unknown."""
    return {
        name: default if (value := values.get(name)) is None and (default := fact.default) is not None else value
        for name, fact in desk.facts.items()
        if fact.scope == scope and not fact.door
    }
