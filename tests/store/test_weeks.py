"""What the runner agreed to: every version stays, the last one holds, a keep or move can be taken back for a week."""

import os
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sorewise.model.errors import StoreError
from sorewise.model.plan import Absence, Availability, CalendarEntry, Placement, WeekSettings, Wish
from sorewise.store import Store
from sorewise.store.nested import read_week
from sorewise.store.trouble import UnreadableError
from sorewise.store.weeks import taken_back
from store import made_records as made

MORNING = datetime(2026, 11, 23, 6, 10, tzinfo=timezone(timedelta(hours=1)))
TUESDAY = date(2026, 11, 24)
MOVED = Placement(session="tempo", day=TUESDAY)
SHORT = Placement(session="long", day=date(2026, 11, 29), form="share_80", anyway=("WK-CAP-110",))
DAYS = Availability(weekdays={0: 60.0, 6: 0.0}, dates={TUESDAY: 30.0}, sports=("run",))


@pytest.fixture(params=["file", "server", "PostgreSQL"])
def store(request, tmp_path):
    """A store with nothing in it, opened as a file and by URL."""
    path = tmp_path / "runner.db"
    place = {"file": path, "server": f"sqlite:///{path}"}.get(request.param, os.environ.get("SOREWISE_POSTGRES"))
    if place is None:
        pytest.skip("SOREWISE_POSTGRES names no empty database (postgresql+psycopg://name@host/database)")
    with Store.open(place) as found:
        yield found
        found.delete_everything()


def _after(minutes):
    return MORNING + timedelta(minutes=minutes)


def test_what_was_saved_last_holds(store):
    """In the history too; what held before is kept."""
    assert store.weeks.now() == WeekSettings()
    told = WeekSettings(availability=DAYS, long_is_hard=False)
    store.weeks.save(told, MORNING, "days")
    store.weeks.save(replace(told, kept=(MOVED, SHORT)), _after(1), "keep")
    assert store.weeks.now() == store.history(since=MORNING.date()).week == replace(told, kept=(MOVED, SHORT))
    assert [(one.why, one.settings.kept, one.at) for one in store.weeks.versions()] == [
        ("days", (), MORNING),
        ("keep", (MOVED, SHORT), _after(1)),
    ]


def test_asking_leaves_no_file_behind(tmp_path):
    """A store that nothing was written to has nothing to take back."""
    with Store.open(tmp_path / "runner.db") as store:
        assert (store.weeks.now(), store.weeks.undo(MORNING)) == (WeekSettings(), None)
        assert (store.weeks.versions(), store.weeks.written(), store.plans()) == ((), {}, ())
    assert not list(tmp_path.iterdir())


def test_saying_the_same_again_is_no_new_version(store):
    """Twice is as once; the very first empty settings are none either."""
    store.weeks.save(WeekSettings(), MORNING, "days")
    for _ in range(2):
        store.weeks.save(WeekSettings(availability=DAYS), MORNING, "days")
    assert len(store.weeks.versions()) == 1


def test_a_clock_that_was_set_back_makes_no_word_an_older_one(store):
    """The last word is still the last."""
    store.weeks.save(WeekSettings(kept=(MOVED,)), MORNING, "keep")
    store.weeks.save(WeekSettings(kept=(SHORT,)), _after(-600), "keep")
    assert store.weeks.now().kept == (SHORT,)


def test_a_keep_is_taken_back_and_remembered_as_a_wish(store):
    """The days said meanwhile stay said; nothing of the past is deleted."""
    store.weeks.save(WeekSettings(kept=(MOVED,)), MORNING, "keep")
    store.weeks.save(WeekSettings(kept=(MOVED, SHORT)), _after(1), "keep")
    store.weeks.save(WeekSettings(kept=(MOVED, SHORT), availability=DAYS), _after(2), "days")
    back = store.weeks.undo(_after(3))
    wish = Wish(session="long", day=SHORT.day, form="share_80", until=date(2026, 11, 30))
    assert back == store.weeks.now() == WeekSettings(availability=DAYS, kept=(MOVED,), wishes=(wish,))
    assert store.weeks.undo(_after(4)).kept == ()
    assert store.weeks.undo(_after(5)) is None
    assert [one.why for one in store.weeks.versions()] == ["keep", "keep", "days", "undo", "undo"]


def test_a_move_of_the_runner_s_own_is_no_wish_when_it_is_taken_back(store):
    """Only what we proposed is not proposed again."""
    store.weeks.save(WeekSettings(kept=(replace(MOVED, by="runner"),)), MORNING, "move")
    assert store.weeks.undo(_after(1)) == WeekSettings()


def test_what_was_agreed_more_than_a_week_ago_stands(store):
    """Seven days to the minute."""
    store.weeks.save(WeekSettings(kept=(MOVED,)), MORNING, "keep")
    assert store.weeks.undo(MORNING + timedelta(days=7, minutes=1)) is None
    assert store.weeks.undo(MORNING + timedelta(days=7)).kept == ()


def test_days_alone_are_not_taken_back(store):
    """They are said anew instead."""
    away = Availability(absences=(Absence(first=TUESDAY, last=TUESDAY, reason="work"),))
    store.weeks.save(WeekSettings(availability=away), MORNING, "away")
    assert store.weeks.undo(_after(1)) is None
    assert store.weeks.now().availability == away


@given(st.lists(st.tuples(st.sampled_from(["keep", "move", "days", "undo"]), made.SETTINGS), max_size=6))
def test_there_is_as_much_to_take_back_as_was_agreed(said):
    """Each taking back uses up one keep or move, and ends."""
    versions = [
        made.WeekVersion(id=str(number), at=_after(number), why=why, settings=settings)
        for number, (why, settings) in enumerate(said)
    ]
    agreed = 0
    for why, _ in said:
        agreed += {"keep": 1, "move": 1, "days": 0, "undo": -1 if agreed else 0}[why]
    times = 0
    while (back := taken_back(versions, _after(99))) is not None:
        versions.append(made.WeekVersion(id=f"u{times}", at=_after(50), why="undo", settings=back))
        times += 1
    assert times == agreed


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        '{"shoes": 1}',
        '{"goal": "win"}',
        '{"availability": {"dates": {"soon": 1}}}',
        '{"kept": [{"day": 7}]}',
    ],
)
def test_settings_that_we_never_wrote_are_not_guessed(text):
    """Read strictly, field by field."""
    with pytest.raises(ValueError, match=r".*"):
        read_week(text)


def test_a_spoilt_version_is_named_as_damage(tmp_path):
    """As any other row."""
    with Store.open(tmp_path / "runner.db") as store:
        store.weeks.save(WeekSettings(kept=(MOVED,)), MORNING, "keep")
        with store._base.writing() as connection:
            connection.exec_driver_sql("UPDATE week_versions SET settings = '{\"shoes\": 1}'")
        with pytest.raises(StoreError) as refused:
            store.weeks.now()
    assert refused.value.values["kind"] == "damaged"
    assert isinstance(refused.value.__cause__, UnreadableError)


def test_what_calendars_hold_is_kept_by_uid(store):
    """The next writing knows which entries changed; one that is not told any more is forgotten."""
    entry = CalendarEntry(
        uid="a@sorewise", sequence=2, digest="ab", changed=MORNING, day=TUESDAY, start=time(18, 30), zone="Asia/Tokyo"
    )
    gone = CalendarEntry(
        uid="b@sorewise", changed=MORNING.astimezone(UTC), day=TUESDAY, summary="Tempo run", cancelled_on=TUESDAY
    )
    store.weeks.save_written([entry, gone])
    assert store.weeks.written() == {"a@sorewise": entry, "b@sorewise": gone}
    store.weeks.save_written([replace(entry, sequence=3)])
    assert store.weeks.written() == {"a@sorewise": replace(entry, sequence=3)}


def test_the_record_s_undo_leaves_agreements_alone(store):
    """They have their own; and they are told as a change of the record."""
    before = store.mark()
    store.weeks.save(WeekSettings(kept=(MOVED,)), MORNING, "keep")
    assert before is None or store.mark() != before
    assert store.undo() is None
    assert store.weeks.now().kept == (MOVED,)


def test_versions_that_were_imported_are_taken_back_with_the_import(store):
    """Reading somebody else's export by mistake can be undone."""
    store.weeks.save(WeekSettings(kept=(MOVED,)), MORNING, "keep")
    mine = store.weeks.versions()
    store.add([replace(mine[0], id="theirs", at=_after(5), settings=WeekSettings(kept=(SHORT,)))], "import", exact=True)
    assert store.weeks.now().kept == (SHORT,)
    store.undo()
    assert store.weeks.versions() == mine


def test_delete_everything_deletes_the_weeks_too(store):
    """Versions and calendar entries."""
    store.weeks.save(WeekSettings(kept=(MOVED,)), MORNING, "keep")
    store.weeks.save_written([CalendarEntry(uid="a", changed=MORNING, day=TUESDAY)])
    store.delete_everything()
    with Store.open(store.place) as again:
        assert (again.weeks.versions(), again.weeks.written()) == ((), {})


def test_two_who_say_something_at_once_are_both_heard(tmp_path):
    """Each is told what holds while nobody else writes; what one said is not lost to the other."""
    with Store.open(tmp_path / "runner.db") as store, Store.open(tmp_path / "runner.db") as other:

        def told(settings):
            if settings == WeekSettings():
                other.weeks.save(WeekSettings(kept=(MOVED,)), MORNING, "keep")
            return replace(settings, availability=DAYS)

        store.weeks.change(told, _after(1), "days")
        assert store.weeks.now() == WeekSettings(kept=(MOVED,), availability=DAYS)


def test_a_form_sent_twice_takes_back_once(store):
    """The second one speaks of a version that does not hold any more."""
    store.weeks.save(WeekSettings(kept=(MOVED,)), MORNING, "keep")
    store.weeks.save(WeekSettings(kept=(MOVED, SHORT)), _after(1), "keep")
    shown = store.weeks.versions()[-1].id
    assert store.weeks.undo(_after(2), of=shown).kept == (MOVED,)
    assert store.weeks.undo(_after(2), of=shown) is None
    assert store.weeks.now().kept == (MOVED,)
