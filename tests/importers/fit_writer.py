"""Writes small FIT files for the tests, message by message, right or wrong as the test wants them."""

import struct

EPOCH = 631_065_600  # FIT counts seconds from the end of 1989
START = 1_779_959_815 - EPOCH  # 2026-05-28 09:16:55 UTC
CODES = {"enum": (0x00, "B"), "u8": (0x02, "B"), "i16": (0x83, "h"), "u16": (0x84, "H"), "u32": (0x86, "I")}
CODES |= {"i32": (0x85, "i"), "u32z": (0x8C, "I"), "string": (0x07, "s")}
ACTIVITY, SETTINGS, MONITORING, HRV, SLEEP = 4, 2, 32, 68, 49
RUN, RIDE, SWIM, TRAINING, TRANSITION = 1, 2, 5, 10, 3


def crc16(data, crc=0):
    """CRC-16/ARC bit by bit, so that it shares nothing with the code under test."""
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0xA001 if crc & 1 else 0)
    return crc


def message(number, fields):
    """A definition and one data message. `fields`: field number -> (type, value), a list of values for an array."""
    shape, body = b"", b""
    for field, (kind, value) in fields.items():
        base, code = CODES[kind]
        if kind == "string":
            packed = value.encode() + b"\0"
        else:
            values = value if isinstance(value, list) else [value]
            packed = struct.pack(f"<{len(values)}{code}", *values)
        shape += bytes((field, len(packed), base))
        body += packed
    return struct.pack("<BBBHB", 0x40, 0, 0, number, len(fields)) + shape + b"\0" + body


def fit(*messages, header=14, header_crc=None, length=None, crc=None):
    """A FIT file of these messages; the other arguments put wrong things into its envelope."""
    body = b"".join(messages)
    start = struct.pack("<BBHI4s", header, 0x20, 2188, len(body) if length is None else length, b".FIT")
    if header == 14:
        start += struct.pack("<H", crc16(start) if header_crc is None else header_crc)
    return start + body + struct.pack("<H", crc16(start + body) if crc is None else crc)


def file_id(kind=ACTIVITY, serial=3_400_000_001, created=START):
    """What the file is, and of which watch."""
    return message(0, {0: ("enum", kind), 1: ("u16", 1), 2: ("u16", 4315), 3: ("u32z", serial), 4: ("u32", created)})


def activity(offset_h=2.0, end=START + 3600, local=None):
    """The closing message, with the local time beside the UTC one."""
    told = end + int(offset_h * 3600) if local is None else local
    return message(34, {253: ("u32", end), 5: ("u32", told), 1: ("u16", 1)})


def session(sport=RUN, sub=0, start=START, seconds=3600, metres=10_000, **more):
    """A session message. `more`: rpe and feel (0-100), heart_rate, up, down, timer, zones, name."""
    fields = {
        253: ("u32", start + seconds),
        2: ("u32", start),
        5: ("enum", sport),
        6: ("enum", sub),
        7: ("u32", seconds * 1000),
        9: ("u32", metres * 100),
    }
    extra = {
        "timer": (8, "u32"),
        "heart_rate": (16, "u8"),
        "up": (22, "u16"),
        "down": (23, "u16"),
        "zones": (65, "u32"),
        "name": (110, "string"),
        "feel": (192, "u8"),
        "rpe": (193, "u8"),
    }
    for name, value in more.items():
        number, kind = extra[name]
        fields[number] = (kind, value)
    return message(18, fields)


def record(at, metres=0, heart_rate=140):
    """One second of a recording, `at` seconds after the start."""
    return message(20, {253: ("u32", START + at), 5: ("u32", metres * 100), 3: ("u8", heart_rate)})


def lift(category, *, kind=1, subtype=0, at=60):
    """One strength set; `kind` 1 active, 0 rest."""
    return message(
        225,
        {
            254: ("u32", START + at),
            0: ("u32", 30_500),
            3: ("u16", 8),
            5: ("u8", kind),
            7: ("u16", category),
            8: ("u16", subtype),
        },
    )


def developer_field(name):
    """Messages that announce a developer field of this name."""
    about = {0: ("u8", 0), 1: ("u8", 0), 2: ("u8", 0x84), 3: ("string", name)}
    return message(207, {3: ("u8", 0)}) + message(206, about)


def session_with_developer_field(value):
    """A running session of 10 km whose developer field 0 holds `value`."""
    shape = bytes((253, 4, 0x86, 2, 4, 0x86, 5, 1, 0x00, 9, 4, 0x86)) + bytes((1, 0, 2, 0))
    data = struct.pack("<IIBIH", START + 3600, START, RUN, 1_000_000, value)
    return struct.pack("<BBBHB", 0x60, 0, 0, 18, 4) + shape + b"\0" + data


def run_file(**envelope):
    """A whole run of an hour: records, session with RPE, closing message."""
    return fit(
        file_id(),
        *[record(at, at * 3, 140 + at % 10) for at in range(0, 3601, 120)],
        session(rpe=70, feel=75, heart_rate=144, up=80, down=120, timer=3_500_000),
        activity(),
        **envelope,
    )
