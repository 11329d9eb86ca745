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
    "two_plans": mark(
        'The file holds more than one plan. Only "{first}" was taken; {count} events of "{others}" were left out. '
        "Bring in one plan at a time."
    ),
    # a calendar
    "library_missing": mark(
        "Calendars are read with {missing}, which is not installed; pip install 'sorewise[plan]' installs it."
    ),
    "not_a_calendar": mark("This is no calendar; it was passed over."),
    "event_broken": mark("This event is not written as calendars are, so it was left out."),
    "event_open": mark("The event that begins here never ends, so it was left out. Export the calendar again."),
    "event_no_start": mark('The event "{text}" does not say when it begins, so it was left out.'),
    "event_bad_start": mark('The event "{text}" begins at no time that can be, so it was left out.'),
    "zone_unknown": mark("Nobody knows this time zone; its times were taken as those of your own clock. Look at them."),
    "rule_too_fast": mark('"{text}" repeats several times a day ({rule}), as no training does; it was left out.'),
    "rule_unknown": mark('"{text}" repeats by a rule that is not followed here ({rule}); the series was left out.'),
    "too_many_series": mark('There are too many repetitions; those of "{text}" were left out. Export less of it.'),
    "change_onwards": mark('"{text}" was changed for this and all later days; only this day was. Look at the others.'),
    "spans_days": mark(
        '"{text}" lasts several days, so it is no session. If you are away then: sorewise plan away FIRST LAST'
    ),
    "not_training": mark(
        "{count} events do not look like training ({text}), so they were left out. Name the length or the kind of "
        "those that are."
    ),
    "too_many_events": mark("{count} events are more than can be looked at; they were left out. Export fewer days."),
    "own_broken": mark(
        'What sorewise wrote into "{text}" is damaged, so the event was read like one of another calendar.'
    ),
    "limit_unknown": mark('"{text}" says that there is less time, but not how much; it was left out.'),
    "long_line": mark("A line of more than {most} letters is read as far as that. Write a session a line."),
    # a session
    "no_day": mark('"{text}" does not begin with a day, so it was left out. Begin with one: tue, or 2026-06-16.'),
    "date_unclear": mark('It cannot be told which day "{text}" is, so it was left out. Write days like 2026-06-16.'),
    "dates_unclear": mark(
        "It cannot be told whether the day or the month stands first, so {count} rows were left out. Write days like "
        "2026-06-16."
    ),
    "weeks_from": mark("The plan numbers its weeks and has no dates, so its first week was taken to begin on {date}."),
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
    "mark_unclear": mark('"{text}" says neither yes nor no; no was taken. Write yes, or leave the cell empty.'),
    "cell_unclear": mark('"{text}" is no length that can be read; it was left open. Write 45 min, or 8 km.'),
    "unit_assumed": mark(
        "{count} cells hold only a number; it was taken for kilometres. Write the unit if it is another."
    ),
    "length_unclear": mark('"{text}" may be minutes or metres or km, so the length was left open. Write min or km.'),
    "two_lengths": mark('"{text}" names two lengths; the first was taken.'),
    "length_range": mark('"{text}" names a range; its lower end was taken.'),
}
