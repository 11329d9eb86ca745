"""The tables as they are now; `migrations/` holds the way here from every earlier form.

Types are portable (SQLite, PostgreSQL): times, dates and JSON are text, so that no database rewrites an offset or a
number. A column `batch` names the write that a row came with; `undo` takes a batch back. Columns of later forms stand
last, where a migration can add them without making the table anew.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    false,
)
from sqlalchemy.schema import SchemaItem

metadata = MetaData()


def _id() -> Column[str]:
    return Column("id", String, primary_key=True)


def _text(*names: str, null: bool = False) -> list[SchemaItem]:
    return [Column(name, Text, nullable=null) for name in names]


def _number(*names: str) -> list[SchemaItem]:
    return [Column(name, Float(53), nullable=True) for name in names]


def _flag(name: str) -> Column[bool]:
    return Column(name, Boolean, nullable=False)


def _later(name: str, default: str) -> Column[str]:
    """A text column of a later form: rows written before it hold the default."""
    return Column(name, Text, nullable=False, server_default=default)


def _instant() -> Column[int]:
    return Column("instant", BigInteger, nullable=False)


def _moments(*names: str) -> list[SchemaItem]:
    """Times that are compared and never shown as they stand: UTC microseconds since 1970."""
    return [Column(name, BigInteger, nullable=False) for name in names]


def _written() -> Column[int]:
    """Counts up: what happened at one moment keeps the order in which it was written."""
    return Column("written", Integer, nullable=False)


def _batch() -> Column[int]:
    return Column("batch", Integer, ForeignKey("batches.id"), nullable=True, index=True)


batches = Table(
    "batches",
    metadata,
    Column("id", Integer, primary_key=True),
    *_text("what", "source", "at"),
)

replaced = Table(
    "replaced",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("batch", Integer, ForeignKey("batches.id", ondelete="CASCADE"), nullable=False, index=True),
    *_text("kind", "row"),
    Column("removed", Boolean, nullable=False, server_default=false()),
)  # what a write changed or removed, as it was before: a row of the table called `kind`, as JSON

problems = Table(
    "problems",
    metadata,
    Column("id", Integer, primary_key=True),
    *_text("path", "code", "place"),
    Column("kept", Integer, nullable=False),
    Column("values", Text, nullable=False),
    Column("batch", Integer, ForeignKey("batches.id", ondelete="CASCADE"), nullable=True, index=True),
    _later("file_sha256", ""),
    _later("held", "[]"),
    Column("accepted", Boolean, nullable=False, server_default=false()),
)

contents = Table("contents", metadata, _id())  # marks of what was read and need not be read again

profile = Table(
    "profile",
    metadata,
    _id(),
    *_text("answers", "units", "country", "zone", "language", "switched_on"),
    _flag("parent_agreed"),
    _batch(),
    _later("rulebook", "standard"),
)

sessions = Table(
    "sessions",
    metadata,
    _id(),
    *_text("day", "start"),
    _instant(),
    *_text("sport", "sub_sport"),
    *_text("kind", null=True),
    *_number("duration_s", "moving_s", "distance_m", "ascent_m", "descent_m", "rpe", "feel", "heart_rate", "trimp"),
    *_text("hr_zone_s"),
    *_text("race", null=True),
    _flag("legs"),
    *_text("name", "device", "source", "source_id", "file_sha256", "quality"),
    _batch(),
    _later("device_id", ""),
    _later("origins", "[]"),
    *_text("shape", null=True),
    _later("developer", "{}"),
    Index("ix_sessions_day", "day"),
)

nights = Table(
    "nights",
    metadata,
    _id(),
    *_text("day"),
    *_number("resting_hr", "hrv_rmssd", "hrv_sdnn", "sleep_s", "sleep_quality", "sleep_score"),
    *_number("soreness", "fatigue", "stress", "mood"),
    *_text("scale", "source"),
    _batch(),
    Index("ix_nights_day", "day"),
)

check_ins = Table(
    "check_ins",
    metadata,
    _id(),
    *_text("day", "at"),
    _instant(),
    _written(),
    *_text("phase", "answers", "spots"),
    *_text("safety", null=True),
    *_text("source"),
    _batch(),
    Index("ix_check_ins_day", "day"),
)

planned_sessions = Table(
    "planned_sessions",
    metadata,
    _id(),
    *_text("day"),
    *_text("start", null=True),
    *_text("kind"),
    *_number("duration_s", "distance_m"),
    *_text("steps"),
    _flag("key"),
    *_text("hold"),
    *_text("race", null=True),
    *_text("name", "source", "source_uid", "status"),
    _batch(),
    _later("zone", ""),
    *_text("priority", null=True),
    _later("notes", ""),
    _later("plan", ""),
    Column("source_sequence", Integer, nullable=False, server_default="0"),
    _later("assumed", "[]"),
    Index("ix_planned_sessions_day", "day"),
)

rulebooks = Table("rulebooks", metadata, _id(), *_text("version", "release", "files"), _batch())

decisions = Table(
    "decisions",
    metadata,
    _id(),
    *_text("day", "at"),
    _instant(),
    _written(),
    Column("check_in_id", String, ForeignKey("check_ins.id", ondelete="CASCADE"), nullable=True, index=True),
    *_text("phase", "answers", "history"),
    *_text("safety", null=True),
    *_text("rulebook", "release", "overlay", "decision"),
    *_text("planned", null=True),
    _batch(),
    *_text("forecast", null=True),
    Index("ix_decisions_day", "day"),
    Index("ix_decisions_instant", "instant"),
)

week_versions = Table(
    "week_versions",
    metadata,
    _id(),
    *_text("at"),
    _instant(),
    _written(),
    *_text("why", "settings"),
    _batch(),
    Index("ix_week_versions_instant", "instant"),
)  # what the runner said of their weeks and agreed to; the last one holds, none is ever changed

# What was handed out. It can be made again: no export has it, and `undo` leaves it.

calendar_entries = Table(
    "calendar_entries",
    metadata,
    _id(),
    Column("sequence", Integer, nullable=False),
    *_text("digest", "changed", "day"),
    *_text("start", null=True),
    *_text("zone", "summary"),
    *_text("cancelled_on", null=True),
)  # what was written to calendars, by UID: an entry that changed is written with the next number

# What the web app keeps beside the record. None of it is the runner's history: no export has it, and `undo` leaves it.

drafts = Table(
    "drafts",
    metadata,
    _id(),
    *_text("day", "at", "body", "updated"),
    Index("ix_drafts_day", "day"),
)

ticks = Table(
    "ticks",
    metadata,
    Column("decision_id", String, primary_key=True),
    Column("item", String, primary_key=True),
    *_text("at"),
)

owner = Table("owner", metadata, _id(), *_text("name", "password", "handle"), *_moments("made"))

logins = Table("logins", metadata, _id(), *_moments("made", "seen"), *_text("agent"))

passkeys = Table(
    "passkeys",
    metadata,
    _id(),
    *_text("public_key"),
    Column("sign_count", BigInteger, nullable=False),
    *_text("name", "host"),
    *_moments("made"),
)

failures = Table(
    "failures",
    metadata,
    Column("id", Integer, primary_key=True),
    *_text("who"),
    _instant(),
)  # attempts to log in that did not succeed, by account and by address
