"""`sorewise today` from a store with ten years of daily runs, cold, against a bare Python start in the same run.

    python bench/today.py [--quick]

Whole processes, wall time, turn by turn; the figure is the median of the differences.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sorewise import CheckIn, History, Night, Profile, Session, Spot, load
from sorewise.apps.day import page_of, record_of
from sorewise.morning import morning
from sorewise.store import DecisionRecord, Store

GOAL_S = 0.6
DAYS = 3652
TURNS = 5 if "--quick" in sys.argv else 15
TODAY = "import sys; from sorewise.apps.cli import run; sys.exit(run(sys.argv[1:]))"


def main() -> int:
    """Print the figure; 1 if it falls short."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ten-years.db"
        now = datetime.now(UTC).replace(microsecond=0)
        with Store.open(path) as store:
            store.add(records(now), "made")
        wall([sys.executable, "-c", TODAY, "--db", str(path), "today"])  # bytecode and disk cache are warm for both
        extra, bare = zip(*(turn(path) for _ in range(TURNS)), strict=True)
    above = statistics.median(extra)
    verdict = "ok" if above <= GOAL_S else "short"
    print(
        f"today_above_bare_python: {above:.2f} s (bare python {statistics.median(bare):.2f} s, goal {GOAL_S}) {verdict}"
    )
    return 0 if above <= GOAL_S else 1


def turn(path: Path) -> tuple[float, float]:
    """Seconds of `today` above a bare start, and of the bare start."""
    bare = wall([sys.executable, "-c", "pass"])
    return wall([sys.executable, "-c", TODAY, "--db", str(path), "today"]) - bare, bare


def wall(command: list[str]) -> float:
    """Seconds of a whole process; it must end well."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env={**os.environ, "NO_COLOR": "1"})
    return time.perf_counter() - start


def records(now: datetime) -> Iterator[Session | Night | CheckIn | DecisionRecord]:
    """A run, a night, a check-in and its decision for each day of ten years."""
    sample = decision(now)
    for back in range(DAYS):
        at = now - timedelta(days=back)
        yield Session(id=f"run-{back}", start=at, kind="easy", duration_s=3000, distance_m=9000 + back % 7 * 500, rpe=3)
        yield Night(day=at.date(), resting_hr=50 + back % 5, sleep_s=27000)
        yield CheckIn(id=f"check-in-{back}", at=at, spots=SPOTS, safety=())
        yield replace(sample, id=f"decision-{back}", check_in_id=f"check-in-{back}", day=at.date(), at=at)


SPOTS = (
    Spot(region="quad", side="both", answers={"pain": 2, "tissue": "muscle", "eases": "yes", "spread": "diffuse"}),
)


def decision(now: datetime) -> DecisionRecord:
    """One real decision with the page as it was shown."""
    check_in = CheckIn(id="sample", at=now, answers={"gait": "normal", "fatigue": 2}, spots=SPOTS, safety=())
    found = morning(load(), History(profile=Profile(answers={"experience_years": 6})), check_in, now=now)
    return record_of(found, page_of(found, Profile()), full=True, overlay={})


if __name__ == "__main__":
    sys.exit(main())
