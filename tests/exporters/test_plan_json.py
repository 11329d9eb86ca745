"""The plan as our own JSON: whole, and the same whatever the order in which it is given."""

import json
from datetime import date

from exporters.sessions import sessions
from sorewise.exporters.plan_json import document
from sorewise.model.plan import Absence, Availability
from sorewise.model.plan_json import plan_from_json

AVAILABLE = Availability(
    weekdays={1: 0, 6: 120},
    dates={date(2026, 11, 28): 30},
    absences=(Absence(first=date(2026, 12, 1), last=date(2026, 12, 3)),),
)


def test_a_thousand_sessions_come_back_whole():
    """With the availability and the plan's id."""
    made = tuple(sessions(1000))
    text = document(made, plan="spring", availability=AVAILABLE)
    back = plan_from_json(json.loads(text))
    assert (back.plan, back.availability) == ("spring", AVAILABLE)
    assert set(back.sessions) == set(made)
    assert document(made[::-1], plan="spring", availability=AVAILABLE) == text
    assert len(text.splitlines()) == 1000 + 6
