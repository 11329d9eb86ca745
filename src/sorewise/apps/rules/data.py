"""`rules data`: the rulebook as JSON, for evaluators in other languages."""

from __future__ import annotations

import json
from typing import Annotated, Literal

from cyclopts import Parameter

from sorewise.apps.here import here
from sorewise.apps.out import say_line

Phase = Annotated[
    Literal["morning", "in_run", "after_run"] | None, Parameter("--phase", help="Only what one phase needs.")
]


def data(*, phase: Phase = None) -> None:
    """Print the rulebook, checked and with every threshold resolved, as JSON."""
    from sorewise.engine.trees import trees

    say_line(json.dumps(trees(here().chosen_book(), phase), ensure_ascii=False, indent=1))
