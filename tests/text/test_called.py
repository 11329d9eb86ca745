"""A session by its name: told once, and never so that a misunderstood kind does not show."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sorewise.model.plan import PlannedSession
from sorewise.text.session import PLANNED, planned_said
from text.moments import HERE

DAY = date(2026, 12, 1)


def _said(name, kind, **size):
    return planned_said(PlannedSession(id="1", day=DAY, name=name, kind=kind, **size), HERE)


@pytest.mark.parametrize(
    ("name", "kind", "size", "said"),
    [
        ("10 km easy", "easy", {"distance_m": 10_000}, "Easy run, 10 km"),
        ("45 min easy", "easy", {"duration_s": 2700}, "Easy run, 45 min"),
        ("1h30 long run!", "long", {"duration_s": 5400}, "Long run, 1 h 30 min"),
        ("Long run: 18km", "long", {"distance_m": 18_000}, "Long run, 18 km"),
        ("easy", "easy", {}, "Easy run"),
        ("hill session", "hills", {"duration_s": 3600}, "Hills, 1 h"),
        ("5k race", "race", {"distance_m": 5000}, "Race, 5 km"),
        ("10 km", "easy", {}, "10 km (Easy run)"),
        ("intervals 6x800 / 2 min", "intervals", {"duration_s": 2160}, "Intervals 6x800 / 2 min, 36 min"),
        ("Easy with strides", "easy", {"duration_s": 2700}, "Easy with strides, 45 min"),
        ("Sunday loop", "long", {"distance_m": 18_000}, "Sunday loop (Long run), 18 km"),
        ("long easy run", "long", {"distance_m": 18_000}, "long easy run (Long run), 18 km"),
        ("easy", "tempo", {"duration_s": 2700}, "easy (Tempo run), 45 min"),
        ("Cross-training", "xt", {"duration_s": 2700}, "Cross-training, 45 min"),
        ("squats, not legs", "strength_leg", {"duration_s": 2700}, "squats, not legs (Leg strength), 45 min"),
    ],
)
def test_a_name_that_says_no_more_than_kind_and_length_is_not_told(name, kind, size, said):
    """Where it says more it is told, and its kind too, unless the name speaks of that kind and of no other."""
    assert _said(name, kind, **size) == said


@given(st.text(min_size=1, max_size=30), st.sampled_from(sorted(PLANNED)))
def test_any_name_is_told_with_its_kind_or_speaks_of_it(name, kind):
    """Whatever somebody called it."""
    said, label = _said(name, kind), PLANNED[kind]
    words = {word.strip(",").rstrip("s") for word in label.casefold().split()}
    assert label in said or any(word in said.casefold() for word in words)


def test_a_kind_that_was_assumed_is_not_told_as_known():
    """What counts as hard until somebody says what it is goes by its own name."""
    assert _said("Mystery", "intervals", duration_s=2880, assumed=("kind",)) == "Mystery, 48 min"
