"""`run-check`: in a run, after it, or when the day turns out differently before it. One step, one answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from sorewise.apps.asking import PROMPT, Asking, StoppedError
from sorewise.apps.cases import Given, case_of, text_of
from sorewise.apps.check import AnswersFile, as_data, interviewed, judged, keep
from sorewise.apps.day import holding, page_of, rungs_of
from sorewise.apps.draft import check_in_of, merged, started
from sorewise.apps.here import here
from sorewise.apps.keys import Keys, keys
from sorewise.apps.options import Json
from sorewise.apps.out import say_json, show
from sorewise.apps.replay import after_upgrade
from sorewise.apps.screens import signs_by_group
from sorewise.model.errors import InputError
from sorewise.model.records import Answers, CheckIn, History, Phase
from sorewise.store import DecisionRecord
from sorewise.text import commands as said
from sorewise.text import running
from sorewise.text.measures import clock
from sorewise.text.page import Line

if TYPE_CHECKING:
    from sorewise.morning import Morning

During = Annotated[bool, Parameter("--during", negative=(), help="You are out running now.")]
After = Annotated[bool, Parameter("--after", negative=(), help="The run is over.")]
Before = Annotated[
    bool, Parameter("--before", negative=(), help="You have not set off, and something changed since the check-in.")
]
WHEN: dict[str, Phase] = {"1": "in_run", "2": "after_run", "3": "morning"}
AGAIN = ("legs", "gait", "hard_to_walk", "pain", "painkiller_12h")
"""What a few hours can change."""


def run_check(
    *,
    during: During = False,
    after: After = False,
    before: Before = False,
    answers: AnswersFile = None,
    as_json: Json = False,
) -> None:
    """Check again in a run, after it, or when something changed before it."""
    if during + after + before > 1:
        raise InputError(running.one_of_three())
    phase: Phase | None = "in_run" if during else "after_run" if after else "morning" if before else None
    with here().store() as store:
        after_upgrade(store, quiet=as_json)
        history = store.history()
        now = here().now(history.profile)
        held = holding(store.decisions(since=now.date(), until=now.date()))
        found = _asked(history, now, phase) if answers is None else _read(history, now, phase, answers)
        page = page_of(found, history.profile)
        record = keep(store, found, page, full=False)
    if as_json:
        say_json(answer_as_data(found, record, held))
    else:
        show(page)
        show(_what_holds(record, held))


def answer_as_data(found: Morning, record: DecisionRecord, held: DecisionRecord | None) -> dict[str, object]:
    """The answer for programs, and whether it is from now on the verdict of the day; `held` is the one before it."""
    return {**as_data(found), "phase": found.check_in.phase, "holds": holding([*_one(held), record]) is record}


def _one(held: DecisionRecord | None) -> list[DecisionRecord]:
    return [] if held is None else [held]


def _what_holds(record: DecisionRecord, held: DecisionRecord | None) -> Iterable[Line]:
    """Whether today's verdict is replaced by this one."""
    if held is None or rungs_of(record) == rungs_of(held):
        return ()
    if holding([held, record]) is record:
        return said.now_holds(said.headline(str(record.decision["headline"])))
    return said.still_holds(said.headline(str(held.decision["headline"])), clock(held.at))


def _asked(history: History, now: datetime, phase: Phase | None) -> Morning:
    """By questions."""
    sitting = keys()
    phase = phase or _when(sitting)
    if phase == "morning":
        return interviewed(history, _stripped(_this_morning(history, now)), sitting)
    found = interviewed(history, started(now, phase), sitting)
    return _red_button(history, found, sitting) if phase == "in_run" else found


def _read(history: History, now: datetime, phase: Phase | None, file: str) -> Morning:
    """By a file."""
    given = case_of(text_of(file))
    if phase is None and "phase" not in given.answers:
        raise InputError(running.which())
    return judged(history, told_of(history, now, phase, given))


def told_of(history: History, now: datetime, phase: Phase | None, given: Given) -> CheckIn:
    """A case as the check-in of a run; before a run it stands on this morning's answers. Raises InputError."""
    told = check_in_of(given, now, here().book(), phase or "in_run")
    if phase is not None:
        told = replace(told, phase=phase)
    return merged(_this_morning(history, now), told) if told.phase == "morning" else told


def _when(sitting: Keys) -> Phase:
    try:
        show(running.when())
        while (typed := sitting.read(PROMPT, "".join(WHEN))) not in WHEN:
            show(running.when())
    except EOFError as error:
        raise InputError(running.which()) from error
    return WHEN[typed]


def _this_morning(history: History, now: datetime) -> CheckIn:
    """Today's last check-in of the morning, to be kept again under an id of its own. Raises InputError."""
    mornings = [one for one in history.check_ins if one.day == now.date() and one.phase == "morning"]
    if not mornings:
        raise InputError(running.no_check_in())
    return replace(mornings[-1], id=started(now).id, at=now)


def _stripped(check_in: CheckIn) -> CheckIn:
    """Without what may be otherwise by now, so that it is asked again."""
    spots = (replace(spot, answers=_less(spot.answers, AGAIN)) for spot in check_in.spots)
    return replace(check_in, answers=_less(check_in.answers, AGAIN), spots=tuple(spots), safety=None)


def _less(answers: Answers, names: Iterable[str]) -> Answers:
    return {name: value for name, value in answers.items() if name not in names}


def _red_button(history: History, found: Morning, sitting: Keys) -> Morning:
    """In a run the safety page is one question; only what is ticked counts."""
    asking = Asking(sitting, here().book())
    try:
        if not asking.yes(running.red_button()):
            return found
        signs = list(here().book().safety_page.values())
        ticked = asking.signs(signs_by_group(signs))
    except (StoppedError, EOFError):
        return found
    return judged(history, replace(found.check_in, safety=ticked)) if ticked else found
