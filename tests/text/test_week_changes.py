"""What becomes of a session and why: one line beside it, and the whole where it is asked for."""

from dataclasses import replace

import pytest

from sorewise.model.plan import Placement
from sorewise.model.week import WeekReason
from sorewise.text.page import plain
from sorewise.text.week_changes import FITS_BETTER, change_said, changes_said, what_said, why_lines, why_said
from text.moments import our_book
from text.weeks import (
    INTERVALS_MOVE,
    SPACING,
    TEMPO_MOVES,
    VERDICT,
    ahead,
    change,
    dropped,
    standing,
    told,
)


def test_what_is_left_out_for_the_same_reason_is_one_line():
    """The others have one each."""
    made = [change(name, "dropped", dropped(name), VERDICT) for name in ("ints", "easy")]
    lines = [line.text for line in changes_said([made[0], TEMPO_MOVES, made[1]], told(*made, TEMPO_MOVES))]
    assert lines[0] == (
        "Today's interval session and Friday's easy run are left out. Today is for easy running, so nothing hard."
    )
    assert len(lines) == 2
    assert lines[1].startswith("Wednesday's tempo run moves to Thursday.")


def test_a_reason_follows_the_chain_to_where_it_began():
    """One line, from the session to this morning."""
    assert change_said(TEMPO_MOVES, told(INTERVALS_MOVE, TEMPO_MOVES)) == (
        "Wednesday's tempo run moves to Thursday. Hard sessions stand two days apart. "
        "It begins with today's interval session. Today is for easy running, so nothing hard."
    )


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (INTERVALS_MOVE, "Today's interval session moves to tomorrow."),
        (change("easy", "dropped", dropped("easy")), "Friday's easy run is left out."),
        (
            change("long", "shortened", standing("long", form="share_80", distance_m=14_400.0)),
            "Sunday's long run: 14.4 km instead of 18 km.",
        ),
        (
            change("tempo", "shortened", standing("tempo", form="share_70", duration_s=1_890.0)),
            "Wednesday's tempo run: 32 min instead of 45 min.",
        ),
        (
            change("tempo", "shortened", standing("tempo", form="share_50")),
            "Wednesday's tempo run is cut to 50 % of its length.",
        ),
        (
            change("tempo", "swapped", standing("tempo", form="easy", kind="easy")),
            "Wednesday's tempo run becomes an easy run.",
        ),
        (
            change("ints", "swapped", standing("ints", form="cross_train", kind="xt", distance_m=None)),
            "Today's interval session becomes movement without impact.",
        ),
        (
            change("easy", "swapped", standing("easy", form="run_walk", duration_s=1800.0)),
            "Friday's easy run becomes running and walking in turns.",
        ),
        (
            change("long", "moved", standing("long", 5, form="share_80", distance_m=14_400.0)),
            "Sunday's long run moves to Saturday: Long run, 14.4 km.",
        ),
        (change("lost", "missed", dropped("lost")), "The tempo run of Sat 21 Nov was missed and is not made up."),
        (
            change("easy", "as_planned", standing("easy"), before=dropped("easy")),
            "Friday's easy run is in the week again.",
        ),
        (
            change("easy", "shortened", standing("easy", form="share_50", distance_m=4000.0), before=dropped("easy")),
            "Friday's easy run is in the week again: Easy run, 4 km.",
        ),
        (
            change("ints", "as_planned", standing("ints"), before=standing("ints", form="run_walk", kind="easy")),
            "Today's interval session is as planned again.",
        ),
        (
            change(
                "tempo",
                "swapped",
                standing("tempo", form="easy", kind="easy", duration_s=2160.0),
                before=standing("tempo", form="run_walk", kind="easy", duration_s=None),
            ),
            "Wednesday's tempo run becomes an easy run.",
        ),
    ],
)
def test_what_becomes_of_a_session_is_one_sentence(made, said):
    """Each decision has its own."""
    assert what_said(made, told(made)) == said


def test_a_change_that_no_rule_asks_for_says_so():
    """Never with an invented rule."""
    made = change("easy", "dropped", dropped("easy"))
    assert why_said(made, told(made)) == FITS_BETTER
    again = change("easy", "as_planned", standing("easy"), before=dropped("easy"))
    assert why_said(again, told(again)) == "No rule asks for less any more."


def test_a_move_of_the_runners_own_is_not_called_a_better_fit():
    """They know why."""
    made = change("long", "moved", standing("long", 4))
    on = told(made)
    mine = Placement(session="long", day=ahead(4), by="runner")
    assert why_said(made, replace(on, placements={**on.placements, "long": mine})) == "That is your own move."


def test_what_has_to_be_looked_at_is_told_first():
    """Whatever other rule speaks as well."""
    flag = WeekReason(rule="WK-REFERRAL.same_day")
    made = change("ints", "dropped", dropped("ints"), VERDICT, flag)
    assert why_said(made, told(made)) == our_book().week["WK-REFERRAL.same_day"].says


def test_the_session_beside_it_is_named_where_nothing_began_it():
    """An unmoved session, or one that was done."""
    made = replace(TEMPO_MOVES, because_of=())
    assert change_said(made, told(made)).endswith(
        "Hard sessions stand two days apart. The other one is today's interval session."
    )
    done = replace(made, reasons=(replace(SPACING, partner="did"),))
    assert why_said(done, told(done)).endswith("The other one is yesterday's long run.")
    unknown = replace(made, reasons=(replace(SPACING, partner="what"),))
    assert why_said(unknown, told(unknown)).endswith("The other one is the session of Fri 20 Nov.")


def test_a_rule_that_the_rulebook_does_not_know_is_named():
    """An older kept placement may name one that is gone."""
    made = replace(TEMPO_MOVES, reasons=(WeekReason(rule="WK-GONE"),), because_of=())
    assert why_said(made, told(made)) == "WK-GONE"


def test_why_tells_everything_of_one_session():
    """Original, now, every reason with its facts, whether it was proved, and what it began with."""
    text = plain(why_lines("tempo", told(INTERVALS_MOVE, TEMPO_MOVES)))
    for said in (
        "Planned: Wed 25 Nov, Tempo run, 45 min",
        "Now: Thu 26 Nov, Tempo run, 45 min",
        "- Hard sessions stand two days apart.",
        "The other session: today's interval session.",
        "What it read: 24 hours between them",
        "Tried: without this rule the change would not be needed.",
        "[WK-HARD-48H] our own choice or convention",
        "It began with",
        "- Today's interval session moves to tomorrow.",
    ):
        assert said in text
    unproved = replace(TEMPO_MOVES, reasons=(replace(SPACING, proved=False),))
    assert "there may be more to it" in plain(why_lines("tempo", told(unproved)))


def test_why_of_what_was_kept_before_shows_all_three():
    """As planned, as agreed so far, and as it is now."""
    made = replace(INTERVALS_MOVE, before=standing("ints", 3), after=standing("ints", 4))
    text = plain(why_lines("ints", told(made)))
    assert text.splitlines()[1:4] == [
        "Planned: Mon 23 Nov, Intervals, 1 h, 10 km",
        "So far: Thu 26 Nov, Intervals, 1 h, 10 km",
        "Now: Fri 27 Nov, Intervals, 1 h, 10 km",
    ]


def test_why_of_an_unchanged_session():
    """As planned, missed, agreed to before with its rules, moved by the runner with the rule set aside."""
    assert "It stays as planned." in plain(why_lines("easy", told()))
    assert "It was missed and is not made up." in plain(why_lines("lost", told()))
    on = told()
    agreed = Placement(session="easy", day=ahead(5), rules=("WK-REST-DAY",))
    text = plain(why_lines("easy", replace(on, placements={**on.placements, "easy": agreed})))
    assert "You agreed to that." in text
    assert our_book().week["WK-REST-DAY"].says in text
    own = replace(agreed, by="runner", rules=(), anyway=("WK-CAP-110",))
    text = plain(why_lines("easy", replace(on, placements={**on.placements, "easy": own})))
    assert "You moved it yourself." in text
    assert "You set aside" in text
    assert our_book().week["WK-CAP-110"].says in text
