"""The whole proof of both rulebooks that ship, promise by promise.

    python bench/prove.py [--quick]

No peer proves a rulebook of this kind; what is compared is the goal, and beside it the time that the same claims would
take if every morning of two facts, out of the ordinary, were only tried out by the engine.
"""

import statistics
import sys
from math import comb
from time import perf_counter

from sorewise.apps.overlays import CAUTIOUS
from sorewise.engine.book import Rulebook
from sorewise.engine.decide import decide
from sorewise.engine.prove import prove
from sorewise.engine.prove.values import kinds_of
from sorewise.engine.rules import load
from sorewise.engine.state import open_door

RUNS = 5
MOST_S = 150.0
TRIED = 200  # decisions to time one


def proved(book: Rulebook, ours: Rulebook | None) -> dict[str, float]:
    """Seconds a promise took; ends the program where one is broken."""
    taken = {}
    start = perf_counter()
    for proof in prove(book, ours):
        if not proof.kept:
            raise SystemExit(f"broken: {proof}")
        taken[proof.promise] = perf_counter() - start
        start = perf_counter()
    return taken


def tried(book: Rulebook) -> float:
    """Seconds that trying every two odd answers to one morning would take, each against its neighbours."""
    sizes = [len(kind.values) for kind in kinds_of(book).values()]
    pairs = comb(len(sizes), 2) * statistics.mean(sizes) ** 2
    start = perf_counter()
    for _ in range(TRIED):
        decide(book, open_door(book, {"legs": "sore", "regions": ["calf"], "pain": 3, "safety": "none"}))
    return pairs * (perf_counter() - start) / TRIED


def figure(name: str, runs: list[dict[str, float]], peer: str) -> bool:
    """Print the median of the whole and of each promise; True if it is within the goal."""
    whole = statistics.median(sum(run.values()) for run in runs)
    for promise in runs[0]:
        print(f"  {promise}: {statistics.median(run[promise] for run in runs):.2f} s")
    good = whole <= MOST_S
    print(f"{name}: {whole:.1f} s ({peer}, goal {MOST_S:.0f} s) {'ok' if good else 'short'}")
    return good


def main() -> int:
    """Print each figure; 1 if one falls short."""
    ours = load()
    times = 1 if "--quick" in sys.argv else RUNS
    peer = f"two odd answers tried out {tried(ours):.0f} s"
    good = figure("proof_standard", [proved(ours, None) for _ in range(times)], peer)
    good &= figure("proof_cautious", [proved(load(CAUTIOUS), ours) for _ in range(times)], peer)
    return 0 if good else 1


if __name__ == "__main__":
    raise SystemExit(main())
