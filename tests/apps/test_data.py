"""The data is the runner's: in, out, taken back, forgotten, deleted."""

import json
import stat

import pytest

from importers import fit_writer as w
from sorewise.store import Store

CSV = "date,restingHR,hrv,sleepSecs\n2026-11-18,52,61,27000\n2026-11-19,53,59,26000\n2026-11-20,500,60,25000\n"


def test_an_import_counts_what_is_new_known_and_unreadable(sorewise, tmp_path):
    """A folder with a good table and a picture: new, then known; the unreadable file is named with its reason."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "wellness.csv").write_text(CSV, encoding="utf-8")
    (folder / "photo.fit").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    first = sorewise("import", str(folder))
    assert first.code == 0
    assert first.out.splitlines()[0] == "3 new, 0 known, 1 file with a remark, 1 file refused"
    assert "photo.fit" in first.out
    assert "restingHR" in first.out
    assert sorewise("import", str(folder)).out.splitlines()[0] == "0 new, 3 known, 1 file refused"


def test_a_folder_of_fit_files_is_read(sorewise, tmp_path):
    """Two are new, a broken one is named with its reason and costs only itself; next time all are known."""
    folder = tmp_path / "watch"
    folder.mkdir()
    first, second = w.START, w.START + 86_400
    for name, start in (("a.fit", first), ("b.fit", second)):
        content = w.fit(w.file_id(created=start), w.session(start=start), w.activity(end=start + 3600))
        (folder / name).write_bytes(content)
    (folder / "c.fit").write_bytes(w.run_file()[:40])
    done = sorewise("import", str(folder))
    assert done.out.splitlines()[0] == "2 new, 0 known, 1 file refused"
    assert "c.fit" in done.out
    again = sorewise("import", str(folder), "--json").json
    assert (again["new"], again["known"], len(again["refused"])) == (0, 2, 1)


def test_an_import_taken_back_is_gone(sorewise, tmp_path):
    """`undo` takes the whole import back, and nothing else."""
    table = tmp_path / "wellness.csv"
    table.write_text(CSV, encoding="utf-8")
    sorewise("log", "leg-day")
    sorewise("import", str(table))
    assert "Taken back" in sorewise("undo").out
    with Store.open(sorewise.db) as store:
        history = store.history()
    assert (len(history.nights), len(history.sessions)) == (0, 1)


def test_an_export_comes_back_whole(sorewise, sore, tmp_path):
    """Export, import into an empty store, export again: the same bytes."""
    sorewise("profile", "--birth-year", "1985", "--country", "DE")
    sorewise("log", "leg-day", "--day", "yesterday")
    sorewise("log", "plan", "long", "--km", "20")
    sorewise("check", "--answers", sore)
    out = tmp_path / "all.json"
    assert sorewise("export", str(out)).code == 0
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    other = tmp_path / "other.db"
    assert sorewise("import", str(out), db=other).code == 0
    assert sorewise("export", "-", db=other).out == out.read_text(encoding="utf-8")
    assert sorewise("why", db=other).out == sorewise("why").out


def test_an_export_is_not_written_over_unasked(sorewise, tmp_path):
    """A file that is there stays, unless `--force` says otherwise."""
    out = tmp_path / "all.json"
    out.write_text("mine", encoding="utf-8")
    assert sorewise("export", str(out)).code == 2
    assert out.read_text(encoding="utf-8") == "mine"
    assert sorewise("export", str(out), "--force").code == 0
    assert json.loads(out.read_text(encoding="utf-8"))["sorewise"]


def test_an_export_can_leave_out_what_is_private(sorewise, tmp_path):
    """`--without-private` leaves out the private groups."""
    sorewise("profile", "--switch-on", "medicines", "--set", "statin=yes", "--birth-year", "1985")
    assert "statin" in sorewise("export", "-").out
    out = sorewise("export", "-", "--without-private").out
    assert "statin" not in out
    assert "birth_year" in out


def test_forgetting_a_group_takes_it_from_everything(sorewise, easy):
    """`forget` deletes the facts of one group and switches it off; the rest stays."""
    sorewise("profile", "--switch-on", "medicines", "--set", "statin=yes", "--birth-year", "1985")
    sorewise("check", "--answers", easy)
    assert sorewise("forget", "medicines", "--yes").code == 0
    found = sorewise("profile", "--json").json
    assert found["switched_on"] == []
    assert found["answers"] == {"birth_year": 1985}
    kept = json.loads(sorewise("export", "-").out)
    assert "statin" not in json.dumps({name: part for name, part in kept.items() if name != "rulebooks"})
    assert sorewise("today").code == 0


def test_deleting_everything_leaves_no_file(sorewise, easy):
    """The file and what lies beside it are gone."""
    sorewise("check", "--answers", easy)
    assert sorewise("delete-everything", "--yes").code == 0
    assert not list(sorewise.folder.glob("own.db*"))


def test_undo_with_nothing_to_undo_says_so(sorewise):
    """No error, a sentence."""
    done = sorewise("undo")
    assert (done.code, done.out.strip()) == (0, "There is nothing to take back.")


@pytest.mark.parametrize(
    ("arguments", "field", "expected"),
    [
        (("leg-day", "--minutes", "40", "--rpe", "7"), "sessions", {"sport": "strength", "legs": True, "rpe": 7}),
        (("session", "--miles", "10"), "sessions", {"sport": "run", "distance_m": pytest.approx(16093.44)}),
        (("race", "10k", "--minutes", "50"), "sessions", {"kind": "race", "race": "10k", "duration_s": 3000}),
        (("plan", "intervals", "--day", "tomorrow"), "plan", {"kind": "intervals", "day": "2026-11-21"}),
        (("night", "--sleep-h", "6.5", "--hrv", "60"), "nights", {"sleep_s": 23400, "hrv_rmssd": 60}),
    ],
)
def test_what_is_logged_by_hand_is_kept(sorewise, arguments, field, expected):
    """Each kind of record, as it was told, in words and in the export."""
    assert "Kept" in sorewise("log", *arguments).out
    (record,) = json.loads(sorewise("export", "-").out)[field]
    assert {name: record[name] for name in expected} == expected


def test_what_is_logged_counts_at_the_next_check_in(sorewise, easy):
    """A leg day yesterday evening makes an otherwise free morning easy."""
    assert sorewise("check", "--answers", easy, "--json").json["headline"] == "run_as_planned"
    sorewise("undo")
    sorewise("log", "leg-day", "--day", "yesterday", "--at", "19:00", "--minutes", "45", "--rpe", "8")
    assert sorewise("check", "--answers", easy, "--json").json["headline"] != "run_as_planned"


def test_the_profile_is_shown_and_changed(sorewise):
    """What is named changes, the rest stays; `--unset` takes a fact out."""
    sorewise("profile", "--birth-year", "1985", "--goal", "both", "--zone", "Europe/Berlin", "--units", "mi")
    done = sorewise("profile", "--country", "de")
    assert "Europe/Berlin" in done.out
    found = sorewise("profile", "--unset", "goal", "--switch-on", "weight", "--json").json
    assert found["answers"] == {"birth_year": 1985}
    assert (found["units"], found["country"], found["switched_on"]) == ("mi", "DE", ["weight"])
    assert sorewise("profile", "--switch-off", "weight", "--json").json["switched_on"] == []


def test_deleting_asks_a_person_first(sorewise, easy, monkeypatch):
    """At a terminal the question comes first, and no, stopping or nobody there keeps everything."""
    sorewise("check", "--answers", easy)
    monkeypatch.setattr("sorewise.apps.data._is_somebody_there", lambda: True)
    for typed in ("n\n", "s\n", ""):
        assert "Nothing was deleted." in sorewise("delete-everything", typed=typed).out
        assert sorewise.db.exists()
    said = " ".join(sorewise("delete-everything", typed="y\n").out.split())  # the line breaks where the path is long
    assert "is deleted" in said
    assert not sorewise.db.exists()


def test_the_profile_may_name_a_language(sorewise, easy):
    """A language without a catalogue is spoken in English; numbers and yes-or-no facts are read as typed."""
    sorewise(
        "profile",
        "--language",
        "xx",
        "--switch-on",
        "cycle",
        "--set",
        "periods_missed_months=2",
        "--set",
        "vte_risk=no",
    )
    done = sorewise("check", "--answers", easy)
    assert done.code == 0
    assert sorewise("profile", "--json").json["answers"] == {"periods_missed_months": 2, "vte_risk": False}
