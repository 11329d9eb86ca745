"""The worked weeks of cases/ as situations: lines are read, routines written out, a forecast becomes chances."""

import tomllib
from collections.abc import Iterator
from datetime import date, time, timedelta
from pathlib import Path
from statistics import NormalDist
from typing import Any

from sorewise.model.plan import Availability, PlannedSession, WeekSettings
from sorewise.model.week import DayChance, Done, Situation, Today

FOLDER = Path(__file__).with_name("cases")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WEEKS_OF_ROUTINE = 4
SORE_HARD, SORE_LONG, SORE_RUN = 2.5, 3.0, 3.5  # soreness, 0-10, above which a session does not stand
SHARE_REDUCED = 0.7
CLINIC = "clinic"


def worked() -> list[dict[str, Any]]:
    """Every week of the pages, in order of its id."""
    pages = [tomllib.loads(page.read_text(encoding="utf-8")) for page in sorted(FOLDER.glob("*.toml"))]
    return sorted((week for page in pages for week in page.get("week", ())), key=lambda week: week["id"])


def situation(week: dict[str, Any]) -> Situation:
    """What the planner knows on the morning of a worked week."""
    managed = week.get("managed_plan", False)
    return Situation(
        day=week["today"],
        days=week["days"],
        plan=tuple(_planned(line, managed=managed) for line in week["plan"]),
        settings=WeekSettings(
            availability=_availability(week),
            goal=week.get("goal", "run"),
            clinician_plans=(CLINIC,) if managed else (),
        ),
        done=tuple(_done(week)),
        today=_today(week),
        chances=tuple(_chance(each) for each in week.get("soreness", ())),
        days_off=week.get("days_off"),
        longest_km=week.get("longest_30d"),
    )


def _today(week: dict[str, Any]) -> Today:
    verdict = week["verdict"]
    share = SHARE_REDUCED if verdict["activity"] == "run_reduced" else 1.0
    return Today(**verdict, share=share, bone_stress=week.get("bone_stress", False))


def _chance(soreness: dict[str, Any]) -> DayChance:
    """How likely soreness is above each limit, if it is spread normally."""
    spread = NormalDist(soreness["mean"], soreness["sd"])
    hard, long, run = (1 - spread.cdf(limit) for limit in (SORE_HARD, SORE_LONG, SORE_RUN))
    return DayChance(day=soreness["day"], hard=hard, long=long, run=run)


def _availability(week: dict[str, Any]) -> Availability:
    weekdays = {WEEKDAYS.index(name): minutes for name, minutes in week.get("minutes", {}).items()}
    dates = {date.fromisoformat(day): minutes for day, minutes in week.get("minutes_on", {}).items()}
    return Availability(weekdays=weekdays, dates=dates)


def _planned(line: str, *, managed: bool) -> PlannedSession:
    told = _told(line)
    return PlannedSession(
        id=told["id"],
        day=date.fromisoformat(told["day"]),
        start=told["start"],
        kind=told["kind"],
        duration_s=told["minutes"] * 60,
        distance_m=told["km"] * 1000 if told["km"] else None,
        key="key" in told["marks"],
        hold="fixed" if "fixed" in told["marks"] else "movable",
        priority="A" if told["kind"] == "race" and "key" in told["marks"] else None,
        race=told["race"],
        plan=CLINIC if managed else "",
        status="missed" if "missed" in told["marks"] else "planned",
    )


def _done(week: dict[str, Any]) -> Iterator[Done]:
    lines = list(week.get("also_done", ()))
    if history := week.get("history"):
        lines += _written_out(history["routine"], history["until"], week["today"])
    for line in lines:
        told = _told(line)
        told_of = {name: told[name] for name in ("start", "kind", "km", "minutes", "race")}
        yield Done(id=f"done-{told['day']}-{told['kind']}", day=date.fromisoformat(told["day"]), **told_of)


def _written_out(routine: str, until: date, today: date) -> Iterator[str]:
    """Each session of the routine up to that day, from the Tuesday of the fourth week before this one."""
    lines = tomllib.loads((FOLDER / "routines.toml").read_text(encoding="utf-8"))["routine"][routine]
    monday = today - timedelta(days=today.weekday() + 7 * WEEKS_OF_ROUTINE)
    for week in range(WEEKS_OF_ROUTINE + 1):
        for line in lines:
            weekday, rest = line.split(" ", 1)
            day = monday + timedelta(days=7 * week + WEEKDAYS.index(weekday))
            if day <= until:
                yield f"{day} {rest}"


def _told(line: str) -> dict[str, Any]:
    """`2026-11-24 07:00 intervals 10km 60min key id=a` in its parts."""
    day, start, kind, *rest = line.split()
    named = dict(part.split("=") for part in rest if "=" in part)
    km = [float(part.removesuffix("km")) for part in rest if part.endswith("km")]
    minutes = [float(part.removesuffix("min")) for part in rest if part.endswith("min")]
    return {
        "day": day,
        "start": time.fromisoformat(start),
        "kind": kind,
        "km": km[0] if km else None,
        "minutes": minutes[0],
        "race": named.get("race"),
        "id": named.get("id"),
        "marks": set(rest),
    }
