"""Small histories by hand, and drawn ones for the laws."""

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import strategies as st

from sorewise.model.records import CheckIn, History, Night, PlannedSession, Profile, Session, Spot
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


def morning(ago, *spots, hour=7, phase="morning", **answers):
    """A check-in with its sore places and answers."""
    return CheckIn(id=f"c-{ago}-{hour}", at=at(ago, hour), phase=phase, spots=spots, answers=answers)


def sore(region="calf", side="left", **answers):
    """A sore place of a check-in."""
    return Spot(region=region, side=side, answers=answers)


def history(*records, **profile):
    """A history of these records, sorted into their tables as they come."""
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
