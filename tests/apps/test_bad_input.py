"""Whatever is wrong: one clear sentence, exit code 2 or 1, nothing lost and nothing half-written."""

import errno
import json
import sqlite3

import pytest

WRONG_CASES = {
    "unknown fact": ({"answers": {"sorenes": 3}}, 'There is no fact called "sorenes"'),
    "out of range": ({"answers": {"pain": 11}}, '"pain" is 11; it should be a number from 0 to 10'),
    "wrong type": ({"answers": {"gait": 3}}, '"gait" is 3; it should be one of normal and changed'),
    "number as text": ({"answers": {"pain": "3"}}, '"pain" is "3"'),
    "yes as a number": ({"answers": {"hard_to_walk": 1}}, '"hard_to_walk" is 1; it should be yes or no'),
    "unknown place": ({"answers": {"spots": [{"region": "elbow"}]}}, 'There is no place called "elbow"'),
    "unknown sign": ({"answers": {"safety": ["headache"]}}, 'There is no sign called "headache"'),
    "safety no list": ({"answers": {"safety": True}}, '"safety" is true'),
    "impossible date": ({"answers": {}, "today": "2026-02-30"}, "2026-02-30"),
    "spots no list": ({"answers": {"spots": {"region": "calf"}}}, '"spots" should be a list'),
    "spot no object": ({"answers": {"spots": ["calf"]}}, "spots, 1"),
    "two places in one": ({"answers": {"spots": [{"region": ["calf", "quad"]}]}}, "should be one place"),
    "nested value": ({"answers": {"pain": {"value": 3}}}, '"pain" should be one value'),
    "answers no object": ({"answers": [1]}, '"answers" should be an object'),
    "history no object": ({"answers": {}, "history": [1]}, '"history" should be an object'),
    "unknown key": ({"answer": {}}, 'There is no key called "answer"; did you mean "answers"?'),
    "no object": ([1, 2], "A case is an object"),
    "groups no list": ({"answers": {}, "switched_on": "pregnancy"}, '"switched_on" should be a list'),
}
WRONG_TEXTS = {
    "no JSON": ("pain = 3", "This is not JSON: line 1, column 1"),
    "empty": ("", "This is not JSON"),
    "not a number": ('{"answers": {"pain": NaN}}', "NaN is not a number here"),
    "too large": ('{"answers": {"pain": 1e400}}', "too large a number"),
    "far too large": ('{"answers": {"pain": ' + "9" * 5000 + "}}", "too large a number"),
    "told twice": ('{"answers": {"pain": 1, "pain": 8}}', '"pain" is given twice'),
    "nested too deep": ("[" * 100_000, "nested deeper"),
}


@pytest.mark.parametrize("command", ["decide", "ask"])
@pytest.mark.parametrize("name", WRONG_CASES)
def test_a_case_that_cannot_be_meant_is_refused_by_name(sorewise, command, name):
    """What, where and what to do, in one sentence; exit code 2."""
    case, sentence = WRONG_CASES[name]
    done = sorewise(command, "-", "--json", typed=json.dumps(case))
    assert (done.code, done.out) == (2, "")
    assert sentence in done.err
    assert len(done.err.splitlines()) == 1


@pytest.mark.parametrize("name", WRONG_TEXTS)
def test_a_text_that_is_no_case_is_refused(sorewise, name):
    """A file that is not JSON, or says one thing twice, is never guessed at."""
    text, sentence = WRONG_TEXTS[name]
    done = sorewise("decide", "-", "--json", typed=text)
    assert done.code == 2
    assert sentence in done.err
    assert len(done.err.splitlines()) == 1


@pytest.mark.parametrize("name", WRONG_CASES)
def test_a_check_in_that_cannot_be_meant_leaves_nothing_behind(sorewise, name):
    """`check --answers` refuses the same, and no store is made."""
    case, _ = WRONG_CASES[name]
    done = sorewise("check", "--answers", "-", typed=json.dumps(case))
    assert done.code == 2
    assert "Traceback" not in done.err
    assert not sorewise.db.exists()


def test_a_file_that_is_not_there_is_said_to_be_so(sorewise, tmp_path):
    """No such file, a folder, bytes that are no text."""
    assert "there is no such file" in sorewise("decide", str(tmp_path / "none.json")).err
    assert "this is a folder" in sorewise("decide", str(tmp_path)).err
    (tmp_path / "bytes").write_bytes(b"\xff\xfe\x00")
    done = sorewise("decide", str(tmp_path / "bytes"))
    assert (done.code, "not UTF-8" in done.err) == (2, True)


@pytest.mark.parametrize(
    "arguments",
    [
        ("chekc",),
        ("check", "--nonsense"),
        ("decide",),
        ("today", "extra"),
        ("log", "race", "100k"),
        ("log", "plan", "easy", "--km", "far"),
        ("replay", "--days", "many"),
        ("replay", "--days", "-1"),
        ("history", "--days", "9999999999"),
        ("profile", "--units", "furlongs"),
    ],
)
def test_misuse_is_code_2_and_one_sentence(sorewise, arguments):
    """An unknown command, option or choice."""
    done = sorewise(*arguments)
    assert done.code == 2
    assert done.err.rstrip().endswith("See sorewise --help.")
    assert not sorewise.db.exists()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("log", "session", "--day", "2026-02-30"), '"2026-02-30" is no day'),
        (("log", "session", "--day", "yesterday", "--at", "25:00"), '"25:00" is no time of day'),
        (("log", "session", "--day", "tomorrow"), "has not been yet"),
        (("log", "session", "--km", "5", "--miles", "3"), "not both"),
        (("log", "session", "--minutes", "-5"), "--minutes is -5"),
        (("log", "session", "--km", "nan"), "--km is nan"),
        (("log", "session", "--rpe", "11"), "--rpe is 11"),
        (("log", "night"), "at least one"),
        (("log", "night", "--resting-hr", "5"), "--resting-hr is 5"),
        (("log", "night", "--sleep-h", "7", "--day", "2999-01-01"), "has not been yet"),
        (("profile", "--birth-year", "1066"), '"birth_year" is 1066'),
        (("profile", "--set", "pain=3"), '"pain" is no fact of the profile'),
        (("profile", "--set", "goal"), "FACT=VALUE"),
        (("profile", "--set", "statin=maybe"), '"statin" is "maybe"'),
        (("profile", "--zone", "Mars/Olympus"), "no time zone"),
        (("profile", "--zone", "../../etc/passwd"), "no time zone"),
        (("profile", "--country", "Germany"), "no country code"),
        (("profile", "--switch-on", "secrets"), '"secrets" is no private group'),
        (("forget", "secrets"), '"secrets" is no private group'),
        (("forget", "weight"), "--yes"),
        (("delete-everything",), "--yes"),
        (("rules", "show", "RX-NOTHING"), 'no rule called "RX-NOTHING"'),
        (("rules", "check", "nowhere"), "no such rulebook folder"),
        (("--rulebook", "nowhere", "rules", "list"), "no such rulebook folder"),
        (("import", "nowhere"), "there is no such file or folder"),
        (("why",), "There is no verdict yet"),
        (("why", "--day", "2026-13-01"), '"2026-13-01" is no day'),
        (("today",), "There is no verdict for today yet"),
        (("run-check", "--during", "--after"), "Choose one"),
        (("run-check",), "--during, --after or --before"),
    ],
)
def test_an_option_that_cannot_be_meant_is_refused(sorewise, arguments, sentence):
    """Exit code 2, the sentence, and no store."""
    done = sorewise(*arguments)
    assert done.code == 2
    assert sentence in done.err
    assert "Traceback" not in done.err
    assert not sorewise.db.exists()


def test_a_broken_rulebook_names_its_mistakes(sorewise, tmp_path):
    """File, rule and place of each mistake; exit code 2."""
    own = tmp_path / "mine"
    (own / "rules").mkdir(parents=True)
    (own / "rules" / "club.toml").write_text('[RS-HEAVY]\nwhen = "sorenes > 3"\n', encoding="utf-8")
    for arguments in (("rules", "check", str(own)), ("--rulebook", str(own), "rules", "list")):
        done = sorewise(*arguments)
        assert done.code == 2
        assert "rules/club.toml, RS-HEAVY" in done.err
        assert "sorenes" in done.err


COMMANDS_ON_A_STORE = [("today",), ("why",), ("history",), ("replay",), ("undo",), ("export", "-"), ("check",)]


@pytest.mark.parametrize("arguments", COMMANDS_ON_A_STORE)
def test_a_broken_store_is_left_as_it_is(sorewise, arguments):
    """A file that is no database: exit code 1, a sentence, and the same bytes afterwards."""
    sorewise.db.write_bytes(b"this is no database" * 100)
    done = sorewise(*arguments)
    assert done.code == 1
    assert "damaged" in done.err
    assert sorewise.db.read_bytes() == b"this is no database" * 100


def test_a_store_of_a_newer_version_is_left_as_it_is(sorewise, easy):
    """Exit code 1, and the word to upgrade."""
    sorewise("check", "--answers", easy)
    with sqlite3.connect(sorewise.db) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    done = sorewise("today")
    assert done.code == 1
    assert "newer sorewise" in done.err


def test_a_full_disk_keeps_what_was_there(sorewise, easy, sore, monkeypatch):
    """The second check-in finds no room: exit code 1, and the first verdict still stands."""
    before = sorewise("check", "--answers", easy, "--json").json
    with monkeypatch.context() as full:
        full.setattr("sorewise.store.put.Batch.put", _no_room)
        done = sorewise("check", "--answers", sore)
    assert done.code == 1
    assert "no room left" in done.err
    assert sorewise("today", "--json").json["headline"] == before["headline"]


def _no_room(*_, **__):
    error = sqlite3.OperationalError("database or disk is full")
    error.sqlite_errorcode = sqlite3.SQLITE_FULL
    raise error


def test_a_full_disk_leaves_no_half_export(sorewise, easy, monkeypatch, tmp_path):
    """An export that finds no room: exit code 1, the file is named, and neither it nor a part of it is there."""
    sorewise("check", "--answers", easy)
    monkeypatch.setattr("os.fsync", _disk_full)
    done = sorewise("export", str(tmp_path / "all.json"))
    assert done.code == 1
    assert "all.json: No space left on device. Nothing was half-written." in " ".join(done.err.split())
    assert not list(tmp_path.glob("all.json*"))


def _disk_full(_):
    raise OSError(errno.ENOSPC, "No space left on device")


def test_an_error_nobody_meant_is_a_sentence_too(sorewise, monkeypatch):
    """A mistake of ours: exit code 1, no traceback, and how to see more."""
    monkeypatch.setattr("sorewise.store.Store.decisions", lambda *_, **__: 1 / 0)
    done = sorewise("today")
    assert done.code == 1
    assert "ZeroDivisionError" in done.err
    assert "SOREWISE_TRACE=1" in done.err
    assert "Traceback" not in done.err
