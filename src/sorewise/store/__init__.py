"""Where it is kept: tables and migrations of the runner's own database.

Reading needs the standard library only, so that `sorewise today` starts at once; SQLAlchemy is loaded by the first
write and Alembic only when a migration is due (docs/decisions/0014-reading-without-sqlalchemy.md).
"""

from sorewise.store.records import (
    SECTIONS,
    Added,
    DecisionRecord,
    Everything,
    PlanSpan,
    Record,
    RulebookText,
    Undone,
    WeekVersion,
    WeekWhy,
)
from sorewise.store.store import Store
from sorewise.store.web import Draft

__all__ = [
    "SECTIONS",
    "Added",
    "DecisionRecord",
    "Draft",
    "Everything",
    "PlanSpan",
    "Record",
    "RulebookText",
    "Store",
    "Undone",
    "WeekVersion",
    "WeekWhy",
]
