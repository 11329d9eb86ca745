"""What the commands of a plan ask and tell, beside the week itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sorewise.model.plan import PlannedSession
from sorewise.model.records import ImportProblem
from sorewise.text.needs import Manner
from sorewise.text.page import Line, block
from sorewise.text.session import planned_said, steps_said
from sorewise.text.speech import listed, tr, trn
from sorewise.text.taking import message
from sorewise.text.week_plan import plan_said, understood_lines


def read_lines(
    plan: str, sessions: Sequence[PlannedSession], problems: Sequence[ImportProblem], manner: Manner
) -> Iterator[Line]:
    """One plan as it was understood, before anything is kept, and what of it was not."""
    heading = trn("{plan}: {n} session", "{plan}: {n} sessions", len(sessions), plan=plan_said(plan))
    yield Line(heading, "heading")
    yield from understood_lines(sessions, manner)
    yield from block(tr("Not understood, or taken carefully"), (Line(message([one]), "item") for one in problems))


def keep_asked(count: int) -> str:
    """Before a plan is kept."""
    return trn("Keep this session?", "Keep these {n} sessions?", count)


def remove_asked(count: int) -> str:
    """Before sessions are removed."""
    return trn("Remove this session?", "Remove these {n} sessions?", count)


def cleared_asked() -> str:
    """Before the word that one was seen is taken."""
    return tr("Has a doctor or physiotherapist looked at it and said that you may run again?")


def cleared() -> str:
    """After it."""
    return tr(
        "Noted. The first days after you were sent stay without impact, and each morning's check-in still counts."
    )


def say_yes() -> str:
    """Where nobody can be asked."""
    return tr("Nothing was changed. Look at it, then say --yes.")


def too_much(count: int, days: int) -> str:
    """Where so many sessions stand in the coming days that no plan was meant by it."""
    return tr(
        "{n} sessions stand in {days} days. That is more than anybody trains, so nothing is planned with them. See "
        "which plans are kept: sorewise plan plans. Remove one: sorewise plan remove NAME.",
        n=count,
        days=days,
    )


def changed_meanwhile() -> str:
    """Where the week is another by now than the one that was agreed to."""
    return tr("Your week was changed meanwhile, so nothing was kept. Look at it again.")


def not_kept() -> str:
    """After a no."""
    return tr("Nothing was changed.")


def nothing_understood() -> str:
    """Where a file or a line holds no session at all."""
    return tr("No session was understood, so nothing was kept.")


def two_plans(there: Sequence[str]) -> str:
    """Where another plan has sessions to come."""
    return tr(
        "You already have a plan for the coming days: {plans}. --add keeps both, --replace removes what is to come of "
        "the other.",
        plans=listed([plan_said(plan) for plan in there]),
    )


def one_of(options: Sequence[str]) -> str:
    """Where options exclude each other."""
    return tr("Choose one of {options}.", options=listed(list(options)))


def no_file(path: str) -> str:
    """Where a file or folder is not there."""
    return tr('There is no file "{path}".', path=path)


def no_such_way(number: int, count: int) -> str:
    """Where another way was asked for that does not exist."""
    if not count:
        return tr("There is no other way to choose from.")
    return trn("There is {n} other way, not {number}.", "There are {n} other ways, not {number}.", count, number=number)


def no_other_way() -> str:
    """Where the proposal is the only one worth showing."""
    return tr("There is no other way worth showing.")


def no_weekday(text: str) -> str:
    """Where time was told of no day."""
    return tr('"{text}" is no day with its minutes. Write mon=60, or 2026-06-16=0.', text=text)


def away_backwards() -> str:
    """Where days away end before they begin."""
    return tr("The last day away is before the first one.")


def more_would_change(count: int) -> str:
    """Before a move that changes other sessions, too."""
    return trn("{n} other session would change. Keep this?", "{n} other sessions would change. Keep this?", count)


def description(
    session: PlannedSession, why: Iterable[str], stop: Iterable[str], manner: Manner, *, steps: bool = True
) -> str:
    """What stands in a calendar or on a watch beside a session: its parts, why it changed, when to break off."""
    parts = [line.text for line in steps_said(session.steps, manner)] if steps else []
    return "\n".join([*parts, *why, *stop])


def written(path: str, count: int) -> str:
    """After a file or folder was written."""
    return trn("{path}: {n} session written.", "{path}: {n} sessions written.", count, path=path)


def lost_in(session: PlannedSession, said: str, manner: Manner) -> str:
    """What of one session a file could not say."""
    return tr("{session}: {what}", session=planned_said(session, manner), what=said)


def nothing_to_write() -> str:
    """Where no session is left to be written."""
    return tr("There is no session in the coming days that could be written.")


def whole_calendar() -> str:
    """Where one session was to be a calendar."""
    return tr("A calendar holds the whole plan. For today's session take --fit, --zwo or --intervals.")


def no_session_today() -> str:
    """Where today's session is asked for and there is none."""
    return tr("There is no session today.")
