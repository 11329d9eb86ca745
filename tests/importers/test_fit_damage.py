"""Damaged FIT files: nothing is raised, and nothing wrong is told without a word."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers import fit_writer as w
from sorewise.importers import fit
from sorewise.importers.fit import frame
from sorewise.model.records import ImportProblem, Session

WHOLE = w.run_file()
MEASURES = (
    "start",
    "sport",
    "duration_s",
    "moving_s",
    "distance_m",
    "ascent_m",
    "descent_m",
    "rpe",
    "feel",
    "heart_rate",
)


def read(data):
    """Sessions and problems of a file."""
    items = list(fit.read(io.BytesIO(data), "a.fit"))
    return [each for each in items if isinstance(each, Session)], [
        each for each in items if isinstance(each, ImportProblem)
    ]


def values(data):
    """What a session says, apart from where it came from."""
    return [[getattr(each, name) for name in MEASURES] for each in read(data)[0]]


TRUE = values(WHOLE)


@pytest.mark.parametrize("envelope", [{"header_crc": 0}, {"header": 12}, {"header": 12, "header_crc": None}])
def test_legal_headers(envelope):
    """A 14-byte header may leave its checksum 0, an old one has 12 bytes; both files are whole."""
    ((run,), problems) = read(w.run_file(**envelope))
    assert (run.quality, problems, values(w.run_file(**envelope))) == ("whole", [], TRUE)


def test_a_wrong_header_checksum_under_a_right_file_checksum_is_repaired():
    """The file's checksum covers the header too, so nothing can be wrong but the writer's arithmetic."""
    ((run,), problems) = read(w.run_file(header_crc=77))
    assert (run.quality, problems) == ("repaired", [])


def test_a_length_never_written_goes_to_the_end():
    """With a right checksum there the file is proven whole; without one it is partial."""
    ((run,), problems) = read(w.run_file(length=0))
    assert (run.quality, problems) == ("repaired", [])
    ((run,), (problem,)) = read(w.run_file(length=0)[:-2])
    assert (run.quality, problem.code, problem.kept, problem.values) == ("partial", "unfinished", 1, {"messages": 34})


def test_a_file_that_ends_early_keeps_its_whole_messages():
    """How much is missing and how much is left is told; without the session message the records speak."""
    cut = WHOLE[: WHOLE.index(w.session(rpe=70, feel=75, heart_rate=144, up=80, down=120, timer=3_500_000)) + 5]
    ((run,), problems) = read(cut)
    assert [each.code for each in problems] == ["cut_short", "no_time_zone"]
    assert problems[0].values == {"missing_bytes": len(WHOLE) - len(cut), "messages": 32}
    assert (run.quality, run.duration_s, run.distance_m, run.rpe) == ("partial", 3600.0, 10_800.0, None)
    assert run.source_id == read(WHOLE)[0][0].source_id


def test_a_leg_that_was_not_closed_is_pieced_together_after_those_that_were():
    """A multisport file cut in its second leg."""
    first = w.session(w.SWIM, 18, w.START, 900, 750)
    records = [w.record(at, at, 150) for at in (1000, 1100, 1200)]
    cut = w.fit(w.file_id(), first, *records, w.activity())[:-20]
    sessions, _ = read(cut)
    assert [(each.sport, each.duration_s, each.quality) for each in sessions] == [
        ("swim", 900.0, "partial"),
        ("other", 200.0, "partial"),
    ]


def test_developer_fields_are_walked_over():
    """A cut file keeps the session that has one."""
    session = w.session_with_developer_field(7)
    data = w.fit(w.file_id(), w.developer_field("Power"), session, w.record(9), w.activity())
    for end in range(data.index(session) + len(session), len(data)):
        ((run,), problems) = read(data[:end])
        assert (run.distance_m, problems[0].code) == (10_000.0, "cut_short")
    for end in range(data.index(session), data.index(session) + len(session)):
        assert read(data[:end])[0] == []


def test_chained_files_are_read_each_and_one_bad_does_not_lose_the_other():
    """`place` says which part it was."""
    other = w.fit(w.file_id(created=w.START + 9000), w.session(start=w.START + 9000), w.activity(end=w.START + 12_600))
    sessions, problems = read(WHOLE + other)
    assert (len({each.id for each in sessions}), problems) == (2, [])
    for spoilt, code in ((_flipped(other, 60), "damaged"), (other[:20], "cut_short"), (b"\0" * 9, "extra_bytes")):
        sessions, (problem,) = read(WHOLE + spoilt)
        assert (values(WHOLE + spoilt), problem.code, problem.place) == (TRUE, code, "part 2")
    sessions, (problem,) = read(_flipped(WHOLE, 300) + other)
    assert (len(sessions), problem.code, problem.place) == (1, "damaged", "")


def test_a_chained_settings_file_is_no_news():
    """Some watches append their settings to the activity."""
    assert read(WHOLE + w.fit(w.file_id(w.SETTINGS)))[1] == []


def test_a_right_checksum_over_nonsense_is_damage():
    """A data message without a definition; a field whose type does not exist (the decoder panics at it)."""
    no_type = w.message(20, {200: ("u8", 140)}).replace(b"\xc8\x01\x02", b"\xc8\x01\x11")
    for body in (b"\x05\x01\x02", no_type):
        sessions, (problem,) = read(w.fit(w.file_id(), body))
        assert (sessions, problem.code, problem.values) == ([], "damaged", {"reason": "content"})


def test_what_a_wrong_checksum_covers_is_held_back():
    """It may be right but for one byte nobody reads; whether it counts is for the runner to say."""
    spoilt = _flipped(WHOLE, len(WHOLE) - 1)
    sessions, (problem,) = read(spoilt)
    assert (sessions, problem.code, problem.kept) == ([], "damaged", 0)
    (held,) = problem.held
    assert [getattr(held, name) for name in MEASURES] == TRUE[0]
    assert (held.quality, held.device_id) == ("partial", read(WHOLE)[0][0].device_id)


def test_a_file_too_large_is_refused(monkeypatch):
    """Before it is decoded, since messages take many times the memory of the file."""
    monkeypatch.setattr(fit, "MOST_BYTES", 100)
    assert read(WHOLE)[1][0].values == {"bytes": len(WHOLE), "most": 100}


@pytest.mark.parametrize("stop", [KeyboardInterrupt, SystemExit])
def test_a_person_can_interrupt(monkeypatch, stop):
    """Only the decoder's own failures are caught."""
    import fitfast

    def interrupted(data):
        raise stop

    monkeypatch.setattr(fitfast, "parse", interrupted)
    with pytest.raises(stop):
        read(WHOLE)


def test_every_truncation_is_named_and_none_tells_a_wrong_value_in_silence():
    """Each length of a made file: a problem always, and what is left carries `partial`."""
    for length in range(12, len(WHOLE)):
        sessions, problems = read(WHOLE[:length])
        assert problems, length
        assert all(each.quality == "partial" for each in sessions), length


@given(st.integers(0, len(WHOLE) * 8 - 1), st.integers(0, 15))
def test_flipped_bits_are_named(bit, width):
    """A burst of up to 16 flipped bits: the checksum sees it, or the file says what is left of it; or it is no FIT."""
    data = bytearray(WHOLE)
    for each in {bit, min(bit + width, len(WHOLE) * 8 - 1)}:
        data[each // 8] ^= 1 << each % 8
    sessions, problems = read(bytes(data))
    assert problems
    assert all(each.quality == "partial" for each in sessions)


@given(st.binary(max_size=400), st.sampled_from([0, 12, 14, 255]), st.booleans())
def test_random_bytes_never_raise(noise, header, right):
    """Noise behind a signature, with and without right checksums."""
    data = w.fit(noise, header=header) if right else bytes((header,)) + noise[:7].ljust(7) + b".FIT" + noise[7:]
    sessions, problems = read(data)
    assert problems or sessions


@given(st.lists(st.tuples(st.integers(14, len(WHOLE) - 3), st.integers(0, 255)), max_size=5))
def test_wild_content_under_right_checksums_never_raises(changes):
    """Whatever a broken watch writes and sums up rightly."""
    data = bytearray(WHOLE)
    for at, byte in changes:
        data[at] = byte
    read(w.fit(bytes(data[14:-2])))


@given(st.binary(max_size=200))
def test_the_walk_over_messages_stays_inside(body):
    """The last whole message ends at or before the end of the data, and what precedes it walks the same."""
    end, count = frame.whole_messages(body)
    assert 0 <= end <= len(body)
    assert frame.whole_messages(body[:end]) == (end, count)
    assert frame.crc16(body) == w.crc16(body)


def _flipped(data, at):
    return data[:at] + bytes((data[at] ^ 4,)) + data[at + 1 :]
