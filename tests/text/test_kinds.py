"""Why a session was taken for what it was, in words."""

from datetime import UTC, datetime

import pytest

from sorewise.model.records import Session
from sorewise.model.told import Told
from sorewise.text.kinds import BECAUSE, SAID, taken_for, why_kind
from sorewise.text.needs import Manner
from sorewise.training.kinds import KIND_BY
from sorewise.training.told import DOWN, RESTS_ON

KM, MILES = Manner(units="km"), Manner(units="mi")
AMOUNT = 2.5


def test_every_reason_has_its_words_and_every_value_is_said():
    """And no words are kept for a reason that nobody gives."""
    assert set(BECAUSE) == {*KIND_BY, "name"}
    assert set(SAID) >= {name for names in RESTS_ON.values() for name in names} | set(DOWN)


@pytest.mark.parametrize("by", sorted(BECAUSE))
def test_a_reason_is_a_sentence(by):
    """With all its numbers, in kilometres and in miles."""
    told = Told(session="s", kind=KIND_BY.get(by, "long"), by=by, values=dict.fromkeys(RESTS_ON.get(by, ()), AMOUNT))
    for manner in (KM, MILES):
        (sentence,) = why_kind(told, manner)
        assert sentence.startswith("Taken for: ")
        assert sentence.endswith(".")
        assert "{" not in sentence


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (
            Told(session="s", kind="long", by="longer", values={"km": 24.0, "usual_km": 10.0}),
            ["Taken for: long run. 24 km, where your usual run is 10 km."],
        ),
        (
            Told(session="s", kind="intervals", by="repeats", values={"bouts": 6, "bout_s": 180.0, "bout_m_s": 4.0}),
            ["Taken for: intervals. 6 fast stretches of about 3 min at 4:10 min/km."],
        ),
        (
            Told(session="s", kind="strength", by="legs_name", legs=True),
            ["Taken for: leg strength. Its name speaks of the legs."],
        ),
        (
            Told(session="s", downhill=True, values={"descent_m": 400.0, "usual_down_m": 60.0}),
            ["Unusually far down: 400 m downhill, where your usual run has 60 m."],
        ),
        (Told(session="s"), []),
        (Told(session="s", kind="long", by="a reason of another release"), []),
    ],
)
def test_what_is_told_is_said(told, said):
    """Kind, reason and an unusual descent."""
    assert list(why_kind(told, KM)) == said


def test_a_session_is_shown_as_what_it_was_taken_for():
    """What is only far down keeps its kind."""
    session = Session(id="s", start=datetime(2026, 11, 20, 6, tzinfo=UTC), kind="easy")
    assert taken_for(session, Told(session="s", downhill=True)).kind == "easy"
    assert taken_for(session, Told(session="s", kind="long", by="longer")).kind == "long"
