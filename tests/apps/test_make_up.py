"""`sorewise make-up`: a file of mornings, a folder of tables, and what is said of them."""

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
    for name in ("one", "two"):
        assert sorewise("make-up", "5", str(sorewise.folder / name), "--seed", "7", *kind).code == 0
        files = sorted((sorewise.folder / name).rglob("*.parquet")) or [sorewise.folder / name]
        content.append([pl.read_parquet(file).hash_rows().to_list() for file in files])
    assert content[0] == content[1]


def test_nothing_is_written_over_without_a_word(sorewise):
    """The file stays as it is, until it is said."""
    out = sorewise.folder / "kept"
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
    done = sorewise("make-up", "900000", str(sorewise.folder / "out"), "--seed", "1", "--mornings")
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
