"""Time zones: which one this machine is in, and whether a name is one."""

from __future__ import annotations

import os
from pathlib import Path
from zoneinfo import ZoneInfo

UNKNOWN = "UTC"


def machine_zone() -> str:
    """The machine's zone by name, "UTC" where it does not tell."""
    told = os.environ.get("TZ", "").lstrip(":")
    if is_zone(told):
        return told
    try:
        _, _, name = str(Path("/etc/localtime").resolve()).partition("zoneinfo/")
    except OSError:
        name = ""
    return name if is_zone(name) else UNKNOWN


def is_zone(name: str) -> bool:
    """Whether there is a zone of this name."""
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):  # not a name, a folder of names, no such zone
        return False
    return True
