"""Sessions in words: what is planned in one line, and one session written out step by step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sorewise.model.plan import PlannedSession, Repeat, Step, Target
from sorewise.model.records import Session
from sorewise.text import measures
from sorewise.text.called import called
from sorewise.text.needs import Manner
from sorewise.text.page import Line
from sorewise.text.speech import mark, number, tr

PLANNED = {
    "rest": mark("Rest day"),
    "recovery": mark("Recovery run"),
    "easy": mark("Easy run"),
    "long": mark("Long run"),
    "tempo": mark("Tempo run"),
    "intervals": mark("Intervals"),
    "hills": mark("Hills"),
    "test": mark("Test"),
    "race": mark("Race"),
    "xt": mark("Cross-training"),
    "strength_leg": mark("Leg strength"),
    "strength_other": mark("Strength, not legs"),
    "mobility": mark("Mobility"),
}
DONE = {
    "easy": mark("easy run"),
    "recovery": mark("recovery run"),
    "long": mark("long run"),
    "tempo": mark("tempo run"),
    "intervals": mark("intervals"),
    "hills": mark("hills"),
    "race": mark("race"),
    "strength": mark("strength"),
    "new_exercise": mark("new exercise"),
    "other": mark("another session"),
    "run": mark("run"),
    "walk": mark("walk"),
    "ride": mark("ride"),
    "swim": mark("swim"),
}
ROLES = {
    "warmup": mark("Warm up"),
    "active": mark("Main part"),
    "recovery": mark("Recover"),
    "rest": mark("Pause"),
    "cooldown": mark("Cool down"),
}
TARGETS = {
    "rpe": mark("effort {range} of 10"),
    "hr_zone": mark("heart-rate zone {range}"),
    "hr_bpm": mark("heart rate {range}"),
    "lthr_pct": mark("{range} % of threshold heart rate"),
    "pace_s_per_km": mark("pace {range}"),
    "pace_pct": mark("{range} % of threshold pace"),
}


def planned_said(planned: PlannedSession, manner: Manner) -> str:
    """A planned session in one line: "Intervals, 50 min, 9 km"; its own name first where that says more."""
    size = [*plan_size(planned.duration_s, planned.distance_m, manner)]
    if planned.name and "kind" in planned.assumed:
        return ", ".join([planned.name, *size])
    return ", ".join([called(planned.name, planned.kind, PLANNED, sized=bool(size)), *size])


def done_said(session: Session, manner: Manner) -> str:
    """A finished session in one line: "long run, 1 h 50 min, 21 km"."""
    kind = tr(DONE.get(session.kind or session.sport, DONE["other"]))
    return ", ".join([kind, *plan_size(session.duration_s, session.distance_m, manner)])


def steps_said(steps: Iterable[Step | Repeat], manner: Manner) -> Iterator[Line]:
    """The session written out: a line a part, the parts of a repeat below it."""
    for step in steps:
        if isinstance(step, Repeat):
            yield Line(tr("{n} times:", n=step.times), "item")
            yield from (Line(step_said(inner, manner), "item", 1) for inner in step.steps)
        else:
            yield Line(step_said(step, manner), "item")


def step_said(step: Step, manner: Manner) -> str:
    """One part: "Warm up: 10 min, effort 2 to 3 of 10. Walk, then jog."."""
    parts = [*plan_size(step.duration_s, step.distance_m, manner)]
    if target := target_said(step.target, manner):
        parts.append(target)
    said = tr("{role}: {parts}", role=tr(ROLES[step.role]), parts=", ".join(parts)) if parts else tr(ROLES[step.role])
    return tr("{said}. {cue}", said=said, cue=tr(step.cue)) if step.cue else said


def target_said(target: Target, manner: Manner) -> str:
    """How hard, in the measure it was given; "" if open."""
    if target.kind == "open" or (target.low is None and target.high is None):
        return ""
    low, high = (_end(end, target.kind, manner) for end in (target.low, target.high))
    if low == high:
        extent = low
    elif low and high:
        extent = tr("{low} to {high}", low=low, high=high)
    else:
        extent = tr("{end} or more", end=low) if low else tr("up to {end}", end=high)
    return tr(TARGETS[target.kind], range=extent)


def _end(end: float | None, kind: str, manner: Manner) -> str:
    if end is None:
        return ""
    return measures.pace(end, manner) if kind == "pace_s_per_km" else number(end)


def plan_size(duration_s: float | None, distance_m: float | None, manner: Manner) -> Iterator[str]:
    """How long and how far, as far as it is known."""
    if duration_s:
        yield measures.duration(duration_s)
    if distance_m:
        yield measures.distance(distance_m, manner)
