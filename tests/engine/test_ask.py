"""Which screen comes next: page 1 and the safety page always, the others while an answer on them can matter."""

from dataclasses import replace

import pytest
from hypothesis import given

from engine.strategies import Truth, consistent, our_book, partial, told_by_the_runner, usual, whole
from sorewise.engine.ask import ORDER, ask
from sorewise.engine.decide import decide
from sorewise.engine.outlook import may_ask
from sorewise.engine.state import open_door

BOOK = our_book()
KNOWN = {name: fact.harmless for name, fact in BOOK.facts.items() if fact.page in {"profile", "history"}}
KNOWN = {
    name: value
    for name, value in KNOWN.items()
    if BOOK.facts[name].default is None and not BOOK.facts[name].door and not BOOK.facts[name].private
}
BODY = {"gait": "normal", "hard_to_walk": False, "fatigue": 2, "sleep_quality": 4, "illness": "none"}
BODY |= {"painkiller_12h": False, "training_mistake": False}
CALF = {"region": "calf", "side": "left", "pain": 4}


def screen(answers, history=KNOWN, **door):
    """The next screen."""
    return ask(BOOK, open_door(BOOK, answers, history, **door))


def ids(asked):
    """The questions of a screen."""
    return [question.fact.id for question in asked.screen]


def test_first_page():
    """Nothing said: the legs, the body, and where and how strong it is."""
    asked = screen({})
    assert (asked.page, asked.settled, asked.place) == ("legs", False, None)
    assert {"legs", "region", "side", "pain", "gait", "fatigue", "illness"} <= set(ids(asked))
    assert asked.at_most >= 2


def test_safety_page_comes_second_and_always():
    """Fresh legs, nothing wrong: the safety page is still shown, all of it that is asked of everybody."""
    asked = screen(BODY | {"legs": "fresh"})
    assert asked.page == "safety"
    assert asked.at_most <= 2
    private = {"pregnancy_alarm", "calf_rest_pain", "child_limp"}
    spots = {name for name, fact in BOOK.safety_page.items() if fact.scope == "spot"}
    assert set(ids(asked)) == set(BOOK.safety_page) - private - spots


def test_the_safety_page_is_shown_though_each_line_was_told():
    """All signs told one by one: the page is still to be sent, and the check-in is not settled before."""
    signs = {name: False for name, fact in BOOK.safety_page.items() if fact.scope == "morning"}
    state = open_door(BOOK, {"legs": "fresh", "exhausted": False, **BODY, **signs})
    asked = ask(BOOK, state)
    assert (asked.settled, asked.page, asked.at_most) == (False, "safety", 1)
    assert decide(BOOK, state).status == "safety_open"


def test_signs_of_a_place_are_on_the_safety_page():
    """Once a place is named its signs are asked on the same page."""
    assert {"leg_swollen", "warmth", "bruising", "pop"} <= set(ids(screen(BODY | {"spots": [CALF]})))


def test_fresh_legs_are_settled_after_two_pages():
    """Fresh legs, page sent: nothing more to ask."""
    asked = screen(BODY | {"legs": "fresh", "safety": "none"})
    assert asked.settled
    assert asked.as_json() == {"settled": True, "at_most": 0, "page": "", "spot": None, "place": None, "screen": []}


def test_a_place_has_a_page_of_its_own():
    """A sore place: its page, with its name; what is ticked together is one question."""
    asked = screen(BODY | {"spots": [CALF], "safety": "none"})
    assert (asked.page, asked.spot, asked.place[:2]) == ("spot", 0, ("calf", "left"))
    assert ids(asked).count("quality") <= 1
    assert not {"sharp", "tight", "heavy"} & set(ids(asked))


def test_exhaustion_settles_the_day():
    """Exhausted and fresh: rest, whatever else; no further page."""
    assert screen(BODY | {"legs": "fresh", "safety": "none", "fatigue": 9}).settled


def test_each_place_is_asked_about():
    """Two mild places: the page of the first, then that of the second, then no page again."""
    spots = [{"region": "quad", "side": "both", "pain": 2}, {"region": "hamstring", "side": "both", "pain": 2}]
    answers = BODY | {"spots": spots, "safety": "none"}
    first = screen(answers)
    assert (first.page, first.spot) == ("spot", 0)
    known = {name: value for name, value in usual("spot").items() if BOOK.facts[name].page in {"spot", "follow_up"}}
    second = screen(answers | {"spots": [spots[0] | known, spots[1]]})
    assert (second.page, second.spot, second.place.region) == ("spot", 1, "hamstring")


def test_missing_profile_is_asked_last():
    """Nothing known of the runner: what matters of the profile stands on the last page."""
    spot = {name: value for name, value in usual("spot").items() if BOOK.facts[name].page in {"spot", "follow_up"}}
    quads = {"region": "quad", "side": "both", "pain": 3} | spot
    asked = screen(BODY | {"spots": [quads], "safety": "none"}, {"trigger_hours": 24, "last_session_hours_ago": 24})
    assert asked.page == "follow_up"
    assert "experience_years" in ids(asked)


def test_private_groups_are_asked_when_switched_on():
    """Pregnancy is asked only after the runner switched it on."""
    spot = {name: value for name, value in usual("spot").items() if BOOK.facts[name].page in {"spot", "follow_up"}}
    pelvis = BODY | {"spots": [spot | {"region": "pelvis_pubic", "side": "both", "pain": 1}], "safety": "none"}
    assert "pregnant" not in ids(screen(pelvis))
    assert "pregnant" in ids(screen(pelvis, switched_on=("pregnancy",)))


def test_a_hop_is_never_asked_where_it_could_harm():
    """The hop test is not asked at a place of high risk, with a limp, or of a minor."""
    shin = {"region": "shin_inner", "side": "right", "pain": 1, "spread": "focal", "tissue": "bone"}
    known = {name: v for name, v in usual("spot").items() if BOOK.facts[name].page == "spot"} | shin
    answers = BODY | {"spots": [known], "safety": "none"}
    assert "hop_pain" in ids(screen(answers))
    assert "hop_pain" not in ids(screen(answers | {"spots": [known | {"region": "shin_front"}]}))
    assert "hop_pain" not in ids(screen(answers | {"gait": "changed"}))
    assert "hop_pain" not in ids(screen(answers, KNOWN | {"age": 16}))


def test_in_a_run_only_its_own_questions():
    """In a run the page of the run and nothing of the safety page: that is the red button."""
    asked = screen({"phase": "in_run"})
    assert asked.page == "run"
    assert {"pain_now", "gait"} <= set(ids(asked))
    assert not set(ids(asked)) & set(BOOK.safety_page)


@given(partial(phases=("morning", "in_run", "after_run")))
def test_a_screen_is_one_page_of_open_questions(truth):
    """All questions of a screen are open, of one page, each once; pages come in their order."""
    state = truth.state()
    asked = ask(BOOK, state)
    rows = [row for row in (*state.spots, state.morning, state.blank) if row is not None]
    shown = ids(asked)
    assert len(shown) == len(set(shown))
    assert asked.settled or asked.page in ORDER
    for question in asked.screen:
        parts = [f.id for f in BOOK.facts.values() if question.fact.id in {f.id, f.part_of, f.asked_as}]
        assert any(row.get(name, 0) is None for row in rows for name in parts)
    assert {question["fact"] for question in asked.as_json()["screen"]} == set(shown)


@pytest.mark.parametrize("region", [region for region in BOOK.regions if region != "unplaced"])
def test_everything_told_is_settled(region):
    """A whole morning at every region needs no more screen."""
    truth = consistent(
        Truth("morning", usual("morning"), (usual("spot") | {"region": region, "side": "left", "pain": 2},))
    )
    assert ask(BOOK, truth.state()).settled


def parts_of(question):
    """The rule facts that a question tells: itself, the lines of its group, or what it is asked in place of."""
    return {f.id for f in BOOK.facts.values() if question.fact.id in {f.id, f.part_of, f.asked_as}}


@given(whole(phases=("morning", "in_run")))
def test_a_check_in_comes_to_its_end(truth):
    """Answering screen by screen: never more screens than announced, and in the end the verdict of the whole truth."""
    known = {name for name, fact in BOOK.facts.items() if fact.page == "legs"} if truth.phase == "morning" else set()
    truth = replace(truth, hidden=frozenset(told_by_the_runner(truth.phase)) - known)
    left = []
    while not (asked := ask(BOOK, truth.state())).settled:
        left.append(asked.at_most)
        assert len(left) < 12
        truth = truth.telling(*(name for question in asked.screen for name in parts_of(question)))
    assert all(len(left) - number <= at_most for number, at_most in enumerate(left))
    state = truth.state()
    rows = (*state.spots, state.morning)
    still = [name for name in truth.hidden if may_ask(BOOK.facts[name], truth.phase)]
    # Only what may be asked at every place: a hop is never asked at the hip, whatever is open beside it.
    open_ones = [name for name in still if all(row[name] is None for row in rows if name in row)]
    assert decide(BOOK, truth.telling(*open_ones).state()).rungs == decide(BOOK, state).rungs
