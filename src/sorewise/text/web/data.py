"""Your data in the web app: bringing in, taking along, taking back, deleting."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from sorewise.model.records import ImportProblem
from sorewise.text.measures import clock, day
from sorewise.text.page import Line
from sorewise.text.refusals import line_of, told_once
from sorewise.text.speech import listed, mark, marks, number, tr, trn
from sorewise.text.taking import counted

TITLE = mark("Your data")

BRING = mark("Bring in")
BRING_WHY = mark(
    "Files or ZIP archives of FIT, TCX, GPX, Strava, Garmin, Apple Health, intervals.icu or PMSys, or your own export. "
    "They are read here, on the computer that runs sorewise, and the files are deleted afterwards."
)
BRING_FILES = mark("Files, at most 2 GB together")
BRING_GO = mark("Bring them in")
BRING_AGAIN = mark("The same file twice is no harm: what is known is kept once.")
RUNNING = mark("An import is running")
SEE_IT = mark("See how far it is")
SENDING = mark("Sending")
SENT = mark("Sent; now it is read.")
CANCEL = mark("Cancel")
LOST = mark("The connection was lost. Nothing of it was kept; try again.")
CUT_SHORT = mark("Cancelled. Nothing of it was kept.")
TOO_LARGE = mark("That is more than 2 GB. Nothing was sent; bring it in in parts.")
UPLOADS = {
    "no_form": mark("That was no upload. Choose files and send them again."),
    "cut_off": mark("The upload ended in the middle. Nothing of it was kept; send it again."),
    "too_large": TOO_LARGE,
    "no_room": mark("There is not enough room on the disk for that. Nothing of it was kept; make room, or send less."),
    "too_many": mark("Those are too many files at once. Put them into one ZIP archive."),
    "nothing": mark("No file was chosen."),
}

TAKE = mark("Take with you")
TAKE_WHY = mark(
    "Everything that is kept, as one JSON document that can be read back in. It is not encrypted; look after it."
)
TAKE_GO = mark("Download everything")
TAKE_WITHOUT = mark("Leave out pregnancy, weight, cycle and medicines")

UNDO = mark("Take back")
UNDO_WHY = mark("The last check-in or the last import can be taken back.")
UNDO_LOOK = mark("See what that would be")
UNDO_TITLE = mark("Take this back?")
UNDO_YES = mark("Take it back")
UNDO_NO = mark("Leave it")
UNDO_NOTHING = mark("There is nothing to take back.")
UNDO_OTHER = mark("Something else was written meanwhile, so nothing was taken back. Look again.")
UNDONE = mark("Taken back.")
CHECK_IN = mark("The check-in of {at}")
WRITTEN = mark("What was written down on {at}")
IMPORT = mark("The import of {at}")
PLAN_WRITE = mark("The change of the plan of {at}")
ACCEPTED_WRITE = mark("What was taken of {path} on {at}")
TABLES = {
    "sessions": marks("{n} session", "{n} sessions"),
    "nights": marks("{n} night", "{n} nights"),
    "check_ins": marks("{n} check-in", "{n} check-ins"),
    "planned_sessions": marks("{n} planned session", "{n} planned sessions"),
    "decisions": marks("{n} verdict", "{n} verdicts"),
    "rulebooks": marks("{n} rulebook", "{n} rulebooks"),
    "profile": marks("the profile", "the profile"),
    "week_versions": marks("{n} version of your weeks", "{n} versions of your weeks"),
}
GOES = mark("What goes: {what}.")
GOES_NOTHING = mark("No record goes.")

PROBLEMS = mark("What could not be read")
PROBLEMS_NONE = mark("Nothing is left that could not be read.")
ACCEPT = mark("Take it all the same")
ACCEPTED = mark("Taken. Wrong? It can be taken back below.")
NOT_HELD = mark("Nothing of that waits any more.")

DELETE = mark("Delete everything")
DELETE_WHY = mark("Everything that sorewise keeps of you, for good.")
DELETE_FINAL = mark("There is no way back.")
DELETE_LOOK = mark("Delete everything ...")
DELETE_TITLE = mark("Delete everything, really?")
DELETE_WHAT = mark(
    "Deleted is all of {place}: your profile, every session, night, check-in and verdict, logins, and every copy."
)
DELETE_EXPORT = mark("What you downloaded is yours to keep or to delete. Download everything first?")
DELETE_OWN = mark("Your own rulebook in {folder} is not touched.")
DELETE_SURE = mark("Yes, delete everything sorewise keeps of me")
DELETE_YES = mark("Delete it now")
DELETE_NO = mark("Keep everything")
DELETE_TICK = mark("Tick the line above first. Nothing was deleted.")
DELETED_TITLE = mark("Everything is deleted")
DELETED_WHY = mark("Nothing of you is kept here any more. sorewise begins anew, as for somebody it has never met.")
BEGIN = mark("Begin anew")

IMPORT_TITLE = mark("Bringing in")
STATES = {
    "waiting": mark("Another import comes first; this one waits."),
    "reading": mark("Reading ..."),
    "done": mark("Done."),
    "stopped": mark("Cancelled."),
    "failed": mark("It could not be finished."),
}
PROGRESS = mark("How far it is")
FAR = mark("{done} of {files} files, {size} of {total} MB")
FAR_SMALL = mark("{done} of {files} files")
KEPT_SO_FAR = mark(
    "Kept so far: {what}. It stays; the same files again go on from there, and it can be taken back under Your data."
)
STOPPING = mark("Stopping ...")
OUR_MISTAKE = mark("It is our mistake, not yours. What was kept before is safe.")
GONE = mark("This import is not known any more")
GONE_WHY = mark(
    "sorewise was started anew since. What had been kept by then is kept, and nothing is half-written; the same files "
    "again go on from there. The last write can be looked at, and taken back, under Your data."
)
TO_DATA = mark("To your data")
TO_HISTORY = mark("See the history")
PASSED_OVER = marks(
    "{n} file is no training data and was passed over.", "{n} files are no training data and were passed over."
)
MORE_PROBLEMS = marks("{n} more stands under Your data.", "{n} more stand under Your data.")
MEGABYTE = 1024 * 1024
MOST_NAMED = 20


def moment(at: datetime) -> str:
    """A day and a time."""
    return tr("{day} {clock}", day=day(at.date()), clock=clock(at))


def write_said(what: str, source: str, at: datetime) -> str:
    """One write: a check-in, an import, a change of a plan, what was written by hand, or what was accepted."""
    if what == "check_in":
        return tr(CHECK_IN, at=moment(at))
    if "plan" in {what, source}:
        return tr(PLAN_WRITE, at=moment(at))
    if source == "log":
        return tr(WRITTEN, at=moment(at))
    return tr(IMPORT, at=moment(at)) if source == "import" else tr(ACCEPTED_WRITE, path=source, at=moment(at))


def goes(counts: Mapping[str, int]) -> str:
    """What a taking back takes away."""
    parts = [trn(*TABLES[table], count) if table in TABLES else str(count) for table, count in counts.items()]
    return tr(GOES, what=listed(parts)) if parts else tr(GOES_NOTHING)


def comes_back(count: int) -> str:
    """What a taking back puts back."""
    return (
        trn("{n} record becomes what it was before.", "{n} records become what they were before.", count)
        if count
        else ""
    )


def far(done: int, files: int, size: int, total: int) -> str:
    """Beside the bar."""
    if total < MEGABYTE:
        return tr(FAR_SMALL, done=done, files=files)
    return tr(FAR, done=done, files=files, size=number(size / MEGABYTE), total=number(total / MEGABYTE))


def kept_so_far(counts: Mapping[str, int]) -> str:
    """After an import that did not come to its end."""
    return tr(KEPT_SO_FAR, what=counted(counts))


def summary(
    counts: Mapping[str, int],
    partial: Mapping[str, Sequence[ImportProblem]],
    refused: Mapping[str, Sequence[ImportProblem]],
) -> Iterator[Line]:
    """What an import did: one line of counts, then a line for each kind of problem, the worst files first."""
    yield Line(counted(counts), "lead")
    flat = [problem for files in (refused, partial) for problems in files.values() for problem in problems]
    named = list(told_once(flat))
    for problem, alike in named[:MOST_NAMED]:
        yield line_of(problem, alike)
    if len(named) > MOST_NAMED:
        yield Line(trn(*MORE_PROBLEMS, len(named) - MOST_NAMED), "quiet")
    if counts["passed_over"]:
        yield Line(trn(*PASSED_OVER, counts["passed_over"]), "quiet")
