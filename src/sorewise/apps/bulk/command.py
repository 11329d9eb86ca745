"""`bulk`: the rulebook over a table of mornings, or over the histories of many athletes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from sorewise.apps.data import Force
from sorewise.apps.here import here
from sorewise.apps.options import Json
from sorewise.apps.out import say_json, show
from sorewise.apps.who import groups
from sorewise.model.errors import InputError
from sorewise.text import bulk as said
from sorewise.text import commands

Source = Annotated[Path, Parameter(name="IN", help="A table of mornings: .parquet, .csv, .arrow or .feather.")]
Out = Annotated[Path | None, Parameter(name="OUT", help="The Parquet file to write.")]
WithReasons = Annotated[
    Literal["all", "deciding", "none"],
    Parameter("--reasons", help="Every rule that counts, the one that decides, or none."),
]
Row = Annotated[int | None, Parameter("--explain", help="Decide this row of IN, from 1, as `decide` does.")]
Keep = Annotated[
    list[str], Parameter("--keep", consume_multiple=True, negative=(), help="Columns of IN to carry over to OUT.")
]
Private = Annotated[
    list[str], Parameter("--private", consume_multiple=True, negative=(), help="Private groups that were asked about.")
]
NanUnknown = Annotated[
    bool, Parameter("--nan-is-unknown", negative=(), help="Take NaN as unknown instead of refusing it.")
]


def bulk(
    source: Source,
    out: Out = None,
    /,
    *,
    reasons: WithReasons = "all",
    explain: Row = None,
    keep: Keep = [],  # noqa: B006 - read once
    private: Private = [],  # noqa: B006 - read once
    nan_is_unknown: NanUnknown = False,
    force: Force = False,
    as_json: Json = False,
) -> None:
    """Decide every morning of a table; each decision is the one that `decide` would make."""
    from sorewise.apps.bulk.explain import explained
    from sorewise.apps.bulk.mornings import Wanted, counted, decide_file

    book = here().chosen_book()
    if strange := [group for group in private if group not in groups(book)]:
        raise InputError(commands.no_group(strange[0], groups(book)), given=strange[0])
    wanted = Wanted(reasons=reasons, switched_on=tuple(private), keep=tuple(keep), nan_unknown=nan_is_unknown)
    if explain is not None:
        say_json(explained(source, explain, book, wanted))
        return
    if out is None or out.suffix != ".parquet":
        raise InputError(said.only_parquet(str(out or "OUT")), given=str(out))
    decide_file(source, out, book, wanted, force=force)
    mornings, verdicts = counted(out)
    if as_json:
        found = [{"activity": a, "referral": r, "mornings": count} for (a, r), count in verdicts.items()]
        say_json({"rulebook": book.version, "out": str(out), "mornings": mornings, "verdicts": found})
    else:
        show(said.judged(str(out), mornings, verdicts))
