"""What a physiotherapist is handed: which place, which days, which words of the runner."""

from datetime import timedelta

import pytest
from hypothesis import given, settings

from sorewise.coach.hand_over import hand_over
from sorewise.model.verdict import Place
from training.histories import NOW, TODAY, day, histories, history, morning, run, sore

FEW = settings(max_examples=settings.default.max_examples // 5)
CALF = Place("calf", "left")


def handed(*records, days=28, place=None, held=None):
    """The hand-over of these records."""
    return hand_over(history(*records), NOW, held or {}, days=days, place=place, spike_pct=10)


def test_the_place_asked_for_or_the_one_that_was_sore_last():
    """The worst of the last day wins; a place that was not sore in the span is not taken."""
    records = (
        morning(3, sore(pain=6)),
        morning(1, sore("quad", "right", pain=2), sore("knee_front", "left", pain=3)),
    )
    assert handed(*records).story.place == Place("knee_front", "left")
    assert handed(*records, place=CALF).story.place == CALF
    assert handed(*records, place=Place("toes", "left")).story.place == Place("knee_front", "left")
    assert handed(*records, days=2, place=CALF).story.place == Place("knee_front", "left")


def test_the_words_are_those_of_the_last_check_in_that_listed_the_place():
    """Of both sides counts for the left; the right calf's answers do not."""
    found = handed(
        morning(6, sore(pain=3, tissue="tendon")),
        morning(4, sore(side="both", pain=2, tissue="muscle"), gait="normal"),
        morning(2, sore("calf", "right", pain=1, tissue="bone")),
        place=CALF,
    )
    assert found.told_on == day(4)
    assert found.answers == {"gait": "normal", "pain": 2, "tissue": "muscle"}


def test_a_place_listed_without_a_word_is_told_of_all_the_same():
    """Its day is known, its answers are none."""
    found = handed(morning(2, sore()))
    assert (found.told_on, found.answers) == (day(2), {})


def test_spells_are_those_of_half_a_year_the_newest_first():
    """Earlier than the span of the page, and of this place alone."""
    calf = (morning(90, sore(pain=3)), morning(80, legs="fresh"), morning(5, sore(pain=2)))
    found = handed(*calf, morning(4, sore("quad", pain=1)), place=CALF)
    assert [spell.start for spell in found.spells] == [day(5), day(90)]
    assert [one.day for one in found.story.days] == [day(5), day(4)]


def test_training_is_that_of_six_weeks_whatever_the_span():
    """The last of them ends today."""
    found = handed(*(run(n) for n in range(1, 60, 3)), days=90)
    assert [week.last for week in found.weeks] == [TODAY - timedelta(weeks=n) for n in range(5, -1, -1)]
    assert all(week.sessions for week in found.weeks)


def test_nothing_sore_is_a_page_without_a_place():
    """No story, no answers; days and training are there."""
    found = handed(morning(1, legs="fresh"), run(2))
    assert (found.story, found.places, found.spells, found.told_on, found.before) == (None, (), (), None, None)
    assert len(found.days) == 28


@given(histories())
@FEW
def test_whatever_is_handed_over_lies_within_the_span(record):
    """Days, story and body are of the span; the words are of a check-in that is in it."""
    found = hand_over(record, NOW, {}, days=42, spike_pct=10)
    assert [one.day for one in found.days] == [found.first + timedelta(days=n) for n in range(42)]
    assert found.last == TODAY
    if found.story:
        assert found.story.place in found.places
        assert all(found.first <= one.day <= found.last for one in found.story.days)
        assert any(one.sore for one in found.story.days)
    assert found.told_on is None or found.first <= found.told_on <= found.last


def test_a_time_without_an_offset_is_refused():
    """Its day would be a guess."""
    with pytest.raises(ValueError, match="offset"):
        hand_over(history(), NOW.replace(tzinfo=None), {}, days=28, spike_pct=10)
