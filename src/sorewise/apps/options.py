"""Options that many commands share."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Annotated, Any

from cyclopts import Parameter, Token

from sorewise.text import commands as said

WIDE = 60
"""So much of what was given is shown again."""

Json = Annotated[bool, Parameter("--json", negative=(), help="Print JSON.")]


def whole_number(_type: Any, tokens: Sequence[Token]) -> int:
    """Read a whole number for Cyclopts, which by itself would round 1.5. Raises ValueError for anything else."""
    given = tokens[0].value
    try:
        return int(given)
    except ValueError as error:
        raise ValueError(said.not_whole(textwrap.shorten(given, WIDE))) from error


Whole = Parameter(converter=whole_number)
"""For a parameter that is a whole number: `Annotated[int, Whole, Parameter("--seed")]`."""
