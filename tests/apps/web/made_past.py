"""A made runner's record of any length: intervals on Tuesdays, and a left calf that is often sore on Wednesdays."""

from dataclasses import replace
from datetime import timedelta

from sorewise.apps.day import page_of, record_of
from sorewise.model.records import CheckIn, History, Night, Profile, Session, Spot
from sorewise.morning import morning

WEEK = ("easy", "intervals", None, "tempo", None, "easy", "long")
KM = {"easy": 8, "intervals": 10, "tempo": 11, "long": 18}
PROFILE = Profile(answers={"birth_year": 1986, "experience_years": 6}, zone="Europe/Berlin", country="DE")
TELLING = {
    "spread": "focal",
    "tissue": "muscle",
    "onset": "gradual_over_days",
    "eases": "no",
    "quality": ("dull", "tight"),
}


def record(book, now, days):
    """Sessions, nights, check-ins and decisions of so many days up to now, and the profile."""
    kinds = [*_samples(book, now)]
    found = []
    for ago in range(days, -1, -1):
        at = now - timedelta(days=ago)
        found += [Night(day=at.date(), resting_hr=50 + at.day % 5, sleep_s=(6.5 + at.day % 4 * 0.5) * 3600)]
        if kind := WEEK[at.weekday()]:
            found.append(_session(at + timedelta(hours=11), kind, ago))
        if at.weekday() == 2 and at.day % 7 < 2:
            found.append(_leg_day(at + timedelta(hours=12), ago))
        if at.day % 6:  # now and then a day without a check-in
            check_in = _check_in(at, ago)
            sample = kinds[_kind(check_in, at)]
            found += [
                check_in,
                replace(sample, id=f"decision-{ago}", check_in_id=check_in.id, day=at.date(), at=at),
            ]
    return [one for one in found if not isinstance(one, Session) or one.start <= now]


def _kind(check_in, at):
    """Which sample goes with it; in every fifth month the calf hurts by night."""
    calf = any(spot.region == "calf" for spot in check_in.spots)
    return (3 if at.month % 5 == 0 else 2) if calf else len(check_in.spots)


def _check_in(at, ago):
    spots = ()
    if at.weekday() in {2, 3} and at.month % 3:
        spots = (Spot(region="calf", side="left", key="calf_inner", answers={"pain": 2 + at.day % 4, **TELLING}),)
    if at.weekday() == 0:
        spots += (Spot(region="quad", side="both", answers={"pain": 2, "tissue": "muscle", "spread": "diffuse"}),)
    answers = {"legs": "sore" if spots else "fresh", "gait": "normal", "fatigue": 2}
    return CheckIn(id=f"check-in-{ago}", at=at, answers=answers, spots=spots, safety=())


def _session(start, kind, ago):
    km = KM[kind] + ago % 3
    return Session(
        id=f"run-{ago}",
        start=start,
        kind=kind,
        distance_m=km * 1000.0,
        duration_s=km * 330.0,
        rpe=3 if kind == "easy" else 6,
    )


def _leg_day(start, ago):
    return Session(
        id=f"legs-{ago}", start=start, sport="strength", kind="strength", legs=True, duration_s=2400.0, rpe=7
    )


def _samples(book, now):
    """Real decisions with their pages: nothing sore, both thighs, the left calf, and a calf to be looked at."""
    past = History(profile=PROFILE)
    calf = Spot(region="calf", side="left", answers={"pain": 4, **TELLING})
    worse = Spot(region="calf", side="left", answers={"pain": 5, "night_pain": True, **TELLING})
    quads = Spot(region="quad", side="both", answers={"pain": 2, "tissue": "muscle", "spread": "diffuse"})
    for spots in ((), (quads,), (calf,), (worse,)):
        answers = {"legs": "sore" if spots else "fresh", "gait": "normal", "hard_to_walk": False, "fatigue": 2}
        check_in = CheckIn(id="sample", at=now, answers=answers, spots=spots, safety=())
        found = morning(book, past, check_in, now=now)
        yield record_of(found, page_of(found, PROFILE), full=True, overlay={})
