"""Decisions and plans for the coach's tests: any set of rules may have spoken, any session may be planned."""

from dataclasses import dataclass, field
from datetime import date
from functools import cache

from hypothesis import strategies as st

from sorewise.coach.today import Usual
from sorewise.engine.advise import adjustment_of
from sorewise.engine.decide import decide
from sorewise.engine.rules import load
from sorewise.engine.state import open_door
from sorewise.model.decision import Decision, Gathered, Outlook, Reason
from sorewise.model.plan import PlannedSession, Repeat, Step, Target
from sorewise.model.verdict import PROMPT, Adjustment, Rungs

UNCHANGED = Adjustment()
DAY = date(2026, 11, 22)
HARD = ("tempo", "intervals", "hills", "test", "race")
RUNS = ("recovery", "easy", "long", *HARD)
KINDS = ("rest", *RUNS, "xt", "strength_leg", "strength_other", "mobility")
USUAL = Usual(median_s=2_700, longest_s=5_400, median_m=8_000, longest_m=16_000)
ORDINARY = {
    "regions": ["quad"],
    "side": "both",
    "spread": "diffuse",
    "tissue": "muscle",
    "quality": ["dull"],
    "eases": "yes",
    "gait": "normal",
    "safety": "none",
}
"""Ordinary soreness of both thighs, all said but how strong it is."""
FRESH = {"legs": "fresh", "pain": 0, "safety": "none"}


@cache
def book():
    """Our rulebook, read once."""
    return load()


def planned(kind="easy", **parts):
    """A session of today's plan."""
    return PlannedSession(id="today's", day=DAY, kind=kind, **parts)


def decided(answers, history=None):
    """What the rulebook says of these answers; five years of running unless told otherwise."""
    return decide(book(), open_door(book(), answers, {"experience_years": 5, **(history or {})}))


def said(ids, longest_km=None, values=None):
    """A decision in which these rules spoke: the highest rungs, every advice, the strictest of every change."""
    rules = [book().by_id[id_] for id_ in ids]
    counted = [rule for rule in rules if not rule.opinion]
    rungs = Rungs(max((r.activity or 0 for r in counted), default=0), max((r.referral for r in counted), default=0))
    ids = tuple(dict.fromkeys(id_ for rule in rules for id_ in (*rule.change, *rule.advise)))
    gone = {id_ for rule in rules for id_ in rule.remove} | {id_ for one in ids for id_ in book().advice[one].removes}
    shown = [i for i in ids if i not in gone and not (book().advice[i].comfort and rungs.referral >= PROMPT)]
    changes = dict.fromkeys(id_ for rule in counted for id_ in (*rule.change, *rule.advise))
    adjust = Adjustment.all_of(adjustment_of(book().advice[id_], longest_km) for id_ in changes)
    reasons = tuple(Reason(rule, values or {}) for rule in rules)
    return made(rungs, reasons=reasons, advice=ids, shown=tuple(shown), adjustments=adjust)


@dataclass
class Behind:
    """A whole check-in of which nothing is open, and what is advised."""

    certain: Rungs
    advice: Gathered
    phase: str = "morning"
    safety_sent: bool = True
    assumed: dict = field(default_factory=dict)
    rulebook: str = "made"

    def bounds(self):
        """Floor and ceiling are one."""
        return self.certain, self.certain

    def outlook(self):
        """Nothing is open."""
        return Outlook(self.certain, self.certain)

    def gathered(self, _reasons, _rungs):
        """As given."""
        return self.advice


def made(rungs, *, reasons=(), advice=(), shown=(), adjustments=UNCHANGED):
    """A decision with these parts."""
    return Decision(
        rungs=rungs, verdict_reasons=reasons, behind=Behind(rungs, Gathered((), advice, shown, adjustments))
    )


def rules():
    """The ids of any handful of the rules that speak in the morning."""
    some = [rule for rule in book().rules if rule.runs_in("morning") and not rule.note]
    tellers = [rule for rule in some if rule.change or rule.activity in {1, 2}]
    milder = [rule for rule in tellers if rule.referral < PROMPT and (rule.activity or 0) < 3]
    each = [st.sampled_from([rule.id for rule in group]) for group in (milder, tellers, some)]
    return st.lists(st.one_of(each), max_size=5)


def targets():
    """An effort, a pace, or none."""
    efforts = st.integers(1, 10).map(lambda high: Target(kind="rpe", low=max(0, high - 2), high=high))
    return efforts | st.just(Target()) | st.just(Target(kind="pace_s_per_km", low=240, high=260))


def steps():
    """An author's own steps, by time or by distance."""
    timed = st.builds(
        Step, role=st.just("active"), duration_s=st.integers(1, 60).map(lambda m: m * 60.0), target=targets()
    )
    far = st.builds(
        Step, role=st.just("active"), distance_m=st.integers(1, 50).map(lambda n: n * 100.0), target=targets()
    )
    easy = st.builds(Step, role=st.sampled_from(["warmup", "cooldown"]), duration_s=st.sampled_from([300.0, 600.0]))
    repeats = st.builds(Repeat, times=st.integers(1, 8), steps=st.tuples(timed | far, timed | far))
    return st.lists(timed | far | easy | repeats, max_size=4).map(tuple)


def plans(kinds=KINDS):
    """Any planned session: with or without a length, steps, a race."""
    return st.builds(
        PlannedSession,
        id=st.just("today's"),
        day=st.just(DAY),
        kind=st.sampled_from(kinds),
        duration_s=st.none() | st.integers(1, 300).map(lambda m: m * 60.0),
        distance_m=st.none() | st.integers(1, 500).map(lambda n: n * 100.0),
        steps=st.just(()) | steps(),
        race=st.none() | st.sampled_from(["5k", "half", "ultra"]),
    )


def usuals():
    """What the runner usually runs, as far as it is known."""
    minutes = st.none() | st.integers(5, 200).map(lambda m: m * 60.0)
    metres = st.none() | st.integers(5, 400).map(lambda n: n * 100.0)
    return st.none() | st.builds(Usual, median_s=minutes, longest_s=minutes, median_m=metres, longest_m=metres)
