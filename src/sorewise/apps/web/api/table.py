"""Every operation, in the order in which the page and the document list them."""

from __future__ import annotations

from sorewise.apps.web.api import ahead, data, day, deciding, past, profile, rules, week, writing
from sorewise.apps.web.api.operation import Operation

BASE = "/api/v1"
OPERATIONS: tuple[Operation, ...] = (
    *day.OPERATIONS,
    *deciding.OPERATIONS,
    *writing.OPERATIONS,
    *past.OPERATIONS,
    *week.OPERATIONS,
    *ahead.OPERATIONS,
    *data.OPERATIONS,
    *rules.OPERATIONS,
    *profile.OPERATIONS,
)
