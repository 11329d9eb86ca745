"""The week: its rules kept, the cheapest plan found, in time, told with reasons; against CP-SAT and a greedy planner.

    python bench/week.py [--quick]

The weeks are made (tests/weeks): rough ones, in which anything comes together, and realistic ones, in which a plan that
fits its own time is disturbed once. They are judged by a checker that shares no code with the planner. Times are CPU
time of one call, medians of five rounds; CP-SAT gets the same options and prices, one worker, its own constraints.
"""

import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from time import process_time
from typing import Any

from parts.week_laws import (
    Week,
    answer,
    book,
    explained,
    fingerprint,
    is_better_with_less,
    is_changed,
    is_changed_again,
    is_milder,
    judged,
)
from parts.week_peers import Compared, Quality, compared, quality

from sorewise.coach.week import replan
from sorewise.model.week import Situation

HERE = Path(__file__).resolve().parent
QUICK = "--quick" in sys.argv
ROUNDS = 3 if QUICK else 5
BOTH = ("rough", "realistic")
P95_14_MS, P99_14_MS, P95_7_MS, P95_TOLD_MS = 30, 100, 10, 200
NOT_OPTIMAL = 0.005
KEY_SAVED = 0.10
PROVED = 0.95
THIRD_PARTY = """
import sys
from datetime import date
from sorewise.coach.week import replan
from sorewise.engine.rules import load
from sorewise.model.week import Situation
replan(Situation(day=date(2026, 11, 23)), load())
ours = {"sorewise", "__main__"} | sys.stdlib_module_names
heads = {name.partition(".")[0] for name in sys.modules}
print(sorted(head for head in heads - ours if not head.startswith("_")))
"""


def main() -> int:
    """Print each figure; 1 if one falls short."""
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        good = [*rules(pool), *laws(pool), *told(pool), *peers(pool)]
    good += [*times(), *alone()]
    return 0 if all(good) else 1


def rules(pool: ProcessPoolExecutor) -> Iterable[bool]:
    """Every rule of every week, by the checker of the tests."""
    count = 100 if QUICK else 2500
    weeks = [Week(sort, seed, days) for seed in range(count) for sort in BOTH for days in (7, 14)]
    found = [line for lines in pool.map(judged, weeks, chunksize=25) for line in lines]
    for line in found[:20]:
        print(f"  {line}")
    yield said(f"breaches in {len(weeks)} weeks", len(found), "independent checker", most=0)


def laws(pool: ProcessPoolExecutor) -> Iterable[bool]:
    """What has to hold between one answer and another."""
    count = 40 if QUICK else 500
    each = [(name, law, sorts) for name, law, sorts in LAWS]
    for name, law, sorts in each:
        weeks = [Week(sort, seed, 14 if seed % 2 else 7) for seed in range(count) for sort in sorts]
        broken = [week for week, wrong in zip(weeks, pool.map(law, weeks, chunksize=10), strict=True) if wrong]
        for week in broken[:5]:
            print(f"  {week}")
        yield said(name, len(broken), f"of {len(weeks)} weeks", most=0)


LAWS: tuple[tuple[str, Callable[[Week], bool], tuple[str, ...]], ...] = (
    ("legal plans changed although nothing disturbs them", is_changed, ("undisturbed",)),
    ("kept plans changed again", is_changed_again, BOTH),
    ("stricter verdicts with more running today", is_milder, BOTH),
    ("less time, goals better served", is_better_with_less, BOTH),
)


def told(pool: ProcessPoolExecutor) -> Iterable[bool]:
    """Reasons of the changes, and whether they are proved."""
    count = 25 if QUICK else 300
    weeks = [Week(sort, seed, 14) for seed in range(count) for sort in BOTH]
    columns = zip(*pool.map(explained, weeks, chunksize=5), strict=True)
    changes, restored, better, proved = (sum(column) for column in columns)
    said("sessions restored, which needs no rule", restored, f"of {changes} changes, {len(weeks)} weeks")
    said("changes that only fit better", better, "no rule is invented for them")
    yield said("changes proved by switching off", proved / (changes - restored), "of those not restored", least=PROVED)


def peers(pool: ProcessPoolExecutor) -> Iterable[bool]:
    """The same cost as CP-SAT, and better plans than a greedy planner's."""
    count = 25 if QUICK else 500
    for sort in BOTH:
        weeks = [Week(sort, seed, 14) for seed in range(count)]
        yield from against_cp_sat(sort, list(pool.map(compared, weeks, chunksize=5)))
    for sort, days, goal in (("rough", 14, None), ("realistic", 14, KEY_SAVED), ("realistic", 7, None)):
        weeks = [Week(sort, seed, days) for seed in range(count * 2 if QUICK else count)]
        yield from against_greedy(f"{sort}, {days} days", list(pool.map(quality, weeks, chunksize=10)), goal)


def against_cp_sat(sort: str, found: list[Compared]) -> Iterable[bool]:
    """Costs, claims and, for information, CPU times."""
    sure = [each for each in found if each.sure and each.optimal]
    equal = sum(each.ours == each.theirs for each in sure)
    wrong = [each for each in sure if each.ours != each.theirs]
    for each in wrong[:5]:
        print(f"  {each}")
    name = f"{sort} weeks as cheap as by CP-SAT"
    yield said(name, equal, f"CP-SAT on {len(sure)} weeks that both prove", least=len(sure))
    open_ = sum(not each.optimal for each in found)
    still = sum(not each.optimal and each.ours == each.theirs for each in found)
    yield said(f"{sort} weeks not proved", open_ / len(found), f"{open_} weeks, {still} optimal", most=NOT_OPTIMAL)
    yield said(f"{sort} weeks CP-SAT itself does not prove", sum(not each.sure for each in found), "", most=0)
    ours, theirs = (statistics.median(column) for column in zip(*((e.our_ms, e.their_ms) for e in found), strict=True))
    said(f"{sort} weeks, build and solve, ms", ours, f"CP-SAT {theirs:.3g}, median of {len(found)}")


def against_greedy(name: str, found: list[Quality], goal: float | None) -> Iterable[bool]:
    """Key sessions lost, sessions changed, goals lost."""
    key, greedy_key, changes, greedy_changes, goals, greedy_goals = (sum(column) for column in zip(*found, strict=True))
    saved = 1 - key / greedy_key
    yield said(f"{name}: key sessions saved", saved, f"greedy loses {greedy_key}, we {key}", least=goal)
    most = None if goal is None else greedy_changes - 1
    yield said(f"{name}: sessions changed", changes, f"greedy {greedy_changes}", most=most)
    said(f"{name}: goals lost a week", goals / len(found), f"greedy {greedy_goals / len(found):.3g}")


def times() -> Iterable[bool]:
    """CPU time of a re-plan; with reasons and other ways."""
    count = 100 if QUICK else 400
    for days, goals in ((14, {95: P95_14_MS, 99: P99_14_MS}), (7, {95: P95_7_MS})):
        weeks = [Week(sort, seed, days).situation() for seed in range(count) for sort in BOTH]
        rounds = [sorted(cpu_ms(answer, weeks)) for _ in range(ROUNDS)]
        for percent, goal in goals.items():
            middle = statistics.median(percentile(each, 50) for each in rounds)
            value = statistics.median(percentile(each, percent) for each in rounds)
            beside = f"{len(weeks)} weeks, median {middle:.3g}, most {max(each[-1] for each in rounds):.3g}"
            yield said(f"{days} days re-planned, p{percent}, ms", value, beside, most=goal)
    weeks = [Week(sort, seed, 14).situation() for seed in range(20 if QUICK else count // 2) for sort in BOTH]
    rounds = [sorted(cpu_ms(lambda week: replan(week, book()), weeks)) for _ in range(1 if QUICK else ROUNDS)]
    value = statistics.median(percentile(each, 95) for each in rounds)
    middle = statistics.median(percentile(each, 50) for each in rounds)
    yield said("14 days with reasons and other ways, p95, ms", value, f"median {middle:.3g}", most=P95_TOLD_MS)


def cpu_ms(work: Callable[[Situation], Any], weeks: list[Situation]) -> list[float]:
    """CPU milliseconds of each call."""
    spent = []
    for week in weeks:
        start = process_time()
        work(week)
        spent.append((process_time() - start) * 1000)
    return spent


def percentile(ordered: list[float], percent: int) -> float:
    """The value that so many per cent do not exceed."""
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]


def alone() -> Iterable[bool]:
    """Nothing but the standard library is loaded; the answers are the same in any process and order."""
    others = run(["-c", THIRD_PARTY], "0")
    yield said("third-party modules loaded", others.count("'") // 2, others, most=0)
    count = 10 if QUICK else 60
    part = str(HERE / "parts" / "week_laws.py")
    prints = {run([part, "0", str(count)], seed) for seed in ("0", "1", "4711")}
    prints |= {fingerprint(0, count), fingerprint(0, count, mixed=True)}
    yield said("different answers to the same weeks", len(prints) - 1, "4 processes, 4 hash seeds, 2 orders", most=0)


def run(arguments: list[str], seed: str) -> str:
    """What a process of its own prints."""
    env = {**os.environ, "PYTHONHASHSEED": seed}
    return subprocess.run(
        [sys.executable, *arguments], env=env, capture_output=True, text=True, check=True
    ).stdout.strip()


def said(name: str, value: float, beside: str, *, most: float | None = None, least: float | None = None) -> bool:
    """Print a figure; without a goal it is for information."""
    if most is None and least is None:
        print(f"{name}: {value:.3g} ({beside}, no goal)", flush=True)
        return True
    good = value <= most if most is not None else value >= (least or 0)
    goal = f"at most {most:.3g}" if most is not None else f"at least {least:.3g}"
    print(f"{name}: {value:.3g} ({beside}, goal {goal}) {'ok' if good else 'short'}", flush=True)
    return good


if __name__ == "__main__":
    raise SystemExit(main())
