"""`sorewise rules compare BOOK [OTHER] --on FILE|--made N`: what would read differently, for whom, and why."""

from importlib.resources import files
from xml.etree import ElementTree as ET

import pytest

from engine.bulk.tables import BOOK, kit, table_of
from sorewise.engine.state import open_door

CAUTIOUS = str(files("sorewise") / "rulebooks" / "cautious")
OURS = str(files("sorewise") / "rulebook")
MADE = 3000


@pytest.fixture(scope="module")
def mornings(tmp_path_factory):
    """The worked mornings as a file."""
    path = tmp_path_factory.mktemp("tables") / "mornings.parquet"
    table_of([open_door(BOOK, case["answers"], case["history"]) for case in kit("vignettes.json")]).write_parquet(path)
    return str(path)


def test_made_mornings_as_data_and_as_a_page(sorewise):
    """How many, from what to what, whose, by which rules; the same for the same seed."""
    found = sorewise("rules", "compare", CAUTIOUS, "--made", str(MADE), "--json").json
    assert found["mornings"] == MADE
    assert 0 < found["moved"] == sum(one["mornings"] for one in found["moves"]) < MADE
    assert set(found["whom"]) == {"experience", "region", "pain"}
    page = sorewise("rules", "compare", CAUTIOUS, "--made", str(MADE)).out
    assert f"{found['moved']} of {MADE} mornings read otherwise" in page
    assert "new to running" in page
    assert f"{found['rules'][0]['rule']} (stricter)" in page
    assert found == sorewise("rules", "compare", CAUTIOUS, "--made", str(MADE), "--json").json
    assert found != sorewise("rules", "compare", CAUTIOUS, "--made", str(MADE), "--seed", "2", "--json").json


def test_a_table_and_two_rulebooks(sorewise, mornings):
    """Two folders are compared with each other; ours against ours moves nothing."""
    one = sorewise("rules", "compare", CAUTIOUS, "--on", mornings, "--json").json
    two = sorewise("rules", "compare", OURS, CAUTIOUS, "--on", mornings, "--json").json
    assert one["moves"] == two["moves"] != []
    same = sorewise("rules", "compare", OURS, OURS, "--on", mornings)
    assert "0 of 92 mornings read otherwise" in same.out


def test_a_picture_has_a_square_for_each_ladder(sorewise, tmp_path, mornings):
    """A whole SVG with a title; every morning stands in one cell of each square."""
    picture = tmp_path / "moves.svg"
    assert sorewise("rules", "compare", CAUTIOUS, "--on", mornings, "--picture", str(picture)).code == 0
    drawing = ET.fromstring(picture.read_text(encoding="utf-8"))  # noqa: S314 - our own picture
    texts = [one.text or "" for one in drawing.iter("{http://www.w3.org/2000/svg}text")]
    assert {"Activity", "Referral", "no running", "a doctor today"} <= set(texts)
    assert sum(int(text) for text in texts if text.isdigit()) == 2 * 92
    assert "is there already" in sorewise("rules", "compare", CAUTIOUS, "--on", mornings, "--picture", str(picture)).err


def test_what_cannot_be_compared(sorewise, tmp_path, mornings):
    """Both kinds of mornings, two rulebooks without any, a table with a value that cannot be meant."""
    assert "not on both" in sorewise("rules", "compare", CAUTIOUS, "--on", mornings, "--made", "5").err
    assert "name one of them" in sorewise("rules", "compare", OURS, CAUTIOUS).err
    assert "at least 1 made morning" in sorewise("rules", "compare", CAUTIOUS, "--made", "0").err
    assert "from 0" in sorewise("rules", "compare", CAUTIOUS, "--made", "5", "--seed", "-1").err
    assert "ends in .svg" in sorewise("rules", "compare", CAUTIOUS, "--made", "5", "--picture", "a.png").err
    assert "Both rulebooks are the same" in sorewise("rules", "compare", OURS, OURS, "--made", "5").out
    assert "no such file" in sorewise("rules", "compare", CAUTIOUS, "--on", str(tmp_path / "none.parquet")).err
