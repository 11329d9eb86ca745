"""Charts: what is drawn is what was given, a gap stays a gap, and a reader of the screen hears it in words."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from sorewise.apps.web.drawing import charts
from sorewise.apps.web.drawing.charts import round_steps

VALUES = st.lists(st.none() | st.floats(-500, 2000, allow_nan=False), max_size=60)
SAID = {"title": "Load by week", "desc": "Between 200 and 500"}


def _read(drawn):
    return etree.fromstring(str(drawn))


def _numbers(drawn):
    """Every coordinate of the drawing."""
    found = re.findall(r' (?:x|y|x1|x2|y1|y2|cx|cy)="(-?[\d.]+)"', drawn)
    return [float(n) for n in found] + [
        float(n) for p in re.findall(r'points="([^"]*)"', drawn) for n in re.split("[ ,]", p)
    ]


@given(VALUES)
def test_whatever_is_given_is_drawn_inside(values):
    """Law: empty, unknown, negative or all the same, each chart is well formed and nothing leaves its box."""
    band = [None if value is None else (value - 1, value + 1) for value in values]
    for drawn in (
        charts.line_with_band(values, band, marks={0: "1 Nov"}, **SAID),
        charts.bars([None if value is None else abs(value) for value in values], marks={}, **SAID),
        charts.lines({"Left calf": values, "Right knee": values[::-1]}, marks={}, **SAID),
        charts.spark(values, span=(-500, 2000), **SAID),
    ):
        width, height = (float(n) for n in _read(drawn).get("viewBox").split()[2:])
        assert all(-0.1 <= n <= max(width, height) + 0.1 for n in _numbers(drawn))


@given(VALUES)
def test_what_is_not_known_is_never_drawn(values):
    """Law: as many dots as known values, and no line runs across a gap."""
    known = [value for value in values if value is not None]
    drawn = _read(charts.line_with_band(values, [], marks={}, **SAID))
    points = [len(line.get("points").split()) for line in drawn.iter("polyline")]
    runs = [len(run.split()) for run in "".join("x " if v is not None else "|" for v in values).split("|")]
    assert points == [run for run in runs if run > 1]
    if len(values) <= charts.DOTTED_UP_TO:
        assert len(list(drawn.iter("circle"))) == len(known)


@given(st.floats(-1e6, 1e6), st.floats(0, 1e6))
def test_steps_of_an_axis_are_few_and_hold_everything(low, more):
    """Law: the axis begins at or below the least and ends at or above the most value, in at most six round steps."""
    ticks = charts.round_steps(low, low + more)
    room = 1e-6 * max(1, abs(low), abs(low + more))
    assert ticks[0] <= low + room
    assert ticks[-1] >= low + more - room
    assert 2 <= len(ticks) <= charts.MOST_TICKS + 2
    assert ticks == sorted(ticks)


def test_a_bar_is_as_tall_as_its_value():
    """Example: 400 is twice 200; a week without a record has no bar; the week that still runs is unfinished."""
    drawn = _read(charts.bars([200, None, 400], marks={0: "3 Nov"}, open_end=True, **SAID))
    small, tall = drawn.iter("rect")
    assert float(tall.get("height")) == pytest.approx(2 * float(small.get("height")), abs=0.2)
    assert (small.get("class"), tall.get("class")) == ("barv", "barv cur")


def test_a_reader_of_the_screen_hears_title_and_numbers():
    """role=img, title and description by id; markup in a name stays text; no style, which the CSP would refuse."""
    drawn = charts.lines({"<b>": [1, 2]}, marks={}, title="Soreness & load", desc="1, then 2", name="own")
    root = _read(drawn)
    assert root.get("role") == "img"
    assert root.find("*[@id='own-t']").text == "Soreness & load"
    assert root.find("*[@id='own-d']").text == "1, then 2"
    assert (root.get("aria-labelledby"), root.get("aria-describedby")) == ("own-t", "own-d")
    assert "<b>" not in drawn
    assert "style" not in drawn


def test_long_names_of_series_stand_below_each_other():
    """Names that would run into each other get a line each; more than four series are refused."""
    short = _read(charts.lines({"Calf": [1], "Knee": [2]}, marks={}, **SAID))
    long = _read(charts.lines({"Tendon below the left kneecap": [1], "Knee": [2]}, marks={}, **SAID))
    rows = [len({text.get("y") for text in it.findall("text[@class='key']")}) for it in (short, long)]
    assert rows == [1, 2]
    with pytest.raises(ValueError, match="5 series"):
        charts.lines({str(n): [1] for n in range(5)}, marks={}, **SAID)


def test_a_day_alone_has_a_band_too():
    """One day with a baseline between days without is not invisible."""
    drawn = _read(charts.line_with_band([1, 2, 3], [None, (1, 2), None], marks={}, **SAID))
    across = [float(pair.split(",")[0]) for pair in drawn.find("polygon").get("points").split()]
    assert max(across) - min(across) == pytest.approx(4, abs=0.2)


def test_a_span_too_small_to_be_parted_is_none():
    """Two values that differ by less than can be divided stand on one line."""
    assert round_steps(0.0, 5e-324)
