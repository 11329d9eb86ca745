"""Pregnancy, weight, cycle and medicines: left out where asked, and deletable alone."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from sorewise.model.records import CheckIn, History, Profile, Spot
from sorewise.store import DecisionRecord, Everything, Store
from sorewise.store.migrate import copy
from sorewise.store.place import copies
from sorewise.store.private import all_without
from store import made_records as made

MORNING = datetime(2026, 11, 22, 6, 10, tzinfo=UTC)
PRIVATE = {"pregnant": "pregnancy", "pregnancy_alarm": "pregnancy", "blood_thinner": "medicines"}
PROFILE = Profile(
    answers={"pregnant": True, "blood_thinner": True, "birth_year": 1990}, switched_on=("pregnancy", "medicines")
)
CHECK_IN = CheckIn(
    id="c",
    at=MORNING,
    answers={"pregnant": True, "legs": "sore"},
    spots=(Spot(region="calf", answers={"pain": 3, "pregnant": True}),),
    safety=(),
)
REASON = {"rule": "EV-PREG-RED", "facts": {"pregnant": True, "pain": 3}}
DECISION = DecisionRecord(
    id="d",
    day=MORNING.date(),
    at=MORNING,
    check_in_id="c",
    answers={"pregnant": True, "legs": "sore", "spots": [{"region": "calf", "pregnant": True}], "safety": []},
    history={"pregnant": True, "days_sore": 2},
    safety=(),
    decision={"activity": "rest", "referral": "same_day", "fired": ["EV-PREG-RED"], "reasons": [REASON]},
    planned={"note": "pregnant"},
)


def _kept(tmp_path):
    store = Store.open(tmp_path / "runner.db")
    store.save_profile(PROFILE)
    store.save_check_in(CHECK_IN, DECISION)
    return store


def test_forget_deletes_one_group_everywhere_and_leaves_the_rest(tmp_path):
    """Profile, check-ins, their spots and decisions; the group is switched off, the other one stays."""
    with _kept(tmp_path) as store:
        assert store.forget("pregnancy", PRIVATE) == 3
        history, decision = store.history(), store.decision("d")
        assert store.forget("pregnancy", PRIVATE) == 0
    assert history.profile == Profile(answers={"blood_thinner": True, "birth_year": 1990}, switched_on=("medicines",))
    (check_in,) = history.check_ins
    assert check_in == replace(CHECK_IN, answers={"legs": "sore"}, spots=(Spot(region="calf", answers={"pain": 3}),))
    assert decision.answers == {"legs": "sore", "spots": [{"region": "calf"}], "safety": []}
    assert decision.history == {"days_sore": 2}
    assert decision.decision == {"activity": "rest", "referral": "same_day"}
    assert decision.planned is None


def test_what_is_forgotten_is_gone_from_the_disk(tmp_path):
    """Not in free pages, not in what undo would put back, not in the copies."""
    with _kept(tmp_path) as store:
        store.save_check_in(replace(CHECK_IN, answers={"legs": "fresh"}))
        store.add([Profile(country="DE")], "sorewise")
        copy(tmp_path / "runner.db", "0001")
        store.forget("pregnancy", PRIVATE)
        assert copies(tmp_path / "runner.db") == []
        store.undo()
        assert "pregnant" not in store.profile().answers
        store.undo()
        assert store.history().check_ins[0].answers == {"legs": "sore"}
    for file in tmp_path.iterdir():
        assert b"pregnan" not in file.read_bytes(), file.name
        assert b"PREG" not in file.read_bytes(), file.name


def test_a_forecast_is_kept_without_what_the_verdict_left_of_the_day(tmp_path):
    """It knows pain and loads only; how much was left of a session may tell what took part in the verdict."""
    said = {"legs": {"days": [{"expected": 2.5}]}, "ways": [{"way": "adjusted", "load": 0.5}]}
    with _kept(tmp_path) as store:
        store.save_forecast("d", said)
        (shown,) = store.everything(without=PRIVATE).decisions
        store.forget("pregnancy", PRIVATE)
        assert store.decision("d").forecast == shown.forecast == {**said, "ways": []}
    (bare,) = all_without(
        Everything(history=History(), decisions=(replace(DECISION, forecast={"x": "pregnant"}),)), PRIVATE
    ).decisions
    assert bare.forecast is None


def test_an_export_may_leave_all_groups_out(tmp_path):
    """Nothing private by name or by rule; the store itself keeps it."""
    with _kept(tmp_path) as store:
        shown = store.everything(without=PRIVATE)
        assert store.everything() == Everything(history=store.history(), decisions=(DECISION,))
    assert shown.history.profile == Profile(answers={"birth_year": 1990})
    assert not any(word in repr(shown) for word in ("pregnan", "PREG", "blood_thinner", "medicines"))


def test_a_safety_page_with_a_private_tick_counts_as_not_sent():
    """Without the tick it would read as "none of these", which was never said."""
    ticked = Everything(history=made_history(replace(CHECK_IN, safety=("pregnancy_alarm", "fever"))))
    (check_in,) = all_without(ticked, PRIVATE).history.check_ins
    assert check_in.safety is None


def test_a_decision_keeps_its_reasons_if_the_private_fact_was_never_told():
    """An unknown fact that is named among the open questions tells nothing; the reasons stay."""
    open_one = replace(
        DECISION,
        decision={
            "activity": "run_easy",
            "reasons": [{"rule": "RX-1", "facts": {"pain": 3, "pregnant": None}}],
            "assumed": {"pregnant": False, "pain": 3},
            "undecided": ["pregnant", "sharp"],
            "would_change": [{"activity": "rest", "facts": [{"fact": "pregnant"}]}, {"facts": [{"fact": "pain"}]}],
        },
        planned=None,
    )
    (shown,) = all_without(Everything(history=made_history(CHECK_IN), decisions=(open_one,)), PRIVATE).decisions
    assert shown.decision == {
        "activity": "run_easy",
        "reasons": [{"rule": "RX-1", "facts": {"pain": 3}}],
        "assumed": {"pain": 3},
        "undecided": ["sharp"],
        "would_change": [{"facts": [{"fact": "pain"}]}],
    }


def made_history(check_in):
    """A history of one check-in."""
    return History(check_ins=(check_in,))


@given(
    st.lists(made.CHECK_INS, max_size=3).map(tuple),
    st.lists(made.DECISIONS, max_size=3).map(tuple),
    made.PROFILES,
    st.dictionaries(made.NAME, st.sampled_from(["weight", "cycle"]), max_size=5),
)
def test_leaving_out_is_done_once_and_leaves_no_fact_of_the_group(check_ins, decisions, profile, private):
    """Doing it again changes nothing, and no answer to a private fact is left."""
    shown = all_without(Everything(history=History(check_ins=check_ins, profile=profile), decisions=decisions), private)
    assert all_without(shown, private) == shown
    answers = [shown.history.profile.answers, *(one.answers for one in (*shown.history.check_ins, *shown.decisions))]
    answers += [spot.answers for one in shown.history.check_ins for spot in one.spots]
    assert not any(fact in private for given_answers in answers for fact in given_answers)
