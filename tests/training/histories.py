"""Small histories by hand, and drawn ones for the laws."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import polars as pl
from hypothesis import strategies as st

from sorewise.model.plan import PlannedSession
from sorewise.model.records import CheckIn, History, Night, Profile, Session, Spot
from sorewise.training.derive import derive

NOW = datetime(2026, 11, 22, 7, 0, tzinfo=UTC)  # a Sunday morning
TODAY = NOW.date()


def day(ago):
    """The local date so many days ago."""
    return TODAY - timedelta(days=ago)


def at(ago, hour=18, zone=UTC):
    """A moment so many days before today, at this hour of the zone."""
    return datetime.combine(day(ago), datetime.min.time(), zone) + timedelta(hours=hour)


def run(ago, km=10.0, hour=18, **more):
    """A run of an hour, so many days ago, named after that day."""
    told = {"id": f"run-{ago}", "start": at(ago, hour), "duration_s": 3600.0, "distance_m": km * 1000}
    return Session(**{**told, **more})


def legs(ago, **more):
    """A leg-strength session of 45 minutes."""
    told = {"id": f"legs-{ago}", "start": at(ago), "sport": "strength", "legs": True, "duration_s": 2700.0}
    return Session(**{**told, **more})


def night(ago, **more):
    """What one morning measured."""
    return Night(day=day(ago), **more)


def morning(ago, *spots, hour=7, phase="morning", **answers):
    """A check-in with its sore places and answers."""
    return CheckIn(id=f"c-{ago}-{hour}", at=at(ago, hour), phase=phase, spots=spots, answers=answers)


def sore(region="calf", side="left", **answers):
    """A sore place of a check-in."""
    return Spot(region=region, side=side, answers=answers)


def history(*records, **profile):
    """A history of these records, put into their tables as they come."""
    kinds = {Session: [], Night: [], CheckIn: [], PlannedSession: []}
    for record in records:
        kinds[type(record)].append(record)
    sessions, nights, check_ins, plan = (tuple(kind) for kind in kinds.values())
    return History(profile=Profile(answers=profile), sessions=sessions, nights=nights, check_ins=check_ins, plan=plan)


def facts(*records, now=NOW, **profile):
    """The morning facts that these records give."""
    return derive(history(*records, **profile), now).morning


def spot_facts(*records, place=("calf", "left", 3.0), now=NOW, **profile):
    """The facts of one sore place of today."""
    return derive(history(*records, **profile), now, [place]).spots[0]


def spot_table(rows):
    """Today's places of many athletes: athlete, region, side, pain."""
    return pl.DataFrame(rows, schema=["athlete", "region", "side", "pain"], orient="row")


# ------------------------------------------------------------------------------------------------- drawn ones

ZONES = tuple(timezone(timedelta(hours=hours)) for hours in (-8, 0, 1, 9))
_ZONES = st.sampled_from(ZONES)
_MOMENTS = st.builds(
    lambda minutes, zone: (NOW - timedelta(minutes=minutes)).astimezone(zone), st.integers(0, 70 * 24 * 60), _ZONES
)
_ODD = st.sampled_from([0.0, -1.0, float("nan"), float("inf"), 1e9])


def _told(low, high, *, odd):
    good = st.integers(low * 2, high * 2).map(lambda half: half / 2)
    return good | _ODD if odd else good


def _number(low, high, *, odd):
    return st.none() | _told(low, high, odd=odd)


def _sessions(*, odd):
    return st.builds(
        Session,
        id=st.uuids().map(str),
        start=_MOMENTS,
        sport=st.sampled_from(["run", "run", "run", "walk", "ride", "swim", "strength", "other"]),
        kind=st.sampled_from([None, "easy", "recovery", "long", "hills", "race", "strength", "new_exercise", "other"]),
        duration_s=_number(300, 144000, odd=odd),
        distance_m=_number(500, 90000, odd=odd),
        descent_m=_number(0, 900, odd=odd),
        rpe=_number(0, 10, odd=odd),
        heart_rate=_number(90, 180, odd=odd),
        legs=st.booleans(),
    )


def _nights(*, odd):
    return st.builds(
        Night,
        day=st.integers(0, 40).map(day),
        resting_hr=_number(40, 60, odd=odd),
        hrv_rmssd=_number(20, 90, odd=odd),
        sleep_s=_number(14400, 36000, odd=odd),
        fatigue=_number(0, 10, odd=odd),
        soreness=_number(0, 10, odd=odd),
        sleep_quality=_number(1, 5, odd=odd),
        scale=st.sampled_from(["sorewise", "sorewise", "pmsys", "intervals.icu", ""]),
    )


_PLACES = st.sampled_from(
    [("calf", "left"), ("calf", "both"), ("calf", None), ("quad", "both"), ("knee_front", "right")]
)


def _spots(*, odd):
    answers = st.fixed_dictionaries(
        {},
        optional={
            "pain": _told(0, 10, odd=odd),
            "spread": st.sampled_from(["focal", "diffuse"]),
            "tissue": st.sampled_from(["muscle", "tendon", "unsure"]),
            "days_sore": st.integers(0, 6),
        },
    )
    return st.builds(lambda place, told: Spot(region=place[0], side=place[1], answers=told), _PLACES, answers)


def _check_ins(*, odd):
    pain = _told(0, 10, odd=odd)
    answers = st.fixed_dictionaries(
        {},
        optional={
            "fatigue": pain,
            "gait": st.sampled_from(["normal", "changed"]),
            "illness": st.sampled_from(["none", "below_neck"]),
            "fever": st.booleans(),
            "legs": st.sampled_from(["fresh", "sore"]),
            "pain_start": pain,
            "pain_now": pain,
        },
    )
    return st.builds(
        CheckIn,
        id=st.uuids().map(str),
        at=_MOMENTS,
        phase=st.sampled_from(["morning", "morning", "morning", "in_run", "after_run"]),
        answers=answers,
        spots=st.lists(_spots(odd=odd), max_size=2).map(tuple),
    )


def histories(*, odd=False):
    """A record of up to ten weeks, in no order; `odd` adds numbers that no body gives."""
    profile = st.fixed_dictionaries({}, optional={"birth_year": st.just(1990), "experience_years": st.just(1)})
    return st.builds(
        History,
        profile=st.builds(Profile, answers=profile),
        sessions=st.lists(_sessions(odd=odd), max_size=8).map(tuple),
        nights=st.lists(_nights(odd=odd), max_size=8).map(tuple),
        check_ins=st.lists(_check_ins(odd=odd), max_size=8).map(tuple),
        plan=st.lists(_plans(), max_size=2).map(tuple),
    )


def crowds(*, odd=False):
    """Several runners at once: a law is tried on each, for the price of one."""
    return st.lists(histories(odd=odd), min_size=3, max_size=6)


def _plans():
    return st.builds(
        PlannedSession,
        id=st.uuids().map(str),
        day=st.integers(-2, 2).map(day),
        kind=st.sampled_from(["easy", "long", "race", "rest", "xt"]),
        distance_m=_number(1000, 50000, odd=False),
    )


def shifted(history, days, hours):
    """The same history and NOW, so many days later and with every clock so many hours further east."""

    def later(moment):
        zone = timezone(moment.utcoffset() + timedelta(hours=hours))
        return moment.replace(tzinfo=zone) + timedelta(days=days)

    moved = replace(
        history,
        sessions=tuple(replace(s, start=later(s.start)) for s in history.sessions),
        nights=tuple(replace(n, day=n.day + timedelta(days=days)) for n in history.nights),
        check_ins=tuple(replace(c, at=later(c.at)) for c in history.check_ins),
        plan=tuple(replace(p, day=p.day + timedelta(days=days)) for p in history.plan),
    )
    return moved, later(NOW)
