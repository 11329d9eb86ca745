"""Where sessions come from, what could not be read, and what is taken all the same: through the command."""

import gzip
import zipfile
from datetime import UTC, datetime

import pytest

from importers import fit_writer as w


@pytest.fixture
def whole():
    """A FIT file of a run."""
    return w.run_file()


@pytest.fixture
def spoilt(whole):
    """The same with a wrong checksum."""
    return whole[:-1] + bytes((whole[-1] ^ 4,))


def test_a_session_tells_where_it_comes_from(sorewise, whole, tmp_path):
    """One file, by its path inside the archive."""
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as archive:
        archive.writestr("activities/1.fit.gz", gzip.compress(whole))
    assert sorewise("import", str(tmp_path / "export.zip")).code == 0
    (session,) = sorewise("history", "--days", "9999", "--json").json["days"][0]["sessions"]
    done = sorewise("import", "--explain", session["id"])
    assert "One place told it." in done.out
    assert f"AFITfile:{tmp_path}/export.zip!activities/1.fit.gz" in "".join(done.out.split())
    (told,) = sorewise("import", "--explain", session["start"][:10], "--json").json["sessions"]
    (place,) = told["origins"]
    assert (place["source"], place["why"]) == ("fit", "first")
    assert {"start", "distance_m", "rpe"} <= set(place["told"])


def test_a_session_told_twice_tells_both(sorewise, whole, tmp_path):
    """Logged that evening, imported later: whose word is which, and why it is one."""
    (tmp_path / "a.fit").write_bytes(whole)
    sorewise("import", str(tmp_path / "a.fit"))
    (session,) = sorewise("history", "--days", "9999", "--json").json["days"][0]["sessions"]
    start = datetime.fromisoformat(session["start"]).astimezone(UTC)
    day, clock = start.date().isoformat(), f"{start:%H:%M}"
    km, minutes = str(session["distance_m"] / 1000), str(session["duration_s"] / 60)
    sorewise("log", "session", "--day", day, "--at", clock, "--km", km, "--minutes", minutes, "--rpe", "9")
    page = sorewise("import", "--explain", day)
    assert "2 places told it" in page.out
    assert "You\n  The same sport, begun within a minute" in page.out
    assert "Its word: sport and effort." in page.out


def test_no_session_is_called_so(sorewise):
    """Where its name can be found is said."""
    done = sorewise("import", "--explain", "nothing")
    assert (done.code, 'No session is called "nothing".' in done.err) == (2, True)


def test_what_could_not_be_read_is_listed_until_it_is_accepted(sorewise, spoilt, tmp_path):
    """The sentence, what to type, and then the session."""
    path = tmp_path / "a.fit"
    path.write_bytes(spoilt)
    assert [one["path"] for one in sorewise("import", str(path), "--json").json["refused"]] == [str(path)]
    listed = sorewise("import", "--problems").out
    (problem,) = sorewise("import", "--problems", "--json").json["problems"]
    assert (problem["held"], len(problem["sha256"])) == (1, 64)
    assert f"sorewise import --accept {problem['sha256'][:8]}" in listed
    assert sorewise("import", "--accept", problem["sha256"][:8], "--json").json == {"new": 1, "known": 0, "merged": 0}
    assert sorewise("import", "--problems").out == "Nothing is left that could not be read.\n"
    explained = sorewise("import", "--explain", "fit:")
    assert "Only a part of the file could be read" in explained.out
    sorewise("undo")
    assert len(sorewise("import", "--problems", "--json").json["problems"]) == 1


def test_a_file_copied_anew_is_no_problem_any_more(sorewise, whole, spoilt, tmp_path):
    """The whole file takes the place of the damaged one."""
    path = tmp_path / "a.fit"
    path.write_bytes(spoilt)
    sorewise("import", str(path))
    path.write_bytes(whole)
    assert sorewise("import", str(path), "--json").json["new"] == 1
    assert sorewise("import", "--problems", "--json").json == {"problems": []}


def test_nothing_waits_under_that_name(sorewise):
    """And where to look is said."""
    done = sorewise("import", "--accept", "elsewhere.fit")
    assert (done.code, "sorewise import --problems" in done.err) == (2, True)
