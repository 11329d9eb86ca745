"""`profile`: who the runner is, as far as they told."""

from __future__ import annotations

from typing import Any

from sorewise.apps.day import data
from sorewise.apps.here import here
from sorewise.apps.profile import Wanted, changed, readable
from sorewise.apps.web.api.operation import Call, Operation
from sorewise.text.web import api as said

OWN = ("birth_year", "experience_years", "goal")
SPOKEN = ("units", "country", "zone", "language")


def show(_call: Call) -> Any:
    """The profile."""
    with here().store() as store:
        return data(store.profile())


def change(call: Call) -> Any:
    """The profile with that changed."""
    body = call.body
    with here().store() as store:
        wanted = Wanted(
            facts={**{name: body.get(name) for name in OWN}, **body.get("set", {})},
            unset=body.get("unset", ()),
            spoken={name: body.get(name) for name in SPOKEN},
            switch_on=body.get("switch_on", ()),
            switch_off=body.get("switch_off", ()),
            parent_agrees=body.get("parent_agrees"),
            rulebook=body.get("rulebook"),
        )
        after, _ = changed(store, store.profile(), readable(wanted.rulebook), wanted)
    return data(after)


OPERATIONS = (
    Operation(verb="profile", path="/profile", says=said.PROFILE, gives="Profile", answer=show),
    Operation(
        verb="profile", method="POST", path="/profile", says=said.PROFILE_CHANGE, takes="ProfileChange",
        gives="Profile", answer=change,
    ),
)  # fmt: skip
