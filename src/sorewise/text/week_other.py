"""Other ways for the week, each with its difference in one line; and moves that a rule is against."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from sorewise.model.plan import Placement
from sorewise.model.week import Alternative
from sorewise.text import measures
from sorewise.text.page import Line
from sorewise.text.speech import capital, mark, tr, trn
from sorewise.text.week_words import Telling, day_named, session_named, stood

TITLES = {
    "other_way": mark("Other way"),
    "keep_days": mark("Every session on its own day"),
    "do_less": mark("Do less"),
    "down_week": mark("An easier week"),
}
MOST_DIFFERENCES = 3
LEAST_KM = 0.05


def alternative_said(alternative: Alternative, on: Telling) -> str:
    """Another plan by what it does otherwise than the one proposed.

    "Other way: keeps Sunday's long run as planned, leaves out Friday's easy run; 6 km less".
    """
    others = sorted(
        (placement for placement in alternative.placements if _differs(placement, on)),
        key=lambda one: (one.session != alternative.about, not _is_key(one, on), one.day, one.session),
    )
    differences = [_difference(placement, on) for placement in others]
    shown = differences[:MOST_DIFFERENCES]
    if more := len(differences) - len(shown):
        shown.append(trn("{n} more difference", "{n} more differences", more))
    what = "; ".join(part for part in (", ".join(shown), *_costs(alternative, on)) if part)
    return tr("{title}: {what}", title=tr(TITLES[alternative.code]), what=what or tr("nothing else changes"))


def refused_lines(name: str, day: date, rules: Sequence[str], on: Telling, *, final: bool) -> Iterator[Line]:
    """Why a session may not go to that day; `final` if the runner cannot set that aside."""
    session = capital(session_named(name, on))
    yield Line(tr("{session} should not go to {day}:", session=session, day=day_named(day, on.today)), "lead")
    for rule in rules:
        known = on.book.week.get(rule)
        yield Line(tr(known.says) if known and known.says else rule, "item", about=rule)
    if final:
        yield Line(tr("This cannot be set aside: have it looked at, or ask whoever gave you the plan."))
    else:
        yield Line(tr("Nothing was moved. --anyway moves it all the same, and the plan goes on saying so."))


def _differs(placement: Placement, on: Telling) -> bool:
    proposed = on.placements.get(placement.session)
    return proposed is None or (placement.day, placement.form) != (proposed.day, proposed.form)


def _is_key(placement: Placement, on: Telling) -> bool:
    session = on.sessions.get(placement.session)
    return session is not None and session.key


def _difference(placement: Placement, on: Telling) -> str:
    session, planned = session_named(placement.session, on), on.sessions.get(placement.session)
    if placement.form == "drop":
        return tr("leaves out {session}", session=session)
    day = day_named(placement.day, on.today)
    if planned is not None and placement.day == planned.day and placement.form == "as_planned":
        return tr("keeps {session} as planned", session=session)
    if placement.day == stood(placement.session, on):
        if placement.form == "as_planned":
            return tr("leaves {session} where it is", session=session)
        return tr("has {session} {form}", session=session, form=tr(FORMS[placement.form]))
    if placement.form == "as_planned":
        return tr("moves {session} to {day}", session=session, day=day)
    return tr("moves {session} to {day}, {form}", session=session, day=day, form=tr(FORMS[placement.form]))


FORMS = {
    "as_planned": mark("as planned"),
    "share_80": mark("at 80 % of its length"),
    "share_70": mark("at 70 % of its length"),
    "share_50": mark("at half of its length"),
    "easy": mark("as an easy run"),
    "easy_50": mark("as a short easy run"),
    "cross_train": mark("as movement without impact"),
    "run_walk": mark("as running and walking in turns"),
    "drop": mark("left out"),
}
"""Each form of a session after its name."""


def _costs(alternative: Alternative, on: Telling) -> Iterator[str]:
    if alternative.key_lost > 0:
        yield trn("{n} fewer key session", "{n} fewer key sessions", alternative.key_lost)
    elif alternative.key_lost < 0:
        yield trn("{n} more key session", "{n} more key sessions", -alternative.key_lost)
    if abs(alternative.km) >= LEAST_KM:
        length = measures.distance(abs(alternative.km) * 1000, on.manner)
        yield tr("{length} less", length=length) if alternative.km < 0 else tr("{length} more", length=length)
    if alternative.changed > 0:
        yield trn("{n} more change", "{n} more changes", alternative.changed)
    elif alternative.changed < 0:
        yield trn("{n} fewer change", "{n} fewer changes", -alternative.changed)
