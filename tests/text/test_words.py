"""Words, places and measures: the same everywhere, in the right number, side and unit."""

from datetime import UTC, date, datetime, time

import pytest

from sorewise.model.verdict import ACTIVITY, IN_RUN, REFERRAL, Place, Rungs
from sorewise.text import measures
from sorewise.text.emergency import emergency_number
from sorewise.text.places import PARTS, place
from sorewise.text.speech import capital, listed, number
from sorewise.text.words import BRIEF, GRADES, HEADLINES, brief, count_word, grade, headline
from text.moments import HERE, MILES, our_book


def test_every_code_has_its_word():
    """Ladders and headlines are said in words, each of them."""
    assert set(HEADLINES) == {*ACTIVITY, *IN_RUN, "see_professional", "urgent_care"}
    assert set(BRIEF) == {*ACTIVITY, *IN_RUN, *REFERRAL[1:]}
    assert {rule.grade for rule in our_book().rules if rule.grade} <= set(GRADES)
    assert grade("?") == "not graded"


@pytest.mark.parametrize(
    ("code", "word"),
    [
        ("run_as_planned", "Run"),
        ("run_easy", "Ease off"),
        ("run_reduced", "Ease off"),
        ("cross_train", "Switch"),
        ("rest", "Rest"),
        ("see_professional", "Get seen"),
        ("urgent_care", "Get help now"),
    ],
)
def test_the_verdict_words(code, word):
    """The big words are the same in every door."""
    assert headline(code) == word


@pytest.mark.parametrize(
    ("rungs", "phase", "words"),
    [
        (Rungs(0, 0), "morning", "run as planned"),
        (Rungs(1, 0), "morning", "easy"),
        (Rungs(4, 2), "morning", "rest, and a visit within three days"),
        (Rungs(4, 3), "morning", "a doctor today"),
        (Rungs(3, 0), "in_run", "walk home"),
    ],
)
def test_both_ladders_in_a_few_words(rungs, phase, words):
    """A verdict inside a sentence."""
    assert brief(rungs, phase) == words


def test_every_region_has_words_for_each_side():
    """left, right, both and no side; none of them a code."""
    assert set(PARTS) == set(our_book().regions)
    for region in PARTS:
        said = {side: place(Place(region, side)) for side in ("left", "right", "both", None)}
        assert len(set(said.values())) == 4
        assert not [words for words in said.values() if "_" in words or "{" in words]


@pytest.mark.parametrize(
    ("where", "words"),
    [
        (Place("calf", "left"), "left calf"),
        (Place("quad", "both"), "both thighs (front)"),
        (Place("lower_back", "right"), "low back, right side"),
        (Place("unplaced", None), "legs"),
        (Place("little_wing", "left"), "little wing, left side"),
    ],
)
def test_places(where, words):
    """A place with its side inside a sentence; one that is not known here by its own name."""
    assert place(where) == words


@pytest.mark.parametrize(
    ("country", "number_to_call"),
    [
        ("DE", "112"),
        ("gb", "999 or 112"),
        ("US", "911"),
        ("MX", "911"),
        ("AU", "000"),
        ("NZ", "111"),
        ("JP", "119"),
        ("", "112 or your local emergency number"),
        ("QQ", "112 or your local emergency number"),
    ],
)
def test_whom_to_call(country, number_to_call):
    """The ambulance's number where the runner lives; where that is not known, a way to find it."""
    assert emergency_number(country) == number_to_call


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (measures.distance(12_500, HERE), "12.5 km"),
        (measures.distance(16_093.44, MILES), "10 mi"),
        (measures.pace(270, HERE), "4:30 min/km"),
        (measures.pace(270, MILES), "7:15 min/mi"),
        (measures.duration(45), "45 s"),
        (measures.duration(60), "1 min"),
        (measures.duration(2_700), "45 min"),
        (measures.duration(3_600), "1 h"),
        (measures.duration(4_800), "1 h 20 min"),
        (measures.hours(1), "1 hour"),
        (measures.hours(72), "72 hours"),
        (measures.hours(73), "3 days"),
        (measures.days(1), "1 day"),
        (measures.minutes(1.5), "1.5 minutes"),
        (measures.weekday(date(2026, 11, 22)), "Sunday"),
        (measures.day(date(2026, 11, 22)), "Sunday 2026-11-22"),
        (measures.day(date(2026, 11, 21), date(2026, 11, 22)), "yesterday"),
        (measures.clock(datetime(2026, 11, 22, 7, 5, tzinfo=UTC)), "07:05"),
        (measures.clock(time(18, 30)), "18:30"),
        (number(3.0), "3"),
        (number(-0.01), "0"),
        (number(1234.56), "1234.6"),
        (listed([]), ""),
        (listed(["a"]), "a"),
        (listed(["a", "b", "c"]), "a, b and c"),
        (capital("pain, HRV"), "Pain, HRV"),
        (count_word(5), "five"),
        (count_word(13), "13"),
    ],
)
def test_measures(said, words):
    """Quantities as people write them."""
    assert said == words
