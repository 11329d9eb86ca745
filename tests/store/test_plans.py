"""A plan that is told again takes the place of what it told before; other plans stay, and it can be taken back."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sorewise.model.plan import Availability, PlannedSession, WeekSettings
from sorewise.store import PlanSpan, Store
from store import made_records as made

MORNING = datetime(2026, 11, 23, 6, 10, tzinfo=UTC)
MONDAY = date(2026, 11, 23)


def _session(key, days=0, **more):
    return PlannedSession(id=key, day=MONDAY + timedelta(days=days), source="ics", source_uid=f"{key}@cal", **more)


@pytest.fixture
def store(tmp_path):
    """One with a plan of three sessions, another plan, and one session by hand."""
    with Store.open(tmp_path / "runner.db") as found:
        found.add_plan([_session("a", -1), _session("b", 1), _session("c", 2)], "spring", MONDAY, MORNING)
        found.add_plan([_session("x", 1)], "club", MONDAY, MORNING)
        found.add([PlannedSession(id="own", day=MONDAY)], "log")
        yield found


def _ids(store):
    return sorted(one.id for one in store.history().plan)


def test_what_the_plan_does_not_tell_any_more_goes(store):
    """From that day on; the days before, other plans and what was written by hand stay."""
    added = store.add_plan([_session("b", 3, kind="tempo"), _session("d", 4)], "spring", MONDAY, MORNING)
    assert (added.new, added.changed, added.removed) == (1, 1, 1)
    assert _ids(store) == ["a", "b", "d", "own", "x"]
    assert {one.plan for one in store.history().plan if one.id in "abd"} == {"spring"}


def test_an_updated_plan_is_taken_back_whole(store):
    """What is new goes, what changed becomes what it was, what went is there again: one write, one undo."""
    before = store.everything()
    store.add_plan([_session("b", 3), _session("d", 4)], "spring", MONDAY, MORNING)
    last = store.last_write()
    assert (last.what, last.source, last.counts, last.changed) == ("plan", "spring", {"planned_sessions": 2}, 2)
    undone = store.undo()
    assert (undone.what, undone.counts, undone.restored) == ("plan", {"planned_sessions": 1}, 2)
    assert store.everything() == before


def test_the_same_plan_again_changes_nothing(store):
    """And there is nothing of it to take back."""
    told = [_session("b", 1), _session("c", 2)]
    again = store.add_plan(told, "spring", MONDAY, MORNING)
    assert (again.new, again.known, again.changed, again.removed, again.batch) == (0, 2, 0, 0, None)


def test_a_session_is_known_again_by_its_calendar_s_uid(store):
    """Its id and its status stay, so what was kept of it still fits."""
    store.add([replace(_session("b", 1, plan="spring"), status="moved")], "import")
    store.add_plan([replace(_session("other", 2), source_uid="b@cal")], "spring", MONDAY, MORNING)
    (found,) = (one for one in store.history().plan if one.source_uid == "b@cal")
    assert (found.id, found.day, found.status) == ("b", MONDAY + timedelta(days=2), "moved")


def test_two_plans_of_one_calendar_do_not_take_sessions_from_each_other(store):
    """The same id and uid under another name are another plan's session, and known again as such."""
    for _ in range(2):
        store.add_plan([_session("a", -1), _session("b", 1)], "copy", MONDAY, MORNING)
    assert _ids(store) == ["a", "b", "c", "copy a", "copy b", "own", "x"]


def test_what_is_over_stays(store):
    """A session that was done is history, whatever the calendar says now."""
    store.add([replace(_session("b", 1, plan="spring"), status="done")], "import")
    store.add_plan([], "spring", MONDAY, MORNING)
    assert _ids(store) == ["a", "b", "own", "x"]


def test_what_is_written_by_hand_removes_nothing(store):
    """It is not a plan that is told whole."""
    store.add_plan([PlannedSession(id="typed", day=MONDAY)], "", MONDAY, MORNING)
    assert _ids(store) == ["a", "b", "c", "own", "typed", "x"]


def test_sessions_are_removed_and_brought_back(store):
    """One, or a whole plan; what is not there is passed over."""
    before = store.everything()
    assert store.remove_planned(["nowhere"], MORNING).batch is None
    assert store.remove_planned([one.id for one in store.history().plan if one.plan == "spring"], MORNING).removed == 3
    assert _ids(store) == ["own", "x"]
    assert store.undo().restored == 3
    assert store.everything() == before


def test_what_was_written_since_is_not_written_over(store):
    """The id is in use again: what stands there stays."""
    store.remove_planned(["own"], MORNING)
    first = store.last_write()
    store.add([PlannedSession(id="own", day=MONDAY, name="new")], "log", batch=None)
    assert store.last_write().number != first.number
    store.undo()
    assert store.undo().restored == 1
    assert "own" in _ids(store)


def test_plans_are_listed_from_their_first_day_to_their_last(store):
    """By hand is "" and listed too."""
    assert store.plans() == (
        PlanSpan(plan="spring", first=MONDAY - timedelta(days=1), last=MONDAY + timedelta(days=2), number=3),
        PlanSpan(plan="", first=MONDAY, last=MONDAY, number=1),
        PlanSpan(plan="club", first=MONDAY + timedelta(days=1), last=MONDAY + timedelta(days=1), number=1),
    )


@made.ON_DISK
@given(
    writes=st.lists(
        st.tuples(st.sampled_from(["", "spring", "copy"]), st.lists(made.PLAN, max_size=4), made.DAY), max_size=4
    )
)
def test_every_writing_of_a_plan_can_be_taken_back(writes, tmp_path_factory):
    """Write by write, back to nothing; and no other plan's sessions are ever touched."""
    with Store.open(tmp_path_factory.mktemp("plans") / "runner.db") as store:
        before = [store.everything()]
        for plan, sessions, since in writes:
            others = [one for one in store.history().plan if one.plan != plan]
            added = store.add_plan(sessions, plan, since, MORNING)
            assert [one for one in store.history().plan if one.plan != plan] == others
            if added.batch is not None:
                before.append(store.everything())
        while len(before) > 1:
            before.pop()
            assert store.undo() is not None
            assert store.everything() == before[-1]
        assert store.undo() is None


def _with_days(settings):
    return replace(settings, availability=Availability(weekdays={0: 30.0}), clinician_plans=("physio",))


def test_several_plans_come_in_one_write_and_go_in_one(store):
    """With what makes room for them, and what they say of days: `undo` takes all of it back."""
    before = store.history()
    told = [("physio", [_session("p", 1)]), ("spring", [_session("b", 3)])]
    added = store.bring_plans(told, MONDAY, MORNING, instead_of=("club", ""), week=_with_days)
    assert [(one.new, one.changed, one.removed) for one in added] == [(1, 0, 0), (0, 1, 1)]
    assert _ids(store) == ["a", "b", "p"]
    assert store.weeks.now() == _with_days(WeekSettings())
    store.undo()
    assert store.history() == before


def test_a_plan_that_fails_half_way_leaves_nothing(store):
    """Neither a session without its clinician's word, nor room made for a plan that did not come."""
    before = store.history()

    def fails(_settings):
        raise RuntimeError("no more")

    with pytest.raises(RuntimeError):
        store.bring_plans([("physio", [_session("p", 1)])], MONDAY, MORNING, instead_of=("spring",), week=fails)
    assert store.history() == before
