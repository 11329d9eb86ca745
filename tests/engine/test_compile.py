"""The compiled rules say of every row what the plain meaning says: true, still open, or false."""

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.strategies import counting, meeting, our_book, usual
from engine.value_classes import values_of
from sorewise.engine.compile import NUMBER_AT, judge_of, rungs_of
from sorewise.engine.state import without_page
from sorewise.engine.when import truth
from sorewise.model.verdict import Rungs

BOOK = our_book()
VALUES = values_of(BOOK)
PHASES = ("morning", "in_run", "after_run")


@st.composite
def rows(draw, phase):
    """A row of facts as judging gets it: near to what some rules look for, many facts unknown, records never."""
    row = {name: BOOK.facts[name].default for name in VALUES} | usual("morning") | usual("spot")
    for rule in draw(st.lists(st.sampled_from(counting(phase)), max_size=3)):
        row |= draw(meeting(rule.when))
    row |= dict(draw(st.lists(st.sampled_from([(n, v) for n, values in VALUES.items() for v in values]), max_size=8)))
    loose = [name for name in VALUES if BOOK.facts[name].default is None]
    for name in draw(st.sets(st.sampled_from(loose))):
        row[name] = None
    return row | {"phase": phase}


def said(judge, functions, row, *, of_spot, ladders=()):
    """The ids of the true rules and of the open ones, as compiled functions give them."""
    values = BOOK.rows["spot" if of_spot else "morning"](row)
    pairs = [function(values, *ladders) for function in functions]
    return tuple({judge.rules[mark >> NUMBER_AT].id for mark in chain(*marks)} for marks in zip(*pairs, strict=True))


def meant(stage, row, *, phase, of_spot, page_clear=True):
    """The same by the plain meaning; an unsent page is out of the reckoning for what is open of the red flags."""
    rules = [r for r in BOOK.rules if r.when and r.stage == stage and r.spot is of_spot and r.runs_in(phase)]
    true = {rule.id for rule in rules if truth(rule.when, row) is True}
    closed = row if page_clear else without_page(BOOK, row)
    open_ = {rule.id for rule in rules if truth(rule.when, closed if rule.red_flag else row) is not False}
    return true, open_ - true


@pytest.mark.parametrize("page_clear", [True, False])
@pytest.mark.parametrize("phase", PHASES)
@given(data=st.data())
def test_verdict_rules(data, phase, page_clear):
    """Every verdict rule, of the morning and of a spot, whether the page was sent or not."""
    row = data.draw(rows(phase))
    judge = judge_of(BOOK, phase, page_clear=page_clear)
    for of_spot in (False, True):
        functions = (judge.spot if of_spot else judge.morning,)
        expected = meant("verdict", row, phase=phase, of_spot=of_spot, page_clear=page_clear)
        assert said(judge, functions, row, of_spot=of_spot) == expected


@pytest.mark.parametrize("page_clear", [True, False])
@pytest.mark.parametrize("phase", PHASES)
@given(data=st.data())
def test_verdict_rules_at_stop(data, phase, page_clear):
    """For a person who stops answering: the same rules are true, and open are those that hold."""
    row = data.draw(rows(phase))
    judge = judge_of(BOOK, phase, page_clear=page_clear)
    for of_spot in (False, True):
        true, still = meant("verdict", row, phase=phase, of_spot=of_spot, page_clear=page_clear)
        functions = (judge.at_stop_spot if of_spot else judge.at_stop_morning,)
        assert said(judge, functions, row, of_spot=of_spot) == (true, {id_ for id_ in still if BOOK.by_id[id_].hold})


@given(data=st.data(), ladders=st.tuples(st.integers(0, 4), st.integers(0, 4)))
def test_advice_rules(data, ladders):
    """Every rule of the advice stage, which reads the verdict too."""
    row = data.draw(rows("morning")) | dict(zip(("activity", "referral"), ladders, strict=True))
    judge = judge_of(BOOK, "morning", page_clear=True)
    for of_spot in (False, True):
        function = judge.advice_spot if of_spot else judge.advice_morning
        expected = meant("advice", row, phase="morning", of_spot=of_spot)
        assert said(judge, (function,), row, of_spot=of_spot, ladders=ladders) == expected


def test_a_part_about_the_page_is_out_while_it_is_unsent():
    """Nothing was said about the chest: the red flag is open once the page was sent, and not before."""
    row = dict.fromkeys(VALUES) | {name: f.default for name, f in BOOK.facts.items() if f.default is not None}
    for page_clear in (True, False):
        judge = judge_of(BOOK, "morning", page_clear=page_clear)
        true, still = said(judge, (judge.morning,), row, of_spot=False)
        assert ("EV-RF-CARDIAC" in still) is page_clear
        assert "EV-RF-CARDIAC" not in true


def test_marks():
    """Marks are joined to the highest rung of each ladder; no mark is the lowest of both."""
    judge = judge_of(BOOK, "morning", page_clear=True)
    assert rungs_of([]) == Rungs(0, 0)
    referrals = [rule.referral for rule in judge.rules]
    assert referrals == sorted(referrals, reverse=True)
