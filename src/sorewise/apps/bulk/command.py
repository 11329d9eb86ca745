"""`bulk`: the rulebook over a table of mornings, or over the histories of many athletes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from sorewise.apps.data import Force
from sorewise.apps.here import here
from sorewise.apps.options import Json, Whole
from sorewise.apps.out import say_json, show
from sorewise.apps.who import groups
from sorewise.model.errors import InputError
from sorewise.text import bulk as said
from sorewise.text import commands
from sorewise.text.page import Line

if TYPE_CHECKING:
    from sorewise.apps.bulk.tables import Wanted
    from sorewise.engine.book import Rulebook

CHUNK = 50
"""Athletes in memory at a time: enough that the work is in their rows, and not in setting out."""

Source = Annotated[
    Path, Parameter(name="IN", help="A table of mornings: .parquet, .csv, .arrow or .feather. With --history: OUT.")
]
Out = Annotated[Path | None, Parameter(name="OUT", help="The Parquet file to write.")]
History = Annotated[
    Path | None,
    Parameter("--history", help="A folder with the tables of many athletes: write the facts of each of their days."),
]
Chunk = Annotated[
    int | None,
    Whole,
    Parameter("--chunk", help="With --history: how many athletes are in memory at a time, usually 50."),
]
OnlyCheckIns = Annotated[
    bool, Parameter("--only-check-ins", negative=(), help="With --history: leave out days without a check-in.")
]
WithReasons = Annotated[
    Literal["all", "deciding", "none"],
    Parameter("--reasons", help="Every rule that counts, the one that decides, or none."),
]
Row = Annotated[int | None, Whole, Parameter("--explain", help="Decide this row of IN, from 1, as `decide` does.")]
Keep = Annotated[
    tuple[str, ...], Parameter("--keep", consume_multiple=True, negative=(), help="Columns of IN to carry over to OUT.")
]
Private = Annotated[
    tuple[str, ...],
    Parameter("--private", consume_multiple=True, negative=(), help="Private groups that were asked about."),
]
NanUnknown = Annotated[
    bool, Parameter("--nan-is-unknown", negative=(), help="Take NaN as unknown instead of refusing it.")
]


def bulk(
    source: Source,
    out: Out = None,
    /,
    *,
    history: History = None,
    chunk: Chunk = None,
    only_check_ins: OnlyCheckIns = False,
    reasons: WithReasons = "all",
    explain: Row = None,
    keep: Keep = (),
    private: Private = (),
    nan_is_unknown: NanUnknown = False,
    force: Force = False,
    as_json: Json = False,
) -> None:
    """Decide every morning of a table as `decide` would; with --history, derive the facts of many athletes first."""
    book = here().chosen_book()
    if history is not None:
        if out is not None or explain is not None:
            raise InputError(said.either("--history", "IN" if out is not None else "--explain"))
        whole = (CHUNK if chunk is None else chunk, only_check_ins)
        _derive(history, _parquet(source), book, *whole, force=force, as_json=as_json)
        return
    from sorewise.apps.bulk.mornings import counted, decide_file
    from sorewise.apps.bulk.tables import Wanted

    if chunk is not None or only_check_ins:
        raise InputError(said.only_with("--chunk" if chunk is not None else "--only-check-ins", "--history"))
    if strange := [group for group in private if group not in groups(book)]:
        raise InputError(commands.no_group(strange[0], groups(book)), given=strange[0])
    wanted = Wanted(reasons=reasons, switched_on=private, keep=keep, nan_unknown=nan_is_unknown)
    if explain is not None:
        if out is not None:
            raise InputError(said.either("--explain", "OUT"))
        _explain(source, explain, book, wanted, as_json=as_json)
        return
    out = _parquet(out)
    decide_file(source, out, book, wanted, force=force)
    mornings, verdicts = counted(out)
    if as_json:
        found = [{"activity": a, "referral": r, "mornings": count} for (a, r), count in verdicts.items()]
        say_json({"rulebook": book.version, "out": str(out), "mornings": mornings, "verdicts": found})
    else:
        show(said.judged(str(out), mornings, verdicts))


def _parquet(out: Path | None) -> Path:
    """The file to write. Raises InputError where it is no Parquet file, or none is named."""
    if out is None or not out.name:
        raise InputError(said.no_out())
    if out.suffix != ".parquet":
        raise InputError(said.only_parquet(str(out)), given=str(out))
    return out


def _explain(source: Path, row: int, book: Rulebook, wanted: Wanted, *, as_json: bool) -> None:
    """Decide one row as `decide` does, in its words."""
    from sorewise.apps.bulk.explain import explained
    from sorewise.apps.door import decided, decision_page

    state = explained(source, row, book, wanted)
    if as_json:
        say_json(decided(book, state))
    else:
        show(decision_page(book, state))


def _derive(
    folder: Path, out: Path, book: Rulebook, chunk: int, only_check_ins: bool, *, force: bool, as_json: bool
) -> None:
    """Write the facts of every athlete and day."""
    from sorewise.apps.bulk.history import write_history

    if chunk < 1:
        raise InputError(said.chunk_of_none(), given=chunk)
    done = write_history(folder, out, book, chunk=chunk, only_check_ins=only_check_ins, force=force)
    if as_json:
        say_json(
            {
                "rulebook": book.version,
                "out": str(out),
                "athletes": done.athletes,
                "mornings": done.mornings,
                "rows": done.rows,
            }
        )
    else:
        show([Line(said.derived(str(out), done.athletes, done.mornings))])
