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
        (place("course", 3, 0), "as the literature has it; your own from 10 reports on, you have 3."),
        (place("course", 60, 2), "as the literature has it: 2 of your reports came after loads like these"),
        (place("own", 24, 14), "Your forecast, from 24 reports."),
        (place("own", 1, 1), "Your forecast, from 1 report."),
        (place("average", 90, 80), "Your own average, from 90 reports: lately the forecast was further off."),
    ],
)
def test_it_says_whose_numbers_they_are(found, told):
    """Under ten reports after such loads it is the typical course."""
    assert told in said.basis_said(found)
    assert ("typical course" in said.basis_said(found)) == (found.basis == "course")


def test_ratings_of_another_scale_have_no_typical_course():
    """The literature tells of pain 0 to 10 alone."""
    few = (0.2, 0.5, 0.3, 0.0, 0.0)
    found = replace(place("course", 3, 3), days=(day(chances=few),))
    assert said.basis_said(found) == "Mostly what others tell on such a scale; your own from 10 reports on, you have 3."


def test_what_is_said_of_a_place_is_not_what_was_said_of_the_legs():
    """The only sore place has the numbers of the legs: it is named, and not told again."""
    whole = forecast(places=(place(region="quad"), place("course", 3, 0, region="calf")))
    assert [one.region for one in said.places_apart(whole)] == ["calf"]
    assert said.same_said(whole) == "The same is likely for the thigh (front)."
    assert said.same_said(forecast()) == ""
    page = plain(forecast_page.page(whole, 2.5, {}))
    assert "Thigh (front)" not in page
    assert "The same is likely for the thigh (front)." in page
    assert "Calf" in page


def test_that_the_sorest_place_has_no_course_is_said():
    """The numbers of a thigh do not tell how a knee comes back."""
    told = (
        "The sorest place is the knee (front). Of such a place no typical course is known; that of the thigh stands in."
    )
    assert said.no_course_said("knee_front") == told
    assert said.no_course_said(None) == ""
    assert told in plain(forecast_page.page(forecast(), 2.5, {}, uncharted="knee_front"))
    assert told in plain(forecast_page.after_check(forecast(), uncharted="knee_front"))


def test_the_age_of_the_last_report_is_told():
    """An old one is no ground for more than the usual."""
    assert said.age_said(TODAY, TODAY) == "Last told today."
    assert said.age_said(TODAY - timedelta(days=3), TODAY) == "Last told 3 days ago."
    assert "little more than your usual" in said.age_said(TODAY - timedelta(days=30), TODAY)
    assert said.age_said(None, TODAY) == "Not told of yet."


def test_ways_of_a_day_say_which_number_is_the_forecasts_and_which_was_told():
    """A model's difference was not seen; the own mornings stand beside it, and beyond what was seen a warning."""
    way = WhatIf(way="planned", load=1.34, next=day(), more=0.44, own=-0.62, own_days=9)
    assert said.way_named(way) == "After today as planned (about 1.3 usual training days)"
    assert list(said.way_lines(way)) == [
        "After today as planned (about 1.3 usual training days): tomorrow most likely 0 to 2 (9 in 10).",
        "By these numbers: on average 0.4 points sorer than after a day of rest.",
        "By what you told, on 9 mornings after such a day: on average 0.6 points less sore than after a day of rest.",
    ]
    assert list(said.way_lines(replace(way, beyond=True)))[-1] == said.BEYOND
    same = list(said.way_lines(WhatIf(way="adjusted", load=1.0, next=None, more=0.01)))
    assert same == [
        "After today as it is adjusted (about 1 usual training day): nobody can say how hard that is.",
        "By these numbers: on average as sore as after a day of rest.",
    ]
    rest = WhatIf(way="rest", load=0, next=day(), more=0.0)
    assert said.way_named(rest) == "After a day of rest"
    assert len(list(said.way_lines(rest))) == 1


def test_that_todays_load_is_beyond_what_was_seen_is_said_of_the_mornings():
    """Not only of the way: the check-in and the picture tell of the same load."""
    rest, far = WhatIf(way="rest", load=0, next=day()), WhatIf(way="planned", load=9, next=day(), beyond=True)
    eased = WhatIf(way="adjusted", load=0.5, next=day())
    for ways, told in (((rest, far), True), ((rest, far, eased), False), ((rest,), False), ((), False)):
        found = forecast(ways=ways)
        assert (said.today_beyond_said(found) == said.TODAY_BEYOND) == told
        for page in (forecast_page.page(found, 2.5, {}), forecast_page.after_check(found)):
            assert (said.TODAY_BEYOND in plain(page)) == told


def test_the_page_says_where_the_numbers_come_from_and_what_it_is_not():
    """Made people are called so; without a plan the later days are called usual."""
    page = plain(forecast_page.page(forecast(), 2.5, {}))
    assert "from runners who were made up (some people, 2026-01-02, 0.1.0)" in page
    assert "no verdict is made or softened by it" in page
    assert "Too sore for a hard session (3 or more): tomorrow 1 in 10" in page
    assert "No plan" not in page
    assert "few studies of few runners" in page
    assert "seen after" not in page
    assert "As of Thu 11 Jun 06:40." in page
    assert "Today's training is over." not in page
    assert "Today's training is over." in said.made_said(forecast(trained=True))
    theirs = plain(forecast_page.page(forecast(made_up=False, legs=place(plan=False)), 2.5, {}))
    assert "from other people's reports (some people" in theirs
    assert theirs.count("from the third morning on this is your usual, and what is left of the training so far.") == 1


@pytest.mark.parametrize(("limit", "least"), [(2.5, 3), (2.0, 3), (3.0, 4)])
def test_too_sore_is_told_in_whole_answers(limit, least):
    """Nobody answers 2.5: the least answer that counts is the first above the limit."""
    assert said.too_sore_said(limit) == f"Too sore for a hard session ({least} or more)"
    chances = tuple(float(answer == least) for answer in range(11))
    assert day(chances=chances).above(limit) == 1.0


def test_other_scales_are_told_by_their_own_numbers():
    """A limit in points of pain says nothing of them."""
    page = plain(forecast_page.page(forecast(scale="pmsys"), 2.5, {}))
    assert "Soreness as you rate it, counted from 0 (none) to 4" in page
    assert "hard session" not in page


def test_three_lines_stand_below_a_verdict():
    """The last of them says that it stands; nothing where there is no forecast."""
    gap, first, second, third = forecast_page.after_check(forecast())
    assert gap.part == "gap"
    assert first.text.startswith(
        "The coming mornings, pain 0 to 10 at the sorest place: likely tomorrow 0 to 2 (9 in 10), Saturday"
    )
    assert second.text == "Your forecast, from 24 reports. More: sorewise forecast"
    assert third.text == "None of this changes the verdict above."
    old = plain(forecast_page.after_check(forecast(legs=place(told=TODAY - timedelta(days=3)))))
    assert "Last told 3 days ago." in old
    rated = plain(forecast_page.after_check(forecast(scale="pmsys")))
    assert "The coming mornings, soreness as you rate it, counted from 0 (none) to 4: likely" in rated
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
    alone = replace(SCORE, ahead=3, count=8, hits=7, promised=6.9, error=1.0, error_last=None, error_usual=None)
    assert forecast_score.score_said(alone) == (
        "3 days ahead, 8 reports: 7 within what was called likely, about 7 were promised. Off by about 1 point."
    )


def test_of_a_few_mornings_no_error_is_told():
    """One miss would be all of it; how many lay within is a count, and stands."""
    few = replace(SCORE, count=7, hits=6, promised=5.8)
    assert forecast_score.score_said(few) == (
        "The next morning, 7 reports: 6 within what was called likely, about 6 were promised."
    )


@pytest.mark.parametrize("moved", [True, False])
def test_how_wide_an_interval_is_is_said_of_the_interval(moved):
    """The sentence stands below a picture in the app: "it" would be nothing."""
    assert "interval is" in forecast_score.level_said(0.8, moved=moved)


def test_the_average_is_not_said_to_be_shown_everywhere():
    """After a load that it does not know the forecast stands."""
    shown = forecast_score.average_said(shown=True, enough=True)
    assert shown.endswith("but not after loads or with soreness that it does not know.")


def test_no_sentence_of_a_forecast_speaks_of_harm_or_safety():
    """Soreness is not injury, and nobody is given a score."""
    for module in (said, forecast_page, forecast_score):
        text = Path(module.__file__).read_text(encoding="utf-8")
        for message in of_code(text, ""):
            lower = f"{message.text} {message.plural}".lower()
            assert not any(word in lower for word in ("risk", "safe", "harm", "hurt", "your score", "diagnos")), lower
            assert "injur" not in lower or "nothing of an injury" in lower


def test_the_forecast_is_not_called_better_where_it_was_only_no_worse():
    """While the average was shown it was held against itself: no worse, and nothing more."""
    said_of = forecast_score.average_said(shown=False, enough=True)
    assert said_of == "Over the last 60 mornings your own average was not less far off, so the forecast is shown."
    assert "not after loads" in forecast_score.average_said(shown=True, enough=True)
