"""A plan that goes out and comes back: nothing doubled, nothing shortened twice, nothing lost."""

from datetime import timedelta

import pytest

from apps.conftest import EASY, NOW, SORE
from sorewise.store import Store

KINDS = ("intervals 6x800", "easy 45 min", "tempo 40 min", "long 14 km")
LEFT_OUT = {"answers": {**EASY["answers"], "fatigue": 9, "sleep_quality": 1}}


@pytest.fixture
def planned(sorewise):
    """Ten weeks of a plan, and a line typed beside it."""
    days = [(NOW + timedelta(days=7 * week + 2 * n)).date() for week in range(10) for n in range(4)]
    rows = [f"{day},{KINDS[number % 4]}" for number, day in enumerate(days)]
    path = sorewise.file("spring.csv", "\n".join(["date,session", *rows]))
    assert sorewise("plan", "import", path, "--yes").code == 0
    assert sorewise("plan", "add", "sat core 20 min", "--yes").code == 0
    return sorewise


def bent(sorewise, answers):
    """After a morning, and agreeing to what it does to the week."""
    assert sorewise("check", "--answers", sorewise.file("answers.json", answers)).code == 0
    assert sorewise("plan", "keep").code == 0


def plan_of(sorewise):
    """What the store has of the plan, and what was agreed."""
    with Store.open(sorewise.db) as store:
        history = store.history()
        return {one.id: one for one in history.plan}, history.week.kept


@pytest.mark.parametrize("answers", [EASY, SORE, LEFT_OUT])
@pytest.mark.parametrize("how", [["--ics"], ["--plan"], ["--today", "--plan"]])
def test_what_went_out_from_here_changes_nothing_when_it_comes_back(planned, answers, how):
    """Not what was agreed to, not what was left out, not what lies behind the days that are shown."""
    bent(planned, answers)
    path = str(planned.folder / "out.file")
    before = plan_of(planned)
    if planned("plan", "export", *how, path).code:
        assert "--today" in how  # a day of rest has no session to write
        return
    done = planned("plan", "import", path, "--yes", "--add")
    assert done.code == 0, done.err
    assert plan_of(planned) == before
    assert "undo" not in done.out  # it would take back something else


def test_an_event_that_was_dragged_counts(planned):
    """The day in the calendar wins over the one it was written for; all else stays."""
    path = planned.folder / "out.ics"
    planned("plan", "export", "--ics", str(path))
    text = path.read_bytes().replace(b"DTSTART;VALUE=DATE:20261122", b"DTSTART;VALUE=DATE:20261123", 1)
    path.write_bytes(text)
    before, _ = plan_of(planned)
    assert planned("plan", "import", str(path), "--yes", "--add").code == 0
    after, _ = plan_of(planned)
    assert before.keys() == after.keys()
    assert [(str(before[name].day), str(after[name].day)) for name in before if before[name] != after[name]] == [
        ("2026-11-22", "2026-11-23")
    ]


def test_two_plans_that_count_their_sessions_alike_are_two(sorewise):
    """An id is one within its plan only."""
    for plan, day in (("spring", "2026-11-22"), ("club", "2026-11-24")):
        told = {
            "sorewise_plan": {"format": 1, "plan": plan},
            "sessions": [{"id": "1", "day": day, "kind": "easy", "duration_s": 1800}],
        }
        assert sorewise("plan", "import", sorewise.file(f"{plan}.json", told), "--yes", "--add").code == 0
    found, _ = plan_of(sorewise)
    assert sorted((one.plan, str(one.day)) for one in found.values()) == [
        ("club", "2026-11-24"), ("spring", "2026-11-22"),
    ]  # fmt: skip


def test_a_file_that_is_broken_beside_a_good_one_removes_nothing(sorewise):
    """What was not understood says nothing of what is gone."""
    good = sorewise.file("good.csv", "date,session,km\n2026-11-22,easy,8\n")
    other = sorewise.file("other.csv", "date,session,km\n2026-11-24,easy,9\n")
    assert sorewise("plan", "import", good, other, "--yes").code == 0
    sorewise.file("other.csv", "date,session,km\nsomeday,easy,9\n")
    assert sorewise("plan", "import", good, other, "--yes").code == 0
    assert len(plan_of(sorewise)[0]) == 2
