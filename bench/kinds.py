"""What sessions are taken for: made seasons with a watch's noise, from the points of each run to its kind.

    python bench/kinds.py [--quick]

There is no peer and no collection of real runs whose kind is known and free, so the runs are made: speeds, hills, stops
at traffic lights, drifting satellites and a wavering barometer. That proves the reckoning, not the runners.
"""

import sys
from collections import Counter
from datetime import UTC, datetime, timedelta

import numpy as np

from sorewise.importers.measure import measured
from sorewise.importers.track import track
from sorewise.model.records import History, Profile, Session
from sorewise.training.told import told_kinds

QUICK = "--quick" in sys.argv
SEASONS, RUNS, FIRST = (1, 300, 10) if QUICK else (4, 400, 10)
NOW = datetime(2026, 11, 22, 7, 0, tzinfo=UTC)
EASY, HIGHEST = 2.9, 188
SHARES = {
    "easy": 55,
    "long": 12,
    "intervals": 9,
    "tempo": 8,
    "hills": 5,
    "recovery": 5,
    "strides": 4,
    "race": 3,
    "fartlek": 3,
}
MEANT = {"strides": "easy", "fartlek": "intervals"}
REPEATS = [(95, 4.5, 90, 1.5, 10), (190, 4.2, 120, 2.2, 6), (240, 4.1, 120, 2.4, 5), (60, 4.7, 60, 2.2, 12)]
BLOCKS = [[(1500, 3.7)], [(720, 3.75), (120, 2.5), (720, 3.75)], [(2400, 3.55)]]
RACES = [(5000, 4.35), (10_000, 4.15), (21_100, 3.85)]
GOAL = 0.95

Parts = list[tuple[float, float, float]]
"""Seconds, m/s and slope of each part of a run."""


def main() -> int:
    """Print how many runs were taken for what they were made as; 1 if too few."""
    seen = Counter[tuple[str, str | None]]()
    for seed in range(SEASONS):
        seen += season(seed)
    print("made as: taken for")
    for kind in SHARES:
        print(f"  {kind}: { ({told: count for (made, told), count in seen.items() if made == kind}) }")
    right = sum(count for (made, told), count in seen.items() if told == MEANT.get(made, made)) / seen.total()
    word = "ok" if right >= GOAL else "short"
    print(f"share of {seen.total()} runs taken for what they were: {right:.3f} (no peer, goal >= {GOAL}) {word}")
    return 0 if right >= GOAL else 1


def season(seed: int) -> Counter[tuple[str, str | None]]:
    """Kind as made and as told of each run of a season but the first ones, against which nothing can be held."""
    chance = np.random.default_rng(seed)
    kinds = chance.choice(list(SHARES), RUNS, p=np.array(list(SHARES.values())) / sum(SHARES.values()))
    sessions = [
        run(str(n), NOW - timedelta(days=1.4 * (RUNS - n)), made(kind, chance), chance) for n, kind in enumerate(kinds)
    ]
    told = told_kinds(History(profile=Profile(answers={"age": 32}), sessions=tuple(sessions)), NOW)
    return Counter((str(kinds[n]), told[str(n)].kind if str(n) in told else None) for n in range(FIRST, RUNS))


def made(kind: str, chance: np.random.Generator) -> Parts:
    """The parts of a run of this kind, on a day a little better or worse than others."""
    easy = EASY * chance.normal(1, 0.025)
    warm, cool = (900, easy, 0.0), (600, easy, 0.0)
    if kind in {"easy", "recovery", "long"}:
        pace, low, high = {"easy": (1.0, 2000, 3900), "recovery": (0.88, 1300, 2000), "long": (0.97, 6000, 9500)}[kind]
        return with_stops(chance.integers(low, high), pace * easy, chance)
    if kind == "race":
        metres, pace = RACES[chance.integers(len(RACES))]
        return [(metres / pace, pace, 0.0)]
    fast_s, fast, rest_s, rest, times = REPEATS[chance.integers(len(REPEATS))]
    turns = [((chance.integers(40, 200), 4.2, 0.0), (chance.integers(60, 150), 2.5, 0.0)) for _ in range(8)]
    middle = {
        "strides": [(1500, easy, 0.0), *[(20, 5.0, 0.0), (60, 2.0, 0.0)] * 6],
        "intervals": [(fast_s, fast, 0.0), (rest_s, rest, 0.0)] * times,
        "fartlek": [part for turn in turns for part in turn],
        "hills": [(60, 3.1, 0.07), (100, 1.9, -0.07)] * 8,
        "tempo": [(*part, 0.0) for part in BLOCKS[chance.integers(len(BLOCKS))]],
    }
    return [warm, *middle[kind], cool]


def with_stops(seconds: float, pace: float, chance: np.random.Generator) -> Parts:
    """An even run that waits at a traffic light now and then."""
    parts: Parts = []
    while seconds > 0:
        length = min(seconds, chance.integers(240, 900))
        parts += [(length, pace, 0.0), *([(chance.integers(15, 50), 0.0, 0.0)] if chance.random() < 1 / 3 else [])]
        seconds -= length
    return parts


def run(name: str, start: datetime, parts: Parts, chance: np.random.Generator) -> Session:
    """The session that an importer makes of such a run, a point a second."""
    speed = blurred(np.concatenate([np.full(round(seconds), pace) for seconds, pace, _ in parts]), 4)
    slope = np.concatenate([np.full(round(seconds), grade) for seconds, _, grade in parts])
    drift = blurred(chance.normal(size=len(speed)), 20) * 0.06 + blurred(chance.normal(size=len(speed)), 3) * 0.15
    way = np.cumsum(np.maximum(speed * (1 + drift), 0.0))
    height = 200 + np.cumsum(speed * slope) + blurred(chance.normal(size=len(speed)), 5)
    effort = blurred(speed * (1 + 3.5 * slope.clip(-0.05, 0.2)), 30)
    rate = 60 + (HIGHEST - 60) * (effort / 4.75).clip(0, 1)
    points = track(np.arange(len(speed)), distance_m=way, altitude_m=height, heart_rate=rate)
    return measured(Session(id=name, start=start, source="fit"), points)


def blurred(values: np.ndarray, seconds: int) -> np.ndarray:
    """The values smeared over so many seconds either way."""
    weights = np.hanning(2 * seconds + 3)
    return np.convolve(np.pad(values, seconds + 1, mode="edge"), weights / weights.sum(), "valid")


if __name__ == "__main__":
    sys.exit(main())
