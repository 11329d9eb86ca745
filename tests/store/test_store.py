"""The store gives back what was put into it, each record once."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from sorewise.model.errors import StoreError
from sorewise.model.records import CheckIn, History, ImportProblem, Night, Profile, Session, Spot
from sorewise.store import DecisionRecord, RulebookText, Store

TOKYO = timezone(timedelta(hours=9))
MORNING = datetime(2026, 11, 22, 6, 10, tzinfo=TOKYO)
CHECK_IN = CheckIn(
    id="c1",
    at=MORNING,
    answers={"legs": "sore", "wants": ("run", "ride")},
    spots=(Spot(region="calf", side="left", answers={"pain": 3.5}),),
    safety=(),
)
DECISION = DecisionRecord(
    id="d1",
    day=MORNING.date(),
    at=MORNING,
    check_in_id="c1",
    answers={"legs": "sore"},
    history={"days_sore": 2},
    safety=(),
    rulebook="sha256:1",
    release="0.1.0",
    decision={"activity": "run_easy", "reasons": [{"rule": "RX-1", "facts": {"pain": 3.5}}]},
    planned={"kind": "easy"},
)


def test_a_check_in_comes_back_with_its_decision(tmp_path):
    """Written by one command, read by the next: the same records, in the runner's own offset."""
    with Store.open(tmp_path / "runner.db") as store:
        assert store.save_check_in(CHECK_IN, DECISION).new == 2
    with Store.open(tmp_path / "runner.db") as store:
        assert store.today(MORNING.date()) == store.decision("d1") == store.decision() == DECISION
        (back,) = store.history().check_ins
    assert back == CHECK_IN
    assert back.at.utcoffset() == timedelta(hours=9)


def test_a_forecast_is_kept_beside_its_decision_and_goes_with_it(tmp_path):
    """It is written after the verdict, once, is read without it, and is no write of its own to take back."""
    said = {"day": "2026-11-22", "legs": {"days": [0.25, None, "quadriceps"]}}
    with Store.open(tmp_path / "runner.db") as store:
        store.save_forecast("d1", said)
        assert store.forecasts() == ()
        store.save_check_in(CHECK_IN, DECISION)
        assert store.forecasts() == ()
        store.save_forecast("d1", said)
        store.save_forecast("another", said)
        store.save_forecast("d1", {"day": "told once it was known"})
        assert store.save_check_in(CHECK_IN, DECISION).known == 2
    with Store.open(tmp_path / "runner.db") as store:
        assert store.decision("d1") == replace(DECISION, forecast=said)
        assert store.forecasts(MORNING.date()) == store.forecasts() == (said,)
        assert store.forecasts(MORNING.date() + timedelta(days=1)) == ()
        assert (store.forecasts(last=0), store.forecasts(last=3)) == ((), (said,))
        assert store.undo().counts == {"check_ins": 1, "decisions": 1}
        assert (store.forecasts(), store.decision()) == ((), None)


def test_a_store_that_nothing_was_written_to_reads_as_empty_and_leaves_no_file(tmp_path):
    """Asking costs nothing and leaves nothing behind."""
    with Store.open(tmp_path / "new" / "runner.db") as store:
        assert store.history() == History()
        assert store.today(MORNING.date()) is None
        assert store.decision() is None
    assert not (tmp_path / "new").exists()


def test_the_same_records_again_add_nothing(tmp_path):
    """An import is idempotent, and says so."""
    sessions = [Session(id=f"s{n}", start=MORNING - timedelta(days=n), source_id=str(n)) for n in range(3)]
    with Store.open(tmp_path / "runner.db") as store:
        first, second = store.add(sessions, "folder"), store.add(sessions, "folder")
        assert (first.new, first.known) == (3, 0)
        assert (second.new, second.known, second.batch) == (0, 3, None)
        assert store.history().sessions == tuple(reversed(sessions))


def test_a_day_keeps_its_decisions_in_order(tmp_path):
    """Told easy at six and limping at nine: both stand in the day's log; which one holds is decided elsewhere."""
    nine = MORNING + timedelta(hours=3)
    limping = replace(CHECK_IN, id="c2", at=nine, phase="after_run")
    rest = replace(DECISION, id="d2", at=nine, check_in_id="c2", phase="after_run", decision={"activity": "rest"})
    with Store.open(tmp_path / "runner.db") as store:
        store.save_check_in(CHECK_IN, DECISION)
        store.save_check_in(limping, rest)
        assert store.decisions(MORNING.date(), MORNING.date()) == (DECISION, rest)
        assert store.today(MORNING.date()) == rest
        assert store.today(MORNING.date() + timedelta(days=1)) is None
        assert store.decisions(since=MORNING.date() + timedelta(days=1)) == ()


def test_decisions_of_one_moment_stay_in_the_order_in_which_they_were_made(tmp_path):
    """A clock may stand still; the last word is still the last."""
    with Store.open(tmp_path / "runner.db") as store:
        for name in ("z", "a", "m"):
            store.save_check_in(replace(CHECK_IN, id=name), replace(DECISION, id=name, check_in_id=name))
        assert [one.id for one in store.decisions()] == [one.id for one in store.history().check_ins] == ["z", "a", "m"]
        assert store.today(MORNING.date()) == store.decision() == replace(DECISION, id="m", check_in_id="m")


def test_the_same_check_in_again_replaces_its_answers(tmp_path):
    """A check-in that is saved again is the same check-in."""
    later = replace(CHECK_IN, answers={"legs": "fresh"})
    with Store.open(tmp_path / "runner.db") as store:
        store.save_check_in(CHECK_IN)
        assert store.save_check_in(later).changed == 1
        assert store.history().check_ins == (later,)
        store.undo()
        assert store.history().check_ins == (CHECK_IN,)


def test_history_is_in_time_order_whatever_the_offsets_and_the_order_of_writing(tmp_path):
    """Travel east may put the later run on the earlier clock time."""
    tokyo = Session(id="b", start=datetime(2026, 11, 22, 8, tzinfo=TOKYO))
    london = Session(id="a", start=datetime(2026, 11, 22, 7, tzinfo=UTC))
    with Store.open(tmp_path / "runner.db") as store:
        store.add([london, tokyo], "hand")
        assert store.history().sessions == (tokyo, london)


def test_history_since_a_day_counts_each_record_by_its_own_local_day(tmp_path):
    """A run at 01:00 in Tokyo belongs to its Tokyo day, though it is still yesterday in London."""
    night_run = Session(id="a", start=datetime(2026, 11, 22, 1, tzinfo=TOKYO))
    yesterday = Session(id="b", start=datetime(2026, 11, 21, 23, tzinfo=UTC))
    with Store.open(tmp_path / "runner.db") as store:
        store.add([night_run, yesterday, Night(day=date(2026, 11, 21)), Night(day=date(2026, 11, 22))], "hand")
        found = store.history(since=date(2026, 11, 22))
        before = store.history(until=date(2026, 11, 21))
        more = store.history(since=date(2026, 11, 22), sessions_since=date(2026, 11, 21))
    assert found.sessions == (night_run,)
    assert found.nights == (Night(day=date(2026, 11, 22)),)
    assert (before.sessions, before.nights) == ((yesterday,), (Night(day=date(2026, 11, 21)),))
    assert (more.sessions, more.nights) == ((night_run, yesterday), found.nights)


def test_the_first_day_is_that_of_the_first_session_check_in_or_decision(tmp_path):
    """Nights alone are no record to page through; an empty store has no first day."""
    with Store.open(tmp_path / "runner.db") as store:
        assert store.first_day() is None
        store.add([CHECK_IN, Night(day=date(2026, 11, 1))], "hand")
        assert store.first_day() == MORNING.date()
        store.add([Session(id="a", start=MORNING - timedelta(days=40))], "hand")
        assert store.first_day() == MORNING.date() - timedelta(days=40)


def test_the_profile_is_one_and_the_last_one_told(tmp_path):
    """Saving it again replaces it."""
    with Store.open(tmp_path / "runner.db") as store:
        store.save_profile(Profile(country="GB"))
        store.save_profile(Profile(country="JP", answers={"birth_year": 1980}))
        assert store.profile() == store.history().profile == Profile(country="JP", answers={"birth_year": 1980})


def test_a_rulebook_is_kept_once_a_version(tmp_path):
    """An old decision can be judged again by the words of its day."""
    text = RulebookText(version="sha256:1", release="0.1.0", files={"rules/race.toml": "[EV-RACE]\n"})
    with Store.open(tmp_path / "runner.db") as store:
        assert store.add([text], "sorewise").new == 1
        assert store.add([replace(text, release="0.1.1")], "sorewise").known == 1
        assert store.rulebook("sha256:1") == text
        assert store.rulebook("sha256:2") is None


def test_a_check_in_brings_profile_and_rulebook_in_one_command(tmp_path):
    """Kept whole or not at all; taking the check-in back leaves who the runner is, and the rules of that day."""
    profile, text = Profile(answers={"birth_year": 1980}), RulebookText(version="sha256:1", files={"a.toml": "x"})
    lost = replace(DECISION, check_in_id="nowhere")
    with Store.open(tmp_path / "runner.db") as store:
        with pytest.raises(StoreError):
            store.save_check_in(CHECK_IN, lost, profile=profile, rulebook=text)
        assert (store.profile(), store.rulebook("sha256:1")) == (Profile(), None)
        for _ in range(2):
            store.save_check_in(CHECK_IN, DECISION, profile=profile, rulebook=text)
        assert store.undo().counts == {"check_ins": 1, "decisions": 1}
        assert (store.profile(), store.rulebook("sha256:1")) == (profile, text)


def test_problems_of_an_import_are_kept_until_it_is_taken_back(tmp_path):
    """One bad file does not lose the good ones, and is not forgotten either."""
    bad = ImportProblem(path="a.fit", code="crc", place="byte 12", kept=3, values={"short_by": 7})
    with Store.open(tmp_path / "runner.db") as store:
        added = store.add([Session(id="s", start=MORNING), bad], "folder")
        assert (added.new, added.problems) == (1, 1)
        assert store.add([bad], "folder").problems == 1
        assert store.problems() == (bad,)
        store.undo()
        assert store.problems() == ()


def test_an_import_in_parts_is_taken_back_whole(tmp_path):
    """A folder is stored part by part, so that a cut-off import resumes; `undo` sees one import."""
    with Store.open(tmp_path / "runner.db") as store:
        first = store.add([Session(id="a", start=MORNING)], "folder")
        store.add([Session(id="b", start=MORNING + timedelta(days=1))], "folder", batch=first.batch)
        assert store.undo().counts == {"sessions": 2}
        assert store.undo() is None
