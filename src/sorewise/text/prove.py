"""What was proved of a rulebook in words: each promise, what breaks it, and what is declared."""

from __future__ import annotations

from collections.abc import Iterator

from sorewise.model.proof import Broken, Listed, Proof, Shown
from sorewise.model.verdict import ACTIVITY, IN_RUN, REFERRAL
from sorewise.text.page import Line
from sorewise.text.speech import listed, mark, tr, trn

PROMISES = {
    "written": mark("The rules are written so that most of this can be seen by reading them."),
    "flags": mark("A red flag gives at least the rung it states, and so does one left unknown once the page was sent."),
    "worse": mark("A worse answer never gives a milder day: no worse sign, not more pain, not less experience."),
    "reason": mark("Every morning gets a verdict with at least one reason."),
    "silence": mark("An unanswered question never hides same day or emergency."),
    "places": mark("One more sore place in another region never makes a day milder."),
    "needed": mark("No rule is dead, and none that carries a rung always stands beside one as high."),
    "asked": mark(
        "Each question has a harmless answer or says why not, and what answers can still do is known exactly."
    ),
}
BROKEN = {
    "half_a_flag": mark(
        "{rule}: a red flag states a rung, holds while it is unknown and speaks in every phase (phase = any)"
    ),
    "urgent_by_halves": mark("{rule}: what sends somebody the same day is a red flag, and says rest"),
    "lost_half": mark("{rule}: what it says of the morning is lost where no place is sore; make it a rule of its own"),
    "flag_true": mark("{rule} is true, and the verdict stands below the rung it states"),
    "flag_unknown": mark(
        "{rule} is unknown with the safety page sent, and the verdict stands below the rung it states"
    ),
    "milder": mark("{fact}: with {after} instead of {before} the verdict is milder"),
    "exception_unneeded": mark("{name}: the exception for {fact} is declared and not needed; take it out"),
    "no_reason": mark("No rule says anything."),
    "hides": mark("{fact}: without the answer {before} the verdict no longer sends anybody the same day"),
    "place_milder": mark("A further sore place makes the verdict milder, by {fact}"),
    "dead": mark("{rule} can never speak"),
    "echo": mark("{rule} never speaks without {by}; take its rung out, or declare that it echoes one of them"),
    "no_echo": mark("{rule} says that it echoes {by}, which does not always stand beside it as high"),
    "no_harmless": mark("{fact} has no harmless answer, and does not say why (speaks = ...)"),
    "speaks_unneeded": mark("{fact} has a harmless answer after all; take out why it speaks"),
    "cubes": mark("{rule}: what answers can do about it is not known exactly"),
    "bounds": mark("{rule}: here the mildest or the strictest verdict left is not known exactly"),
}
SHOWN = ("flag_true", "flag_unknown", "milder", "no_reason", "hides", "place_milder")
"""The claims that a morning breaks."""
LISTED = {
    "other_way": mark("{name} also reads {fact} the other way; the solver looks at it"),
    "milder_rule": mark("Declared by {name}, of {fact}: {reason}"),
    "milder_fact": mark("Declared by {name}: {reason}"),
    "milder_unasked": mark("Declared by {name}, once it is not asked: {reason}"),
    "hidden": mark("Declared by {name}, where it is not told: {reason}"),
    "echo": mark("{name} echoes {by}; it stays for its words and its advice"),
    "echo_by_number": mark("{name} echoes {by} with these numbers"),
    "together": mark("{name} never speaks without another as high, though not always the same one"),
    "speaks": mark("{name} has no harmless answer: {reason}"),
}


def heading(proof: Proof) -> Iterator[Line]:
    """A promise, whether it is kept, and how much was looked at."""
    yield Line("", "gap")
    promise = tr(PROMISES[proof.promise])
    lead = tr("Kept: {promise}", promise=promise) if proof.kept else tr("BROKEN: {promise}", promise=promise)
    yield Line(lead, "lead")
    counts = trn("{n} claim", "{n} claims", proof.claims)
    tried = trn("{n} morning tried out", "{n} mornings tried out", proof.sampled)
    yield Line(f"{counts}; {tried}" if proof.sampled else counts, "quiet", 1)
    for one in proof.listed:
        yield Line(declared(one), "item", 1)


def declared(one: Listed) -> str:
    """A declared exception, or what a promise leaves out."""
    return tr(LISTED[one.claim], name=one.name, fact=one.fact, reason=tr(one.reason), by=listed(list(one.by)))


def broken(one: Broken) -> str:
    """What breaks a promise."""
    values = {"rule": one.rule, "fact": one.fact, "name": one.rule or one.fact, "by": listed(list(one.by))}
    return tr(BROKEN[one.claim], **values, before=_value(one.before), after=_value(one.after))


def _value(value: object) -> str:
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    return f"{value:g}" if isinstance(value, float) else str(value)


def verdict(one: Shown) -> str:
    """Where a morning stands, in the names of the ladders."""
    activity = (IN_RUN if one.phase == "in_run" else ACTIVITY)[one.rungs.activity]
    return tr("The morning, for sorewise decide: {verdict}", verdict=f"{activity} + {REFERRAL[one.rungs.referral]}")


def unconfirmed() -> str:
    """Where the solver breaks a promise by what nobody can tell."""
    return tr("The solver finds this in facts that no answers lead to; the promise is not proved.")


def ended(proofs: int, wrong: int, version: str) -> Iterator[Line]:
    """After the last promise."""
    yield Line("", "gap")
    if wrong:
        yield Line(
            trn("{n} of {all} promises is broken.", "{n} of {all} promises are broken.", wrong, all=proofs), "lead"
        )
    else:
        yield Line(trn("{n} promise, kept.", "{n} promises, all kept.", proofs), "lead")
    yield Line(tr("Rulebook {version}", version=version), "quiet")


NO_SOLVER = mark(
    "Proving needs one more part of sorewise: pip install 'sorewise[prove]'. What reading alone tells is above."
)
