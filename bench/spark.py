"""Spark on this machine against plain Polars on the same tables, file to file; both have to give the same rows.

    python bench/spark.py [--quick]

What Spark costs is stated and has no goal: it is there for what one machine cannot hold. Two tasks at a time, each with
one thread, against Polars with two threads. The start of Spark does not count, nor, unless quick, the first turn of
decisions, which are the median of five; a year of many athletes is derived once.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ["PYSPARK_PYTHON"] = sys.executable

import polars as pl
from polars.testing import assert_frame_equal
from pyspark.sql import DataFrame, SparkSession

from sorewise.apps.bulk.history import write_history
from sorewise.engine.bulk import decide_table
from sorewise.engine.bulk.typed import typed
from sorewise.engine.rules import load
from sorewise.population import histories, mornings
from sorewise.spark import decide_histories, decide_mornings, derive_histories

QUICK = "--quick" in sys.argv
ROUNDS, WARM = (1, 0) if QUICK else (5, 1)
MORNINGS = 20_000 if QUICK else 1_000_000
ATHLETES, DAYS = (20, 40) if QUICK else (2000, 365)
BUCKET = 20 if QUICK else 50  # athletes, as many as plain Polars has at a time
SEED = 20261128
PLACE = ["athlete", "day", "region", "side", "pain"]
BOOK = load()
FACTS = {name: fact for name, fact in BOOK.facts.items() if not fact.door}
SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.memory": "4g",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.sql.shuffle.partitions": "4",
    "spark.sql.codegen.maxFields": "300",  # wider tables than a hundred columns are read row by row otherwise
    "spark.sql.execution.arrow.maxRecordsPerBatch": "50000",
    "spark.sql.parquet.outputTimestampType": "TIMESTAMP_MICROS",  # as every other reader expects moments
    "spark.executorEnv.POLARS_MAX_THREADS": "1",
}


def main() -> int:
    """Print each figure; ends with an error where a row differs."""
    start = time.perf_counter()
    spark = SparkSession.builder.master("local[2]").config(map=SETTINGS).getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    print(f"spark_start_s: {time.perf_counter() - start:.1f} (no goal)")
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as folder:
        decisions(spark, Path(folder))
        every_day(spark, Path(folder))
    spark.stop()
    return 0


def decisions(spark: SparkSession, folder: Path) -> None:
    """A row each, and with all their places."""
    several, single = folder / "several.parquet", folder / "single.parquet"
    made = pl.concat(mornings(MORNINGS, SEED, FACTS))
    made.write_parquet(several, row_group_size=100_000)
    alone = made.unique("morning", keep="first", maintain_order=True)
    alone.rename({"morning": "athlete"}).write_parquet(single, row_group_size=100_000)
    for name, path, key in (("a_row_each", single, "athlete"), ("with_places", several, "morning")):
        ours, plain = folder / f"{name}_spark", folder / f"{name}.parquet"
        table = spark.read.parquet(str(path))
        keep = [key] if key == "athlete" else []

        def on_spark(table: DataFrame = table, out: Path = ours) -> None:
            written(decide_mornings(table, BOOK), out)

        def in_polars(path: Path = path, out: Path = plain, keep: list[str] = keep) -> None:
            decide_table(typed(pl.scan_parquet(path), BOOK.facts), BOOK, keep=keep).sink_parquet(out)

        told(f"spark_decisions_{name}", f"{MORNINGS} mornings", *turns(on_spark, in_polars), MORNINGS)
        same(ours, plain, [key])


def every_day(spark: SparkSession, folder: Path) -> None:
    """Every fact of every athlete and day, and their verdicts."""
    people, plain = folder / "people", folder / "days.parquet"
    people.mkdir()
    blocks = list(histories(ATHLETES, DAYS, SEED, FACTS))
    for name in blocks[0]._fields:
        pl.concat([getattr(block, name) for block in blocks]).write_parquet(people / f"{name}.parquet")
    tables = {path.stem: spark.read.parquet(str(path)) for path in people.iterdir()}
    buckets = ATHLETES // BUCKET
    seconds = timed(lambda: write_history(people, plain, BOOK))
    ours = timed(lambda: written(derive_histories(tables, BOOK, buckets=buckets), folder / "days"))
    days = pl.scan_parquet(plain).select("athlete", "day").unique().collect().height
    told("spark_every_fact", f"{ATHLETES} athletes, {days} days", ours, seconds, days)
    same(folder / "days", plain, PLACE)
    ours = timed(lambda: written(decide_histories(tables, BOOK, buckets=buckets), folder / "verdicts"))
    decided = folder / "verdicts.parquet"
    facts = typed(pl.scan_parquet(plain), BOOK.facts)
    seconds += timed(lambda: decide_table(facts, BOOK, keep=("athlete", "day", "at")).sink_parquet(decided))
    told("spark_every_verdict", f"{ATHLETES} athletes, {days} days", ours, seconds, days)
    same(folder / "verdicts", decided, PLACE[:2])


def written(table: DataFrame, out: Path) -> None:
    """Have Spark work it out."""
    table.write.mode("overwrite").parquet(str(out))


def turns(ours: Callable[[], None], plain: Callable[[], None]) -> tuple[float, float]:
    """Seconds of both, medians of turns."""
    pairs = [(timed(ours), timed(plain)) for _ in range(WARM + ROUNDS)][WARM:]
    first, second = zip(*pairs, strict=True)
    return statistics.median(first), statistics.median(second)


def timed(work: Callable[[], object]) -> float:
    """Seconds."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def told(name: str, what: str, ours: float, plain: float, count: int) -> None:
    """Print what Spark takes, beside plain Polars."""
    each = f"{ours / count * 1e6:.1f} against {plain / count * 1e6:.1f} us each"
    print(
        f"{name}: {ours / plain:.1f}x, {ours:.1f} s (plain Polars {plain:.1f} s, {each}, {what}, no goal)", flush=True
    )


def same(ours: Path, plain: Path, key: list[str]) -> None:
    """End the program where Spark has another row; mornings may have other numbers where Spark gives them."""
    found, wanted = pl.read_parquet(ours / "*.parquet"), pl.read_parquet(plain)
    enums = {name: pl.String for name, kind in wanted.schema.items() if isinstance(kind, pl.Enum)}
    found, wanted = (frame.cast(enums).sort(key) for frame in (found, wanted))
    names = [name for name in wanted.columns if name != "morning" or key == ["morning"]]
    assert_frame_equal(found.select(names), wanted.select(names), check_dtypes=False)
    print(f"  {found.height} rows, each the same: ok")


if __name__ == "__main__":
    sys.exit(main())
