"""What the commands say of themselves: what was kept, what was not, and what to do next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sorewise.model.told import Told
from sorewise.text.kinds import why_kind
from sorewise.text.needs import Manner
from sorewise.text.page import Line, block
from sorewise.text.speech import listed, tr, trn
from sorewise.text.words import HEADLINES


def stopped(*, kept: bool) -> str:
    """After Ctrl-C."""
    return tr("Stopped. What came before is saved.") if kept else tr("Stopped. Nothing of this was saved.")


def nothing_answered() -> str:
    """After a check-in without an answer."""
    return tr("Nothing was answered, so there is no verdict and nothing is saved.")


def our_mistake(what: str) -> str:
    """After an error that nobody meant."""
    return tr(
        "sorewise made a mistake of its own ({what}). Nothing was half-written. "
        "Set SOREWISE_TRACE=1 and do it again to see where, and please report it.",
        what=what,
    )


def system(what: str, place: str) -> str:
    """When the system refuses: no room, no right."""
    return tr("{place}: {what}. Nothing was half-written.", place=place, what=what) if place else what


def see_help(mistake: str) -> str:
    """After a command that cannot be read."""
    return tr("{mistake} See sorewise --help.", mistake=mistake)


def not_whole(given: str) -> str:
    """For an option that is a whole number."""
    return tr('"{given}" is not a whole number.', given=given)


def parent_first(age: int) -> str:
    """Under 16, before a parent agreed."""
    return tr(
        "Under {age} sorewise gives no verdict without a parent's word. "
        "A parent can give it in the settings, or with: sorewise profile --parent-agrees",
        age=age,
    )


def headline(code: str) -> str:
    """The big word of a stored headline; the code itself if it is of another time."""
    return tr(HEADLINES[code]) if code in HEADLINES else code


def forgotten() -> str:
    """Where a page was deleted with the private answers it rested on."""
    return tr("The reasons were deleted together with private answers.")


def no_verdict_today() -> str:
    """Before the first check-in of a day."""
    return tr("There is no verdict for today yet. Start with: sorewise check")


def no_verdict_yet() -> str:
    """Before the first check-in of all."""
    return tr("There is no verdict yet. Start with: sorewise check")


def no_verdict_on(day: str) -> str:
    """On a day without a check-in."""
    return tr("There is no verdict of {day}.", day=day)


def agreed_since() -> str:
    """Below a verdict whose session has another place or form in the week by now."""
    return tr("You have agreed to something else for today's session: sorewise plan")


def given_at(clock: str) -> str:
    """When a verdict was given."""
    return tr("As of {clock}.", clock=clock)


def still_holds(word: str, clock: str) -> Iterator[Line]:
    """After a quick check that would be milder than what holds."""
    yield Line("", "gap")
    yield Line(tr("What was said at {clock} still holds: {word}.", clock=clock, word=word), "lead")
    yield Line(tr("A milder answer needs a whole check-in: sorewise check"))


def now_holds(word: str) -> Iterator[Line]:
    """After a quick check that is stricter than what held."""
    yield Line("", "gap")
    yield Line(tr("This holds for today from now on: {word}.", word=word), "lead")


def rulebook_gone(version: str) -> str:
    """When a decision's rulebook was not kept."""
    return tr("Its rulebook ({version}) is not here any more, so this is the page as it was shown.", version=version)


def did_not_speak(rule: str) -> str:
    """For a rule without a word in the verdict."""
    return tr("{rule} did not speak. What it says: sorewise rules show {rule}", rule=rule)


def came_from(origins: Mapping[str, str], told: Mapping[str, Told], manner: Manner) -> Iterator[Line]:
    """Where the facts of the past came from, and what their session was taken for where nobody said."""

    def lines() -> Iterator[Line]:
        for fact, origin in origins.items():
            yield Line(tr("{fact}: {origin}", fact=fact, origin=origin), "quiet", 1)
            for sentence in why_kind(told[fact], manner) if fact in told else ():
                yield Line(sentence, "quiet", 2)

    yield from block(tr("Where the facts of the past come from"), lines())


def _counted(counts: Mapping[str, int]) -> str:
    """How many records of each kind."""
    return listed([tr("{table}: {n}", table=table.replace("_", "-"), n=count) for table, count in counts.items()])


def undone(what: str, source: str, at: str, counts: Mapping[str, int], restored: int) -> str:
    """After `undo`."""
    gone = _counted(counts)
    if what == "check_in":
        return tr("Taken back: the check-in of {at} ({gone}).", at=at, gone=gone or "0")
    if what == "plan":
        sentence = tr("Taken back: the change of the plan of {at} ({gone}).", at=at, gone=gone or "0")
    else:
        sentence = tr("Taken back: the {source} of {at} ({gone}).", source=source, at=at, gone=gone or "0")
    again = trn("{n} record is as it was before.", "{n} records are as they were before.", restored)
    return f"{sentence} {again}" if restored else sentence


def nothing_to_undo() -> str:
    """When nothing was written that can be taken back."""
    return tr("There is nothing to take back.")


def exported(place: str, counts: Mapping[str, int]) -> str:
    """After `export`."""
    parts = _counted(counts)
    return tr("Written to {place} ({parts}). It is not encrypted; look after it.", place=place, parts=parts)


def file_exists(place: str) -> str:
    """Before a file is written over."""
    return tr("{place} is there already. Name another file, or add --force to write over it.", place=place)


def no_group(group: str, groups: Sequence[str]) -> str:
    """For what is no private group."""
    return tr('"{group}" is no private group; there are: {groups}', group=group, groups=", ".join(groups))


def forgot(group: str, count: int) -> str:
    """After a private group was deleted."""
    return trn(
        "{group} is deleted from {n} record and will not be asked.",
        "{group} is deleted from {n} records and will not be asked.",
        count,
        group=group,
    )


def sure_forget(group: str) -> str:
    """Before a private group is deleted."""
    return tr("Delete {group} from everything that is kept, and the copies? There is no way back.", group=group)


def sure_delete(place: str) -> str:
    """Before everything is deleted."""
    return tr("Delete everything sorewise keeps of you ({place}), and the copies? There is no way back.", place=place)


def deleted(place: str) -> str:
    """After everything was deleted."""
    return tr("Everything in {place} is deleted. An export you made is yours to delete.", place=place)


def kept_all() -> str:
    """After a no."""
    return tr("Nothing was deleted.")


def say_yes() -> str:
    """Where nobody can be asked."""
    return tr("Nobody is here to ask. Add --yes if you are sure; there is no way back.")


def no_such_day(text: str) -> str:
    """For a day that does not exist."""
    return tr('"{text}" is no day; write it like 2026-03-08, or today, yesterday, tomorrow.', text=text)


def no_such_time(text: str) -> str:
    """For a time that does not exist."""
    return tr('"{text}" is no time of day; write it like 18:30.', text=text)


def not_yet(moment: str) -> str:
    """For something done in the future."""
    return tr("{moment} has not been yet. What is planned goes in with: sorewise log plan", moment=moment)
