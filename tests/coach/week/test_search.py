"""The search finds the cheapest legal plan: compared with trying everything, and with plans looked at by themselves."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sorewise.coach.week.evaluate import breaches, cost_of
from sorewise.coach.week.greedy import greedy
from sorewise.coach.week.ground import ground_of
from sorewise.coach.week.problem import problem_of
from sorewise.coach.week.search import solve
from sorewise.engine.rules import load
from sorewise.model.plan import Availability, WeekSettings
from sorewise.model.verdict import ACTIVITY
from sorewise.model.week import Today
from weeks.made import done, monday, session

BOOK = load()
LIMIT = 20_000
KINDS = ("easy", "long", "tempo", "intervals", "strength_leg", "xt")


def cheapest(ground):
    """The least that any legal choice costs, by trying them all."""
    legal = (cost_of(ground, choice) for choice in product(*ground.of_item) if not any(breaches(ground, choice)))
    return min(legal)


few = st.lists(
    st.builds(
        lambda kind, day, hour, km, key: (kind, day, hour, km, key),
        st.sampled_from(KINDS),
        st.integers(0, 8),
        st.sampled_from((7, 18, None)),
        st.sampled_from((6.0, 12.0, 24.0)),
        st.booleans(),
    ),
    min_size=1,
    max_size=3,
)
mornings = st.sampled_from(ACTIVITY)
free = st.dictionaries(st.integers(0, 6), st.sampled_from((0, 40, 90)), max_size=3)


@settings(max_examples=settings.default.max_examples // 2)
@given(plan=few, activity=mornings, minutes=free)
def test_nothing_cheaper_is_legal(plan, activity, minutes):
    """Every combination of options is tried; the search costs as little, and breaks no rule."""
    sessions = [
        session(kind, day, hour, km=km if kind not in {"xt", "strength_leg"} else None, key=key, id=f"s{number}")
        for number, (kind, day, hour, km, key) in enumerate(plan)
    ]
    situation = monday(
        *sessions,
        days=9,
        today=Today(activity=activity, pain=2),
        settings=WeekSettings(availability=Availability(weekdays=minutes)),
        done=(done("long", -1, km=16), done("easy", -2), done("easy", -3)),
    )
    ground = ground_of(situation, BOOK)
    found = solve(problem_of(ground), LIMIT)
    assert found.optimal
    assert found.choice is not None
    assert not list(breaches(ground, found.choice))
    assert found.cost == cost_of(ground, found.choice) == cheapest(ground)


def test_greedy_breaks_no_rule_and_is_no_cheaper():
    """The peer of the search is legal, too."""
    situation = monday(
        session("intervals", 1, key=True),
        session("easy", 2),
        session("tempo", 3, key=True),
        session("long", 5, key=True),
        today=Today(activity="run_easy", pain=2),
    )
    ground = ground_of(situation, BOOK)
    problem = problem_of(ground)
    choice, cost = greedy(problem)
    assert choice is not None
    assert not list(breaches(ground, choice))
    assert solve(problem, LIMIT).cost <= cost


@pytest.mark.parametrize("limit", [0, 1, 5])
def test_without_time_it_says_so(limit):
    """Whatever it has found by then is legal, and not called the best."""
    plan = [session(kind, day, key=True, id=f"{kind}{day}") for day in range(7) for kind in ("tempo", "easy")]
    ground = ground_of(monday(*plan), BOOK)
    found = solve(problem_of(ground), limit)
    assert not found.optimal
    assert found.choice is not None
    assert not list(breaches(ground, found.choice))
