"""A move by the runner, shown before it is kept: what it changes around it, or the rules that speak against it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from sorewise.coach.week.answer import answer_to, best, everything_left_out, own_word
from sorewise.coach.week.changes import changes_of
from sorewise.coach.week.evaluate import breaches
from sorewise.coach.week.ground import Ground, ground_of
from sorewise.coach.week.groups import RUNS
from sorewise.coach.week.items import Item
from sorewise.coach.week.options import SHARES, Extra
from sorewise.coach.week.plan import told
from sorewise.engine.book import Rulebook
from sorewise.engine.week_rules import WeekRule
from sorewise.model.errors import InputError, SorewiseError
from sorewise.model.plan import Form, Placement
from sorewise.model.week import Replan, Situation

ROUNDS = 4
"""So often what would be proposed next is held; each holds at least one session more."""


class MoveRefusedError(SorewiseError):
    """Rules speak against a move. `rules` names them; where `final` is set they cannot be set aside."""

    code = "move"

    def __init__(self, session: str, day: date, rules: Sequence[str], *, final: bool) -> None:
        """Keep what was asked for and what is against it."""
        super().__init__(f"{session} cannot move to {day}: {', '.join(rules)}", session=session, day=day, rules=rules)
        self.session, self.day, self.rules, self.final = session, day, tuple(rules), final


def moved(
    situation: Situation, book: Rulebook, session_id: str, day: date, *, anyway: bool = False, explained: bool = True
) -> Replan:
    """Put one session on a day and plan the others around it.

    It stands there as it stands now, or shortened where a rule leaves only a part of it. With `anyway` the rules
    against it are set aside and noted on its placement; never those of a referral, of a bone, of this morning's
    verdict, nor a clinician's hold. Raises MoveRefusedError with the rules, InputError for a session or a day that is
    not there.
    """
    to = (day - situation.day).days
    ground = ground_of(situation, book)
    item = next((one for one in ground.items if one.id == session_id), None)
    if item is None:
        raise InputError(f"no session {session_id} in the coming days", session=session_id)
    if not 0 <= to < situation.days:
        raise InputError(f"{day} is not one of the coming days", day=day)
    forms = _forms(item, ground)
    refused: list[MoveRefusedError] = []
    for form in forms:
        try:
            return _stood(situation, book, Extra(session_id, to, form), explained=explained)
        except MoveRefusedError as error:
            refused.append(error)
    if not anyway or refused[0].final:
        raise refused[0]
    return _anyway(situation, book, Extra(session_id, to, forms[0], refused[0].rules), explained=explained)


def _forms(item: Item, ground: Ground) -> Sequence[Form]:
    """The form it has now first, then shorter ones."""
    if item.session.kind in RUNS and not (item.still or item.missed) and ground.maker.walk is not None:
        return ("run_walk",)
    now: Form = "as_planned" if item.form in {"drop", "run_walk"} else item.form
    if item.still or item.session.kind not in RUNS or now not in SHARES:
        return (now,)
    return SHARES[SHARES.index(now) :]


def _stood(situation: Situation, book: Rulebook, extra: Extra, *, explained: bool) -> Replan:
    """Let it stand there and solve the rest. Raises MoveRefusedError with what is against it."""
    ground = ground_of(situation, book, extra)
    item = next(one for one in ground.items if one.id == extra.session)
    number = next(
        one
        for one in ground.of_item[item.number]
        if (ground.options[one].day, ground.options[one].form) == (extra.day, extra.form)
    )
    rules = ground.options[number].why
    if not rules:
        only = {one.number: _no_gain(ground, one) for one in ground.items} | {item.number: [number]}
        found = best(ground, only={**only, **own_word(ground), item.number: [number]})
        if found.choice is None:
            found = best(ground, only=only)
        if found.choice is not None:
            broken = any(breaches(ground, ground.before))
            answer = told(
                ground, found.choice, optimal=found.optimal, broken=broken, explained=explained, only=only,
                mover=item.number,
            )  # fmt: skip
            return replace(answer, placements=_settled(situation, book, answer.placements))
        rules = tuple(dict.fromkeys(_alone(ground, item, number)))
    day = situation.day + timedelta(days=extra.day)
    raise MoveRefusedError(extra.session, day, rules, final=any(_is_final(book.week[one]) for one in rules))


def _settled(situation: Situation, book: Rulebook, placements: Sequence[Placement]) -> tuple[Placement, ...]:
    """The same, with what would be proposed anew because of the move held as it stands: the runner saw it so."""
    held = tuple(placements)
    there = {one.session for one in held if one.form != "drop"}
    plan = tuple(replace(one, status="planned") if one.id in there else one for one in situation.plan)
    for _ in range(ROUNDS):
        kept = replace(situation.settings, kept=held)
        answer = answer_to(replace(situation, plan=plan, settings=kept), book)
        changed = {change.session for change in changes_of(answer.ground, answer.choice)}
        if answer.broken or not changed:
            break
        held = tuple(replace(one, by="runner") if one.session in changed else one for one in held)
    return held


def _no_gain(ground: Ground, item: Item) -> Sequence[int]:
    """Nothing else is the better for a move: what is left out stays out, what was shortened gets no longer."""
    options, before = ground.options, ground.options[ground.before[item.number]]
    return [
        number
        for number in ground.of_item[item.number]
        if options[number].goal >= before.goal and options[number].length.metres <= before.length.metres
    ]


def _alone(ground: Ground, item: Item, number: int) -> Iterator[str]:
    """What it breaks beside nothing but the sessions that cannot move."""
    choice = list(everything_left_out(ground))
    choice[item.number] = number
    return (breach.rule for breach in breaches(ground, choice))


def _anyway(situation: Situation, book: Rulebook, extra: Extra, *, explained: bool) -> Replan:
    """Set the rules aside one after the other, as far as they may be."""
    while True:
        try:
            return _stood(situation, book, extra, explained=explained)
        except MoveRefusedError as error:
            more = tuple(rule for rule in error.rules if rule not in extra.anyway)
            if error.final or not more:
                raise
            extra = extra._replace(anyway=(*extra.anyway, *more))


def _is_final(rule: WeekRule) -> bool:
    """It cannot be set aside: a red flag, and what this morning's verdict says of today."""
    return rule.red_flag or rule.head == "WK-VERDICT"
