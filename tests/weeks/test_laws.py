"""Laws of re-planning over made weeks, rough and realistic, judged by a checker that knows no planner."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from random import Random

import pytest

from sorewise.coach.week import replan
from sorewise.engine.book import Rulebook
from sorewise.engine.rules import load
from sorewise.model.plan import Availability
from sorewise.model.verdict import ACTIVITY
from sorewise.model.week import Replan, Situation, Today
from weeks.checker import breaches
from weeks.generated import reworded, rough
from weeks.realistic import realistic, undisturbed
from weeks.standing import is_held
from weeks.week import Week

WEEKS = 40
FEWER, EXPLAINED = 20, 8


@pytest.fixture(scope="module")
def book():
    """Our rulebook."""
    return load()


def made(number: int) -> Iterator[Situation]:
    """So many weeks of each sort and length."""
    for seed in range(number):
        for days in (7, 14):
            yield rough(seed, days)
            yield realistic(seed, days)


def ran_today(situation: Situation, plan: Replan) -> float:
    """Kilometres of running today."""
    return sum(each.sure_km for each in Week.of(situation, plan).coming if each.is_run and each.day == 0)


def agreed(situation: Situation, plan: Replan) -> Situation:
    """The same morning once the runner has kept what was proposed."""
    return reworded(situation, kept=plan.placements)


def test_no_rule_is_broken_and_there_is_always_an_answer(book):
    """Whatever comes together; nothing is left unsaid either."""
    for situation in made(WEEKS):
        assert not breaches(situation, replan(situation, book, explained=False))


def test_a_legal_plan_that_nothing_disturbs_stays_as_it_is(book):
    """Not a session of it."""
    for seed in range(WEEKS):
        for days in (7, 14):
            plan = replan(undisturbed(seed, days), book, explained=False)
            assert (plan.changes, plan.broken, plan.goals) == ((), False, 0)


def test_what_was_kept_is_not_changed_again(book):
    """The answer to the answer is no change: no share is taken twice, nothing goes to and fro."""
    for situation in made(WEEKS):
        plan = replan(situation, book, explained=False)
        if plan.optimal:
            again = agreed(situation, plan)
            answer = replan(again, book, explained=False)
            assert not answer.changes
            assert not breaches(again, answer)


def test_a_share_is_taken_of_what_the_author_meant(book):
    """A kept half of a run, cut by this morning's verdict, is no quarter of it."""
    for seed in range(FEWER):
        situation = undisturbed(seed)
        runs = replan(situation, book, explained=False).placements
        halves = tuple(replace(each, form="share_50") for each in runs if "strength" not in each.session)
        morning = replace(situation, today=Today(activity="run_reduced", pain=3, share=0.7))
        again = reworded(morning, kept=halves)
        assert not breaches(again, replan(again, book, explained=False))


def test_a_stricter_verdict_never_gives_more_running_today(book):
    """Rung by rung, all else the same."""
    for situation in made(FEWER):
        shares = dict.fromkeys(ACTIVITY, 1.0) | {"run_reduced": 0.7}
        today = situation.today or Today(activity="rest", pain=2)
        mornings = [
            replace(situation, today=replace(today, activity=each, share=share)) for each, share in shares.items()
        ]
        kilometres = [ran_today(each, replan(each, book, explained=False)) for each in mornings]
        assert kilometres == sorted(kilometres, reverse=True)


def test_less_time_never_serves_the_plan_better(book):
    """Take minutes from a day, and what is lost of the plan's goals does not shrink."""
    for number, situation in enumerate(made(FEWER)):
        rng, free = Random(number), reworded(situation, kept=(), wishes=())
        told = free.settings.availability
        less = {day: rng.choice((0, 30, told.weekdays.get(day, 90) / 2)) for day in rng.sample(range(7), 2)}
        least = {day: min(minutes, told.weekdays.get(day, minutes)) for day, minutes in less.items()}
        busy = reworded(free, availability=replace(told, weekdays={**told.weekdays, **least}))
        plans = [replan(each, book, explained=False) for each in (free, busy)]
        if all(plan.optimal for plan in plans):
            assert plans[0].goals <= plans[1].goals


def test_no_time_at_all_leaves_nothing_and_says_so(book):
    """But for what cannot move."""
    for situation in made(FEWER):
        none = reworded(situation, availability=Availability(weekdays=dict.fromkeys(range(7), 0)))
        plan = replan(none, book, explained=False)
        held = {each.id for each in none.plan if is_held(none, each) and each.status != "missed"}
        stands = {placement.session for placement in plan.placements if placement.form != "drop"}
        assert stands - {each.id for each in none.plan if each.kind == "rest"} == held
        assert held or not none.plan or "all_dropped" in {notice.code for notice in plan.notices}


def test_every_change_names_a_rule_of_the_rulebook(book):
    """Where nothing was kept before. The few that only fit better name none, and none is invented for them."""
    changes = [change for situation in made(EXPLAINED) for change in replan(reworded(situation, kept=()), book).changes]
    assert all({reason.rule for reason in change.reasons} <= book.week.keys() for change in changes)
    assert sum(not change.reasons for change in changes) <= 0.05 * len(changes)


def test_the_order_of_the_plan_means_nothing(book):
    """Sessions, what was done, what was kept and the chances may come in any order."""
    for number, situation in enumerate(made(FEWER)):
        explained = number < EXPLAINED
        answers = [replan(each, book, explained=explained) for each in (situation, shuffled(situation, number))]
        assert answers[0] == answers[1]


def shuffled(situation: Situation, seed: int) -> Situation:
    """The same situation, everything in it in another order."""
    rng = Random(seed)

    def mixed(things: tuple) -> tuple:
        return tuple(rng.sample(things, len(things)))

    settings = situation.settings
    weekdays = dict(mixed(tuple(settings.availability.weekdays.items())))
    return replace(
        situation,
        plan=mixed(situation.plan),
        done=mixed(situation.done),
        chances=mixed(situation.chances),
        settings=replace(
            settings,
            kept=mixed(settings.kept),
            wishes=mixed(settings.wishes),
            availability=replace(settings.availability, weekdays=weekdays),
        ),
    )


def printed(book: Rulebook, number: int) -> str:
    """A fingerprint of the answers to so many weeks."""
    answers = "\n".join(repr(replan(situation, book)) for situation in made(number))
    return hashlib.sha256(answers.encode()).hexdigest()


def test_the_same_bytes_in_another_process(book):
    """Whatever Python hashes with."""
    code = "from sorewise.engine.rules import load; from weeks.test_laws import printed; print(printed(load(), 4))"
    here = printed(book, 4)
    for seed in ("0", "4711"):
        env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
        told = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
        assert told.stdout.strip() == here
