"""Where a session comes from, in words: each place that told it, how it was known again, and what is its word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sorewise.model.records import Origin, Session
from sorewise.text.measures import clock, day
from sorewise.text.needs import Manner
from sorewise.text.page import Line
from sorewise.text.session import done_said
from sorewise.text.speech import capital, listed, mark, tr, trn

SOURCES = {
    "fit": mark("a FIT file"),
    "tcx": mark("a TCX file"),
    "gpx": mark("a GPX file"),
    "strava": mark("Strava's table"),
    "garmin": mark("Garmin's account export"),
    "apple_health": mark("Apple Health"),
    "intervals.icu": mark("intervals.icu"),
    "pmsys": mark("PMSys"),
    "sorewise": mark("an export of sorewise"),
    "hand": mark("you"),
}
WHY = {
    "first": mark("It was there first."),
    "same_file": mark("The same file."),
    "same_watch": mark("The same recording: one watch, begun at the same second."),
    "same_id": mark("It goes by the same id."),
    "alike": mark("The same sport, begun within a minute, time and distance within two in a hundred."),
}
QUALITY = {
    "partial": mark("Only a part of the file could be read, so it stands behind the others."),
    "repaired": mark("The file had a flaw that could be mended."),
}
FIELDS = {
    "start": mark("start"),
    "sport": mark("sport"),
    "sub_sport": mark("kind of sport"),
    "kind": mark("kind of session"),
    "duration_s": mark("duration"),
    "moving_s": mark("moving time"),
    "distance_m": mark("distance"),
    "ascent_m": mark("climb"),
    "descent_m": mark("descent"),
    "rpe": mark("effort"),
    "feel": mark("how it felt"),
    "heart_rate": mark("heart rate"),
    "trimp": mark("heart-rate load"),
    "hr_zone_s": mark("time in heart-rate zones"),
    "race": mark("race"),
    "legs": mark("leg day"),
    "name": mark("name"),
    "device": mark("watch"),
    "shape": mark("course of pace and climb"),
    "developer": mark("what apps on the watch wrote"),
    "zone": mark("time zone"),
}
"""Each field of a session that has a word of its own."""

Told = Sequence[tuple[Origin, Sequence[str]]]


def page(session: Session, told: Told, manner: Manner) -> Iterator[Line]:
    """The session, and each place that told it."""
    when = f"{day(session.day)} {clock(session.start)}"
    named = f"{session.name}: " if session.name else ""
    yield Line(tr("{when}: {what}", when=when, what=named + done_said(session, manner)), "lead")
    yield Line(session.id, "quiet")
    many = len(told)
    yield Line(
        tr("One place told it.")
        if many == 1
        else trn("{n} place told it; each field is the word of the one that knows it best.",
                 "{n} places told it; each field is the word of the one that knows it best.", many)
    )  # fmt: skip
    for origin, fields in told:
        yield Line(_place(origin), "item")
        for sentence in _sentences(origin, fields, alone=many == 1):
            yield Line(sentence, "text", 1)


def _place(origin: Origin) -> str:
    source = SOURCES.get(origin.source)
    what = capital(tr(source)) if source else origin.source
    return tr("{what}: {path}", what=what, path=origin.path) if origin.path else what


def _sentences(origin: Origin, fields: Sequence[str], *, alone: bool) -> Iterator[str]:
    if not alone:
        yield tr(WHY[origin.why])
        yield _word(FIELDS, fields)
    if origin.quality in QUALITY:
        yield tr(QUALITY[origin.quality])


def _word(words: Mapping[str, str], fields: Sequence[str]) -> str:
    if not fields:
        return tr("Others know all of it better.")
    return tr("Its word: {fields}.", fields=listed([tr(words[name]) for name in fields if name in words]))


def none_called(which: str) -> str:
    """No session has this id."""
    return tr(
        'No session is called "{which}". Name its id, the beginning of it, or its day; '
        "sorewise history --json shows them.",
        which=which,
    )
