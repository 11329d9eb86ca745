"""The page that looks back: what its parts are called, and every count in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sorewise.model.verdict import Place
from sorewise.text import measures
from sorewise.text.measures import MINUTES
from sorewise.text.needs import Manner
from sorewise.text.places import place
from sorewise.text.session import DONE
from sorewise.text.speech import capital, listed, mark, marks, number, tr, trn

TITLE = mark("History")
EMPTY = mark("Nothing to look back on yet")
EMPTY_WHY = mark(
    "After a few check-ins you see here where it hurt, on which days, and what was on before. "
    "Past sessions and nights can be there at once: bring in what your watch has kept."
)
FIRST_CHECK_IN = mark("Check in")
BRING_IN = mark("Bring in your training")
COUNTS_ONLY = mark("These are counts of what you told and what your watch kept. They do not say what caused what.")
REPORT = mark("Make a page for a physiotherapist")

CALENDAR = mark("Calendar")
LATEST = mark("To the last weeks")
EARLIER, LATER = mark("Earlier month"), mark("Later month")
KEY = mark("The number is the worst pain of the day, the dot a session.")
WORST = mark("Worst pain")
NOTHING_KEPT = mark("nothing kept")

BODY = mark("Where it was sore")
BODY_LEVELS = mark("Days sore:")
WEEK_EARLIER, WEEK_LATER = mark("A week earlier"), mark("A week later")
SLIDER = mark("Four weeks up to")
VIEWS = {"front": mark("Front"), "back": mark("Back"), "soles": mark("Soles")}
NOT_SORE = mark("Nothing was said to be sore in these four weeks.")
AS_TABLE = mark("Show as a table")
PLACE, SORE_DAYS, TOLD_DAYS = mark("Place"), mark("Days sore"), mark("Days told")

SORENESS = mark("Soreness, place by place")
SORENESS_WHY = mark("Worst pain of each day that you told of, 0 to 10. Where the line breaks, nothing was told.")
DAY = mark("Day")
NOT_TOLD = mark("not told")
SORE_NO_NUMBER = mark("sore, no number")

BEFORE = mark("What was on before it became sore")
BEFORE_WHY = mark("The last 26 weeks. “In all” is on how many days the same was on, with soreness after it or without.")
BEFORE_NONE = mark("No place became sore in these weeks.")
WHAT, TIMES, IN_ALL = mark("What was on"), mark("Times"), mark("Days in all")

LOAD = mark("Load, week by week")
LOAD_WHY = mark(
    "Load is how hard a session felt (0 to 10) times its minutes. Weeks end today. A week with a session of unknown "
    "load has no bar."
)
LOAD_NONE = mark("No session with a known load in these weeks.")
FORM = mark("Short-term and long-term load")
FORM_WHY = (
    mark("Short-term load (ATL): your mean load of a day in about the last week. It tells how much you are doing now."),
    mark(
        "Long-term load (CTL): the same over about six weeks. It tells what you are used to; in the first "
        "months of your records it is still too low, and so is the balance."
    ),
    mark(
        "Balance (TSB): long-term minus short-term, on the evening before. Below zero you do more than you are used "
        "to, above zero less."
    ),
)
FORM_NO_RULE = mark("No rule reads these three, and none of your verdicts rests on them.")
WEEK_TO, WEEK_LOAD, SESSIONS, RUNNING = mark("Week to"), mark("Load"), mark("Sessions"), mark("Running")
ATL, CTL, TSB = mark("ATL"), mark("CTL"), mark("TSB")

RESTING = mark("Resting heart rate")
SLEEP = mark("Sleep")
NIGHT, MEASURED, BASELINE, WEEK_MEAN = mark("Night"), mark("Measured"), mark("Baseline"), mark("Mean of the week")
NIGHTS_NONE = mark("No nights are kept. They come with the export of a watch.")

TO_HISTORY = mark("All days")
DAY_SESSIONS = mark("Sessions")
DAY_VERDICTS = mark("Verdicts of this day, as they were shown")
DAY_SPOTS = mark("Sore places")
HOLDS = mark("This one held.")
DAY_NOTHING = mark("Nothing is kept of this day.")

MONTHS = (
    mark("January"), mark("February"), mark("March"), mark("April"), mark("May"), mark("June"),
    mark("July"), mark("August"), mark("September"), mark("October"), mark("November"), mark("December"),
)  # fmt: skip
WEEKDAYS = (mark("Mo"), mark("Tu"), mark("We"), mark("Th"), mark("Fr"), mark("Sa"), mark("Su"))

ON = {
    "easy": mark("an easy run"),
    "recovery": mark("a recovery run"),
    "long": mark("a long run"),
    "tempo": mark("a tempo run"),
    "intervals": mark("intervals"),
    "hills": mark("hills"),
    "race": mark("a race"),
    "strength": mark("strength without the legs"),
    "leg_day": mark("a leg day"),
    "new_exercise": mark("a new exercise"),
    "run": mark("a run of unknown kind"),
    "walk": mark("a walk"),
    "ride": mark("a ride"),
    "swim": mark("a swim"),
    "other": mark("another session"),
    "spike": mark("a run much longer than before"),
    "downhill": mark("a lot of downhill"),
    "nothing": mark("no session"),
}
"""What was on a day, after "the day after"."""
AGO = {0: mark("the same day: {what}"), 1: mark("the day before: {what}"), 2: mark("two days before: {what}")}

SPELLS = marks("1 spell", "{n} spells")
OF_ALL, OF_TOLD = mark("{place}: sore on {n} of {days}"), mark("{place}: sore on {n} of {days} that you told of")
OF_THEM = mark("{count}, {n} of them the day after {what}")


def table_of(title: str) -> str:
    """The name of a table beside its heading, which may be marked only."""
    return tr("Table: {title}", title=tr(title))


def month(first: date) -> str:
    """As in "May 2026"."""
    return tr("{month} {year}", month=tr(MONTHS[first.month - 1]), year=first.year)


def on(what: str) -> str:
    """What was on, inside a sentence."""
    return tr(ON.get(what, ON["other"]))


def pain(value: float | None) -> str:
    """Pain inside a sentence; None is unknown."""
    return tr(SORE_NO_NUMBER) if value is None else tr("pain {n} of 10", n=number(value))


def spots_said(spots: Sequence[tuple[Place, float | None]]) -> str:
    """As in "left calf, pain 4 of 10; right knee (front), sore, no number"."""
    return "; ".join(tr("{place}, {pain}", place=place(where), pain=pain(value)) for where, value in spots)


def day_label(day: date, word: str, spots: Sequence[tuple[Place, float | None]], sessions: Sequence[str]) -> str:
    """One day of the calendar for somebody who hears it: everything that the cell shows."""
    parts = [word] if word else []
    parts += [spots_said(spots)] if spots else []
    parts += [tr("done: {sessions}", sessions=listed(list(sessions)))] if sessions else []
    return tr("{day}: {what}", day=measures.day(day), what="; ".join(parts) or tr(NOTHING_KEPT))


def session_said(
    kind: str | None, sport: str, *, legs: bool, km: float | None, minutes: float | None, manner: Manner
) -> str:
    """As in "long run, 21 km, 1 h 50 min"; a leg day by that name."""
    what = tr("leg strength") if legs else tr(DONE.get(kind or sport, DONE["other"]))
    size = [measures.distance(km * 1000, manner)] if km else []
    size += [measures.duration(minutes * 60)] if minutes else []
    return ", ".join([what, *size])


def sore_days(where: Place, sore: int, told: int, window: int) -> str:
    """As in "Left calf: sore on 6 of 28 days"; where days are unknown, of those that were told."""
    form = OF_ALL if told == window else OF_TOLD
    return capital(tr(form, place=place(where), n=sore, days=measures.days(told)))


def after(said: str, times: int, what: str) -> str:
    """The same with what was on the day before: "..., 5 of them the day after intervals"."""
    return tr(OF_THEM, count=said, n=times, what=on(what))


def window(first: date, last: date) -> str:
    """Which days a picture of the body shows."""
    return tr("{first} to {last}", first=first.isoformat(), last=last.isoformat())


def picture(view: str, found: Sequence[str]) -> str:
    """What a picture of the body shows, in words."""
    return tr("{view}: {places}.", view=tr(VIEWS[view]), places="; ".join(found) or tr("nothing sore"))


def picture_title(view: str) -> str:
    """The name of a picture of the body."""
    return tr("{title}: {view}", title=tr(BODY), view=tr(VIEWS[view]))


def not_sore() -> str:
    """Where nothing was sore."""
    return tr(NOT_SORE)


def spells_said(where: Place, count: int) -> str:
    """As in "Left calf: 3 spells"."""
    return tr("{place}: {spells}", place=capital(place(where)), spells=trn(*SPELLS, count))


def spell_said(start: date, last: date, worst: float | None) -> str:
    """One spell: its days and worst pain."""
    days = (last - start).days + 1
    return tr("{day}, {days}, worst: {pain}", day=measures.day(start), days=measures.days(days), pain=pain(worst))


def before_said(what: str, ago: int) -> str:
    """As in "the day before: intervals"."""
    return tr(AGO[ago], what=on(what))


def times_said(times: int, of: int) -> str:
    """As in "5 of 6"."""
    return tr("{n} of {of}", n=times, of=of)


def soreness_desc(
    where: Place, told: int, sore: int, worst: float | None, last: tuple[date, float | None] | None
) -> str:
    """A place's chart in words."""
    counts = sore_days(where, sore, told, -1)
    if last is None:
        return tr("{counts}.", counts=counts)
    day, value = last
    return tr(
        "{counts}; worst: {worst}; last told on {day}: {pain}.",
        counts=counts, worst=pain(worst), day=day.isoformat(), pain=pain(value),
    )  # fmt: skip


def load_desc(weeks: Sequence[float | None]) -> str:
    """The bars in words."""
    known = [week for week in weeks if week is not None]
    if not known:
        return tr(LOAD_NONE)
    last = tr("unknown") if weeks[-1] is None else number(round(weeks[-1]))
    return tr(
        "{known} of {n} weeks are known. Least {least}, most {most}, the last one {last}.",
        known=len(known), n=len(weeks), least=round(min(known)), most=round(max(known)), last=last,
    )  # fmt: skip


def form_said(atl: float, ctl: float, tsb: float) -> str:
    """Where the three stand, and what that means in plain words."""
    said = tr("Now: short-term {atl}, long-term {ctl}, balance {tsb}.", atl=round(atl), ctl=round(ctl), tsb=round(tsb))
    if round(tsb) < 0:
        return tr("{said} You are doing more than you are used to.", said=said)
    if round(tsb) > 0:
        return tr("{said} You are doing less than you are used to.", said=said)
    return tr("{said} You are doing what you are used to.", said=said)


def nights_desc(values: Sequence[float], unit: str, base: float | None) -> str:
    """A chart of nights in words."""
    said = tr(
        "{n} nights, from {least} to {most} {unit}, the last one {last}.",
        n=len(values), least=number(min(values)), most=number(max(values)), unit=unit, last=number(values[-1]),
    )  # fmt: skip
    return said if base is None else tr("{said} Last baseline: {base}.", said=said, base=number(base))


def resting_why(days: int, nights: int) -> str:
    """What the band of the resting heart rate is."""
    return tr(
        "The band goes from your own baseline, the middle value of the {days} days before, to where the rules call it "
        "raised. It needs {nights} nights.",
        days=days, nights=nights,
    )  # fmt: skip


def sleep_why(days: int, nights: int) -> str:
    """What the line of the week is."""
    return tr(
        "Hours of each night, and the mean of the {days} nights up to it ({nights} of them at least).",
        days=days, nights=nights,
    )  # fmt: skip


def level_said(least: int, below: int | None) -> str:
    """A step of the colours: "4–7", "15+"."""
    return tr("{least}+", least=least) if below is None else tr("{least}–{most}", least=least, most=below - 1)


def beats() -> str:
    """The unit of a heart rate."""
    return tr("beats a minute")


def hours() -> str:
    """The unit of sleep."""
    return tr("hours")


def running(km: float, minutes: float, manner: Manner) -> str:
    """A week's running and training time."""
    return tr("{km}, {minutes}", km=measures.distance(km * 1000, manner), minutes=trn(*MINUTES, round(minutes)))


def week_days(last: date) -> str:
    """The week that ends with a day."""
    return window(last - timedelta(days=6), last)
