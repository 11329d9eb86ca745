"""The recovery plan in words, and the screen that asks."""

from dataclasses import replace

from sorewise.coach.recovery import LeftOut, recovery_plan
from sorewise.engine.ask import ask
from sorewise.engine.state import open_door
from sorewise.text.page import Line, block, plain
from sorewise.text.questions import at_most_said, choices_said, screen_page, screen_title
from sorewise.text.recovery import recovery_lines, recovery_page
from text.moments import HERE, ORDINARY, WELL, judged, our_book

LEG_DAY = ORDINARY | {"pain": 6, "hard_to_walk": True}
LIFTED = {"hours_since_leg_strength": 30, "last_session_type": "strength", "last_session_hours_ago": 30}


def test_each_step_tells_when_how_often_how_long_and_how_well_supported():
    """Clock times where the moment is known, hours where it is not."""
    moment = judged(ORDINARY)
    timed = plain(recovery_lines(moment.recovery, moment.decision, our_book(), HERE))
    assert "Until Wednesday 07:30; every night; 7 to 9 hours; good evidence." in timed
    bare = plain(recovery_lines(recovery_plan(moment.decision, our_book()), moment.decision, our_book(), HERE))
    assert "In the next 72 hours; every night; 7 to 9 hours; good evidence." in bare


def test_a_step_that_begins_later_says_from_when():
    """A step may wait."""
    moment = judged(ORDINARY)
    first, *rest = moment.recovery.steps
    later = replace(first, from_h=24, starts=moment.recovery.steps[0].ends)
    for step, words in (
        (later, "From Wednesday 07:30"),
        (replace(later, starts=None, ends=None), "From hour 24 to hour 72"),
    ):
        plan = replace(moment.recovery, steps=(step, *rest))
        assert words in plain(recovery_lines(plan, moment.decision, our_book(), HERE))


def test_what_not_to_do_is_said():
    """Hard to walk after leg day: no held stretches, in the short plan and in the whole one."""
    moment = judged(LEG_DAY, LIFTED)
    page = recovery_page(moment.recovery, moment.decision, our_book(), HERE)
    assert "What not to do:" in plain(page)
    assert our_book().advice["no_static_stretch"].says in plain(page)


def test_what_was_left_out_says_in_whose_favour():
    """An advice that another one, a rule or a referral takes away is named with it."""
    moment = judged(LEG_DAY, LIFTED)
    given = [id_ for id_ in moment.decision.advice if our_book().advice[id_].kind == "recovery"]
    out = (
        LeftOut(advice=given[0], why="advice", by=("no_static_stretch",)),
        LeftOut(advice=given[1], why="rule", by=("RX-LEGDAY.walk",)),
        LeftOut(advice=given[2], why="referral", by=()),
        LeftOut(advice="compression", why="rule", by=()),
    )
    text = plain(recovery_page(replace(moment.recovery, left_out=out), moment.decision, our_book(), HERE))
    left_out = text.partition("Left out today\n")[2].splitlines()
    says = our_book().advice
    assert left_out == [
        f"- {says[given[0]].says} Instead: {says['no_static_stretch'].says}",
        f"- {says[given[1]].says} Instead: [RX-LEGDAY.walk]",
        f"- {says[given[2]].says} First have it looked at.",
    ]


def screen(answers, history=None):
    """The next screen for these answers."""
    return ask(our_book(), open_door(our_book(), answers, history))


def test_the_first_screen_asks_about_the_legs():
    """Each question with its choices in words, and how many screens there can be."""
    first = screen({})
    text = plain(screen_page(first, our_book()))
    assert screen_title(first, our_book()) == "Legs and body"
    assert "- How do your legs feel this morning?\n  Fresh / Sore, or something hurts" in text
    assert "\n  0 to 10\n" in text
    assert "\n  Yes / No\n" in text
    assert text.endswith(f"{first.at_most} screens at most.")


def test_the_safety_page_offers_none_of_these():
    """Signs are statements to tick, not questions; one answer denies them all."""
    page = screen(WELL | {"legs": "fresh"})
    text = plain(screen_page(page, our_book()))
    assert screen_title(page, our_book()) == "Does any of these apply to you now?"
    assert "- None of these\n" in text
    assert "Yes / No" not in text
    assert not [choice for asked in page.screen for choice in choices_said(asked)]


def test_a_screen_about_a_place_is_called_by_it():
    """Left calf, not a number."""
    page = screen(ORDINARY | WELL | {"regions": ["calf"], "side": "left"})
    assert screen_title(page, our_book()) == "Left calf"


def test_settled_says_so():
    """Nothing more to ask."""
    sure = screen({"phase": "in_run", "pain_now": 9, "gait": "changed"})
    assert sure.settled
    assert (
        plain(screen_page(sure, our_book())) == at_most_said(sure) == "Settled: no further answer changes the verdict."
    )


def test_a_block_without_lines_has_no_heading_and_long_lines_are_broken_under_their_item():
    """A page shows nothing where there is nothing, and wraps to the width of the door."""
    assert not list(block("Why", []))
    assert plain([Line("one two three four", "item", 1)], 14) == "  - one two\n    three four"
