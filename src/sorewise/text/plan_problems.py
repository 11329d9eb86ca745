"""What was wrong with a plan that was brought in, in a sentence: what, what became of it, and how to put it right."""

from __future__ import annotations

from collections.abc import Mapping

from sorewise.text.speech import mark

PLAN_SENTENCES: Mapping[str, str] = {
    # the plan as a whole
    "not_a_plan": mark(
        "This is no plan that can be read here. A calendar (.ics), events of intervals.icu, a table or typed lines are."
    ),
    "json_unknown": mark(
        "The JSON is neither a plan of sorewise nor a list of events of intervals.icu; nothing of it was taken."
    ),
    "full_export": mark("This is a whole export of sorewise, not a plan. Bring it in with: sorewise import"),
    "no_sessions": mark("There is no session in it, so there is nothing to plan with."),
    "plan_in_the_past": mark(
        "This is a plan of the past: its last session is on {date}. Give it new dates, or bring in the next plan."
    ),
    "past_left_out": mark("{count} sessions before {date} are long past; they were left out."),
    "too_many_sessions": mark("A plan has {most} sessions at most; {count} more were left out. Split it."),
    "too_many_lines": mark("Only the first {most} lines were read. Save a long plan as a table."),
    # a session
    "no_day": mark('"{text}" does not begin with a day, so it was left out. Begin with one: tue, or 2026-06-16.'),
    "date_unclear": mark('It cannot be told which day "{text}" is, so it was left out. Write days like 2026-06-16.'),
    "nothing_said": mark("Nothing is said of the session on {date}, so it was left out."),
    "absurd_length": mark("A session of {length} cannot be meant (the most is {most}); it was left out."),
    "too_far_ahead": mark("{date} is more than a year ahead (after {last}); this session was left out."),
    "doubled_session": mark("The same session stands there already on {date} ({first}); this one was left out."),
    "kind_unknown": mark(
        '"{text}" is no kind of session that is known here ({count} of them). It counts as hard until you say what it '
        "is: easy, long, tempo, intervals, hills, race, strength."
    ),
    "kind_plain": mark(
        "{count} sessions say no more than that it is a run; they count as easy. Name those that are more: long, tempo."
    ),
    "race_length": mark('The race "{text}" has no length; it counts as a half marathon until you say which it is.'),
    "steps_unclear": mark(
        'The steps "{text}" were not understood, so only the session was kept. Write: 6x800 m / 2 min.'
    ),
    "length_unclear": mark('"{text}" may be minutes or metres, so the length was left open. Write min or km.'),
    "two_lengths": mark('"{text}" names two lengths; the first was taken.'),
    "length_range": mark('"{text}" names a range; its lower end was taken.'),
}
