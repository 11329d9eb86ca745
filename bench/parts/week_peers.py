"""One made week by others: by CP-SAT at the same prices, and by a greedy planner."""

import time
from typing import NamedTuple

from parts.week_laws import Week, answer, book, lost
from parts.week_oracle import best

from sorewise.coach.week.evaluate import breaches, cost_of, goals_of
from sorewise.coach.week.greedy import greedy
from sorewise.coach.week.ground import Ground, ground_of
from sorewise.coach.week.problem import problem_of
from sorewise.coach.week.search import solve
from sorewise.model.plan import Placement
from sorewise.model.week import Replan, Situation


class Compared(NamedTuple):
    """One week's costs, ours and CP-SAT's, what each claims of them, and CPU times in ms."""

    week: Week
    ours: int
    theirs: int
    optimal: bool
    sure: bool
    our_ms: float
    their_ms: float


class Quality(NamedTuple):
    """Of one week: key sessions lost, sessions changed and goals lost, ours and the greedy planner's."""

    key: int
    greedy_key: int
    changed: int
    greedy_changed: int
    goals: int
    greedy_goals: int


def compared(week: Week) -> Compared:
    """Solve one week by both; what we find has to be a legal plan that costs what is claimed."""
    start = time.process_time()
    ground = ground_of(week.situation(), book())
    found = solve(problem_of(ground), round(book().number("week_node_limit")))
    our_ms = (time.process_time() - start) * 1000
    if found.choice is None or list(breaches(ground, found.choice)) or cost_of(ground, found.choice) != found.cost:
        raise SystemExit(f"{week}: {found}")
    theirs = best(ground)
    return Compared(week, found.cost, theirs.cost, found.optimal, theirs.sure, our_ms, theirs.ms)


def quality(week: Week) -> Quality:
    """Compare the plans of one week."""
    situation = week.situation()
    ground = ground_of(situation, book())
    choice, _ = greedy(problem_of(ground))
    plan, other = answer(situation), as_plan(situation, ground, choice)
    (key, changed), (greedy_key, greedy_changed) = lost(situation, plan), lost(situation, other)
    return Quality(key, greedy_key, changed, greedy_changed, plan.goals, other.goals)


def as_plan(situation: Situation, ground: Ground, choice: tuple[int, ...]) -> Replan:
    """A choice of options as an answer."""
    placements = []
    for number in choice:
        option = ground.options[number]
        day = type(situation.day).fromordinal(situation.day.toordinal() + option.day)
        placements.append(Placement(session=ground.items[option.item].id, day=day, form=option.form))
    return Replan(situation="", placements=tuple(placements), goals=goals_of(ground, choice))
