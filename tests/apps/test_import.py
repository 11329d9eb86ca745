"""`import`: years of history in one command, once, in pieces that survive whatever ends it."""

import io
import json
import os
import signal
import subprocess
import sys
import zipfile

import pytest

from importers import fit_writer as w
from sorewise.apps import keeping, progress
from sorewise.apps.keeping import Keeper, Memory
from sorewise.importers.run import Found
from sorewise.model.errors import StoreError
from sorewise.model.records import Session
from sorewise.store import Store

DAY = 86_400


def run_on(day, **more):
    """A run of an hour, so many days after the first."""
    start = w.START + day * DAY
    return w.fit(w.file_id(created=start), w.session(start=start), w.activity(end=start + 3600), **more)


def wellness(first, last):
    """A table with a night for each of these days of a year."""
    days = [f"{2010 + number // 336}-{number // 28 % 12 + 1:02}-{number % 28 + 1:02}" for number in range(first, last)]
    return "date,restingHR\n" + "".join(f"{day},50\n" for day in days)


def archive(path, members):
    """A ZIP archive on disk."""
    with zipfile.ZipFile(path, "w") as out:
        for name, content in members.items():
            out.writestr(name, content)
    return str(path)


@pytest.fixture
def export(tmp_path):
    """An account's export: two runs, one of them twice, a table, a broken file and something else."""
    members = {
        "activities/1.fit": run_on(0),
        "activities/2.fit": run_on(1),
        "activities/2 again.fit": run_on(1),
        "activities/3.fit": run_on(2)[:-1] + b"x",
        "wellness.csv": "date,restingHR\n2026-11-18,52\n2026-11-19,500\n2026-11-20,51\n",
        "profile.json": "{}",
    }
    return archive(tmp_path / "export.zip", members)


def test_an_import_says_what_it_did_in_a_fixed_form(sorewise, export):
    """For programs: three counts, and a sentence for each file that was not taken whole."""
    found = sorewise("import", export, "--json").json
    assert list(found) == ["new", "known", "merged", "partial", "refused"]
    assert (found["new"], found["known"], found["merged"]) == (4, 1, 0)
    assert [each["path"] for each in found["partial"]] == [f"{export}!wellness.csv"]
    assert "500 of restingHR" in found["partial"][0]["message"]
    assert [each["path"] for each in found["refused"]] == [f"{export}!activities/3.fit"]
    assert "checksum" in found["refused"][0]["message"]


def test_a_second_import_adds_nothing(sorewise, export, tmp_path):
    """Nor does the same in a folder of files."""
    sorewise("import", export)
    assert sorewise("import", export).out.splitlines()[0] == "0 new, 5 known, 1 file refused"
    with zipfile.ZipFile(export) as whole:
        whole.extractall(tmp_path / "unpacked")
    again = sorewise("import", str(tmp_path / "unpacked"), "--json").json
    assert (again["new"], again["known"], again["merged"]) == (0, 5, 0)


def test_what_is_passed_over_is_not_looked_at_again(sorewise, export, monkeypatch):
    """As long as the formats are the same; a refused file is, since it may have been mended."""
    sorewise("import", export)
    with Store.open(sorewise.db) as store:
        contents = store.contents()
    assert sum(content.endswith(f" {keeping.__version__}") for content in contents) == 1
    assert len(contents) == len([0 for content in contents if content.partition(" ")[0] in Memory(contents)])
    monkeypatch.setattr(keeping, "__version__", "99.0.0")
    assert len([0 for content in contents if content.partition(" ")[0] in Memory(contents)]) == len(contents) - 1


def test_a_dry_run_writes_nothing(sorewise, export):
    """And says what an import would do, also to a store that knows some of it."""
    said = sorewise("import", "--dry-run", export).out.splitlines()
    assert said[0].startswith("Nothing was written")
    assert said[1] == "4 new, 1 known, 1 file with a remark, 1 file refused"
    assert not sorewise.db.exists()
    done = sorewise("import", export, "--json").json
    before = sorewise("export", "-").out
    again = sorewise("import", "--dry-run", export, "--json").json
    assert (again["new"], again["known"]) == (0, done["new"] + done["known"])
    assert sorewise("export", "-").out == before


def test_a_whole_import_is_taken_back(sorewise, tmp_path):
    """Though it was written in many pieces; and then it can be done again."""
    table = tmp_path / "wellness.csv"
    table.write_text(wellness(0, 450), encoding="utf-8")
    sorewise("log", "leg-day")
    assert sorewise("import", str(table), "--json").json["new"] == 450
    assert "Taken back" in sorewise("undo").out
    with Store.open(sorewise.db) as store:
        assert (len(store.history().nights), len(store.history().sessions)) == (0, 1)
    assert sorewise("import", str(table), "--json").json["new"] == 450


def test_it_is_written_a_hundred_records_at_a_time(tmp_path):
    """Each piece with what tells that its files were read; our own document in one piece."""
    written = []

    class Watched(Store):
        def add(self, records, source, **more):
            written.append((len(records), more["exact"], list(more["contents"]), list(more["paths"])))
            return super().add(records, source, **more)

    sessions = [Session(id=f"s{n}", start=keeping.datetime.fromisoformat("2026-01-01T00:00+00:00")) for n in range(3)]
    nights = Found(path="n.csv", bytes=1, format="x", marks=("m",), records=tuple(_nights(250)))
    few = Found(path="few", bytes=1, format="x", marks=("f",), records=tuple(sessions[:1]))
    own = Found(path="own.json", bytes=1, format="sorewise", marks=("o",), records=tuple(_nights(150)))
    with Watched.open(tmp_path / "a.db") as store:
        keeper = Keeper(store, Memory(()), keeping.datetime.fromisoformat("2026-01-01T00:00+00:00"))
        for found in (nights, few, own):
            keeper.take(found)
        keeper.flush()
        assert written == [
            (100, False, [], []),
            (100, False, [], []),
            (51, False, ["m 250", "f 1"], ["n.csv", "few"]),
            (150, True, ["o 150"], ["own.json"]),
        ]
        assert Memory(store.contents()).records(["m"]) == 250
        assert keeper.report.new == 251
        assert keeper.report.known == 150


def _nights(count):
    from sorewise.model.records import Night

    first = keeping.datetime(2020, 1, 1).toordinal()
    return [
        Night(day=keeping.datetime.fromordinal(first + n).date(), resting_hr=50.0, source="x") for n in range(count)
    ]


def test_what_ends_an_import_leaves_what_was_kept(sorewise, tmp_path, monkeypatch):
    """No space left: the sentence, what is kept, and that the same command goes on from there."""
    table = tmp_path / "wellness.csv"
    table.write_text(wellness(0, 250), encoding="utf-8")
    honest, left = Store.add, [2]

    def add(self, *records, **more):
        left[0] -= 1
        if left[0] < 0:
            raise StoreError("There is no room left on the disk.", kind="full")
        return honest(self, *records, **more)

    monkeypatch.setattr(Store, "add", add)
    done = sorewise("import", str(table))
    assert done.code == 1
    assert "Kept before that: 200 new" in done.err
    assert "no room left" in done.err
    monkeypatch.undo()
    assert sorewise("import", str(table), "--json").json["new"] == 50


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system cannot end a process like that")
def test_a_killed_import_keeps_its_finished_pieces(tmp_path):
    """And the store opens; the same command again completes it."""
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(6):
        (folder / f"{number}.csv").write_text(wellness(number * 100, number * 100 + 100), encoding="utf-8")
    db = tmp_path / "own.db"
    code = (
        "import os, signal, sys\n"
        "from sorewise.store import Store\n"
        "honest, left = Store.add, [3]\n"
        "def add(self, *records, **more):\n"
        "    left[0] -= 1\n"
        "    if left[0] < 0: os.kill(os.getpid(), signal.SIGKILL)\n"
        "    return honest(self, *records, **more)\n"
        "Store.add = add\n"
        "from sorewise.apps.cli import run\n"
        f"sys.exit(run(['--db', {str(db)!r}, 'import', {str(folder)!r}]))\n"
    )
    killed = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True)
    assert killed.returncode == -signal.SIGKILL
    with Store.open(db) as store:
        assert len(store.history().nights) == 300
        assert len(store.contents()) == 3
    again = [sys.executable, "-m", "sorewise.apps.cli", "--db", str(db), "import", str(folder), "--json"]
    found = json.loads(subprocess.run(again, check=True, capture_output=True).stdout)
    assert (found["new"], found["known"]) == (300, 300)


def test_how_far_it_is_stands_where_errors_go(sorewise, tmp_path):
    """A line at each tenth of the way where nobody looks on; a small import says nothing."""
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(progress.SHORT_FILES + 1):
        (folder / f"{number:02}.csv").write_text(wellness(number, number + 1), encoding="utf-8")
    done = sorewise("import", str(folder), "--json")
    assert done.json["new"] == progress.SHORT_FILES + 1
    lines = done.err.splitlines()
    assert len(lines) == progress.STEPS - 1
    assert "of 26 files" in lines[0]
    assert sorewise("import", str(folder / "00.csv")).err == ""


def test_a_bar_moves_by_bytes():
    """Files beside it, and never a command to the terminal in what is printed."""
    from rich.console import Console

    out = io.StringIO()
    with progress._columns(Console(file=out, force_terminal=True, width=100)) as shown:
        bar = progress.Bar(shown)
        bar.planned(4, 4000)
        bar.moved(1, 2000)
        assert shown.tasks[0].percentage == 50
        shown.refresh()
    assert "1 of 4 files" in out.getvalue()


@pytest.mark.parametrize(
    "words", [(), ("a.fit", "--problems"), ("--problems", "--explain", "x"), ("--accept", "a", "b")]
)
def test_an_import_is_of_something_or_asks_one_thing(sorewise, words):
    """Anything else is told what to name."""
    done = sorewise("import", *words)
    assert done.code == 2
    assert "Name what to read" in done.err


def test_what_was_refused_is_listed_and_may_be_accepted(sorewise, export):
    """With its reason, until it is taken all the same."""
    sorewise("import", export)
    problems = sorewise("import", "--problems").out
    assert "3.fit" in problems
    assert "checksum" in problems
    assert sorewise("import", "--accept", f"{export}!activities/3.fit").code == 0
    assert "3.fit" not in sorewise("import", "--problems").out
    with Store.open(sorewise.db) as store:
        assert len(store.history().sessions) == 3


def test_a_session_says_where_it_was_found(sorewise, export):
    """The member of the archive, as it is shown everywhere."""
    sorewise("import", export)
    with Store.open(sorewise.db) as store:
        session = store.history().sessions[0]
    assert f"{export}!activities/1.fit" in sorewise("import", "--explain", session.id, "--json").out
    assert "1.fit" in sorewise("import", "--explain", session.day.isoformat()).out


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="whoever may do everything is not refused")
def test_a_read_only_place_is_told_before_anything_is_read(sorewise, export, tmp_path):
    """In a sentence."""
    (tmp_path / "closed").mkdir(mode=0o500)
    done = sorewise("import", export, db=tmp_path / "closed" / "own.db")
    assert done.code == 1
    assert "read-only" in done.err


def test_the_same_trouble_in_many_files_is_told_once(sorewise, tmp_path):
    """With how many more."""
    for number in range(30):
        (tmp_path / f"{number:02}.fit").write_bytes(b"hello %d" % number)
    lines = sorewise("import", str(tmp_path)).out.splitlines()
    assert lines[0] == "0 new, 0 known, 30 files refused"
    assert "The same in 29 more files." in " ".join(lines)
    assert len(lines) < 8


def test_whoever_stops_an_import_is_told_what_is_kept(sorewise, tmp_path, monkeypatch):
    """And nothing else."""
    table = tmp_path / "wellness.csv"
    table.write_text(wellness(0, 250), encoding="utf-8")
    honest, left = Store.add, [2]

    def add(self, *records, **more):
        left[0] -= 1
        if left[0] < 0:
            raise KeyboardInterrupt
        return honest(self, *records, **more)

    monkeypatch.setattr(Store, "add", add)
    done = sorewise("import", str(table))
    assert done.code == 1
    assert "Kept before that: 200 new" in done.err
    assert done.err.endswith("What came before is saved.\n")
