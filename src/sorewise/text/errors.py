"""What went wrong, as one sentence a runner can act on: what, where, and what to do. Made of codes and values."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

from sorewise.model.errors import AnswerError, InputError, RulebookError, SorewiseError, StoreError
from sorewise.model.facts import Fact
from sorewise.text.exports import refused_said
from sorewise.text.speech import listed, mark, marks, tr, trn

STORE = {
    "full": mark("The disk has no room left for {place}. Nothing was written; make room and do it again."),
    "locked": mark("{place} is in use by another program. Nothing was written; close it, or try again in a moment."),
    "read_only": mark(
        "{place} cannot be written. Nothing was changed; give yourself the right to write there, or name another file "
        "with --db."
    ),
    "damaged": mark(
        "{place} is damaged or is no sorewise store. It was left as it is; "
        "put a copy or an export in its place, or name another file with --db."
    ),
    "foreign": mark("{place} belongs to another program. It was left as it is; name another file with --db."),
    "newer": mark("{place} was written by a newer sorewise. It was left as it is; upgrade sorewise to read it."),
    "cannot_open": mark(
        "{place} cannot be opened. See whether it is a file, and whether you may read and write there."
    ),
    "disk": mark("The disk under {place} failed. Nothing new was kept; have the disk checked."),
    "record": mark("A record that does not fit was refused. Nothing was written."),
    "url": mark(
        "{place} is no address of a database that can be used. Write it like postgresql+psycopg://name@host/database, "
        "and install the driver that it names."
    ),
    "unreachable": mark("The database {place} does not answer. Nothing was written; see whether it runs."),
}
"""One sentence a `kind` of StoreError."""

NO_FACT = mark('There is no fact called "{fact}".')
NEAR = mark('There is no fact called "{fact}"; did you mean "{near}"?')
WRONG = mark('"{fact}" is {given}; it should be {wanted}.')
SAFETY = mark('"safety" is {given}; it should be "none", or a list of signs of the safety page.')
NO_SIGN = mark('There is no sign called "{given}" on the safety page.')
NO_PLACE = mark('There is no place called "{given}" on the body map.')
SPOTS = mark('"spots" should be a list of places, each with its region, side and answers.')
NO_PATH = mark("{path}: there is no such file or folder.")
MISTAKES = marks("The rulebook has {n} mistake:", "The rulebook has {n} mistakes:")
REGION_FACTS = ("region", "regions")


def error_said(error: SorewiseError, facts: Mapping[str, Fact] | None = None) -> str:
    """The sentence of an error; `facts` of the rulebook makes it more helpful for answers.

    An error without a code or values of its own speaks for itself.
    """
    match error:
        case StoreError():
            kind, place = error.values.get("kind"), error.values.get("place", "")
            return tr(STORE[kind], place=place) if isinstance(kind, str) and kind in STORE else str(error)
        case AnswerError():
            return _answer(error, facts or {})
        case RulebookError():
            return "\n".join([trn(*MISTAKES, len(error.mistakes)), *error.mistakes])
        case InputError() if set(error.values) == {"path"}:
            return tr(NO_PATH, path=error.values["path"])
        case SorewiseError(code="export"):
            return refused_said(error.values.get("kind"))
    return str(error)


def _answer(error: AnswerError, facts: Mapping[str, Fact]) -> str:
    name = str(error.values.get("fact", ""))
    given = error.values.get("given")
    if not name:
        return str(error)
    if name == "safety":
        return (
            tr(NO_SIGN, given=given)
            if isinstance(given, str) and given.isidentifier()
            else tr(SAFETY, given=_shown(given))
        )
    if name == "spots" and "given" not in error.values:
        return tr(SPOTS)
    if name in REGION_FACTS and isinstance(given, str):
        return tr(NO_PLACE, given=given)
    if "given" not in error.values:
        near = get_close_matches(name, facts, n=1)
        return tr(NEAR, fact=name, near=near[0]) if near else tr(NO_FACT, fact=name)
    fact = facts.get(name)
    wanted = wanted_said(fact) if fact else str(error.values.get("wanted", ""))
    return tr(WRONG, fact=name, given=_shown(given), wanted=wanted)


def wanted_said(fact: Fact) -> str:
    """What an answer to this fact may be."""
    if fact.type == "bool":
        return tr("yes or no (true or false)")
    if fact.type in {"word", "words"}:
        possible = listed(list(fact.choices))
        return (
            tr("one of {choices}", choices=possible)
            if fact.type == "word"
            else tr("some of {choices}", choices=possible)
        )
    kind = tr("a whole number") if fact.type == "integer" else tr("a number")
    if fact.range is None:
        return kind
    low, high = fact.range
    said = tr("{kind} from {low} to {high}", kind=kind, low=f"{low:g}", high=f"{high:g}")
    return f"{said} {fact.unit}" if fact.unit and fact.unit != "0-10" else said


def _shown(value: object) -> str:
    """What was given, as it was written; words in quotation marks."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return f'"{value}"' if isinstance(value, str) else str(value)
