"""What was done beside a verdict, and how the next morning was: counted, never guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sorewise.model.learned import KEPT, Advised
from sorewise.model.verdict import ACTIVITY
from sorewise.model.week import Done
from sorewise.training.learned.outcome import kept, linked, outcomes
from training.histories import TODAY, day


def did(kind=None, minutes=60.0, ago=1, **more):
    """One session that was done."""
    return Done(id=f"{kind}-{ago}", day=day(ago), kind=kind, minutes=minutes, **more)


def advised(activity, ago=1, **more):
    """The verdict of a day."""
    return Advised(day=day(ago), activity=activity, **more)


@pytest.mark.parametrize(
    ("activity", "left", "done", "said"),
    [
        ("rest", {}, [], "nothing"),
        ("rest", {}, [did("mobility")], "followed"),
        ("rest", {}, [did("xt")], "further"),
        ("cross_train", {}, [did("xt"), did("strength_other")], "followed"),
        ("cross_train", {}, [did("xt"), did("easy", 10.0)], "further"),
        ("cross_train", {}, [did(None, None)], "further"),  # only a run has no kind
        ("cross_train", {}, [did("strength_leg")], "further"),
        ("run_reduced", {"share": 0.7, "planned_minutes": 60}, [did("easy", 45.0)], "followed"),
        ("run_reduced", {"share": 0.7, "planned_minutes": 60}, [did("easy", 60.0)], "further"),
        ("run_reduced", {"minutes": 30}, [did("easy", 20.0), did("easy", 20.0)], "further"),
        ("run_reduced", {"km": 5}, [did("easy", None, km=5.4)], "followed"),
        ("run_reduced", {"km": 5}, [did("easy", None)], "unclear"),
        ("run_reduced", {}, [did("easy", 45.0)], "unclear"),
        ("run_reduced", {"minutes": 60}, [did("strength_leg")], "further"),
        ("run_reduced", {}, [did("xt")], "followed"),
        ("run_easy", {}, [did("easy")], "followed"),
        ("run_easy", {}, [did("intervals")], "further"),
        ("run_easy", {}, [did("easy", race="5k")], "further"),
        ("run_easy", {}, [did(None)], "unclear"),
        ("run_easy", {}, [did(None), did("tempo")], "further"),
        ("run_as_planned", {}, [did("intervals")], "followed"),
        ("run_as_planned", {"planned_minutes": 60}, [did("intervals", 64.0)], "followed"),
        ("run_as_planned", {"planned_minutes": 60}, [did("intervals", 90.0)], "further"),
        ("a_word_of_another_time", {}, [did("easy")], "unclear"),
    ],
)
def test_what_was_done_beside_a_verdict(activity, left, done, said):
    """Within it, beyond it, not to be told, or nothing recorded."""
    assert kept(advised(activity, **left), done) == said


def test_the_next_morning_is_linked_with_the_verdict_before():
    """Less sore, and what was not told stays unknown."""
    told = {(None, day(3)): 4, (None, day(2)): 2, ("calf", day(1)): 9}
    links = linked([advised("run_easy", 3), advised("rest", 2)], [did("easy", ago=3)], told, TODAY)
    assert [(one.kept, one.before, one.after, one.step) for one in links] == [
        ("followed", 4, 2, "less"),
        ("nothing", 2, None, None),
    ]


def test_a_morning_that_has_not_come_is_not_missing():
    """Yesterday waits for today's answer; today waits for tomorrow."""
    verdicts = [advised("rest", 2), advised("rest", 1), advised("rest", 0)]
    assert [one.day for one in linked(verdicts, [], {}, TODAY)] == [day(2)]
    assert [one.day for one in linked(verdicts, [], {(None, TODAY): 1}, TODAY)] == [day(2), day(1)]


def test_the_verdict_that_held_is_the_last_of_its_day():
    """A second decision of a day takes the place of the first."""
    (one,) = linked([advised("run_easy", 2), advised("rest", 2)], [], {}, TODAY)
    assert one.activity == "rest"


def test_counts_are_by_verdict_and_by_what_was_done():
    """Mildest first; nothing told is counted as such."""
    told = {(None, day(n)): n % 3 for n in range(30) if n != 5}
    links = linked(
        [advised("rest", n) for n in range(2, 10)] + [advised("run_easy", n) for n in range(10, 16)],
        [did("easy", ago=n) for n in range(2, 16, 2)],
        told,
        TODAY,
    )
    easy, rest = outcomes(links)
    assert (easy.activity, rest.activity) == ("run_easy", "rest")
    assert (easy.followed.all, easy.nothing.all, rest.further.all, rest.nothing.all) == (3, 3, 4, 4)
    assert rest.nothing.not_told + rest.further.not_told == 2
    assert outcomes([]) == ()


kinds = st.sampled_from(["easy", "long", "intervals", "xt", "strength_leg", "mobility", None])
sessions = st.builds(did, kinds, st.none() | st.floats(0, 300), st.integers(0, 12))


@given(
    st.lists(st.builds(advised, st.sampled_from([*ACTIVITY, "?"]), st.integers(-2, 12)), max_size=20),
    st.lists(sessions, max_size=12),
    st.dictionaries(st.tuples(st.none(), st.integers(-2, 13).map(day)), st.integers(0, 10)),
)
def test_every_day_that_is_over_is_counted_once(verdicts, done, told):
    """Whatever was done and told: each day in one class, and no day that is to come."""
    links = linked(verdicts, done, told, TODAY)
    assert len({one.day for one in links}) == len(links)
    assert all(one.day < TODAY for one in links)
    found = outcomes(links)
    assert sum(getattr(one, name).all for one in found for name in KEPT) == len(links)
    for one in links:
        assert (one.kept == "nothing") == (not any(session.day == one.day for session in done))


@given(st.sampled_from(ACTIVITY), st.lists(sessions, max_size=3), sessions)
def test_one_session_more_never_makes_a_day_milder(activity, done, more):
    """What went further stays further, and what cannot be told is not kept to by doing more."""
    left = advised(activity, minutes=45)
    before, after = kept(left, done), kept(left, [*done, more])
    assert before != "further" or after == "further"
    assert before != "unclear" or after != "followed"
