"""The fan of the coming mornings: inside its box whatever is given, gaps stay gaps, its numbers are said in words."""

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from apps.web.made_ahead import MORNING, made, morning, mornings
from sorewise.apps.web.ahead.seen import BACK_DAYS, Ground, seen, ways_seen
from sorewise.apps.web.ahead.went import came_seen
from sorewise.apps.web.drawing.fan import Row, came, fan, ways
from sorewise.model.forecast import Scored

SAID = {"title": "Legs", "desc": "1 to 3"}
TODAY = date(2026, 6, 11)
TOLD = st.lists(st.none() | st.integers(0, 10), max_size=8)
MEANS = st.lists(st.floats(0, 10), max_size=5)


def read(drawn):
    """The drawing as a tree."""
    return etree.fromstring(str(drawn))


def numbers(drawn):
    """Every coordinate, those of groups moved down aside."""
    found = re.findall(r' (?:x|y|x1|x2|y1|y2|cx|cy)="([^"]+)"', str(drawn))
    pairs = [n for points in re.findall(r'points="([^"]*)"', str(drawn)) for n in re.split("[ ,]", points)]
    return [float(n) for n in (*found, *pairs)]


def kinds(drawn, tag):
    """The classes of every element of a kind."""
    return [one.get("class") for one in read(drawn).iter(tag)]


@given(TOLD, MEANS, st.sampled_from([4, 5, 11]), st.booleans())
def test_whatever_is_given_is_drawn_inside(told, means, answers, plan):
    """Law: every fan is well formed, nothing leaves its box, and nothing is NaN."""
    told = [None if one is None else min(one, answers - 1) for one in told]
    days = mornings(TODAY, means, answers=answers, plan=plan)
    drawn = fan(told, days, answers=answers, marks=["a"] * 20, typical=plan, **SAID)
    width, height = (float(n) for n in read(drawn).get("viewBox").split()[2:])
    assert all(-0.1 <= n <= max(width, height) + 0.1 for n in numbers(drawn))
    assert "nan" not in str(drawn).lower()
    assert "style" not in str(drawn)


@given(TOLD.filter(len))
def test_a_morning_that_nobody_told_of_is_a_gap(told):
    """Law: as many dots as mornings told, today's drawn larger once more; no line runs across a gap."""
    drawn = read(fan(told, mornings(TODAY, [2, 1]), answers=11, marks=[], typical=False, **SAID))
    dots = [one for one in drawn.iter("circle") if one.get("class") == "dot d1"]
    known = [one for one in told if one is not None]
    assert len(dots) == len(known) + (told[-1] is not None)
    lines = [one for one in drawn.iter("polyline") if one.get("class") == "series s1"]
    runs = [run for run in "".join("x" if one is not None else "|" for one in told).split("|") if len(run) > 1]
    assert [len(one.get("points").split()) for one in lines] == [len(run) for run in runs]


def test_an_answer_is_as_tall_as_itself():
    """A band of one single answer has a height: from half below it to half above it."""
    day = replace(morning(TODAY, 1, 2.0), low=2, high=2)
    drawn = read(fan([None], [day], answers=11, marks=[], typical=False, **SAID))
    (band,) = [one for one in drawn.iter("polygon") if one.get("class") == "band"]
    down = [float(pair.split(",")[1]) for pair in band.get("points").split()]
    lines = sorted({float(one.get("y1")) for one in drawn.iter("line") if one.get("class") == "grid"})
    assert max(down) - min(down) == pytest.approx((lines[1] - lines[0]) / 2, abs=0.2)


def test_what_is_not_the_runners_own_is_grey_and_what_no_plan_tells_is_faint():
    """Typical course by a class of the whole; from the third morning on a stretch of its own without a plan."""
    known = fan([3], mornings(TODAY, [2, 2, 2, 2, 2]), answers=11, marks=[], typical=False, **SAID)
    unknown = fan([3], mornings(TODAY, [2, 2, 2, 2, 2], plan=False), answers=11, marks=[], typical=True, **SAID)
    assert kinds(known, "polygon") == ["band", "core"]
    assert kinds(unknown, "polygon") == ["band", "band open", "core", "core open"]
    assert (read(known).get("class"), read(unknown).get("class")) == ("chart fan", "chart fan typical")


@pytest.mark.parametrize(
    "wrong", [{"expected": float("nan")}, {"expected": float("inf")}, {"low": -1}, {"high": 99}, {"ahead": 10**9}]
)
def test_a_number_that_cannot_be_meant_is_not_drawn(wrong):
    """An export that somebody has had in between: the other mornings are drawn, that one is not."""
    days = [replace(morning(TODAY, 1, 2.0), **wrong), morning(TODAY, 2, 1.0)]
    drawn = str(fan([2], days, answers=11, marks=[], typical=False, **SAID))
    assert "nan" not in drawn
    assert "inf" not in drawn
    assert drawn == str(fan([2], days[1:], answers=11, marks=[], typical=False, **SAID))


def test_ways_stand_below_each_other_on_one_scale():
    """A bar and a dot each; what is beyond the data is told apart by more than its colour."""
    rows = [Row("Rest", morning(TODAY, 1, 1.0), beyond=False), Row("<b>", morning(TODAY, 1, 4.0), beyond=True)]
    drawn = ways(rows, answers=11, **SAID)
    assert kinds(drawn, "rect") == ["band", "band beyond"]
    rest, planned = (float(one.get("cx")) for one in read(drawn).iter("circle"))
    assert rest < planned
    assert "<b>" not in drawn


def test_what_came_lies_on_what_had_been_likely():
    """A bar for each morning that was forecast, a dot for each that was told."""
    drawn = came([1, None, 4, 2], [(0, 2), (1, 3), None, (5, 2)], answers=11, marks={0: "06-01"}, **SAID)
    assert (len(kinds(drawn, "rect")), len(kinds(drawn, "circle"))) == (2, 3)


# ------------------------------------------------------------------------------------------------ with its words


def test_a_place_is_said_in_words_and_numbers():
    """Title, description with today and every morning, a row a morning with the chance of legs too sore."""
    forecast = made(MORNING)
    shown = seen(forecast.legs, Ground(forecast=forecast, told={(None, TODAY): 3}, limit=3), "fan")
    root = read(shown.picture)
    assert root.get("role") == "img"
    desc = root.find("desc").text
    assert "Told today: 3." in desc
    assert desc.count("most likely") == 5
    assert shown.label == "Your forecast, from 43 reports. Last told today. Pain 0 to 10."
    assert shown.lines[0].startswith("Tomorrow morning most likely 2 to 4")
    assert [len(row) for row in shown.rows] == [4] * 5
    assert all(re.search(r"in (10|20)$", row[3]) for row in shown.rows)


def test_on_another_scale_nothing_is_said_of_hard_sessions():
    """The limit of the rulebook is of pain 0 to 10."""
    forecast = made(MORNING, scale="pmsys", means=(2, 1, 1, 1, 1))
    shown = seen(forecast.legs, Ground(forecast=forecast), "fan")
    assert [len(row) for row in shown.rows] == [3] * 5
    assert "0 (none) to 4" in shown.label


def test_without_a_morning_nothing_is_drawn():
    """Never an empty drawing."""
    forecast = made(MORNING, means=())
    assert seen(forecast.legs, Ground(forecast=forecast), "fan") is None


def test_marks_stand_below_their_days():
    """The first day, today, and the weekday of each coming one."""
    forecast = made(MORNING)
    texts = [one.text for one in read(seen(forecast.legs, Ground(forecast=forecast), "fan").picture).iter("text")]
    assert texts[-7:] == [f"06-{11 - BACK_DAYS:02d}", "today", "Fr", "Sa", "Su", "Mo", "Tu"]


def test_each_way_is_named_in_words():
    """Behind the picture, too: three lines of numbers without names say nothing."""
    found = ways_seen(made(MORNING))
    assert [lines[0].split(" (")[0] for lines, _ in found.said] == [
        "After a day of rest: tomorrow most likely 1 to 3",
        "After today as planned",
        "After today as it is adjusted",
    ]


def test_one_way_alone_is_held_against_nothing():
    """A day of rest beside itself is no comparison."""
    forecast = made(MORNING)
    assert ways_seen(replace(forecast, ways=forecast.ways[:1])) is None


def test_what_came_is_a_table_too():
    """The newest first, each with what was likely, what was told, and whether it lay within."""
    one = Scored(
        made=date(2026, 6, 9), day=date(2026, 6, 10), ahead=1, region=None, expected=1.5, low=0, high=2, inside=0.8,
        usual=None, last=None, told=3,
    )  # fmt: skip
    shown = came_seen([one], {(None, one.day): 3}, "pain", TODAY)
    assert shown.rows == [["2026-06-10", "0 to 2", "3", "no"]]
    assert came_seen([one], {}, "pain", date(2027, 1, 1)) is None
