"""What a strict verdict calls off: while somebody has to look at it, and on the day after a day of rest."""

from dataclasses import replace
from datetime import timedelta

import pytest

from sorewise.coach.week import MoveRefusedError, moved, replan
from sorewise.engine.rules import load
from sorewise.model.week import Today
from weeks.generated import rough
from weeks.week import Week

WEEKS = 30


@pytest.fixture(scope="module")
def book():
    """Our rulebook."""
    return load()


@pytest.mark.parametrize("referral", ["prompt", "same_day", "emergency"])
def test_nothing_with_impact_is_moved_by_the_planner(book, referral):
    """Chest pain on Monday is no reason for intervals on Thursday."""
    for seed in range(WEEKS):
        made = rough(seed)
        situation = replace(made, today=Today(activity="rest", referral=referral))
        plan = replan(situation, book, explained=False)
        stood = {one.session: one.day for one in situation.settings.kept}
        own = {one.session for one in situation.settings.kept if one.by == "runner"}
        days = {one.id: stood.get(one.id, one.day) for one in situation.plan}
        for each in Week.of(situation, plan).coming:
            if (each.is_run or each.kind == "strength_leg") and each.id not in own:
                assert situation.day + timedelta(days=each.day) == days[each.id], (seed, each)


def test_it_binds_the_planner_alone(book):
    """A day on which no other rule is against it is the runner's to choose."""
    refused = []
    for seed in range(WEEKS):
        situation = replace(rough(seed), today=Today(activity="rest", referral="prompt"))
        for one in situation.plan[:3]:
            try:
                moved(situation, book, one.id, situation.day + timedelta(days=4), explained=False)
            except MoveRefusedError as against:
                refused.append(against.rules)
    assert 0 < len(refused) < WEEKS * 3
    assert not [rules for rules in refused if "WK-REFERRAL.not_moved" in rules]


def test_nothing_hard_is_moved_to_the_day_after_a_day_of_rest(book):
    """Who is ill or worn out on Monday has no intervals on Tuesday that were Monday's."""
    for seed in range(WEEKS):
        situation = replace(rough(seed), today=Today(activity="rest"))
        plan = replan(situation, book, explained=False)
        stood = {one.session: one.day for one in situation.settings.kept}
        own = {one.session for one in situation.settings.kept if one.by == "runner"}
        days = {one.id: stood.get(one.id, one.day) for one in situation.plan}
        for each in Week.of(situation, plan).coming:
            if each.day == 1 and each.id not in own and (each.is_hard or each.kind in {"long", "strength_leg"}):
                assert days[each.id] == situation.day + timedelta(days=1), (seed, each)
