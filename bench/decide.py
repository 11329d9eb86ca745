"""One decision: against zen-engine with the same rules in the same run, and against the clock. CPU time throughout.

    python bench/decide.py [--quick]

zen-engine gets every verdict rule of the morning and only the lower bound (is the rule true?); it must give the same
truths on the worked mornings before it is timed. We give both bounds, floor and ceiling. Both sides get facts that are
ready to be judged: reading the answers counts in the figure of `ask` only.
"""

import gc
import statistics
import sys
import time
import tomllib
from collections.abc import Callable, Iterable
from itertools import cycle, islice
from pathlib import Path
from random import Random
from typing import Any

from parts.population import mornings, state_of
from parts.zen_rules import Judged, judged, peers

from sorewise.engine.ask import ask
from sorewise.engine.book import Rulebook
from sorewise.engine.decide import bounds, decide
from sorewise.engine.rules import load
from sorewise.engine.state import State, open_door
from sorewise.engine.when import truth

MORNINGS = Path(__file__).parent.parent / "tests" / "mornings"
TIMES_FASTER = 50.0
REASONS_US = 20.0
ASK_P99_MS = 5.0
ROUNDS = 5
SHARES = (0.0, 0.2, 0.5, 0.8, 0.95, 1.0)  # how much of a morning is known at a step of `ask`
QUICK = "--quick" in sys.argv


def main() -> int:
    """Print each figure; 1 if one falls short."""
    book = load()
    states = one_place(book)
    print(f"{len(judged(book))} verdict rules of the morning, {len(states)} worked mornings with one place")
    good = [against_zen(book, states), with_reasons(book, states), asking(book)]
    return 0 if all(good) else 1


def against_zen(book: Rulebook, states: list[State]) -> bool:
    """Compare both bounds with each form of the peer, turn by turn; the goal is against the decision it documents."""
    forms = peers(book)
    rows = [state.spots[0] for state in states]
    for name, form in forms.items():
        compare(book, name, form, rows)
    turns = [
        (
            cpu_us(lambda state: bounds(book, state), states, 2000),
            *(cpu_us(form, rows, 60 if QUICK else 400) for form in forms.values()),
        )
        for _ in range(ROUNDS)
    ]
    ours, *theirs = (statistics.median(column) for column in zip(*turns, strict=True))
    print(f"decide_both_bounds_us: {ours:.1f}")
    goals = [TIMES_FASTER, *(None for _ in theirs[1:])]
    good = True
    for name, its, goal in zip(forms, theirs, goals, strict=True):
        good &= said("decide_both_bounds", f"{its / ours:.1f}x", f"zen-engine, {name}: {its:.0f} us", its / ours, goal)
    return good


def compare(book: Rulebook, name: str, form: Judged, rows: list[dict[str, Any]]) -> None:
    """Stop if the peer finds another rule true than we do."""
    rules = judged(book)
    for row in rows:
        ours = [truth(rule.when, row) is True for rule in rules if rule.when]
        if wrong := [rule.id for rule, mine, its in zip(rules, ours, form(row), strict=True) if mine is not its]:
            raise SystemExit(f"zen-engine, {name}, differs on {wrong} at {row}")


def with_reasons(book: Rulebook, states: list[State]) -> bool:
    """Time a decision with its reasons on whole check-ins; partial ones and the advice for information."""
    whole = [state for state in states if state.case.page_clear and not any(state.assumed)]
    partial = [state for state in states if any(state.assumed)]
    figure = median_us(lambda state: decide(book, state).verdict_reasons, whole)
    for name, some in (("decide_partial_with_reasons", partial), ("decide_with_advice", whole)):
        part = "reasons" if name.endswith("advice") else "verdict_reasons"
        us = median_us(lambda state, part=part: getattr(decide(book, state), part), some)
        said(name, f"{us:.1f} us", f"{len(some)} mornings, median of {ROUNDS}")
    beside = f"{len(whole)} whole check-ins, median of {ROUNDS}"
    return said("decide_with_reasons", f"{figure:.1f} us", beside, REASONS_US / figure, 1, REASONS_US)


def median_us(work: Callable[[State], object], states: list[State]) -> float:
    """CPU microseconds of one call, the median of the rounds."""
    return statistics.median(cpu_us(work, states, 2000) for _ in range(ROUNDS))


def asking(book: Rulebook) -> bool:
    """Time one step of a check-in, the door included, on mornings of which any part has been told."""
    rng = Random(3)
    steps = []
    for morning in mornings(book, 400 if QUICK else 2000, seed=11, odd=1.5):
        share = rng.choice(SHARES)
        told = {name: {None, 0, 1} for name in book.facts if name in {"legs", "region"} or rng.random() < share}
        step = (morning, told)
        steps.append(min(cpu_us(lambda known: ask(book, state_of(book, *known)), [step], 1) for _ in range(2)))
    steps.sort()
    p99 = steps[int(len(steps) * 0.99)] / 1000
    spread = f"median {statistics.median(steps) / 1000:.2f}, most {steps[-1] / 1000:.2f}, {len(steps)} mornings"
    return said("ask_step_p99", f"{p99:.2f} ms", spread, ASK_P99_MS / p99, 1, ASK_P99_MS)


def said(name: str, value: str, beside: str, reached: float = 0, needed: float | None = None, goal: float = 0) -> bool:
    """Print a figure; without a goal it is for information."""
    if needed is None:
        print(f"{name}: {value} ({beside}, no goal)")
        return True
    print(f"{name}: {value} ({beside}, goal {goal or needed:g}) {'ok' if reached >= needed else 'short'}")
    return reached >= needed


def cpu_us(work: Callable[[Any], object], over: Iterable[Any], times: int) -> float:
    """CPU microseconds of one call, all threads counted, the garbage collector held off."""
    things = list(islice(cycle(over), times))
    gc.collect()
    gc.disable()
    start = time.process_time()
    for thing in things:
        work(thing)
    spent = time.process_time() - start
    gc.enable()
    return spent / times * 1e6


def one_place(book: Rulebook) -> list[State]:
    """Read the worked mornings that have one sore place."""
    states = []
    for page in sorted(MORNINGS.glob("*.toml")):
        for worked in tomllib.loads(page.read_text(encoding="utf-8"))["morning"]:
            state = open_door(book, worked["answers"], worked.get("history", {}))
            if state.phase == "morning" and len(state.spots) == 1:
                states.append(state)
    return states


if __name__ == "__main__":
    raise SystemExit(main())
