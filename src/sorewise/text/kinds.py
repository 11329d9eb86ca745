"""Why a session was taken for what it was, in one sentence, and how to put it right."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from sorewise.model.records import Session
from sorewise.model.told import Told
from sorewise.text import measures
from sorewise.text.needs import Manner
from sorewise.text.session import DONE
from sorewise.text.speech import capital, mark, number, tr

Said = dict[str, str]
Sayer = Callable[[float, Manner], str]

BECAUSE = {
    "name": mark("its name says so"),
    "race_name": mark("its name says so"),
    "race_pace": mark("{km} at {m_s}, where your usual run is at {usual_m_s}"),
    "repeats": mark("{bouts} fast stretches of about {bout_s} at {bout_m_s}"),
    "hill_repeats": mark("{bouts} stretches uphill of about {bout_s}, {bout_up_m} high each"),
    "hilly": mark("{ascent_m} uphill"),
    "fast_block": mark("{bout_s} at {bout_m_s} in one go, where your usual run is at {usual_m_s}"),
    "fast": mark("{best_m_s}, where your usual run is at {usual_m_s}"),
    "heart_high": mark("a mean heart rate of {heart_rate}, {hr_share} of your highest"),
    "longer": mark("{km}, where your usual run is {usual_km}"),
    "hours": mark("{minutes} on your feet"),
    "slower": mark("{m_s}, where your usual run is at {usual_m_s}"),
    "as_usual": mark("{m_s}, where your usual run is at {usual_m_s}"),
    "heart_low": mark("a mean heart rate of {heart_rate}, {hr_share} of your highest"),
    "legs_name": mark("its name speaks of the legs"),
    "legs_open": mark("nothing says that the legs were spared"),
    "not_legs_name": mark("its name speaks of other muscles"),
}
"""Reason -> what it rests on."""
LEGS = {True: mark("leg strength"), False: mark("strength without the legs")}
STEEP = mark("{descent_m} downhill, where your usual run has {usual_down_m}")


def why_kind(told: Told, manner: Manner) -> Iterator[str]:
    """What a session was taken for and why, and an unusual descent; nothing where neither is news.

    A reason of another release is passed over.
    """
    if told.by in BECAUSE:
        kind = tr(LEGS[told.legs]) if told.kind == "strength" else tr(DONE.get(told.kind or "", DONE["other"]))
        because = tr(BECAUSE[told.by], **_values(told.values, manner))
        yield tr("Taken for: {kind}. {because}.", kind=kind, because=capital(because))
    if told.downhill:
        yield tr("Unusually far down: {because}.", because=tr(STEEP, **_values(told.values, manner)))


def taken_for(session: Session, told: Told) -> Session:
    """The session as what it was taken for."""
    return replace(session, kind=told.kind or session.kind, legs=told.legs)


def mend() -> str:
    """How to say that a session was something else."""
    return tr("Was it something else? sorewise log --fix ID KIND, with the id in the brackets.")


def _values(values: Mapping[str, float], manner: Manner) -> Said:
    return {name: SAID[name](value, manner) for name, value in values.items()}


def _pace(speed: float, manner: Manner) -> str:
    return measures.pace(1000 / speed, manner)


def _metres(length: float, _: Manner) -> str:
    return tr("{n} m", n=number(round(length)))


SAID: Mapping[str, Sayer] = {
    "m_s": _pace,
    "best_m_s": _pace,
    "usual_m_s": _pace,
    "bout_m_s": _pace,
    "km": lambda km, manner: measures.distance(km * 1000, manner),
    "usual_km": lambda km, manner: measures.distance(km * 1000, manner),
    "bouts": lambda count, _: number(count),
    "bout_s": lambda seconds, _: measures.duration(seconds),
    "minutes": lambda minutes, _: measures.duration(minutes * 60),
    "bout_up_m": _metres,
    "ascent_m": _metres,
    "descent_m": _metres,
    "usual_down_m": _metres,
    "heart_rate": lambda rate, _: number(round(rate)),
    "hr_share": lambda share, _: tr("{n} %", n=number(round(share * 100))),
}
"""Value -> how it is said."""
