"""What one made week shows of the planner: breaches, laws, proofs, and what a greedy planner would have done.

    python bench/parts/week_laws.py FROM TO [--print]

is how a process of its own is started: `--print` prints a fingerprint of the answers to those weeks and no more.
"""

import hashlib
import sys
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))
from sorewise.coach.week import replan
from sorewise.engine.book import Rulebook
from sorewise.engine.rules import load
from sorewise.model.verdict import ACTIVITY
from sorewise.model.week import PlanChange, Replan, Situation, Today
from weeks.checker import breaches
from weeks.generated import reworded, rough
from weeks.properties import changed, key_lost
from weeks.realistic import realistic, undisturbed
from weeks.standing import SHARE, coming

SORTS = {"rough": rough, "realistic": realistic, "undisturbed": undisturbed}
SHARES = dict.fromkeys(ACTIVITY, 1.0) | {"run_reduced": 0.7}


class Week(NamedTuple):
    """Which made week: its sort, seed and length."""

    sort: str
    seed: int
    days: int

    def situation(self) -> Situation:
        """Make it."""
        return SORTS[self.sort](self.seed, self.days)


@cache
def book() -> Rulebook:
    """Our rulebook, once a process."""
    return load()


def answer(situation: Situation) -> Replan:
    """The plan without its reasons."""
    return replan(situation, book(), explained=False)


def judged(week: Week) -> list[str]:
    """Every breach of the answer, by a judge that knows no planner."""
    situation = week.situation()
    return [f"{week}: {each}" for each in breaches(situation, answer(situation))]


def is_changed(week: Week) -> bool:
    """Whether a legal plan that nothing disturbs is changed."""
    return bool(answer(week.situation()).changes)


def is_changed_again(week: Week) -> bool:
    """Whether a plan that was kept as proposed is changed once more; the search's limit is no matter of this law."""
    situation = week.situation()
    plan = answer(situation)
    return plan.optimal and bool(answer(reworded(situation, kept=plan.placements)).changes)


def is_milder(week: Week) -> bool:
    """Whether some stricter verdict gives more running today."""
    situation = week.situation()
    today = situation.today or Today(activity="rest", pain=2)
    ran = []
    for activity, share in SHARES.items():
        morning = replace(situation, today=replace(today, activity=activity, share=share))
        ran.append(sum(each.sure_km for each in coming(morning, answer(morning)) if each.is_run and each.day == 0))
    return any(more > less + 1e-9 for less, more in pairwise(ran))


def is_better_with_less(week: Week) -> bool:
    """Whether less time serves the plan's goals better."""
    rng, free = Random(week.seed), reworded(week.situation(), kept=(), wishes=())
    told = free.settings.availability
    drawn = {day: rng.choice((0, 30, told.weekdays.get(day, 90) / 2)) for day in rng.sample(range(7), 2)}
    least = {day: min(minutes, told.weekdays.get(day, minutes)) for day, minutes in drawn.items()}
    busy = reworded(free, availability=replace(told, weekdays={**told.weekdays, **least}))
    plans = answer(free), answer(busy)
    return all(plan.optimal for plan in plans) and plans[0].goals > plans[1].goals


class Told(NamedTuple):
    """How the changes of one week are explained."""

    changes: int
    restored: int
    only_better: int
    proved: int


def explained(week: Week) -> Told:
    """Count changes, and those that go away when the rules that they name are switched off.

    A session that the runner had left out or cut, and that stands again as its author meant it, needs no rule; one that
    only fits better elsewhere has none.
    """
    changes = replan(week.situation(), book()).changes
    restored = sum(not each.reasons and is_nearer(each) for each in changes)
    proved = sum(bool(each.reasons) and all(reason.proved for reason in each.reasons) for each in changes)
    return Told(len(changes), restored, sum(not each.reasons for each in changes) - restored, proved)


def is_nearer(change: PlanChange) -> bool:
    """Whether more of what its author meant stands than before."""
    return SHARE[change.after.form] > SHARE[change.before.form] or change.decision == "as_planned"


def lost(situation: Situation, plan: Replan) -> tuple[int, int]:
    """Key sessions lost, and sessions that are not as planned."""
    return len(key_lost(situation, plan)), len(changed(situation, plan))


def shuffled(situation: Situation, seed: int) -> Situation:
    """Its sessions, what was done and the chances in another order."""
    rng = Random(seed)
    names = ("plan", "done", "chances")
    return replace(
        situation, **{name: tuple(rng.sample(each, len(each))) for name in names if (each := getattr(situation, name))}
    )


def fingerprint(first: int, last: int, *, mixed: bool = False) -> str:
    """The answers to so many weeks of both sorts, reasons and all, in one number."""
    digest = hashlib.sha256()
    for seed in range(first, last):
        for sort in ("rough", "realistic"):
            situation = Week(sort, seed, 14 if seed % 2 else 7).situation()
            digest.update(repr(replan(shuffled(situation, seed) if mixed else situation, book())).encode())
    return digest.hexdigest()


if __name__ == "__main__":
    print(fingerprint(int(sys.argv[1]), int(sys.argv[2])))
