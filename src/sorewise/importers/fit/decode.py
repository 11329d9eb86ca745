"""The one module that knows the decoder (fitfast): bytes in, messages by name out, records as columns.

One pass over the file, and one over what is left of it without its records. The decoder checks structure and checksums;
a file it refuses is a `DecodeFault`.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sorewise.importers.fit.split import without_records

Message = dict[str | int, Any]
Messages = dict[str, list[Message]]
Columns = dict[str, NDArray[np.float64]]


class Decoded(NamedTuple):
    """One file: each message but the records by name, and the records as columns (what is not told is NaN)."""

    messages: Messages
    records: Columns


NOTHING = Decoded({}, {})

# Fields that are read from sessions, laps, records ... anywhere in this package. A developer field of the same name
# would silently take their place in what the decoder returns.
READ = frozenset(
    {
        "timestamp",
        "start_time",
        "local_timestamp",
        "sport",
        "sub_sport",
        "sport_profile_name",
        "total_elapsed_time",
        "total_timer_time",
        "total_moving_time",
        "total_distance",
        "total_ascent",
        "total_descent",
        "avg_heart_rate",
        "time_in_hr_zone",
        "workout_rpe",
        "workout_feel",
        "heart_rate",
        "distance",
        "altitude",
        "enhanced_altitude",
        "category",
        "category_subtype",
        "set_type",
        "message_index",
    }
)


class DecodeFault(Exception):  # noqa: N818 - never seen by a caller of this package
    """The decoder refused the bytes."""


def decode(data: bytes) -> Decoded:
    """Every message of a FIT file, by message name, each a mapping of field name to value in SI units and Unix seconds.

    Raises `DecodeFault` for anything the decoder will not take.
    """
    import fitfast

    try:
        records: Columns = fitfast.records(data, "record")
        left = without_records(data) if records else None
        messages: Messages = fitfast.parse(data if left is None else left)
    except (ValueError, MemoryError, OverflowError) as fault:
        raise DecodeFault(str(fault)) from fault
    except BaseException as fault:
        # A panic of the Rust code inside is no Exception, and its class has no importable name.
        if type(fault).__name__ != "PanicException":
            raise
        raise DecodeFault(str(fault)) from fault
    messages.pop("record", None)
    for name in hidden_names(messages):
        records.pop(name, None)
        for kind in ("session", "set", "activity", "sport", "lap"):
            for message in messages.get(kind, []):
                message.pop(name, None)
    return Decoded(messages, records)


def hidden_names(messages: Messages) -> list[str]:
    """Names of developer fields that hide a field we read: what stands under them may be either, so it is unknown."""
    return [name for name in developer_names(messages) if name in READ]


def developer_names(messages: Messages) -> list[str]:
    """Names of the fields that apps on the watch announced, each once, sorted."""
    names: set[object] = set()
    for message in messages.get("field_description", []):
        name = message.get("field_name")  # text, or several by the field's definition
        names.update(name if isinstance(name, list) else [name])
    return sorted(name for name in names if isinstance(name, str))
