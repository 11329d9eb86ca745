"""What counts as told on a morning, and which days are known."""

from datetime import timedelta

from sorewise.training.learned.ground import Morning, known_days, mornings
from sorewise.training.look_back.doings import doings
from sorewise.training.look_back.ground import look
from training.histories import NOW, TODAY, day, history, morning, run, sore


def told(*records):
    """What was told on each morning."""
    return mornings(look(history(*records), NOW, days=365))


def test_a_place_is_as_sore_as_its_worse_side():
    """Halves go up; the worst place is the legs as a whole."""
    found = told(morning(1, sore("quad", "left", pain=2), sore("quad", "right", pain=3.5), sore("calf", pain=1)))
    assert {region: of[day(1)] for region, of in found.items()} == {
        "quad": Morning(sore=True, pain=4),
        "calf": Morning(sore=True, pain=1),
        None: Morning(sore=True, pain=4),
    }


def test_another_place_and_fresh_legs_say_none_and_silence_says_nothing():
    """The calf is 0 where the quads are told and where the legs are fresh; a check-in of sleep alone is silent."""
    found = told(
        morning(4, sore(pain=3)),
        morning(3, sore("quad", pain=2)),
        morning(2, legs="fresh"),
        morning(1, sleep_quality=3),
    )
    assert found["calf"] == {
        day(4): Morning(sore=True, pain=3),
        day(3): Morning(sore=False, pain=0),
        day(2): Morning(sore=False, pain=0),
    }
    assert day(1) not in found[None]


def test_only_mornings_count_and_of_two_the_worse():
    """What hurt in the run and after it is another matter."""
    found = told(
        morning(1, sore(pain=2), hour=6),
        morning(1, sore(pain=5), hour=9),
        morning(1, sore(pain=8), hour=18, phase="in_run", pain_now=9),
        morning(1, sore(pain=7), hour=19, phase="after_run"),
    )
    assert found[None] == found["calf"] == {day(1): Morning(sore=True, pain=5)}


def test_sore_without_a_possible_number_has_none():
    """Listed and no number, or one that no body gives: sore, and not 0."""
    found = told(morning(2, sore()), morning(1, sore(pain=1e9)))
    assert found["calf"] == found[None] == {day(n): Morning(sore=True, pain=None) for n in (2, 1)}


def test_pain_without_a_place_is_told_of_the_legs():
    """A number alone; less than sore is not sore."""
    assert told(morning(2, pain=4), morning(1, pain=0.4))[None] == {
        day(2): Morning(sore=True, pain=4),
        day(1): Morning(sore=False, pain=0),
    }


def test_days_long_after_the_last_session_are_not_known():
    """Two weeks of silence may be rest; what comes after may be a watch in a drawer."""
    known = known_days(doings(look(history(run(40)), NOW), 10))
    assert (min(known), max(known)) == (day(40), day(26))
    assert max(known_days(doings(look(history(run(2)), NOW), 10))) == TODAY
    assert known_days(doings(look(history(), NOW), 10)) == frozenset()


def test_a_check_in_from_the_future_is_not_known():
    """The clock went back: what is to come was not told."""
    later = morning(0, sore(pain=9), hour=23)
    assert told(later, morning(1, sore(pain=2)))[None] == {TODAY - timedelta(days=1): Morning(sore=True, pain=2)}
