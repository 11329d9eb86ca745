"""Sessions by chance, from a seed: every kind of step and target, and words that are unkind to a format."""

from datetime import date, time, timedelta
from random import Random

from sorewise.model.plan import HARDEST_FIRST, PlannedSession, Repeat, Step, Target

FIRST = date(2026, 11, 23)
ROLES = ("warmup", "active", "recovery", "rest", "cooldown")
WORDS = (
    "ruhig", "Läufe", "Straße", "2m hard", "800m", "1h", "RPE 7", "HR 150 bpm", "6x", "intensity=rest", "<b>", "a,b;c",
    "back\\slash", '"quoted"', "💪🏽", "5'", "Z2 HR", "90% LTHR", "- dash", "5:00/km Pace", "1.5km", "10mtr", "été",
)  # fmt: skip
UNKIND = ("", "\n", "\r\n", "\\n", "\u2028", "\x0b", "\x00", "ü" * 300, "BEGIN:VEVENT", "a:b", "]]>", "&amp;")


def sessions(count, seed=7):
    """So many sessions, each with an id of its own, on the days from FIRST on."""
    chance = Random(seed)
    return [_session(chance, number) for number in range(count)]


def _session(chance, number):
    kind = chance.choice(HARDEST_FIRST)
    return PlannedSession(
        id=f"s{number}",
        day=FIRST + timedelta(days=number % 28),
        start=chance.choice([None, None, time(6, 30), time(18, 5)]),
        zone=chance.choice(["", "Europe/Berlin", "America/New_York", "Asia/Kathmandu"]),
        kind=kind,
        duration_s=chance.choice([None, 600.0, 2700.0, 5400.5]),
        distance_m=chance.choice([None, 5000.0, 21097.5]),
        steps=tuple(_parts(chance)),
        key=chance.random() < 0.3,
        hold=chance.choice(["movable", "same_week", "fixed"]),
        priority=chance.choice([None, "A", "B", "C"]),
        race=chance.choice([None, "5k", "half"]) if kind == "race" else None,
        name=_text(chance),
        notes=_text(chance, UNKIND),
        plan=chance.choice(["", "spring"]),
        source_sequence=chance.randrange(4),
    )


def _parts(chance):
    for _ in range(chance.choice([0, 1, 2, 3, 5])):
        if chance.random() < 0.3:
            inner = tuple(_step(chance) for _ in range(chance.choice([0, 1, 2, 2, 3])))
            yield Repeat(times=chance.choice([0, 1, 2, 6, 12]), steps=inner)
        else:
            yield _step(chance)


def _step(chance):
    seconds = chance.choice([None, None, 15.0, 90.0, 90.4, 605.0, 3600.0, 3661.0])
    metres = (
        chance.choice([None, 200.0, 400.0, 1609.344, 10000.0]) if seconds is None or chance.random() < 0.1 else None
    )
    return Step(
        role=chance.choice(ROLES), duration_s=seconds, distance_m=metres, target=_target(chance), cue=_text(chance)
    )


def _target(chance):
    kind = chance.choice(["open", "rpe", "hr_zone", "hr_bpm", "lthr_pct", "pace_s_per_km", "pace_pct"])
    lowest, highest = {
        "open": (0, 0), "rpe": (1, 10), "hr_zone": (1, 5), "hr_bpm": (90, 190), "lthr_pct": (60, 105),
        "pace_s_per_km": (180, 480), "pace_pct": (70, 115),
    }[kind]  # fmt: skip
    if kind == "open":
        return Target()
    ends = sorted(
        chance.choice([float(chance.randint(lowest, highest)), chance.uniform(lowest, highest)]) for _ in "12"
    )
    if chance.random() < 0.2:
        ends[1] = ends[0]
    if kind == "pace_s_per_km" and chance.random() < 0.5:
        ends.reverse()
    return Target(kind=kind, low=chance.choice([None, *ends[:1] * 5]), high=chance.choice([None, *ends[1:] * 5]))


def _text(chance, more=()):
    return " ".join(chance.choices((*WORDS, *more), k=chance.choice([0, 1, 1, 2, 4])))
