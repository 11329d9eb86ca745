"""What was wrong with a file, in a sentence: what, why it matters, and what to do. The codes are the importers'."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from sorewise.model.records import ImportProblem
from sorewise.text.plan_problems import PLAN_SENTENCES
from sorewise.text.speech import mark, marks, number, tr, trn

MEGABYTE = 1024 * 1024


class Twin(NamedTuple):
    """Two templates for one code: with the values it speaks of, and without them."""

    full: str
    bare: str


SENTENCES: Mapping[str, str | Twin] = {
    # the file itself
    "too_large": mark("The file has {bytes_mb} MB; more than {most_mb} MB is not read. Export a shorter time."),
    "empty_file": mark("The file is empty. Copy or export it again."),
    "empty_folder": mark("The folder is empty. Name the folder that holds the files."),
    "folder_named_file": mark("This is a folder, though it is called like a {suffix} file; what is in it is read."),
    "not_a_file": mark("This is neither a file nor a folder ({what}); it was passed over."),
    "link_loop": mark("This link leads back to itself; it was passed over."),
    "link_broken": mark("This link leads nowhere; the file it stood for is gone."),
    "unreadable": Twin(
        mark("The file could not be read: {why}. Give yourself the right to read it, or copy it again."),
        mark("The file could not be read. Copy it again."),
    ),
    "unknown_format": Twin(
        mark("This looks like {looks_like}, which is not read. FIT, TCX, GPX and the exports of services are."),
        mark("The content is of no format that is read. FIT, TCX, GPX and the exports of services are."),
    ),
    "damaged": Twin(
        mark("The file is damaged ({why}); nothing of it was taken. Export or copy it again."),
        mark("The file is damaged; nothing of it was taken. Export or copy it again."),
    ),
    "cut_short": Twin(
        mark("The file breaks off, {missing_bytes} bytes too early. What stands before the end was read."),
        mark("The row breaks off at the end of the file. Its last cell was left out."),
    ),
    "unfinished": mark("The recording was not closed, so its end may be missing. What was written was read."),
    "extra_bytes": mark(
        "After the end of the recording there are {bytes} bytes that belong to nothing; they were left out."
    ),
    "too_slow": mark("Reading it took longer than {seconds} s, so it was given up; nothing of it was taken. Split it."),
    "too_much_memory": mark("Reading it takes more memory than a file may have; nothing of it was taken."),
    "crashed": mark("The file broke the program that reads it, so nothing of it was taken. Export or copy it again."),
    "our_mistake": mark(
        "A mistake of sorewise ({what}) stopped it at this file; nothing of it was taken. Please report it."
    ),
    "more_problems": mark("{count} more of such problems are not told one by one."),
    # an archive
    "nothing_inside": mark("There is nothing in this archive that is read. Name the one that holds your activities."),
    "bomb": mark("It would grow {ratio} times when unpacked, as no training data does; nothing of it was unpacked."),
    "too_many_names": mark("The archive lists more than {most} files; none was read. Split it, or name a folder."),
    "unsafe_name": mark("The name leads out of the archive, as no export's does; this part was not opened."),
    "link_inside": mark("This part of the archive is a link to somewhere else; it was not opened."),
    "encrypted": mark("This part of the archive is locked with a password. Unpack it and import the folder."),
    "unknown_packing": mark("This part of the archive is packed in an uncommon way. Unpack it and import the folder."),
    "nested_too_deep": mark("This archive lies in an archive in an archive; it was not opened. Unpack it first."),
    # what a recording says
    "no_activity": Twin(
        mark("The file holds no training and no night, but: {what}."), mark("The file holds no training and no night.")
    ),
    "no_session": mark("The recording has no summary, so one was made of its parts."),
    "no_date": mark("A session without a date cannot be placed in the history; it was left out."),
    "no_time_zone": mark(
        "The recording does not tell its time zone, so UTC is taken; a late run may stand on the next day."
    ),
    "legs_unknown": mark(
        "It is not known whether the legs were trained, so this strength session counts as leg day (if not: "
        "sorewise log --fix DAY --no-legs)."
    ),
    "resting_hr_is_average": mark("Only a mean of several days was given for the resting heart rate; it was left out."),
    "hrv_is_average": mark("Only a mean of several days was given for the heart-rate variability; it was left out."),
    "field_hidden": mark('Another program wrote a field of its own called "{field}", so this value is not known.'),
    # a recording or an export in XML
    "xml_cut_short": mark("The file breaks off in the middle. What stands before was read; export or copy it again."),
    "xml_broken": mark(
        "Part of the file is not as XML must be. What could be read around it was taken; export it again."
    ),
    "no_times": mark("A track without times is a route and no run; {count} left out."),
    "odd_times": mark("The device's clock was not set, so the day of the track is not known; {count} left out."),
    "too_short": mark("A track of less than a minute is no session; {count} left out."),
    "sport_guessed": mark(
        "The track does not say its sport; by its speed it counts as {what} (if not: "
        "sorewise log --fix DAY --sport SPORT)."
    ),
    "values_undated": mark("{count} values do not say when they were measured; they were left out."),
    "values_left_out": mark("{count} values of {field} cannot be; they were left out."),
    "impossible_day": mark("The day {date} is not one of yours: the clock was set wrong. This record was left out."),
    "too_fast": mark("Nobody covers {km} km in {minutes} minutes like this; the distance was left out."),
    "very_long": mark("It lasts {hours} hours. If the watch was left on, undo the import and leave this file out."),
    # values
    "not_a_number": Twin(
        mark('"{value}" of {field} is no number; this value was left out.'),
        mark('"{value}" is no number; this value was left out.'),
    ),
    "out_of_range": Twin(
        mark("{value} of {field} cannot be: it should be from {least} to {most}. This value was left out."),
        mark("{value} of {field} cannot be. This value was left out."),
    ),
    "bad_date": mark('"{value}" is no day. Write days like 2026-11-22; the row was left out.'),
    # a table
    "doubled_column": mark('There are two columns called "{name}"; the first one is read.'),
    "doubled_date": mark("The day {date} was told before ({first}); this one was left out."),
    "answered_again": mark("The day {date} was answered again later ({last}); this row was left out."),
    "several_people": mark(
        "The table tells of {people} people, but a history is one runner's; nothing was taken. Keep one person's rows."
    ),
    "unknown_sport": mark('The sport "{name}" is not known here; it counts as another sport than running.'),
    "local_time_only": mark(
        "No time zone is told, so times are taken as your clock's; a run that Strava's table tells too may stand twice."
    ),
    "too_many_cells": mark(
        "The row has {cells} cells for {columns} columns; it was left out, since no cell can be trusted."
    ),
    "open_quote": mark("A quotation mark is not closed; the cells after it were left out."),
    # our own document
    "not_json": mark("The document cannot be read as JSON from here on. Export it again."),
    "bad_format": mark("The document does not say how it is written. Export it again."),
    "newer_format": mark("The document was written by a newer sorewise. Upgrade sorewise to read it."),
    "left_out": mark("This part of the document is not known here; it was left out."),
    "missing_field": mark("Something is missing here: {expected}. This record was left out."),
    "unknown_field": mark("This field is not known here. The record was left out."),
    "bad_field": mark("This should be {expected}. The record was left out."),
    "doubled_id": mark('A record known by "{id}" stands there already; this one was left out.'),
    "missing_check_in": mark('The check-in "{id}" is not in the document; the decision was kept without it.'),
    **PLAN_SENTENCES,
}
KEPT = marks("{n} record was kept.", "{n} records were kept.")
HELD = marks(
    "{n} record of it, perhaps wrong, waits until you take it all the same.",
    "{n} records of it, perhaps wrong, wait until you take them all the same.",
)
REASONS = {
    "header": mark("its beginning is not as it should be"),
    "checksum": mark("its checksum is wrong"),
    "content": mark("what is in it makes no sense"),
    "gzip": mark("it cannot be unpacked"),
    "zip": mark("the archive cannot be unpacked"),
    "EACCES": mark("you may not read it"),
    "EPERM": mark("you may not read it"),
    "EIO": mark("the disk failed"),
    "ENOENT": mark("it is gone"),
    "ENAMETOOLONG": mark("its name is too long"),
    "unknown": mark("nobody knows why"),
}
LOOKS = {
    "pipe": mark("a pipe"),
    "socket": mark("a socket"),
    "device": mark("a device"),
    "unknown": mark("unknown"),
    "png": mark("a PNG picture"),
    "jpeg": mark("a JPEG picture"),
    "gif": mark("a GIF picture"),
    "pdf": mark("a PDF"),
    "zip": mark("a ZIP archive; unpack it first"),
    "gzip": mark("a gzip file in a gzip file"),
    "tar": mark("a TAR archive; unpack it first"),
    "7z": mark("a 7z archive; unpack it first"),
    "rar": mark("a RAR archive; unpack it first"),
    "sqlite": mark("a database"),
    "parquet": mark("a Parquet table"),
    "gpx": mark("a GPX track"),
    "tcx": mark("a TCX file"),
    "apple_health": mark("an Apple Health export"),
    "html": mark("a web page"),
    "xml": mark("an XML file"),
    "settings": mark("settings of a watch"),
    "workout": mark("a planned workout"),
    "course": mark("a course"),
    "route": mark("a route"),
    "waypoints": mark("single places"),
    "run": mark("a run"),
    "walk": mark("a walk"),
    "ride": mark("a ride"),
}
FALLBACK = mark("This could not be taken ({code}).")


def problem_said(problem: ImportProblem) -> str:
    """Where, and what is wrong there: "runs/1.fit, line 7: The row ..."."""
    where = ", ".join(part for part in (problem.path, problem.place) if part)
    said = problem_why(problem)
    return tr("{where}: {why}", where=where, why=said) if where else said


def problem_why(problem: ImportProblem) -> str:
    """What is wrong, without the place."""
    template = SENTENCES.get(problem.code)
    values = dict(_values(problem))
    if template is None:
        said = tr(FALLBACK, code=problem.code.replace("_", " "))
    else:
        full, bare = template if isinstance(template, Twin) else (template, FALLBACK)
        said = _filled(full, values) or _filled(bare, values) or tr(FALLBACK, code=problem.code.replace("_", " "))
    if problem.held and not problem.accepted:
        said = f"{said} {trn(*HELD, len(problem.held))}"
    return f"{said} {trn(*KEPT, problem.kept)}" if problem.kept else said


def _filled(template: str, values: Mapping[str, str]) -> str:
    """The sentence, or "" if it speaks of a value that was not given."""
    try:
        return tr(template).format_map(values)
    except KeyError:
        return ""


def _values(problem: ImportProblem) -> Iterator[tuple[str, str]]:
    """The values in words: a reason under `why`, sizes in megabytes too."""
    for name, value in problem.values.items():
        if name == "reason":
            yield "why", tr(REASONS.get(str(value), REASONS["unknown"]))
        elif isinstance(value, str) and value:
            yield name, tr(LOOKS[value]) if name in {"looks_like", "what"} and value in LOOKS else value
        elif isinstance(value, int | float):
            yield name, f"{value:g}" if isinstance(value, float) else str(value)
            if name in {"bytes", "most"}:
                yield f"{name}_mb", number(value / MEGABYTE)
