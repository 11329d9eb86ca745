"""`sorewise bulk IN OUT`: a file of mornings in, a file of decisions out, whole or not at all."""

import json
import subprocess
import sys

import polars as pl
import pytest

from engine.bulk.tables import BOOK, assert_same, kit, table_of
from sorewise.engine.decide import decide
from sorewise.engine.state import open_door

KIT = [*kit("vignettes.json"), *kit("made_drawn.json")]


@pytest.fixture(scope="module")
def states():
    """The worked mornings and some drawn ones."""
    return [open_door(BOOK, case["answers"], case["history"]) for case in KIT]


@pytest.fixture(scope="module")
def mornings(states):
    """The same as a table of text and numbers, as other programs write it."""
    table = table_of(states)
    return table.with_columns(pl.col(name).cast(pl.String) for name, kind in table.schema.items() if kind == pl.Enum)


@pytest.fixture
def out(tmp_path):
    """Where decisions go."""
    return tmp_path / "out.parquet"


def written(folder, table, name="in.parquet"):
    """The table as a file."""
    path = folder / name
    if name.endswith(".csv"):
        table.write_csv(path)
    elif name.endswith(".parquet"):
        table.write_parquet(path, row_group_size=50)
    else:
        table.write_ipc(path)
    return str(path)


@pytest.mark.parametrize("name", ["in.parquet", "in.csv", "in.arrow"])
def test_each_format_is_decided_alike(sorewise, tmp_path, mornings, states, out, name):
    """Parquet, CSV and Arrow: what comes out is what `decide` says of every morning."""
    done = sorewise("bulk", written(tmp_path, mornings, name), str(out), "--json")
    assert done.json["mornings"] == len(states)
    for state, row in zip(states, pl.read_parquet(out).iter_rows(named=True), strict=True):
        assert_same(decide(BOOK, state), row)


def test_it_says_how_many_came_to_what(sorewise, tmp_path, mornings, out):
    """A page for people: the count, then each verdict with its share."""
    page = sorewise("bulk", written(tmp_path, mornings), str(out)).out
    assert f"{len(KIT)} mornings judged" in page
    assert "%): rest; a call for help now" in page


def test_a_row_is_explained_as_a_case(sorewise, tmp_path, mornings, states):
    """`--explain ROW` prints what `decide --json` prints, whatever row of a morning is named."""
    path = written(tmp_path, mornings)
    for row in (1, 5, mornings.height):
        number = mornings["morning"][row - 1]
        expected = decide(BOOK, states[number]).as_json()
        assert sorewise("bulk", path, "--explain", str(row), "--json").json == json.loads(json.dumps(expected))
    assert "there is no row 0" in sorewise("bulk", path, "--explain", "0").err
    assert "Why" in sorewise("bulk", path, "--explain", "5").out
    assert "whole number" in sorewise("bulk", path, "--explain", "1.5").err
    odd = written(tmp_path, changed(5, pain=12.0)(mornings), "odd.parquet")
    assert 'row 5: "pain" is 12.0' in sorewise("bulk", odd, "--explain", "5").err
    assert f"has {mornings.height} rows" in sorewise("bulk", path, "--explain", "999999").err


def test_columns_are_kept_and_reasons_chosen(sorewise, tmp_path, mornings, out):
    """`--keep` carries columns over, `--reasons` chooses what is told of the rules."""
    table = mornings.with_columns(club=pl.lit("north"), athlete=pl.lit("a"))
    sorewise("bulk", written(tmp_path, table), str(out), "--keep", "club", "--reasons", "none")
    found = pl.read_parquet(out)
    assert found.columns[:4] == ["morning", "athlete", "club", "activity"]
    assert "deciding" not in found.columns


def changed(row, **values):
    """A change of one row, counted from 1."""
    here = pl.int_range(pl.len()) == row - 1
    return lambda table: table.with_columns(
        pl.when(here).then(pl.lit(value)).otherwise(name).alias(name) for name, value in values.items()
    )


BAD = {
    "a column is missing": (lambda t: t.drop("pop"), 'the column "pop" is missing'),
    "nobody says whether the page was sent": (lambda t: t.drop("safety_sent"), 'the column "safety_sent" is missing'),
    "a column is misspelt": (lambda t: t.rename({"fatigue": "fatige"}), 'did you mean "fatigue"?'),
    "a column is a short form": (lambda t: t.with_columns(swelling=pl.lit("local")), "short form"),
    "a column has the wrong type": (
        lambda t: t.with_columns(sharp=pl.lit(1)),
        "of the type Int32; it has to be yes or no",
    ),
    "a number is out of range": (changed(8, pain=12.0), 'row 8: "pain" is 12.0; it should be a number from 0 to 10'),
    "a number is not one": (changed(9, pain=float("nan")), 'row 9: "pain" is not a number (NaN)'),
    "a count is not whole": (changed(3, illness_days=1.5), 'row 3: "illness_days" is 1.5; it should be a whole number'),
    "a word is unknown": (
        changed(4, side="middle"),
        'row 4: "side" is "middle"; it should be one of left, right and both',
    ),
    "a morning has no name": (changed(5, morning=None), 'row 5: "morning" is empty'),
    "a morning is a list": (
        lambda t: t.with_columns(morning=pl.concat_list("morning")),
        "it has to be whole numbers, words or dates",
    ),
    "the page was sent and was not": (
        lambda t: pl.concat([t.head(5), changed(1, safety_sent=True)(t.slice(4, 1)), t.slice(5)]),
        'row 6: "safety_sent" is not as in the row before',
    ),
    "a morning is of two athletes": (
        lambda t: pl.concat([t, t.tail(1)]).with_columns(athlete=pl.int_range(pl.len()).cast(pl.String)),
        '"athlete" is not as in the row before',
    ),
    "a name is taken": (lambda t: t.with_columns(settled=True), 'decisions have a column called "settled" themselves'),
    "mornings are apart": (lambda t: t.reverse(), 'row 2: "morning" is less than in the row before'),
    "a second place is out of range": (
        lambda t: pl.concat([t.head(6), changed(1, pain=11.0, region="toes")(t.slice(5, 1)), t.slice(6)]),
        'row 7: "pain" is 11.0',
    ),
    "a birthday without a date": (
        lambda t: t.with_columns(birth_year=pl.lit(1990), day=pl.lit("Monday")),
        'the column "day" is of the type String; it has to be dates',
    ),
    "a morning contradicts itself": (
        lambda t: pl.concat([t.head(5), changed(1, sleep_h=3.0)(t.slice(4, 1)), t.slice(5)]),
        'row 6: "sleep_h" is not as in the row before',
    ),
    "a morning is there twice": (
        lambda t: t.drop("morning").head(3).with_columns(athlete=pl.lit("a"), day=pl.lit("2026-11-20")),
        "row 2: the same athlete, day and phase",
    ),
}


@pytest.mark.parametrize(("change", "said"), BAD.values(), ids=list(BAD))
def test_what_cannot_be_meant_is_said_and_nothing_is_written(sorewise, tmp_path, mornings, out, change, said):
    """Each with its column and its row; the output is not there, nor a part of it."""
    path = written(tmp_path, change(mornings))
    done = sorewise("bulk", path, str(out))
    assert done.code == 2
    assert said in done.err
    assert path in done.err
    assert list(tmp_path.glob("out*")) == []


def test_nan_may_be_taken_as_unknown(sorewise, tmp_path, mornings, states, out):
    """Whoever knows that NaN stands for unknown can say so."""
    table = mornings.with_columns(pl.col("sleep_h", "pain").fill_null(float("nan")))
    assert sorewise("bulk", written(tmp_path, table), str(out), "--nan-is-unknown").code == 0
    for state, row in zip(states, pl.read_parquet(out).iter_rows(named=True), strict=True):
        assert_same(decide(BOOK, state), row)


@pytest.mark.parametrize("damage", ["short", "zeroed", "empty", "text"])
def test_a_damaged_file_is_said_to_be_one(sorewise, tmp_path, mornings, out, damage):
    """Cut short, overwritten in the middle, empty, or of another kind."""
    path = tmp_path / "in.parquet"
    mornings.write_parquet(path)
    whole = path.read_bytes()
    half = len(whole) // 4
    path.write_bytes(
        {
            "short": whole[: half * 2],
            "zeroed": whole[:half] + bytes(2000) + whole[half + 2000 :],
            "empty": b"",
            "text": b"pain,3\n",
        }[damage]
    )
    done = sorewise("bulk", str(path), str(out))
    assert done.code == 2
    assert ("is empty" if damage == "empty" else "cannot be read") in done.err
    assert list(tmp_path.glob("out*")) == []


def test_a_file_is_not_written_over_unasked(sorewise, tmp_path, mornings, out):
    """Unless `--force` says so."""
    path = written(tmp_path, mornings)
    out.write_text("mine")
    assert "is there already" in sorewise("bulk", path, str(out)).err
    assert out.read_text() == "mine"
    assert sorewise("bulk", path, str(out), "--force").code == 0
    assert pl.read_parquet(out).height == len(KIT)


def test_other_names_and_places_are_refused(sorewise, tmp_path, mornings, out):
    """A table of another format, an output of another format, a file or a folder that is not there."""
    path = written(tmp_path, mornings)
    assert "decisions are written as Parquet" in sorewise("bulk", path, str(tmp_path / "out.csv")).err
    assert "no such file" in sorewise("bulk", str(tmp_path / "none.parquet"), str(out)).err
    assert "is a folder" in sorewise("bulk", str(tmp_path), str(out)).err
    assert "Name the file to write" in sorewise("bulk", path).err
    assert "--explain and OUT do not go together" in sorewise("bulk", path, str(out), "--explain", "1").err
    assert "--chunk goes with --history only" in sorewise("bulk", path, str(out), "--chunk", "3").err
    (tmp_path / "in.xlsx").write_text("1")
    assert "a table is a .parquet" in sorewise("bulk", str(tmp_path / "in.xlsx"), str(out)).err
    assert "no such folder to write in" in sorewise("bulk", path, str(tmp_path / "none" / "out.parquet")).err
    taken = written(tmp_path, mornings.with_columns(settled=pl.lit(1)), "taken.parquet")
    assert "Rename it first" in sorewise("bulk", taken, str(out), "--keep", "settled").err
    assert 'there is no column "club" to keep' in sorewise("bulk", path, str(out), "--keep", "club").err
    assert "there are:" in sorewise("bulk", path, str(out), "--private", "shoes").err


FULL = """
import resource, sys
from sorewise.apps.cli import run
resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000))
sys.exit(run(["bulk", *sys.argv[1:]]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the limit of a file's size is a matter of Unix")
def test_a_disk_that_fills_leaves_nothing_behind(tmp_path, mornings, out):
    """The system refuses to write on: one sentence that names the output, and no part of it is left."""
    done = subprocess.run(
        [sys.executable, "-c", FULL, written(tmp_path, mornings), str(out)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr.startswith(f"{out}: ")
    assert "Nothing was half-written." in done.stderr
    assert list(tmp_path.glob("out*")) == []


def test_nothing_else_is_written_over(sorewise, tmp_path, mornings, out):
    """Whatever `--force` says: not the input, under whatever name, and not a folder."""
    path = written(tmp_path, mornings)
    before = (tmp_path / "in.parquet").read_bytes()
    out.symlink_to(tmp_path / "in.parquet")
    for name in (path, str(out)):
        assert "is what would be read" in sorewise("bulk", path, name, "--force").err
    out.unlink()
    out.mkdir()
    (out / "mine.txt").write_text("mine")
    assert "holds something else" in sorewise("bulk", path, str(out), "--force").err
    assert (tmp_path / "in.parquet").read_bytes() == before
    assert (out / "mine.txt").read_text() == "mine"


def test_a_csv_as_others_write_it(sorewise, tmp_path, mornings, states, out):
    """NA for what is not known; another separator and a column that is there twice are said to be that."""
    mornings.write_csv(tmp_path / "na.csv", null_value="NA")
    assert sorewise("bulk", str(tmp_path / "na.csv"), str(out)).code == 0
    for state, row in zip(states, pl.read_parquet(out).iter_rows(named=True), strict=True):
        assert_same(decide(BOOK, state), row)
    mornings.write_csv(tmp_path / "semicolon.csv", separator=";")
    assert "separated by commas" in sorewise("bulk", str(tmp_path / "semicolon.csv"), str(out), "--force").err
    text = (tmp_path / "na.csv").read_text(encoding="utf-8").splitlines()
    twice = "\n".join(f"{line},{'pain' if number == 0 else '3'}" for number, line in enumerate(text))
    (tmp_path / "twice.csv").write_text(twice, encoding="utf-8")
    assert '"pain" is there twice' in sorewise("bulk", str(tmp_path / "twice.csv"), str(out), "--force").err


def test_facts_are_kept_as_they_stand(sorewise, tmp_path, mornings, out):
    """A kept fact is what the table says, not what was filled in for judging."""
    sorewise("bulk", written(tmp_path, mornings), str(out), "--keep", "experience_years", "--keep", "race_type")
    first = mornings.unique("morning", keep="first", maintain_order=True)
    found = pl.read_parquet(out)
    assert found["race_type"].cast(pl.String).to_list() == first["race_type"].to_list()
    assert found["experience_years"].to_list() == first["experience_years"].to_list()


def test_a_kept_fact_is_looked_at_like_any_other(sorewise, tmp_path, mornings, out):
    """To carry it over does not let a column of the wrong type be judged."""
    path = written(tmp_path, mornings.with_columns(pop=pl.lit(1)))
    assert 'the column "pop" is of the type Int32' in sorewise("bulk", path, str(out), "--keep", "pop").err
    assert not out.exists()


ENDED = """
import os, signal, sys
from pathlib import Path
from sorewise.apps.bulk.whole import whole
with whole(Path(sys.argv[1])) as part:
    part.write_text("half")
    os.kill(os.getpid(), signal.SIGTERM)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a matter of Unix")
def test_whoever_is_ended_tidies_up(tmp_path):
    """A scheduler that ends the program leaves nothing half-written behind."""
    done = subprocess.run([sys.executable, "-c", ENDED, str(tmp_path / "out")], capture_output=True, check=False)
    assert done.returncode != 0
    assert list(tmp_path.iterdir()) == []
