"""What a record has taught, in words: counts and intervals are said, and nothing is claimed beyond them."""

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sorewise.model.learned import (
    KEPT,
    Learned,
    Linked,
    Mornings,
    Outcome,
    Part,
    Precede,
    Readiness,
    Response,
    Return,
    Wide,
)
from sorewise.model.verdict import ACTIVITY
from sorewise.text.learned import (
    learned_lines,
    linked_said,
    outcome_rows,
    outcome_title,
    precede_said,
    readiness_lines,
    readiness_said,
    response_said,
    return_said,
)
from sorewise.text.page import plain

DAY = date(2026, 11, 22)
CODE = re.compile(r"[{}]|\bNone\b|\bnan\b|[a-z]_[a-z]")
CLAIMS = re.compile(r"injur|because|causes\b|will be|risk|safe|%(?! interval)")

QUADS = Return(
    region="quad",
    what="hills",
    cases=12,
    sore=11,
    open=0,
    days=(1, 2, 2, 2, 2, 2, 2, 3, 3, 3, 4, 5),
    median=2,
    low=2,
    high=4,
)
CALF = Precede(
    region="calf",
    what="intervals",
    sore_after=9,
    after=Wide(9 / 14, 0.388, 0.837, 14),
    sore_other=5,
    other=Wide(5 / 60, 0.036, 0.181, 60),
)
HARD = Response(size="hard", more=Wide(0.62, 0.1, 1.14, 23), average=1.84)
SORE = Part(name="soreness", told=5, usual=2.13, z=2.0, reports=30)
TIRED = Part(name="fatigue", told=6, usual=2, z=0.4, reports=31)
READY = Readiness(day=DAY, scale="pain", z=-1.2, parts=(SORE, TIRED))


def test_coming_back_is_said_with_how_often_and_how_long():
    """The middle, the cases, and the days that hold nearly all of them."""
    assert return_said(QUADS) == (
        "Thigh (front): usually back to 1 or less 2 days after hills. Seen 12 times; at least 8 in 10 took 2 to 4 days."
    )


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"low": 2, "high": 2}, "at least 8 in 10 took 2 days."),
        ({"high": None, "open": 1}, "at least 8 in 10 took 2 days or longer. 1 of them was not seen back"),
        (
            {"median": None, "high": None, "open": 7},
            "usually not seen back to 1 or less after hills before the next hard",
        ),
        ({"median": None, "low": None, "high": None, "open": 12}, "for a week. Seen 12 times."),
        ({"low": 1, "high": None, "open": 3}, "2 days after hills. Seen 12 times. 3 of them were not seen back"),
        (
            {"median": 1, "low": 1, "high": 1, "sore": 1},
            "usually 1 or less on both mornings after hills. Seen 12 times; it was above 1 after 1",
        ),
        ({"median": 1, "low": 1, "high": 3, "sore": 4}, "and at least 8 in 10 were back within 3 days."),
        ({"region": None, "what": "leg_day"}, "2 days after a leg day."),
    ],
)
def test_what_was_not_seen_to_its_end_is_said(changed, said):
    """Open cases are longer than what was seen, and never a number."""
    assert said in return_said(replace(QUADS, **changed))


def test_the_answer_to_load_is_said_with_its_interval():
    """And where the interval holds no difference, that it may be chance."""
    assert response_said(HARD) == (
        "The morning after a hard day (more than 1.3 usual training days): 0.6 points sorer than your average of 1.8. "
        "Likely between 0.1 sorer and 1.1 sorer, from 23 mornings."
    )
    assert "hard day (more than 1.3 usual training days): 1 point sorer than" in response_said(
        replace(HARD, more=Wide(1.0, 0.1, 1.9, 23))
    )
    none = replace(HARD, size="none", more=Wide(-0.02, -0.3, 0.26, 40))
    assert response_said(none) == (
        "The morning after a day without training: about as sore as your average of 1.8. "
        "Likely between 0.3 less sore and 0.3 sorer, from 40 mornings. That may be chance."
    )


def test_what_was_before_is_said_on_both_sides():
    """Counts first; tenths are rounded outwards."""
    assert precede_said(CALF) == (
        "Calf: sore on 9 of 14 mornings in the two days after intervals, and on 5 of 60 with none before. "
        "Likely 3 to 9 in 10 against 0 to 2 in 10."
    )
    assert precede_said(replace(CALF, other=Wide(0.3, 0.2, 0.4, 60))).endswith("That may be chance.")


@pytest.mark.parametrize(
    ("z", "parts", "said"),
    [
        (-1.2, (2.0, 0.4), "clearly less ready than your usual, mostly soreness."),
        (-0.7, (0.7, 0.7), "less ready than your usual."),
        (-0.6, (-0.4, 1.6), "less ready than your usual, mostly fatigue."),
        (0.2, (-0.2, -0.2), "about your usual."),
        (0.8, (-1.4, -0.2), "readier than your usual, mostly soreness."),
        (1.3, (-1.3, -1.3), "clearly readier than your usual."),
    ],
)
def test_this_morning_is_lower_or_higher_and_by_what(z, parts, said):
    """A part is named where it makes two thirds of it."""
    soreness, fatigue = parts
    ready = replace(READY, z=z, parts=(replace(SORE, z=soreness), replace(TIRED, z=fatigue)))
    assert readiness_said(ready) == f"By your answers: {said}"


def test_the_parts_are_shown_and_what_is_missing_is_said():
    """Numbers of the check-in's own scale; nobody takes it for a forecast."""
    assert list(readiness_lines(replace(READY, z=-2.0, parts=(SORE,)))) == [
        "By your answers: clearly less ready than your usual.",
        "Soreness 5; your usual is 2.1, by 30 mornings before.",
        "It leaves out fatigue: not told today, or too seldom before.",
        "This describes the morning as you told it. It is no forecast, and no rule reads it.",
    ]
    imported = list(readiness_lines(replace(READY, scale="pmsys")))
    assert imported[1:3] == [
        "Soreness: more than your usual, by 30 mornings before.",
        "Fatigue: about your usual, by 31 mornings before.",
    ]


def test_advice_and_what_came_after_are_counts():
    """Every class of what was done that happened, and when there are few of them."""
    one = Outcome(
        activity="run_easy",
        followed=Mornings(less=5, same=4, sorer=2, not_told=1),
        nothing=Mornings(sorer=1),
    )
    assert outcome_title(one) == "After the verdict “easy”"
    assert outcome_rows(one) == [
        ("Kept to it", "12 days; the mornings after: 5 less sore, 4 as sore, 2 sorer, 1 not told."),
        ("Nothing recorded", "1 day; the mornings after: 1 sorer. These are few."),
    ]


def test_one_day_is_linked_in_a_sentence():
    """What was said, what was done, how it was."""
    one = Linked(day=date(2026, 11, 21), activity="rest", kept="further", before=3, after=5)
    assert linked_said(one, DAY) == "Yesterday: rest. Went further; the next morning was sorer."
    assert linked_said(replace(one, after=None), DAY).endswith("how the next morning was is not known.")


def test_a_page_has_what_there_is_and_says_what_it_is():
    """Headings only over something; no cause is told. Places that were sore less often after it are not listed."""
    milder = replace(CALF, region="shin_front", after=CALF.other, other=CALF.after)
    page = plain(learned_lines(Learned(days=365, mornings=80, returns=(QUADS,), precedes=(CALF, milder))))
    assert "How you come back" in page
    assert "How your legs answer to load" not in page
    assert "Shin" not in page
    assert "It does not say what caused what." in page
    assert plain(learned_lines(Learned(days=365, mornings=3))).startswith("Nothing yet")


wide = st.builds(lambda v, w, n: Wide(v, v - w, v + w, n), st.floats(-5, 5), st.floats(0, 3), st.integers(8, 99))
ends = st.none() | st.integers(1, 7)
returned = st.builds(
    Return,
    region=st.sampled_from(["quad", "calf", "own_region", None]),
    what=st.sampled_from(["hills", "long", "intervals", "tempo", "race", "leg_day"]),
    cases=st.integers(8, 60),
    sore=st.integers(1, 8),
    open=st.integers(0, 8),
    days=st.just(()),
    median=ends,
    low=ends,
    high=ends,
)
counts = st.builds(Mornings, **dict.fromkeys(("less", "same", "sorer", "not_told"), st.integers(0, 20)))
advice = st.builds(Outcome, activity=st.sampled_from([*ACTIVITY, "another_word"]), **dict.fromkeys(KEPT, counts))


@given(
    st.lists(returned, max_size=3),
    st.lists(
        st.builds(
            Response, size=st.sampled_from(["none", "light", "usual", "hard"]), more=wide, average=st.floats(0, 9)
        )
    ),
    st.lists(advice, max_size=3),
)
def test_every_page_is_plain_and_claims_nothing(returns, responses, outcomes):
    """No code, no hole, no cause, no injury, no percentage but that of an interval."""
    page = plain(
        learned_lines(Learned(days=365, mornings=9, returns=tuple(returns), responses=tuple(responses)), outcomes)
    )
    assert not CODE.search(page)
    assert not CLAIMS.search(page)
