"""What is proposed: the best plan under the rules, as little of it new as possible, the runner's own word left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from sorewise.coach.week.evaluate import NOTHING, breaches, goals_of
from sorewise.coach.week.ground import Ground, ground_of
from sorewise.coach.week.problem import Only, problem_of
from sorewise.coach.week.search import Found, solve
from sorewise.engine.book import Rulebook
from sorewise.model.verdict import ACTIVITY
from sorewise.model.week import Situation

ASKING_LESS = ("run_easy", "run_reduced")


class Answer(NamedTuple):
    """What is proposed; `only` are options left to some sessions."""

    ground: Ground
    choice: tuple[int, ...]
    optimal: bool
    broken: bool
    only: Only


def answer_to(situation: Situation, book: Rulebook) -> Answer:
    """The best plan; of today it never has more running than a milder verdict would leave."""
    ground = ground_of(situation, book)
    answer = _proposed(ground, {})
    ran, milder = _ran_today(answer), _milder(situation)
    if not ran or milder is None:
        return answer
    most = _ran_today(answer_to(milder, book))
    if ran <= most:
        return answer
    options = ground.options
    less = {
        item.number: [n for n in ground.of_item[item.number] if options[n].day or options[n].length.metres <= most]
        for item in ground.items
        if not item.still
    }
    return _proposed(ground, less)


def _proposed(ground: Ground, only: Only) -> Answer:
    broken = any(breaches(ground, ground.before))
    own: Only = {**only, **own_word(ground)}
    found = best(ground, only=own)
    if found.choice is None and own != only:
        own, found = only, best(ground, only=only)
    choice = found.choice or everything_left_out(ground)
    if not broken and goals_of(ground, ground.before) - goals_of(ground, choice) < worth_changing(ground.book):
        choice = tuple(ground.before)
    return Answer(ground, choice, found.optimal, broken, own)


def own_word(ground: Ground) -> Only:
    """What the runner moved or left out themselves stays so, as long as no rule speaks against it."""
    options, before = ground.options, ground.before
    return {
        item.number: [before[item.number]]
        for item in ground.items
        if item.kept and item.kept.by == "runner" and not options[before[item.number]].why
    }


def _ran_today(answer: Answer) -> int:
    """Metres of running today, but for what cannot move."""
    placed = (answer.ground.options[number] for number in answer.choice)
    return sum(one.length.metres for one in placed if one.day == 0 and not answer.ground.items[one.item].still)


def _milder(situation: Situation) -> Situation | None:
    """The same under the next milder verdict that leaves a run; None where there is none."""
    today = situation.today
    if today is None or today.activity not in ASKING_LESS:
        return None
    activity = ACTIVITY[ACTIVITY.index(today.activity) - 1]
    return replace(situation, today=replace(today, activity=activity, share=1.0, minutes=None, km=None))


def limit_of(ground: Ground) -> int:
    """So many steps a search may take."""
    return round(ground.book.number("week_node_limit"))


def best(
    ground: Ground,
    *,
    off: frozenset[str] = NOTHING,
    only: Only | None = None,
    week_km: Mapping[int, int] | None = None,
    limit: int | None = None,
) -> Found:
    """The cheapest plan under the rules. What breaks one, looked at session by session, never leaves."""
    found = solve(problem_of(ground, off, only, week_km), limit_of(ground) if limit is None else limit)
    if found.choice is not None and any(breaches(ground, found.choice, off)):
        return replace(found, choice=None, optimal=False)
    return found


def everything_left_out(ground: Ground) -> tuple[int, ...]:
    """The plan that always keeps the rules: what cannot move stands, everything else is left out."""
    options = ground.options
    return tuple(
        ground.before[item.number]
        if item.still
        else next(number for number in ground.of_item[item.number] if options[number].kind is None)
        for item in ground.items
    )


def worth_changing(book: Rulebook) -> int:
    """What the goals have to gain before a plan that breaks nothing is changed: one easy run."""
    return round(book.number("week_weight_easy") * book.number("week_loss_drop"))
