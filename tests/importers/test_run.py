"""Worker processes: what breaks one costs one file, and what each file gave comes in the order of the files."""

import gzip
import sys
from pathlib import Path

import pytest

from importers import fit_writer as w
from importers.test_archives import packed
from importers.test_reading import CSV
from sorewise.importers import run
from sorewise.importers.run.inventory import entries, marked
from sorewise.importers.run.pool import Pool
from sorewise.model.errors import InputError

UNKIND = (("unkind", "importers.unkind_format"),)
SHORT_S = 1.5


class Told:
    """Somebody who adds up what they are told."""

    def __init__(self):
        self.plan = None
        self.files = self.size = 0

    def planned(self, files, size):
        """Note the plan."""
        self.plan = (files, size)

    def moved(self, files, size):
        """Add it."""
        self.files += files
        self.size += size


def folder(place, **deeds):
    """A folder with a file for each deed."""
    for name, deed in deeds.items():
        (place / f"{name}.fit").write_text(f"DO {deed} {name}", encoding="utf-8")
    return place


def short(found):
    """Name, number of records, whether known, and codes."""
    return [
        (
            Path(one.path).name.rpartition("!")[2],
            len(one.records),
            one.known,
            [problem.code for problem in one.problems],
        )
        for one in found
    ]


def test_what_breaks_a_worker_costs_one_file(tmp_path):
    """A crash, and a mistake of ours; the files behind them are read."""
    place = folder(tmp_path, a="2026-01-01", b="crash", c="2026-01-03", d="raise", e="2026-01-05")
    assert short(run.read_all([place], formats=UNKIND, workers=1)) == [
        ("a.fit", 1, False, []),
        ("b.fit", 0, False, ["crashed"]),
        ("c.fit", 1, False, []),
        ("d.fit", 0, False, ["our_mistake"]),
        ("e.fit", 1, False, []),
    ]


def test_a_file_that_never_ends_is_given_up(tmp_path):
    """And its worker ended."""
    place = folder(tmp_path, a="sleep", b="2026-01-02")
    with Pool(UNKIND, 1, limit_s=SHORT_S) as pool:
        coming = [pool.submit(marked(source), print) for source in entries([place])]
        assert coming[0].result().problems[0].code == "too_slow"
        assert coming[0].result().problems[0].values == {"seconds": 1}
    with Pool(UNKIND, 1) as pool:
        assert len(pool.submit(next(entries([place / "b.fit"])), print).result().records) == 1


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only there can a process be held to its memory")
def test_memory_is_capped(tmp_path):
    """A file that takes more is refused, and the next one is read by the same worker."""
    place = folder(tmp_path, a="swell", b="2026-01-02")
    found = short(run.read_all([place], formats=UNKIND, workers=1))
    assert found == [("a.fit", 0, False, ["too_much_memory"]), ("b.fit", 1, False, [])]


def test_whoever_stops_listening_ends_the_workers(tmp_path):
    """Also one that sleeps."""
    place = folder(tmp_path, a="2026-01-01", b="sleep")
    found = run.read_all([place], formats=UNKIND, workers=2)
    assert next(found).records
    found.close()


def test_the_same_content_is_read_once(tmp_path):
    """A copy, a packed copy, one in an archive, and what the caller knows already."""
    data = w.run_file()
    (tmp_path / "1.fit").write_bytes(data)
    (tmp_path / "2.fit").write_bytes(data)
    (tmp_path / "3.fit.gz").write_bytes(gzip.compress(data))
    (tmp_path / "4.zip").write_bytes(packed({"in.fit": data}))
    first, *others = run.read_all([tmp_path], workers=1)
    assert (first.known, len(first.records)) == (False, 1)
    assert [(each.known, each.records) for each in others] == [(True, ())] * 3
    known = {mark for each in (first, *others) for mark in each.marks}
    assert all(each.known for each in run.read_all([tmp_path], known=known))


def test_somebody_may_look_on(tmp_path):
    """All bytes and files are told, whatever becomes of them."""
    (tmp_path / "1.fit").write_bytes(w.run_file())
    (tmp_path / "2.csv").write_bytes(CSV)
    (tmp_path / "3.fit").write_bytes(b"x" * 100)
    (tmp_path / "4.zip").write_bytes(packed({"in.csv": CSV + b"2026-05-29,50\n", "again.csv": CSV}))
    told = Told()
    found = short(run.read_all([tmp_path], watcher=told))
    assert [known for _, _, known, _ in found] == [False, False, False, False, True]
    assert told.plan == (told.files, told.size)
    assert told.files == 5


def test_nothing_there_is_said_before_anything_is_read(tmp_path):
    """Also when it comes last."""
    (tmp_path / "1.fit").write_bytes(w.run_file())
    with pytest.raises(InputError, match="no such file"):
        next(run.read_all([tmp_path, tmp_path / "absent"]))


def test_many_files_come_in_their_order(tmp_path):
    """However the workers finish."""
    for number in range(150):
        (tmp_path / f"{number:03}.csv").write_bytes(CSV + b"2026-06-%02d,50\n" % (number % 30 + 1) * (number % 7))
    names = [name for name, *_ in short(run.read_all([tmp_path], workers=2))]
    assert names == sorted(names)
    assert len(names) == 150
