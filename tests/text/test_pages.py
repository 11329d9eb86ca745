"""What no page may say, whatever the answers were, and what every page must."""

import re

import pytest
from hypothesis import given

from engine.strategies import partial
from sorewise.model.verdict import SAME_DAY
from sorewise.text.page import plain
from sorewise.text.recovery import recovery_page
from sorewise.text.render import page_of
from sorewise.text.why import why_page
from sorewise.text.words import HEADLINES
from text.moments import (
    EASY,
    GUARDED,
    HERE,
    INTERVALS,
    MILES,
    ORDINARY,
    REST,
    Moment,
    judged,
    our_book,
    worked_mornings,
)

UNSAID = re.compile(
    r"\bNone\b|\bTrue\b|\bFalse\b|\bnan\b|[{}]|\bscore|\bAI\b|\binjury predict|\bpredict|\bdiagnos(?!is\.$)|\b\w+_\w+\b"
)
ID = re.compile(r"\[[^\]]*\]")
A_DIAGNOSIS = "Not a diagnosis."
WHOLE_HELP_PAGE = 12


def all_pages(moment, manner):
    """Every page that can be made of a moment, as text."""
    decision, book = moment.decision, moment.book
    return [
        plain(page_of(moment, manner)),
        plain(why_page(decision, book, manner, changes=moment.changes)),
        plain(recovery_page(moment.recovery, decision, book, manner)),
    ]


def unsaid(text):
    """Lines that say what no page may say; rule ids stand in brackets, and one line denies a diagnosis."""
    lines = [ID.sub("", line) for line in text.splitlines() if not line.startswith("Rulebook ")]
    return [line for line in lines if UNSAID.search(line) and line != A_DIAGNOSIS]


def test_no_page_shows_a_code_or_a_word_we_do_not_use():
    """Every worked morning, under changing plans and in both units."""
    for number, (name, moment) in enumerate(worked_mornings().items()):
        manner = (HERE, MILES)[number % 2]
        assert not [line for text in all_pages(moment, manner) for line in unsaid(text)], name


@given(partial(phases=("morning", "in_run", "after_run")))
def test_no_answers_bring_a_code_onto_a_page(truth):
    """The same on made-up mornings, runs and evenings, told in part."""
    moment = Moment(truth.state(our_book()), INTERVALS)
    for text in all_pages(moment, HERE):
        assert not unsaid(text)
        assert not [line for line in text.splitlines() if line != line.rstrip()]


@given(partial(phases=("morning", "in_run", "after_run")))
def test_every_page_begins_with_its_word_and_ends_by_denying_a_diagnosis(truth):
    """The big word comes first; the last line says what the page is not."""
    moment = Moment(truth.state(our_book()), EASY)
    page = page_of(moment, HERE)
    assert [line.part for line in page].count("word") == 1
    assert page[0].part == "word"
    assert page[-1].text == A_DIAGNOSIS


@given(partial(phases=("morning", "in_run", "after_run")))
def test_help_pages_are_short_and_offer_nothing_else(truth):
    """Same day and emergency: less than twelve lines, a number to call, no comfort, no session, no other verdict."""
    moment = Moment(truth.state(our_book()), EASY)
    page = page_of(moment, HERE)
    if moment.decision.rungs.referral < SAME_DAY:
        assert page[0].text != "Get help now"
        return
    text = plain(page)
    assert len(page) < WHOLE_HELP_PAGE
    assert page[0].text == "Get help now"
    assert "999 or 112" in text
    comfort = [advice.says for advice in our_book().advice.values() if advice.comfort]
    assert not [says for says in comfort if says in text]
    assert not {line.text for line in page[1:]} & set(HEADLINES.values())


@given(partial())
def test_an_unsent_safety_page_clears_nothing(truth):
    """Without the safety page there is no verdict, no session and no advice, unless help is needed at once."""
    moment = Moment(truth.state(our_book()), EASY)
    text = plain(page_of(moment, HERE))
    open_page = moment.decision.status == "safety_open" and moment.decision.rungs.referral < SAME_DAY
    assert open_page is ("The safety page has not been answered" in text)
    if open_page:
        assert not {"Today", "What to do"} & set(text.splitlines())


@given(partial())
def test_a_stopped_check_in_says_what_it_could_still_be(truth):
    """Answers are missing: the page says how many and what they could lead to, and asks three of them at most."""
    moment = Moment(truth.state(our_book()), EASY)
    decision, page = moment.decision, page_of(moment, HERE)
    if decision.status == "stopped" and decision.rungs.referral < SAME_DAY:
        assert any(re.search(r"missing(, it|; with the answers it) could be .+\.$", line.text) for line in page)
        texts = [line.text for line in page]
        if "Still open" in texts:
            start = texts.index("Still open") + 1
            assert 1 <= texts.index("", start) - start <= 3


@pytest.mark.parametrize(("side", "pain"), [("both", 3), ("left", 2)])
def test_each_side_of_a_disagreement_is_shown_with_the_rule_that_settles_it(side, pain):
    """Where the articles disagree the runner reads each view, and which rule counted."""
    moment = judged(ORDINARY | {"pain": pain, "side": side})
    text = plain(page_of(moment, HERE))
    for id_ in moment.decision.opinions:
        assert any(f"[{rule.id}]" in text for rule in our_book().rules if rule.spec == id_)
    assert "Which one counts is settled by [" in text


def test_every_reason_names_rule_sources_grade_and_review():
    """A reason is never without its id, its sources, how well they support it, and who has reviewed it."""
    page = why_page(judged(ORDINARY).decision, our_book(), HERE)
    items = [line for line in page if line.part == "item" and line.depth == 0]
    behind = [line.text for line in page if line.part == "quiet" and line.text.startswith("[")]
    assert len(items) == len(behind) >= 3
    assert all("sources: " in text and "clinical review: none yet" in text for text in behind)


def test_a_rest_day_stays_one():
    """On a planned rest day the page never says to run easy, it says that one could."""
    text = plain(page_of(judged(ORDINARY | {"pain": 2}, planned=REST), HERE))
    assert text.startswith("Rest day\nRest day as planned; you could run easy.\n")


def test_without_a_plan_run_means_as_you_like():
    """No plan: "as planned" reads "as you like, up to your usual"."""
    text = plain(page_of(judged({"legs": "fresh", "safety": "none"}), HERE))
    assert "Run as you like, up to your usual." in text
    assert "as planned" not in text.partition("Why")[0]


def test_at_a_routine_referral_a_run_comes_first():
    """Somebody should look at it within weeks, and today some run is left: the run is the big word."""
    moment = judged(ORDINARY | {"pain": 2, "days_sore": 8, "trend": "better"}, planned=EASY)
    assert (moment.decision.headline, moment.decision.referral) == ("see_professional", "routine")
    assert plain(page_of(moment, HERE)).splitlines()[:2] == [
        "Ease off",
        "Run, but easy from the first step to the last; book a physiotherapist within two weeks.",
    ]


def test_what_is_assumed_is_said():
    """A value taken because it was not told is marked as assumed."""
    moment = judged({"safety": "none", "regions": ["quad"], "side": "both"})
    assert "pain 3 of 10 (assumed)" in plain(why_page(moment.decision, our_book(), HERE))


def test_after_a_run_the_answer_is_for_tomorrow():
    """The hours after a run give a provisional answer and no session for a day that is over."""
    text = plain(page_of(judged(ORDINARY | {"phase": "after_run"}, planned=EASY), HERE))
    assert text.startswith("Provisional for tomorrow: ")
    assert "Tomorrow morning's check-in decides." in text
    assert "\nToday\n" not in text


PRIVATE_ANSWERS = {"pregnant": True, "blood_thinner": True, "periods_missed_months": 4, "statin": True}


def test_private_answers_are_left_out_where_they_are_not_wanted():
    """Without private things no fact, no rule and no advice of pregnancy, cycle, weight or medicines is told."""
    moment = judged(ORDINARY, PRIVATE_ANSWERS)
    mine, guarded = (" ".join(all_pages(moment, manner)) for manner in (HERE, GUARDED))
    telling = re.compile(r"pregnan|blood thinner|period|statin|prescribed", re.IGNORECASE)
    assert telling.search(mine)
    assert not telling.search(guarded)
    assert "private answers" in guarded
