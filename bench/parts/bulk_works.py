"""One work over a table of mornings, timed in this process: python bench/parts/bulk_works.py NAME TABLE [...]."""

import gc
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import polars as pl

from sorewise.engine.bulk import decide_table
from sorewise.engine.rules import load

SEED = 20261128
VERDICT = ("activity", "referral")
LIMITS = ("floor_activity", "floor_referral", "ceiling_activity", "ceiling_referral")
AT_ONCE = 200_000


def make(path: str, rows: str) -> float:
    """Write so many made mornings, a row each: of several places the first."""
    from sorewise.population import mornings

    facts = {name: fact for name, fact in load().facts.items() if not fact.door}
    wanted = int(rows)
    made = min(wanted, 1_000_000)  # the same million again and again costs a reader as much as others would
    frames = [
        frame.unique("morning", keep="first", maintain_order=True).drop("morning")
        for frame in mornings(made, SEED, facts)
    ]
    million = pl.concat(frames)
    pl.concat([million.lazy()] * -(-wanted // made)).head(wanted).sink_parquet(path, row_group_size=AT_ONCE)
    return 0.0


def repeat(path: str, times: str, out: str) -> float:
    """Write the same table several times over."""
    pl.scan_parquet([path] * int(times)).sink_parquet(out, row_group_size=AT_ONCE)
    return 0.0


def whole_sum(path: str) -> float:
    """Sum every column of a table in memory."""
    table = pl.read_parquet(path)
    columns = [
        (pl.col(name) if kind.is_numeric() or kind == pl.Boolean else pl.col(name).to_physical()).sum()
        for name, kind in table.schema.items()
    ]
    return timed(lambda: table.lazy().select(columns).collect(engine="streaming"))


def bounds(path: str) -> float:
    """Floor and ceiling of a table in memory."""
    table = pl.read_parquet(path)
    found = decide_table(table.lazy(), load(), reasons="none").select(LIMITS)
    return timed(lambda: found.collect(engine="streaming"))


def read(path: str) -> float:
    """Read the file into memory."""
    return timed(lambda: pl.scan_parquet(path).collect(engine="streaming"))


def through(reasons: str, *columns: str) -> Callable[[str], float]:
    """Judge the file and write these columns, or all."""

    def work(path: str) -> float:
        book = load()
        with tempfile.TemporaryDirectory(dir=Path(path).parent) as folder:
            found = decide_table(pl.scan_parquet(path), book, reasons=reasons)
            chosen = found.select(columns) if columns else found
            return timed(lambda: chosen.sink_parquet(Path(folder) / "out.parquet"))

    return work


def full(path: str) -> float:
    """What the SELECT gives, too, of a table in memory: verdict, floor, ceiling, and every rule that counts."""
    table = pl.read_parquet(path)
    masks = [f"{name}_{number}" for name in ("fired", "held") for number in range(6)]
    found = decide_table(table.lazy(), load()).select(*VERDICT, *LIMITS, *masks)
    return timed(lambda: found.collect(engine="streaming"))


def duckdb(path: str) -> float:
    """The same by DuckDB on our SELECT, from table to table, with as many threads as Polars has."""
    import duckdb

    from sorewise.engine.sql import select

    book = load()
    columns = pl.scan_parquet(path).collect_schema().names()
    query = select(book, "duckdb", columns, table="mornings", reasons=True, by_morning=False)
    base = duckdb.connect(config={"threads": pl.thread_pool_size()})
    base.execute(f"CREATE TABLE mornings AS SELECT * FROM read_parquet('{path}')")  # noqa: S608 - our own file
    return timed(lambda: base.execute(f"CREATE TABLE decisions AS {query}"))


def timed(work: Callable[[], object]) -> float:
    """Seconds of one turn."""
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


WORKS: dict[str, Callable[..., float]] = {
    "make": make,
    "repeat": repeat,
    "sum": whole_sum,
    "bounds": bounds,
    "read": read,
    "verdicts": through("none", *VERDICT),
    "limits": through("none", *VERDICT, *LIMITS),
    "settled": through("none"),
    "everything": through("all"),
    "full": full,
    "duckdb": duckdb,
}

if __name__ == "__main__":
    spent = WORKS[sys.argv[1]](*sys.argv[2:])
    print(spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
