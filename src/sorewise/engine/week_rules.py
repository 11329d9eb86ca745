"""A rule of the week as it was read: a shape, whom and when it is about, and the names of its numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sorewise.engine.when import Node, literals
from sorewise.model.facts import Fact
from sorewise.model.verdict import ACTIVITY, REFERRAL

SHAPES: Mapping[str, tuple[str, ...]] = {
    "forbidden": ("of", "anchor"),
    "cap": ("cap",),
    "spacing": ("first", "then", "hours", "known_h", "days"),
    "count": ("count",),
    "chance": ("of", "chance", "limit"),
    "fixed": ("keeps",),
    "steps": ("of", "steps"),
    "criterion": (),
}
"""What the planner knows how to do, and the keys that each of them needs."""
GROUPS = (
    "any", "run", "hard", "long", "long_as_hard", "race", "fixed", "strength_leg", "impact", "instead", "run_walk",
)  # fmt: skip
"""Groups of sessions a rule may be about. `long_as_hard` are long runs where they count as hard; `impact` is running
and leg strength; `instead` is other movement that the planner itself puts in place of a run."""
WORDS: Mapping[str, tuple[str, ...]] = {
    "shape": tuple(SHAPES),
    "anchor": ("any", "today", "referral", "race", "return"),
    "cap": ("share", "verdict", "longest", "minutes", "sport", "week"),
    "count": ("runs_a_day", "training_days", "week_km", "week_hard", "week_sessions", "swaps"),
    "chance": ("hard", "long", "run"),
    "keeps": ("all", "week"),
    "only": ("moved", "new", "missed", "owed"),
    "binds": ("all", "planner"),
    "unknown": ("hold", "skip"),
}
NUMBERS = (
    "share", "to", "before", "to_part", "hours", "known_h", "days", "most", "window", "light_min", "limit", "margin",
    "weeks", "minutes", "times",
)  # fmt: skip
"""The keys that name a threshold."""
RACES = ("5k", "10k", "half", "marathon", "ultra", "long_other")
_LADDERS = {"activity": ACTIVITY, "referral": REFERRAL}
FACTS: Mapping[str, Fact] = {
    **{
        name: Fact(id=name, asks="", type="number", how="made", scale=words, range=(0, len(words) - 1))
        for name, words in _LADDERS.items()
    },
    **{
        name: Fact(id=name, asks="", type="bool", how="made")
        for name in ("checked_in", "bone_stress", "calf_strain", "run_today", "clinician_plan")
    },
    "pain": Fact(id="pain", asks="", type="number", how="made", range=(0, 10)),
    "days_off": Fact(id="days_off", asks="", type="number", how="made", range=(0, 36500)),
    "goal": Fact(id="goal", asks="", type="word", how="made", choices=("run", "strength")),
    "race_type": Fact(id="race_type", asks="", type="word", how="made", choices=RACES),
    "priority": Fact(id="priority", asks="", type="word", how="made", choices=("A", "B", "C")),
}
"""What the condition of a week's rule may speak of."""
OF_A_RACE, OF_A_SESSION = ("race_type", "priority"), ("clinician_plan",)


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekRule:
    """One rule of the week.

    `shape` says what the planner does with it; which other keys count depends on that. Every number is the name of a
    threshold. `of`, `spares`, `first` and `then` are groups of sessions. The days of a rule are counted from its
    `anchor`: `to` so many days after (for a referral: so many days from it), `before` so many days before, `to_part`
    so much of a break. `only` narrows it to sessions away from their author's day (moved), or from where they stand
    (new), that were missed, or that stand today (owed). A rule that `binds` the planner says what it does not propose;
    the runner may. A condition that is unknown holds, unless `unknown` is skip. `spoken` names the rules of a morning
    that bring what the condition speaks of (bone stress, a strain of the calf); one that an overlay retired brings
    nothing. A `red_flag` cannot be retired, set aside or changed.
    """

    id: str
    shape: str
    says: str = ""
    because: str = ""
    sources: tuple[str, ...] = ()
    grade: str = ""
    since: date | None = None
    review: str = "none"
    red_flag: bool = False
    when: Node | None = None
    text: str = ""
    unknown: str = "hold"
    of: tuple[str, ...] = ()
    spares: tuple[str, ...] = ()
    first: tuple[str, ...] = ()
    then: tuple[str, ...] = ()
    anchor: str = ""
    only: str = ""
    binds: str = "all"
    cap: str = ""
    count: str = ""
    chance: str = ""
    keeps: str = ""
    share: str = ""
    to: str = ""
    before: str = ""
    to_part: str = ""
    hours: str = ""
    known_h: str = ""
    days: str = ""
    most: str = ""
    window: str = ""
    light_min: str = ""
    limit: str = ""
    margin: str = ""
    weeks: str = ""
    minutes: str = ""
    times: str = ""
    steps: tuple[Mapping[str, float], ...] = ()
    spoken: tuple[str, ...] = ()

    @property
    def head(self) -> str:
        """The id without its part."""
        return self.id.partition(".")[0]

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts its condition reads."""
        return tuple(dict.fromkeys(literal.fact for literal in literals(self.when))) if self.when else ()

    @property
    def numbers(self) -> tuple[str, ...]:
        """The thresholds it names, in its keys and in its condition."""
        return tuple(dict.fromkeys(self._numbers()))

    def _numbers(self) -> Iterator[str]:
        yield from (name for key in NUMBERS if (name := getattr(self, key)))
        if self.when:
            yield from (literal.threshold for literal in literals(self.when) if literal.threshold)


READ_BY_THE_PLANNER = frozenset(
    {
        "week_base_rate",
        "week_change",
        "week_change_day",
        "week_change_drop",
        "week_change_easy",
        "week_change_order",
        "week_change_other",
        "week_change_shorter",
        "week_change_weekend",
        "week_change_wish",
        "week_cross_train_share",
        "week_easy_pace_min_km",
        "week_easy_share",
        "week_loss_50",
        "week_loss_70",
        "week_loss_80",
        "week_loss_drop",
        "week_loss_easy_50",
        "week_loss_other",
        "week_loss_run_walk",
        "week_node_limit",
        "week_rate_days",
        "week_rate_values",
        "week_risk_from",
        "week_sore_hard",
        "week_sore_long",
        "week_sore_run",
        "week_stands_days",
        "week_step_pain",
        "week_step_sessions",
        "week_weight_easy",
        "week_weight_hard",
        "week_weight_key",
        "week_weight_missed",
        "week_weight_rest",
        "week_weight_strength",
    }
)
"""Numbers that the search, the sizes of sessions and the usual course of soreness use, rather than a rule."""
