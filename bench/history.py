"""The past: one runner with ten years of daily records, and many athletes at once. CPU time, median of five.

    python bench/history.py [--quick]

One runner is measured from the records to every derived fact, against the time that `sorewise today` may take. The
load series of many athletes is measured from session loads on, against the plain way in Polars (sum by day, fill the
days off, windows by athlete), which must give the same numbers; every fact of many athletes against one by one. Every
fact of every day is measured from Parquet to Parquet, in processes of their own (`parts/every_day.py`), against asking
for one morning after the other.
"""

import gc
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from math import exp

import numpy as np
import polars as pl
from parts.every_day import every_day

from sorewise.model.records import CheckIn, History, Night, Profile, Session, Shape, Spot
from sorewise.training.derive import derive, derive_many
from sorewise.training.load import load_series, session_loads
from sorewise.training.now import Moment
from sorewise.training.past import number_athletes, past_sessions
from sorewise.training.tables import Frames
from sorewise.training.windows import DEFAULT

NOW = datetime(2026, 11, 22, 7, 0, tzinfo=UTC)
ROUNDS = 5
QUICK = "--quick" in sys.argv
ATHLETES, DAYS = (300, 365) if QUICK else (2000, 365)

TODAY_MS = 600.0
ONE_MS = 300.0
SERIES_NS = 250.0
SERIES_TIMES = 1.5
GROWTH_TIMES = 1.3
CHUNK = 1000
MANY_TIMES = 20.0


def main() -> int:
    """Print each figure; 1 if one falls short."""
    good = [one_runner(), *series(), series_grow(), many(), *every_day(quick=QUICK)]
    return 0 if all(good) else 1


def one_runner() -> bool:
    """Ten years of daily runs, nights and check-ins to every fact, two places sore."""
    history = ten_years()
    places = [("calf", "left", 3.0), ("quad", "both", 2.0)]
    ms = cpu(lambda: derive(history, NOW, places)) * 1e3
    return say("ten years of daily records to every fact, ms", ms, f"`today` may take {TODAY_MS:.0f}", ONE_MS)


def series() -> list[bool]:
    """ATL, CTL, balance, week, monotony and strain: ns a row, and how many times the plain way takes."""
    tables = club()
    moment = Moment.at(NOW)
    athletes, keyed = number_athletes(tables.conform())
    loads = session_loads(past_sessions(keyed.sessions, moment, DEFAULT), athletes, keyed.nights, moment, DEFAULT)
    ours = load_series(loads, moment, DEFAULT)
    sessions = loads.select("who", "day", "load")
    assert_same(ours, plain_windows(sessions))
    ns = cpu(lambda: load_series(loads, moment, DEFAULT)) / ours.height * 1e9
    peer = cpu(lambda: plain_windows(sessions)) / ours.height * 1e9
    return [
        say(f"load series of {ours.height} days, ns a row", ns, f"plain windows {peer:.0f}", SERIES_NS),
        say("load series, times faster", peer / ns, "plain windows", SERIES_TIMES, at_least=True),
    ]


def series_grow() -> bool:
    """The load series of more and more athletes with a year each, chunk by chunk: of the most, against the fewest."""
    sizes = (1_000, 2_000, 4_000) if QUICK else (2_000, 20_000, 100_000)
    ns = {}
    for athletes in sizes:
        chunks = [daily_loads_of(CHUNK, seed) for seed in range(athletes // CHUNK)]
        rows = sum(load_series(chunk, Moment.at(NOW), DEFAULT).height for chunk in chunks)
        ns[athletes] = cpu(lambda chunks=chunks: [len(load_series(one, Moment.at(NOW), DEFAULT)) for one in chunks])
        ns[athletes] *= 1e9 / rows
    told = ", ".join(f"{athletes} athletes {each:.0f} ns a row" for athletes, each in ns.items())
    say(f"load series of {sizes[1]} athletes with a year each, ns a row", ns[sizes[1]], "limit", SERIES_NS)
    return say("load series, the most athletes against the fewest", ns[sizes[-1]] / ns[sizes[0]], told, GROWTH_TIMES)


def many() -> bool:
    """Every fact of a club, against each athlete alone."""
    tables = club()
    records = tables.sessions.height + tables.nights.height + tables.check_ins.height
    together = cpu(lambda: derive_many(tables, NOW))
    few = tables.athletes["athlete"].head(10).to_list()
    alone = [only(tables, name) for name in few]
    apart = cpu(lambda: [derive_many(one, NOW) for one in alone]) / len(few) * ATHLETES
    print(f"every fact of {ATHLETES} athletes with {records} records: {together / records * 1e9:.0f} ns a record")
    return say("every fact, times faster", apart / together, "one athlete after another", MANY_TIMES, at_least=True)


def say(name: str, value: float, peer: str, goal: float, *, at_least: bool = False) -> bool:
    """One line of the report, and whether the figure reaches its goal."""
    good = value >= goal if at_least else value <= goal
    print(f"{name}: {value:.3g} ({peer}, goal {'>=' if at_least else '<='} {goal:g}) {'ok' if good else 'short'}")
    return good


def cpu(work: Callable[[], object]) -> float:
    """CPU seconds of one turn, median of five after one that does not count."""
    work()
    turns = []
    for _ in range(ROUNDS):
        gc.collect()
        start = time.process_time()
        work()
        turns.append(time.process_time() - start)
    return statistics.median(turns)


# --------------------------------------------------------------------------------------------- made records


def ten_years() -> History:
    """3650 runs, nights and check-ins, one in four of them with a sore calf."""
    every = range(3650)
    return History(
        profile=Profile(answers={"birth_year": 1980}),
        sessions=tuple(
            Session(
                id=str(n),
                start=NOW - timedelta(days=n, hours=13),
                kind=("easy", "long", "hills", None)[n % 4],
                duration_s=3600.0 + n % 1800,
                distance_m=10000.0 + n % 7000,
                descent_m=float(n % 200),
                rpe=float(3 + n % 5) if n % 3 else None,
                heart_rate=140.0,
                name="Morning Run",
                shape=Shape(bouts=n % 8, bout_s=180.0, bout_m_s=4.0, best=(4.0, 3.6, 3.0), heart_rate_peak=170.0),
            )
            for n in every
        ),
        nights=tuple(
            Night(
                day=(NOW - timedelta(days=n)).date(),
                resting_hr=48.0 + n % 5,
                hrv_rmssd=55.0 + n % 11,
                sleep_s=25000.0 + n % 3000,
            )
            for n in every
        ),
        check_ins=tuple(
            CheckIn(
                id=str(n),
                at=NOW - timedelta(days=n + 1),
                answers={"fatigue": n % 8, "sleep_quality": 4, "gait": "normal", "illness": "none"},
                spots=(Spot(region="calf", side="left", answers={"pain": 2 + n % 3}),) if n % 4 == 0 else (),
            )
            for n in every
        ),
    )


def club() -> Frames:
    """Athletes with a year of records each, by chance with a seed."""
    chance = np.random.default_rng(1)
    names = pl.DataFrame({"athlete": [f"athlete {n}" for n in range(ATHLETES)]})
    days = names.join(pl.DataFrame({"ago": range(1, DAYS + 1)}), on=None, how="cross")
    n = days.height
    now = pl.lit(NOW).cast(pl.Datetime("us", "UTC"))
    sessions = days.select(
        "athlete",
        id=pl.int_range(n).cast(pl.String),
        start=now - pl.duration(days="ago", minutes=pl.Series(chance.integers(0, 700, n))),
        offset_s=0,
        sport=pl.lit("run"),
        kind=pl.Series(chance.choice(["easy", "easy", "long", "hills"], n)),
        duration_s=pl.Series(chance.uniform(1200, 7200, n)),
        distance_m=pl.Series(chance.uniform(3000, 20000, n)),
        rpe=pl.Series(chance.integers(2, 9, n)),
    ).filter(pl.Series(chance.random(n) < 0.8))
    nights = days.select(
        "athlete",
        day=pl.lit(NOW.date()) - pl.duration(days=pl.col("ago") - 1),
        resting_hr=pl.Series(chance.normal(50, 3, n)),
        hrv_rmssd=pl.Series(chance.normal(60, 10, n)),
        sleep_s=pl.Series(chance.normal(27000, 3000, n)),
    )
    check_ins = days.select(
        "athlete",
        id=pl.int_range(n).cast(pl.String),
        at=now - pl.duration(days="ago"),
        offset_s=0,
        phase=pl.lit("morning"),
        fatigue=pl.Series(chance.integers(0, 10, n)),
        gait=pl.lit("normal"),
    )
    return Frames(athletes=names, sessions=sessions, nights=nights, check_ins=check_ins)


def daily_loads_of(athletes: int, seed: int) -> pl.DataFrame:
    """Four sessions in five days, each with its load, of so many athletes with a year each."""
    chance = np.random.default_rng(seed)
    trained = chance.random((athletes, 365)) < 0.8
    who, ago = (part.astype(np.uint32) for part in np.nonzero(trained))
    first = (NOW - timedelta(days=364)).date()
    days = pl.Series(ago.astype(np.int32) + (first - date(1970, 1, 1)).days, dtype=pl.Int32).cast(pl.Date)
    return pl.DataFrame({"who": who, "day": days, "load": chance.uniform(60, 700, len(who))})


def only(tables: Frames, name: str) -> Frames:
    """The tables of one athlete."""
    mine = pl.col("athlete") == name
    return Frames(
        athletes=tables.athletes.filter(mine),
        sessions=tables.sessions.filter(mine),
        nights=tables.nights.filter(mine),
        check_ins=tables.check_ins.filter(mine),
    )


# ------------------------------------------------------------------------------------------------- the peer


def plain_windows(sessions: pl.DataFrame) -> pl.DataFrame:
    """The same series as one would write it: sum by day, fill the days off, windows over each athlete.

    It begins full, at the first day's load, where ours grows from nothing; after a year that no longer shows.
    """
    load, size = pl.col("load"), DEFAULT.monotony_days
    mean, deviation = load.rolling_mean(size), load.rolling_std(size, ddof=0)
    last = sessions.select(pl.col("who").unique(), day=pl.lit(NOW.date()), load=pl.lit(0.0))
    grid = (
        pl.concat([sessions, last])
        .group_by("who", "day")
        .agg(load.sum())
        .sort("who", "day")
        .upsample("day", every="1d", group_by="who", maintain_order=True)
        .with_columns(pl.col("who").forward_fill(), load.fill_null(0.0))
    )

    def average(days: float) -> pl.Expr:
        return load.ewm_mean(alpha=1 - exp(-1 / days), adjust=False, ignore_nulls=True)

    return grid.with_columns(
        atl=average(DEFAULT.atl_days).over("who"),
        ctl=average(DEFAULT.ctl_days).over("who"),
        week=load.rolling_sum(size).over("who"),
        monotony=(mean / deviation).clip(upper_bound=DEFAULT.monotony_cap).over("who"),
    ).with_columns(tsb=(pl.col("ctl") - pl.col("atl")).shift(1).over("who"), strain=pl.col("week") * pl.col("monotony"))


def assert_same(ours: pl.DataFrame, peer: pl.DataFrame) -> None:
    """The last day of each athlete agrees."""
    last = [frame.group_by("who", maintain_order=True).last() for frame in (ours, peer)]
    for column, within in (("atl", 1e-6), ("ctl", 0.01), ("week", 1e-6), ("monotony", 1e-6)):
        mine, theirs = (frame[column].to_numpy() for frame in last)
        if not np.allclose(mine, theirs, rtol=within, equal_nan=True):
            raise SystemExit(f"{column} differs from the peer's: {mine[:3]} {theirs[:3]}")


if __name__ == "__main__":
    sys.exit(main())
