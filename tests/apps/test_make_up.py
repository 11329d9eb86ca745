"""`sorewise make-up`: a file of mornings, a folder of tables, and what is said of them."""

import re

import polars as pl
import pytest

from sorewise.population.tables import mornings


def test_a_file_of_mornings(sorewise):
    """So many mornings, and what is in them."""
    out = sorewise.folder / "mornings.parquet"
    done = sorewise("make-up", "300", str(out), "--seed", "1", "--mornings")
    assert done.code == 0, done.err
    assert done.out.startswith("Made 300 mornings of runners who do not exist, from seed 1:")
    assert "mornings without the safety page" in done.out
    assert pl.read_parquet(out)["morning"].n_unique() == 300


def test_a_folder_of_tables(sorewise):
    """One Parquet file a table, and how many rows each has."""
    out = sorewise.folder / "people"
    done = sorewise("make-up", "3", str(out), "--seed", "1", "--days", "20")
    assert done.code == 0, done.err
    assert done.out.startswith("Made 3 runners who do not exist, 20 days, from seed 1:")
    names = ["athletes", "check_ins", "nights", "places", "plan", "sessions"]
    assert sorted(path.name for path in out.iterdir()) == [f"{name}.parquet" for name in names]
    assert pl.read_parquet(out / "athletes.parquet").height == 3
    assert f"check_ins  {pl.read_parquet(out / 'check_ins.parquet').height}" in done.out


@pytest.mark.parametrize("kind", [["--mornings"], ["--days", "10"]])
def test_the_same_seed_makes_the_same_content(sorewise, kind):
    """Byte by byte of what is in it."""
    content = []
    for name in ("one.parquet", "two.parquet"):
        out = sorewise.folder / name
        assert sorewise("make-up", "5", str(out), "--seed", "7", *kind).code == 0
        files = sorted(out.iterdir()) if out.is_dir() else [out]
        content.append([pl.read_parquet(file).hash_rows().to_list() for file in files])
    assert content[0] == content[1]


def test_nothing_is_written_over_without_a_word(sorewise):
    """The file stays as it is, until it is said."""
    out = sorewise.folder / "kept.parquet"
    out.write_text("mine")
    arguments = ("make-up", "5", str(out), "--seed", "1", "--mornings")
    done = sorewise(*arguments)
    assert done.code == 2
    assert "--force" in done.err
    assert out.read_text() == "mine"
    assert sorewise(*arguments, "--force").code == 0


@pytest.mark.parametrize("wrong", [("0", "--seed", "1"), ("5", "--seed", "-1"), ("5", "--seed", "1", "--days", "0")])
def test_what_cannot_be_made_is_said(sorewise, wrong):
    """One sentence, and nothing written."""
    count, *rest = wrong
    done = sorewise("make-up", count, str(sorewise.folder / "out"), *rest)
    assert done.code == 2
    assert done.err.startswith("There is nothing to make of that")
    assert not (sorewise.folder / "out").exists()


@pytest.mark.parametrize(
    "wrong",
    [
        ("99999999999999999999", "--days", "1"),
        ("1", "--days=99999999999"),
        ("10000001",),
        ("100000001", "--mornings"),
    ],
)
def test_there_is_a_most(sorewise, wrong):
    """Beyond it stands one sentence, at once, and nothing is written."""
    count, *rest = wrong
    done = sorewise("make-up", count, str(sorewise.folder / "out.parquet"), "--seed", "1", *rest)
    assert done.code == 2
    assert "at most 10000000 runners and 3650 days, or 100000000 mornings" in done.err
    assert list(sorewise.folder.glob("out*")) == []


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("out.csv", "--mornings"), "out.csv: mornings are written as Parquet"),
        (("out.parquet", "--mornings", "--days", "3"), "Leave out --days, or --mornings."),
        (("out.parquet", "--mornings", "--days", "365"), "Leave out --days, or --mornings."),
    ],
)
def test_what_mornings_cannot_be(sorewise, arguments, sentence):
    """In another format, or of so many days."""
    name, *rest = arguments
    done = sorewise("make-up", "5", str(sorewise.folder / name), "--seed", "1", *rest)
    assert done.code == 2
    assert sentence in done.err
    assert list(sorewise.folder.glob("out*")) == []


def test_one_runner_for_one_day(sorewise):
    """Each is counted in its own number."""
    done = sorewise("make-up", "1", str(sorewise.folder / "one"), "--seed", "1", "--days", "1")
    assert done.out.startswith("Made 1 runner who does not exist, 1 day, from seed 1:")


@pytest.mark.parametrize("most", [2_000, 8_192])
@pytest.mark.parametrize("kind", [["--mornings"], ["--days", "20"]])
def test_a_disk_that_fills_is_told_with_the_output(sorewise, kind, most):
    """The system's word, the name that was given, and no half of a file: in its beginning, and in its end."""
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
    try:
        done = sorewise("make-up", "200", str(sorewise.folder / "out.parquet"), "--seed", "1", *kind)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert done.code == 1
    assert re.search(r"out\.parquet: (File too large|Input/output error)\. Nothing was half-written\.", done.err)
    assert list(sorewise.folder.glob("out*")) == []


def test_an_error_midway_leaves_nothing(sorewise, monkeypatch):
    """Neither the file nor its beginning."""
    real = mornings.check_ins

    def full(*arguments):
        if full.called:
            raise OSError(28, "No space left on device")
        full.called = True
        return real(*arguments)

    full.called = False
    monkeypatch.setattr(mornings, "check_ins", full)
    done = sorewise("make-up", "900000", str(sorewise.folder / "out.parquet"), "--seed", "1", "--mornings")
    assert done.code == 1
    assert list(sorewise.folder.glob("out*")) == []


@pytest.mark.parametrize(
    "arguments", [("1.5", "--seed", "1"), ("2", "--seed", "1.5"), ("2", "--seed", "1", "--days", "1.0")]
)
def test_a_number_is_not_rounded(sorewise, arguments):
    """What is not a whole number is refused, as it was given."""
    count, *rest = arguments
    done = sorewise("make-up", count, str(sorewise.folder / "out"), *rest)
    assert done.code == 2
    assert " is not a whole number." in done.err
    assert not (sorewise.folder / "out").exists()
