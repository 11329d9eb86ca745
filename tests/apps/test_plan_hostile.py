"""Plans that lie, and what somebody does with them: a sentence each, nothing lost, nothing obeyed."""

import os
import sys
import unicodedata
from pathlib import Path

import pytest

TURNED = "\N{RIGHT-TO-LEFT OVERRIDE}"
NASTY = f"<script>alert(1)</script>\x1b]0;pwned\x07{TURNED}ab\N{RUNNER}" + "N" * 10_000
IDS = ("../../../x/<b>", "..", "a/b", "CON", "week one session 1", "week one session 2")


def nasty(sorewise):
    """A plan of our own format with names and ids of somebody who means harm."""
    told = {"kind": "tempo", "duration_s": 1800, "name": NASTY, "notes": "\x00\x1b[2J"}
    sessions = [{"id": name, "day": f"2026-11-2{number}", **told} for number, name in enumerate(IDS, 1)]
    broken = [{"id": name, "day": "2026-11-28", **told} for name in ("", "a\nb", "\x1b[31m", "n" * 10_000)]
    plan = {"sorewise_plan": {"format": 1, "plan": f"../../etc\x1b{TURNED}"}, "sessions": sessions + broken}
    return sorewise.file("plan.json", plan)


def test_no_name_of_a_file_is_obeyed_by_the_terminal(sorewise):
    """No escapes, no turned direction, no page of one name; an id that is none is told."""
    done = sorewise("plan", "import", nasty(sorewise), "--yes")
    assert done.code == 0, done.err
    assert "6 new sessions" in done.out
    shown = (
        done.out + sorewise("plan").out + sorewise("plan", "why", "\x1b[31m").err + sorewise("plan", "why", "sat").out
    )
    assert not [sign for sign in shown if sign != "\n" and (unicodedata.category(sign) == "Cc" or sign == TURNED)]
    assert "N" * 400 not in shown
    assert "No such file" not in sorewise("plan", "import", "\x1b[31mred").err
    assert "\x1b" not in sorewise("plan", "import", "\x1b[31mred").err


def test_no_id_leads_out_of_the_folder(sorewise):
    """A file a session, each inside, none in another's place."""
    sorewise("plan", "import", nasty(sorewise), "--yes")
    out = sorewise.folder / "out"
    for _ in range(2):
        done = sorewise("plan", "export", "--fit", str(out), "--zwo", str(out), "--force")
        assert done.code == 0, done.err
    assert {path.parent for path in sorewise.folder.rglob("*.fit")} == {out}
    assert (len(list(out.glob("*.fit"))), len(list(out.glob("*.zwo")))) == (len(IDS), len(IDS))


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes of this kind there")
def test_a_folder_of_traps_gives_what_is_good_in_it(sorewise):
    """A pipe that nobody writes to, links in a circle, a folder called like a file."""
    folder = sorewise.folder / "club"
    folder.mkdir()
    (folder / "good.csv").write_text("date,session,km\n2026-11-22,easy,8\n", encoding="utf-8")
    (folder / "x.ics").mkdir()
    os.mkfifo(folder / "pipe.ics")
    (folder / "circle.ics").symlink_to("circle.ics")
    (folder / "round").symlink_to(folder)
    (folder / "gone.csv").symlink_to("/nowhere/at/all.csv")
    done = sorewise("plan", "import", str(folder), "--yes")
    assert done.code == 0, done.err
    assert "1 new session" in done.out


def test_what_never_ends_is_read_to_the_limit_only(sorewise):
    """A device of zeros, as somebody may mistype."""
    if Path("/dev/zero").exists():
        assert sorewise("plan", "import", "/dev/zero", "--yes").code == 1


def crowd(sorewise, days, a_day):
    """A plan with so many sessions on so many days."""
    rows = [f"2026-11-{20 + day},easy {number},{5 + number}" for day in range(days) for number in range(a_day)]
    path = sorewise.file("crowd.csv", "\n".join(["date,session,km", *rows]))
    assert sorewise("plan", "import", path, "--yes").code == 0


def test_more_than_anybody_trains_is_told_and_can_be_removed(sorewise, easy):
    """Hundreds of sessions are not planned with for minutes; the verdict of the day is told all the same."""
    crowd(sorewise, 10, 40)
    done = sorewise("plan")
    assert done.code == 2
    assert "400 sessions stand in 14 days" in done.err
    checked = sorewise("check", "--answers", easy)
    assert checked.code == 0, checked.err
    assert "Run" in checked.out.splitlines()[0]
    assert sorewise("check", "--answers", easy, "--json").json["week"] is None
    assert sorewise("plan", "remove", "crowd", "--yes").code == 0
    assert sorewise("plan").code == 0


def test_whatever_becomes_of_the_week_the_verdict_is_told(sorewise, sore, monkeypatch):
    """Even where the planner makes a mistake of its own."""
    sorewise("plan", "add", "fri intervals 6x800, sun long 12 km", "--yes")

    def broken(*_, **__):
        raise IndexError("tuple index out of range")

    monkeypatch.setattr("sorewise.coach.week.replan", broken)
    done = sorewise("check", "--answers", sore)
    assert (done.code, done.out.splitlines()[0]) == (0, "Ease off")
    assert sorewise("check", "--answers", sore, "--json").json["week"] is None


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes of this kind there")
def test_a_calendar_takes_no_place_of_a_pipe_or_folder(sorewise):
    """What is no file is written to, or refused; it is the same afterwards."""
    sorewise("plan", "add", "sun long 12 km", "--yes")
    pipe, folder = sorewise.folder / "pipe.ics", sorewise.folder / "folder.ics"
    folder.mkdir()
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    assert sorewise("plan", "export", "--ics", str(pipe)).code == 0
    assert os.read(reader, 15) == b"BEGIN:VCALENDAR"
    os.close(reader)
    assert pipe.is_fifo()
    done = sorewise("plan", "export", "--ics", str(folder))
    assert done.code == 1
    assert "folder.ics" in done.err
    assert folder.is_dir()


@pytest.mark.parametrize("day", ["yesterday", "2020-01-01", "2026-12-18", "2027-11-22", "someday", ""])
def test_a_session_moves_to_no_day_but_a_coming_one(sorewise, day):
    """Not into the past, not out of sight; a sentence, and nothing moved."""
    sorewise("plan", "add", "sun long 12 km", "--yes")
    done = sorewise("plan", "move", "long", day, "--yes", "--anyway")
    assert done.code in {1, 2}
    assert "mistake of its own" not in done.err
    assert sorewise("plan", "--json").json["placements"][0]["day"] == "2026-11-22"
