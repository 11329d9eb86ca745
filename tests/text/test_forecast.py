"""The coming mornings in words: chances as people count them, whose numbers they are, and nothing that is not so."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sorewise.model.forecast import DayForecast, Forecast, PlaceForecast, Score, WhatIf, expected, smallest_run
from sorewise.text import forecast as said
from sorewise.text import forecast_page, forecast_score
from sorewise.text.extract import of_code
from sorewise.text.page import plain

TODAY = date(2026, 6, 11)  # a Thursday
CHANCES = (0.2, 0.4, 0.28, 0.08, 0.04, *([0.0] * 6))
SCORE = Score(ahead=1, count=42, hits=38, promised=37.2, error=1.12, error_last=1.44, error_usual=1.25)


def day(ahead=1, chances=CHANCES, *, plan=True):
    """One coming morning."""
    low, high, inside = smallest_run(chances, 0.8)
    return DayForecast(
        day=TODAY + timedelta(days=ahead), ahead=ahead, chances=chances, expected=expected(chances), low=low, high=high,
        inside=inside, plan=plan,
    )  # fmt: skip


def place(basis="own", reports=24, like=14, told=TODAY, region=None, *, plan=True):
    """Five of them."""
    days = tuple(day(ahead, plan=plan) for ahead in range(1, 6))
    return PlaceForecast(region=region, basis=basis, reports=reports, like=like, told=told, days=days)


def forecast(**more):
    """A whole forecast."""
    at = datetime(2026, 6, 11, 6, 40, tzinfo=UTC)
    return replace(Forecast(at=at, day=TODAY, parameters="some people, 2026-01-02, 0.1.0", legs=place()), **more)


def test_an_interval_is_told_with_its_own_probability():
    """Not with the one that was aimed at."""
    assert said.likely_said(day()) == "0 to 2, 9 in 10"
    assert said.span_said(day(chances=(0.0, 1.0, *([0.0] * 9)))) == "1"
    assert said.day_said(day(), TODAY) == "Tomorrow morning most likely 0 to 2 (9 in 10)."
    assert said.day_said(day(3), TODAY) == "Sunday: in the morning most likely 0 to 2 (9 in 10)."
    assert said.days_said([day(), day(2)], TODAY) == "tomorrow 0 to 2 (9 in 10), Saturday 0 to 2 (9 in 10)"
    assert said.fan(day()) == "=#=........"


@given(st.floats(0, 1))
def test_nothing_is_told_as_certain(chance):
    """Neither way, and never further off than half a tenth."""
    told = said.in_ten(chance)
    assert not told.startswith(("0 in", "10 in"))
    if told.endswith(" in 10"):
        assert abs(int(told.split()[0]) / 10 - chance) <= 0.0501
    else:
        assert (chance < 0.05) == ("less" in told)
        assert chance < 0.05 or chance > 0.95


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (place("course", 3, 0), "your own forecast from 10 reports on, you have 3."),
        (place("course", 60, 2), "2 of your reports came after one like it"),
        (place("own", 24, 14), "Your forecast, from 24 reports."),
        (place("own", 1, 1), "Your forecast, from 1 report."),
        (place("average", 90, 80), "Your own average, from 90 reports: lately the forecast was further off."),
    ],
)
def test_it_says_whose_numbers_they_are(found, told):
    """Under ten reports after such loads it is the typical course."""
    assert told in said.basis_said(found)
    assert ("Typical course" in said.basis_said(found)) == (found.basis == "course")


def test_the_age_of_the_last_report_is_told():
    """An old one is no ground for more than the usual."""
    assert said.age_said(TODAY, TODAY) == "Last told today."
    assert said.age_said(TODAY - timedelta(days=3), TODAY) == "Last told 3 days ago."
    assert "little more than your usual" in said.age_said(TODAY - timedelta(days=30), TODAY)
    assert said.age_said(None, TODAY) == "Not told of yet."


def test_ways_of_a_day_are_told_as_what_was_seen_on_such_days():
    """With the own mornings beside them, and beyond what was seen with a warning."""
    way = WhatIf(way="planned", load=1.34, next=day(), more=0.44, own=-0.62, own_days=9)
    assert said.way_named(way) == "After today as planned (about 1.3 usual training days)"
    assert list(said.way_lines(way)) == [
        "Tomorrow most likely 0 to 2 (9 in 10).",
        "After days like it: on average 0.4 points sorer than after a day of rest.",
        "On 9 such mornings of your own: on average 0.6 points less sore than after a day of rest.",
    ]
    assert list(said.way_lines(replace(way, beyond=True)))[-1] == said.BEYOND
    same = list(said.way_lines(WhatIf(way="adjusted", load=1.0, next=None, more=0.01)))
    assert same == [
        "Nobody can say how hard that is.",
        "After days like it: on average as sore as after a day of rest.",
    ]
    rest = WhatIf(way="rest", load=0, next=day(), more=0.0)
    assert said.way_named(rest) == "After a day of rest"
    assert len(list(said.way_lines(rest))) == 1


def test_the_page_says_where_the_numbers_come_from_and_what_it_is_not():
    """Made people are called so; without a plan the later days are called usual."""
    page = plain(forecast_page.page(forecast(), 2.5, {}))
    assert "from runners who were made up (some people, 2026-01-02, 0.1.0)" in page
    assert "no verdict is made or softened by it" in page
    assert "Sorer than 2.5, which is too sore for a hard session: tomorrow 1 in 10" in page
    assert "usual level" not in page
    theirs = plain(forecast_page.page(forecast(made_up=False, legs=place(plan=False)), 2.5, {}))
    assert "from other people's reports (some people" in theirs
    assert "little more than your usual level" in theirs


def test_other_scales_are_told_by_their_own_numbers():
    """A limit in points of pain says nothing of them."""
    page = plain(forecast_page.page(forecast(scale="pmsys"), 2.5, {}))
    assert "Soreness as you rate it, counted from 0 (none) to 4" in page
    assert "hard session" not in page


def test_while_somebody_has_to_look_first_no_way_is_told():
    """It would be read as leave to run."""
    ways = (WhatIf(way="rest", load=0, next=day()),)
    assert "After a day of rest" in plain(forecast_page.page(forecast(ways=ways), 2.5, {}))
    page = plain(forecast_page.page(forecast(ways=ways), 2.5, {}, ways=False))
    assert "After a day of rest" not in page
    assert "Have it looked at first" in page


def test_two_lines_stand_below_a_verdict():
    """Nothing where there is no forecast."""
    gap, first, second = forecast_page.after_check(forecast())
    assert gap.part == "gap"
    assert first.text.startswith("The coming mornings, pain 0 to 10: likely tomorrow 0 to 2 (9 in 10), Saturday")
    assert second.text == "Your forecast, from 24 reports. More: sorewise forecast"
    assert list(forecast_page.after_check(forecast(legs=None, not_yet="no_reports"))) == []


@pytest.mark.parametrize("why", said.NOT_YET)
def test_no_forecast_is_a_plain_sentence(why):
    """And the page has nothing else."""
    page = plain(forecast_page.page(forecast(legs=None, not_yet=why), 2.5, {}))
    assert page.splitlines() == ["The coming mornings", said.NOT_YET[why]]


def test_how_it_went_is_told_beside_two_simple_guesses():
    """In points, with hits beside what was promised."""
    assert forecast_score.score_said(SCORE) == (
        "The next morning, 42 reports: 38 within what was called likely, about 37 were promised. "
        "Off by about 1.1 points; guessing the same as last time 1.4 and your own average 1.2."
    )
    alone = replace(SCORE, ahead=3, count=1, hits=1, promised=0.9, error=1.0, error_last=None, error_usual=None)
    assert forecast_score.score_said(alone) == (
        "3 days ahead, 1 report: 1 within what was called likely, about 1 were promised. Off by about 1 point."
    )


def test_no_sentence_of_a_forecast_speaks_of_harm_or_safety():
    """Soreness is not injury, and nobody is given a score."""
    for module in (said, forecast_page, forecast_score):
        text = Path(module.__file__).read_text(encoding="utf-8")
        for message in of_code(text, ""):
            lower = f"{message.text} {message.plural}".lower()
            assert not any(word in lower for word in ("risk", "safe", "harm", "hurt", "your score", "diagnos")), lower
            assert "injur" not in lower or "nothing of an injury" in lower
