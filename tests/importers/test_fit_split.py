"""A file is decoded without its records and for its records alone: together that is what it says whole."""

import struct

import fitdecode
import fitfast
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from importers import fit_writer as w
from sorewise.importers.fit.decode import READ, decode
from sorewise.importers.fit.split import MOST_LEFT_BYTES, without_records

PARTS = (
    w.record(0, 0, 120),
    w.record(1, 3, 121),
    w.record(2, 6),
    w.session(),
    w.activity(),
    w.message(18, {2: ("u32", w.START)}),
    w.message(78, {0: ("u16", [1, 2, 3])}),
    struct.pack("<BBBHB", 0x41, 0, 1, 20 << 8, 1) + b"\x03\x01\x02" + b"\x01\x50" * 5,
)
OTHER = struct.pack("<BBBHB", 0x41, 0, 0, 21, 1) + b"\xfd\x04\x86"


def same(data):
    """Both ways give the same."""
    whole = fitfast.parse(data)
    records = whole.pop("record", [])
    decoded = decode(data)
    assert decoded.messages == whole
    for name, column in decoded.records.items():
        told = np.array([record.get(name, np.nan) for record in records], dtype=float)
        assert np.array_equal(column, told, equal_nan=True), name
    return len(records)


@given(st.lists(st.sampled_from(PARTS), max_size=12))
def test_together_it_is_the_whole_file(parts):
    """Whatever stands between the records, in either order of bytes."""
    same(w.fit(w.file_id(), *parts))


def test_what_is_left_is_small():
    """An hour of records leaves the messages around them."""
    data = w.fit(w.file_id(), *(w.record(at, at * 3, 130) for at in range(3600)), w.session(), w.activity())
    assert len(without_records(data)) < len(data) / 2
    assert same(data) == 3600


def test_times_that_count_from_the_message_before_stay():
    """Without the records they would count from another."""
    compressed = OTHER + struct.pack("<BI", 0x01, w.START) + struct.pack("<BI", 0x80 | 0x20 | 0x05, w.START)
    data = w.fit(w.file_id(), w.record(0, 0, 120), compressed)
    assert without_records(data) is None
    same(data)


def test_what_is_no_file_is_left_alone():
    """A message that was never defined, one that breaks off, and a file of which too much is left."""
    assert without_records(w.fit(b"\x03abc")) is None
    assert without_records(w.fit(w.file_id(), w.record(0, 0, 120)[:-1])) is None
    assert without_records(w.fit(w.session() * (MOST_LEFT_BYTES // len(w.session()) + 1))) is None


def test_two_decoders_agree_on_what_is_read():
    """Fitfast and fitdecode share nothing; every number that we read is the same in both."""
    data = w.fit(w.file_id(), *(w.record(at, at * 3, 130) for at in range(60)), w.session(rpe=60), w.activity())
    decoded = decode(data)
    compared = 0
    with fitdecode.FitReader(data) as reader:
        frames = [frame for frame in reader if frame.frame_type == fitdecode.FIT_FRAME_DATA]
    for kind in ("session", "record", "activity"):
        theirs = [frame for frame in frames if frame.name == kind]
        for number, frame in enumerate(theirs):
            ours = (
                {name: column[number] for name, column in decoded.records.items()}
                if kind == "record"
                else decoded.messages[kind][number]
            )
            for name in READ & ours.keys():
                value = frame.get_value(name)
                value = value.timestamp() if hasattr(value, "timestamp") else value
                if isinstance(value, (int, float)):
                    compared += 1
                    assert ours[name] == value, name
    assert compared > 180
