"""The API for programs: what each operation does, what a refusal says, and the page that lists them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sorewise.text.speech import listed, mark, tr

# ---------------------------------------------------------------------------------------------------- the page

TITLE = mark("For programs")
WHAT = mark("The same verbs as the command line, as JSON: do I run today with sore legs?")
HOW = mark(
    "Send JSON as application/json. Leave out what you do not know, and never send a default in its place: unknown is "
    "not no. A name that is not known is refused, since an answer that is dropped could make a day milder. Whatever is "
    "refused is answered as application/problem+json with what, where, why and what to do. Not a diagnosis."
)
WHERE = mark("Everything stands below {base}. The whole of it, with every field, is an OpenAPI document:")
TAKES = mark("takes {what}")
GIVES = mark("gives {what}")

# ---------------------------------------------------------------------------------------------- the operations

CHECK = mark("Check in: keep a whole set of answers, and answer today's verdict.")
TODAY = mark("The verdict that holds today, as it was given.")
WHY = mark("Every rule behind a verdict, what it was made of, and what would change it.")
RUN_CHECK = mark("Check again in a run, after it, or when something changed before it.")
DECIDE = mark("Decide a case of facts; nothing is stored.")
ASK = mark("The next screen of questions for a case; nothing is stored.")
LOG_SESSION = mark("Write down a session that was done: a run unless told otherwise.")
LOG_LEG_DAY = mark("Write down a strength session that trained the legs.")
LOG_RACE = mark("Write down a race that was run.")
LOG_PLAN = mark("Write down what is planned for a day, today unless told otherwise.")
LOG_NIGHT = mark("Write down the night before a morning: sleep, resting heart rate, HRV.")
LOG_FIX = mark("Say what a session was where it was taken for something else.")
HISTORY = mark(
    "The verdicts and sessions of the last days, the load they made, and how the mornings after the verdicts of a year "
    "went."
)
REPLAY = mark("Which verdicts of the last days would now read differently.")
LAST = mark("What undo would take back; null if there is nothing.")
UNDO = mark("Take back the last check-in or the last import; null if there was nothing.")
IMPORT = mark(
    "Read one file into the store: what a watch or a service exported, an archive of such, or your own export."
)
PROBLEMS = mark("What could not be read so far, and why.")
ACCEPT = mark("Take what was held back of a damaged file.")
EXPLAIN = mark("Where a session comes from, and why several tellings of it are one.")
EXPORT = mark("Everything that is kept as one JSON document.")
FORGET = mark("Delete one private group from everything that is kept.")
DELETE = mark("Delete all that sorewise keeps of you.")
RULES = mark("Every rule.")
COMPARE = mark("Which verdicts of your history would read differently under another rulebook.")
RULE = mark("One rule with its parts, sources, grade, review and examples.")
PROFILE = mark("Who you are, as far as you told.")
PROFILE_CHANGE = mark("Change what is named, and answer the profile as it is then.")

PLAN = mark("The coming days: what is planned, what this morning makes of it and why, and how each morning may be.")
PLAN_KEEP = mark("Agree to what is proposed, or to another way by its number.")
PLAN_UNDO = mark("Take back what was agreed to or moved last, within a week.")
PLAN_CLEARED = mark("Say that you were seen with what you were sent for, and may run again.")
PLAN_MOVE = mark("What the week would be with a session on another day; with keep it is kept.")
PLAN_IMPORT = mark("What a plan is understood to say; with keep it is kept.")
PLAN_CALENDAR = mark("The plan as it was agreed to, as a calendar file (iCalendar).")

FORECAST = mark(
    "How sore the legs and each place will likely be on the next five mornings, and tomorrow after each way of "
    "spending today. It is no verdict."
)
FORECAST_SCORE = mark(
    "Every kept forecast against what was told, and how good they were, by how far ahead they looked."
)
FORECAST_LEARNED = mark("What the runner's own mornings taught, each with how often it was seen. Counts, and no cause.")

CHANGES = mark("Add what would change the verdict.")
ONE_RULE = mark("Only what this rule said, by its id.")
WHICH_DAY = mark("The verdict that held on this day; the last one, if it is left out.")
HOW_FAR = mark("How many days back.")
HOW_FAR_AHEAD = mark("How many days, from today on.")
FILE_NAME = mark("What the file is called, with its ending.")
WHICH_SESSION = mark("The session's id, the beginning of one, or its day.")
WITHOUT_PRIVATE = mark("Leave out pregnancy, weight, cycle and medicines.")
OTHER_BOOK = mark("The other rulebook.")
RULE_ID = mark("The id of a rule, or of a part of one.")

# ------------------------------------------------------------------------------------------------ the refusals

NOT_TAKEN = mark("That could not be taken")
TITLES = {
    "missing": mark("Something is missing"),
    "unknown": mark("There is nothing of that name"),
    "wrong": mark("A value does not fit"),
    "answer": mark("An answer does not fit"),
    "input": mark("That cannot be meant"),
    "not_json": mark("The body is not JSON that can be read"),
    "not_text": mark("The body is not text that can be kept"),
    "not_that_kind": mark("The body is of another kind"),
    "twice": mark("Something is told twice"),
    "phase": mark("This is no morning"),
    "other_answers": mark("The same id with other answers"),
    "nothing_yet": mark("There is no verdict"),
    "no_rule": mark("There is no such rule"),
    "no_offset": mark("A time without its offset"),
    "no_moment": mark("A time that does not exist"),
    "not_the_last": mark("Something else was written since"),
    "changed_since": mark("The week has changed since"),
    "refused": mark("A rule is against it"),
    "two_plans": mark("There is another plan"),
    "no_way": mark("There is no such way"),
    "no_session": mark("There is no such session"),
    "no_day": mark("That is none of the coming days"),
    "export": mark("The file could not be written"),
    "parent": mark("A parent has to speak first"),
    "rulebook": mark("The rulebook has a mistake"),
    "store": mark("Your data cannot be reached"),
    "import": mark("The import did not come to its end"),
    "stopped": mark("The import was stopped"),
    "no_room": mark("The disk is full"),
    "not_found": mark("There is no such address"),
    "not_that_way": mark("This address is used in another way"),
    "out_of_order": mark("Something went wrong here"),
}
MEND = mark("Mend it and send it again. Nothing was kept.")
TO_DO = {
    "missing": mark("Add it and send it again. Nothing was kept."),
    "unknown": mark("Write the name as the document has it, or leave it out. Nothing was kept."),
    "twice": mark("Say it once. Nothing was kept."),
    "not_that_kind": mark("Say so in Content-Type. Nothing was kept."),
    "phase": mark("Send it to run-check. Nothing was kept."),
    "other_answers": mark("Send other answers under an id of their own. What was kept under this one stays."),
    "nothing_yet": mark("Check in first."),
    "no_rule": mark("Ask for the list of rules."),
    "no_offset": mark("Add the offset, and send it again. Nothing was kept."),
    "not_the_last": mark("Look at what would be taken back, and decide again. Nothing was taken back."),
    "changed_since": mark("Ask for the week again, and decide again. Nothing was kept."),
    "refused": mark("Choose another day; some rules can be set aside by anyway. Nothing was moved."),
    "two_plans": mark("Say in others whether it makes room or stays beside it. Nothing was kept."),
    "no_session": mark("Ask for the week; its sessions have ids. Nothing was moved."),
    "rulebook": mark("Mend the rulebook, or choose another one in the profile. Nothing was kept."),
    "store": mark("See to it, and send it again."),
    "import": mark("Send the file again: what was kept stays, and is not kept twice."),
    "stopped": mark("Send the file again: what was kept stays, and is not kept twice."),
    "no_room": mark("Make room and send it again. Nothing was kept."),
    "not_found": mark("See the document at /api/v1/openapi.json for every address."),
    "not_that_way": mark("See the header Allow, or the document at /api/v1/openapi.json."),
    "out_of_order": mark("It is our mistake. What was kept before is safe; see whether what you just sent was kept."),
    "foreign": mark("Send it from the app itself, or from a program that names no other site."),
    "logged_out": mark("Log in, and send it again with the cookie of the login."),
    "not_encrypted": mark("Use the address that begins with https."),
    "too_large": mark("Send less, or in parts. Nothing was kept."),
    "no_host": mark("Use the address that the server printed when it started."),
}
NOT_FOUND_WHY = mark("Nothing is answered at this address.")
NOT_THAT_WAY_WHY = mark("There is something at this address, but not for this method.")
OUT_OF_ORDER_WHY = mark("The server met something that it was not made for.")


def missing(name: str) -> str:
    """For a name that has to be there."""
    return tr('"{name}" is missing.', name=name)


def unknown(name: str, near: str) -> str:
    """For a name that nothing has."""
    if near:
        return tr('There is no "{name}" here; did you mean "{near}"?', name=_short(name), near=near)
    return tr('There is no "{name}" here.', name=_short(name))


def no_parameter(name: str, known: Sequence[str]) -> str:
    """For something in the address that is not read."""
    if known:
        return tr('"{name}" is not read here; there is {known}.', name=_short(name), known=listed(list(known)))
    return tr('"{name}" is not read here; nothing is told in this address.', name=_short(name))


def told_twice(name: str) -> str:
    """For something that stands twice in the address."""
    return tr('"{name}" is given twice; which one is meant?', name=_short(name))


def wrong(name: str, given: object, wanted: Sequence[str]) -> str:
    """For a value that does not fit."""
    *first, last = wanted or [""]
    what = tr("{one}, or {other}", one=", ".join(first), other=last) if first else last
    return tr('"{name}" is {given}; it should be {wanted}.', name=name or "body", given=_shown(given), wanted=what)


def one_of(choices: Iterable[Any]) -> str:
    """For a value out of a list."""
    shown = [_shown(one).strip('"') for one in choices]
    return tr("one of {choices}", choices=listed(shown)) if len(shown) != 1 else shown[0]


def number(kind: str, low: float | None, high: float | None) -> str:
    """For a number in its range."""
    what = tr("a whole number") if kind == "integer" else tr("a number")
    if low is None or high is None:
        return what
    return tr("{kind} from {low} to {high}", kind=what, low=f"{low:g}", high=f"{high:g}")


def a_list(most: int | None) -> str:
    """For a list."""
    return tr("a list") if most is None else tr("a list of {most} at most", most=most)


def a_text(means: str) -> str:
    """For a text of a form of its own."""
    return (
        tr("a text of that form: {form}", form=means) if means else tr("a text without line breaks, and not too long")
    )


def kind(name: str) -> str:
    """For something that is of another kind altogether."""
    return {"boolean": tr("true or false"), "object": tr("an object"), "string": tr("a text")}.get(name, name)


def not_that_kind(kind: str, taken: Sequence[str]) -> str:
    """For a body of another kind."""
    if not kind:
        return tr("The request does not say what its body is; it should be {taken}.", taken=tr(" or ").join(taken))
    return tr("The body is {kind}; it should be {taken}, in UTF-8.", kind=_short(kind), taken=tr(" or ").join(taken))


def not_text(byte: int) -> str:
    """For bytes that are no text."""
    return tr("The body is not UTF-8 text (byte {byte}).", byte=byte)


def half_a_character() -> str:
    """For text that no store can keep."""
    return tr("There is half a character, or a character of no meaning, in a text.")


def too_deep() -> str:
    """For brackets in brackets without end."""
    return tr("This JSON is nested deeper than anything that is read here.")


def not_a_morning() -> str:
    """For answers of a run that came as a check-in."""
    return tr("A check-in is about the morning; what is told in a run or after it is sent to run-check.")


def other_answers(name: str) -> str:
    """For an id under which something else is kept."""
    return tr("{id} is kept already, with other answers.", id=name)


def no_offset(given: str) -> str:
    """For a time of nowhere."""
    example = "2026-03-08T07:15:00+01:00"
    return tr(
        '"at" is {given}; without its offset it could be any hour. Write {example}.',
        given=_shown(given),
        example=example,
    )


def no_moment(given: str) -> str:
    """For what is no time."""
    example = "2026-03-08T07:15:00+01:00"
    return tr(
        '"at" is {given}; it should be a time that exists, such as {example}.', given=_shown(given), example=example
    )


def not_the_last(number: int) -> str:
    """For an undo of something else."""
    return tr("{number} is not what was written last.", number=number)


def changed_since() -> str:
    """For a proposal that is not the one of now."""
    return tr("Something of the record, the plan or the morning is otherwise than in that situation.")


def no_way(way: int, ways: int) -> str:
    """For another way that is not there."""
    return tr("There is no way {n}; other ways now: {most}.", n=way, most=ways)


def no_session(name: str) -> str:
    """For a session that is not among the coming ones."""
    return tr('"{name}" is no session of the coming days.', name=_short(name))


def no_coming_day(day: str) -> str:
    """For a day that is none, or not one of the coming ones."""
    return tr("{day} is not among the coming days.", day=_short(day))


def two_plans(plans: Sequence[str]) -> str:
    """Where another plan stands already."""
    return tr("Sessions are still to come of {plans}.", plans=listed(list(plans)))


def no_room() -> str:
    """For an upload that does not fit on the disk."""
    return tr("The file does not fit on the disk of the server.")


def stopped() -> str:
    """For an import that was ended by somebody."""
    return tr("Somebody stopped it, or the server ended.")


def _shown(value: object) -> str:
    """What was given, as JSON has it, and not all of it if it is long."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, dict | list):
        return tr("an object") if isinstance(value, dict) else tr("a list")
    return f'"{_short(value)}"' if isinstance(value, str) else str(value)


def _short(text: str) -> str:
    most = 60
    return text if len(text) <= most else text[:most] + "…"
