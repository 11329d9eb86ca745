"""What would change the verdict: told, it does."""

from itertools import combinations

from hypothesis import given, settings

from engine.strategies import our_book, partial, whole
from sorewise.engine.change import easing_edits, edited, what_would_change
from sorewise.engine.decide import stop_rungs
from sorewise.engine.holding import Edit, Grip, holding
from sorewise.engine.state import open_door, prepare

BOOK = our_book()
KNOWN = {"experience_years": 5, "age": 30, "vte_risk": False, "trigger_hours": 24, "last_session_type": "easy"}
BODY = {"gait": "normal", "hard_to_walk": False, "fatigue": 2, "sleep_quality": 4, "illness": "none", "safety": "none"}
QUADS = {"region": "quad", "side": "both", "pain": 3, "spread": "diffuse", "tissue": "muscle", "eases": "yes"}


def changes(state):
    """Each change with the rungs that the changed case stands on."""
    for change in what_would_change(BOOK, state):
        places = list(state.places)
        edits = [Edit(name, None if at is None else places.index(at), old, new) for name, old, new, at in change.facts]
        yield change, stop_rungs(BOOK, edited(BOOK, state, edits))


@settings(max_examples=max(10, settings.default.max_examples // 10))
@given(whole() | partial(phases=("morning", "in_run")))
def test_a_change_leads_where_it_says(truth):
    """One or two facts, set as said, give exactly the verdict that is named, milder or stricter than today's."""
    state = truth.state()
    now = stop_rungs(BOOK, state)
    found = list(changes(state))
    assert len(found) <= 2
    for change, reached in found:
        assert reached == change.towards != now
        assert 1 <= len(change.facts) <= 2
        milder = change.towards.activity <= now.activity and change.towards.referral <= now.referral
        stricter = change.towards.activity >= now.activity and change.towards.referral >= now.referral
        assert milder is not stricter
        for name, before, after, _ in change.facts:
            assert before != after
            assert BOOK.facts[name].page not in {"profile", "safety", "made"}


@settings(max_examples=max(10, settings.default.max_examples // 10))
@given(whole() | partial(phases=("morning", "in_run", "after_run")))
def test_no_change_that_would_ease_the_day_is_passed_over(truth):
    """Of one or two facts that let go of the day, whatever their values, none is thought hopeless beforehand."""
    state = truth.state()
    now = stop_rungs(BOOK, state)
    holds = holding(BOOK, state, now)
    edits = easing_edits(BOOK, state, holds)
    pairs = list(combinations(edits, 2))
    for trial in [*((edit,) for edit in edits), *pairs[:: max(1, len(pairs) // 300)]]:
        reached = stop_rungs(BOOK, edited(BOOK, state, trial))
        apart = len({(edit.fact, edit.spot) for edit in trial}) == len(trial)
        if apart and (reached.activity < now.activity or reached.referral < now.referral):
            assert Grip(BOOK, holds, now).may_ease(trial)


@settings(max_examples=max(10, settings.default.max_examples // 10))
@given(whole() | partial(phases=("morning", "in_run", "after_run")))
def test_a_case_told_otherwise_is_the_case_that_was_told_so(truth):
    """Setting facts in a state that is ready gives the state of the changed case, in every view of it."""
    state = truth.state()
    edits = easing_edits(BOOK, state, holding(BOOK, state, stop_rungs(BOOK, state)))
    for pair in [*((edit,) for edit in edits), *zip(edits, edits[7:], strict=False)][:200]:
        told = edited(BOOK, state, pair)
        fresh = prepare(BOOK, told.case)
        assert told == fresh
        for one, other in zip(
            (told.morning, *told.spots, *told.stopped), (fresh.morning, *fresh.spots, *fresh.stopped), strict=True
        ):
            assert one.row == other.row


def test_two_neighbours():
    """Both quads at three: one number less or more, and where it leads."""
    state = open_door(BOOK, BODY | {"spots": [QUADS]}, KNOWN)
    milder, stricter = (change for change, _ in changes(state))
    assert (milder.towards.activity, stricter.towards.activity) == (0, 2)
    assert [name for name, *_ in milder.facts] == ["pain"]
    assert milder.as_json()["activity"] == "run_as_planned"
    assert milder.as_json()["facts"][0]["place"]["region"] == "quad"


def test_nothing_is_stricter_than_an_emergency():
    """Where both ladders end there is nothing beyond."""
    state = open_door(BOOK, BODY | {"legs": "fresh", "safety": ["chest_symptoms"]}, KNOWN)
    assert [change.towards for change, _ in changes(state) if change.towards > stop_rungs(BOOK, state)] == []
