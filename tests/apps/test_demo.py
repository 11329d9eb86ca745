"""The demo: a made record through the real commands, in a store that is thrown away."""

from sorewise.apps.demo.runner import MORNING, TODAY, WEEKS, history
from sorewise.apps.demo.show import Rehearsed


def test_the_demo_goes_from_import_to_what_would_change_it(sorewise):
    """Import, questions, verdict, session, reasons, change, recovery; the runner's own store is not touched."""
    done = sorewise("demo")
    assert done.code == 0, done.err
    order = ["new, 0 known", "How do your legs feel", "Ease off", "Today", "Why", "What would change it", "Recovery"]
    places = [done.out.index(part) for part in order]
    assert places == sorted(places)
    assert not sorewise.db.exists()


def test_the_demo_is_settled_and_always_the_same(sorewise):
    """Every question is answered, and two walks print the same."""
    found = sorewise("demo", "--json").json
    assert found["status"] == "settled"
    assert "(not known)" not in sorewise("demo").out
    assert sorewise("demo", "--json").json == found


def test_the_sample_record_is_made_of_about_ten_weeks(sorewise):
    """A leg day the evening before, a race weeks ago, nights, earlier check-ins and a plan, all before this morning."""
    record = history()
    assert all(session.start < MORNING for session in record.sessions)
    assert (TODAY - record.sessions[0].day).days in range(7 * WEEKS - 7, 7 * WEEKS + 8)
    assert [session.race for session in record.sessions if session.race] == ["10k"]
    last = record.sessions[-1]
    assert last.legs
    assert (TODAY - last.day).days == 1
    assert len(record.nights) == 7 * WEEKS + 1
    assert len(record.check_ins) == 2
    assert record.plan[0].day == TODAY


def test_the_rehearsed_runner_ticks_nothing():
    """The sample runner has none of the signs."""
    assert Rehearsed.signs(Rehearsed.__new__(Rehearsed), [[], []]) == ()
