"""What may become of each session: a day and a form, with the rules of one session that speak against it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import floor
from typing import NamedTuple

from sorewise.coach.week.blocks import NOISE, Block, left_today
from sorewise.coach.week.costs import Costs
from sorewise.coach.week.free_days import trains
from sorewise.coach.week.groups import BIT, EASED, RUNS, bits, groups_of
from sorewise.coach.week.held import Facts, holds
from sorewise.coach.week.items import Item
from sorewise.coach.week.pairs import Gap, Mark, too_near
from sorewise.coach.week.sizes import WHOLE, Length, part, share_of
from sorewise.engine.book import Rulebook
from sorewise.engine.week_rules import WeekRule
from sorewise.model.plan import Form, PlanKind
from sorewise.model.week import Situation

SHARES: tuple[Form, ...] = ("as_planned", "share_80", "share_70", "share_50")
SHORTEST: frozenset[Form] = frozenset({"share_50", "easy_50", "cross_train", "run_walk"})
SPORT = {"xt": "xt", "strength_leg": "strength", "strength_other": "strength"}


class Extra(NamedTuple):
    """An option beside the usual ones: where the runner wants a session, and which rules they set aside for it."""

    session: str
    day: int
    form: Form
    anyway: tuple[str, ...] = ()


@dataclass(slots=True, eq=False)
class Option:
    """One day and form of one item. `day` counts from today; `why` are the rules against it, by themselves.

    `most` is the part of the original that this morning leaves, where that is less than its form's own. `slot` is
    shared by the forms that no rule between sessions can tell apart but by their length.
    """

    number: int
    item: int
    day: int
    form: Form
    kind: PlanKind | None
    groups: int
    length: Length
    trains: bool
    goal: int
    change: int
    cost: int
    why: tuple[str, ...]
    anyway: tuple[str, ...]
    most: float = 1.0
    slot: int = -1

    @property
    def runs(self) -> bool:
        """It is a run."""
        return bool(self.groups & BIT["run"])

    @property
    def hard(self) -> bool:
        """It counts among the hard sessions of its week."""
        return bool(self.groups & (BIT["hard"] | BIT["long_as_hard"]))


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes the options of one situation."""

    situation: Situation
    book: Rulebook
    facts: Facts
    blocks: Sequence[Block]
    costs: Costs
    minutes: Sequence[int | None]
    ran_today: bool
    walk: Length | None
    light: float
    past: Sequence[Mark]
    gaps: Sequence[Gap]
    extra: Extra | None = None

    @property
    def reach(self) -> int:
        """The last day that the past can still be too near to."""
        return max((gap.reach for gap in self.gaps), default=0)

    def options(self, item: Item) -> list[Option]:
        """Every option of an item in a fixed order, first how it stands now."""
        return [self.option(item, day, form) for day, form in self._wanted(item)]

    def _wanted(self, item: Item) -> Iterator[tuple[int, Form]]:
        seen = [(item.stands, item.form)]
        yield seen[0]
        if self.extra and self.extra.session == item.id and (self.extra.day, self.extra.form) not in seen:
            seen.append((self.extra.day, self.extra.form))
            yield seen[1]
        if item.still or (item.missed and item.session.kind == "rest"):
            return
        theirs = self._is_their_word(item)
        if theirs and item.form == "drop":
            return
        for day in (item.stands,) if theirs else self._days(item):
            for form in self._forms(item, day):
                if (day, form) not in seen:
                    seen.append((day, form))
                    yield day, form
        drop: tuple[int, Form] = (item.stands, "drop")
        if drop not in seen:
            yield drop

    def _is_their_word(self, item: Item) -> bool:
        """The runner put it there or left it out, and no rule is against that: it is not planned elsewhere again."""
        own = item.kept is not None and item.kept.by == "runner"
        return own and not self.option(item, item.stands, item.form).why

    def _days(self, item: Item) -> Iterator[int]:
        own = self.book.week.get("WK-OWN-WEEK")
        reach = round(self.book.number(own.days)) if own and own.days else self.situation.days
        for day in range(max(0, item.day - reach), min(self.situation.days, item.day + reach + 1)):
            if own is None or self._week(day) == item.week:
                yield day

    def _week(self, day: int) -> int:
        return (self.situation.day.toordinal() + day - 1) // 7

    def _forms(self, item: Item, day: int) -> Iterator[Form]:
        kind = item.session.kind
        here = (
            day == item.day or day == item.stands == 0
        ) and not item.missed  # its own day, or this morning's verdict
        if kind in RUNS:
            if self.walk is not None and not item.missed:  # what was missed is not made up as something else
                yield "run_walk"
            elif self.walk is None:
                yield from SHARES
                if item.hard and here:
                    yield from EASED
            if here:
                yield "cross_train"
        elif day == 0 and self.left(item, "as_planned") < WHOLE:
            yield from SHARES
        elif kind == "xt":
            yield from ("as_planned", "share_50")
        else:
            yield "as_planned"

    def option(self, item: Item, day: int, form: Form) -> Option:
        """One option with what it weighs and what speaks against it."""
        kind = kind_of(item, form)
        long_is_hard = self.situation.settings.long_is_hard is not False
        groups = groups_of(
            kind and item.session.kind, form, hard=item.hard, long_is_hard=long_is_hard, fixed=item.still
        )
        share, most = share_of(form, self.book), self._most(item, day, form)
        length = self._length(item, form, min(share, most) if share else most)
        known = None if item.length.assumed else length.minutes
        anyway = self._set_aside(item, day, form)
        chosen = Option(
            number=-1, item=item.number, day=day, form=form, kind=kind, groups=groups, length=length,
            most=most / WHOLE, trains=kind is not None and trains(kind, known, self.light),
            goal=self.costs.goal(item, form), change=self.costs.change(item, day, form), cost=0, why=(), anyway=anyway,
        )  # fmt: skip
        if form != "drop":
            against = [one for one in self.against(item, chosen, min(share, most)) if one not in anyway]
            chosen.why = tuple(dict.fromkeys(one for one in against if not self._own_wish(item, chosen, one)))
        new = (day, form) != (item.stands, item.form)
        chosen.cost = self.costs.total(chosen.goal, chosen.change, risky=new and self.costs.risky(day, groups))
        return chosen

    def _most(self, item: Item, day: int, form: Form) -> int:
        """Per cent of the original that is left where even the shortest form is too long for this morning."""
        most = WHOLE
        if item.kept and (day, form) == (item.stands, item.form):
            most = floor(item.kept.share * WHOLE + NOISE)
        if day == 0 and form in SHORTEST and not item.still:
            most = min(most, self.left(item, form))
        return most if most < share_of(form, self.book) or form == "run_walk" else WHOLE

    def left(self, item: Item, form: Form) -> int:
        """Per cent of a session that this morning's verdict leaves of it today."""
        return left_today(item, self.situation, self.book, runs=item.session.kind in RUNS and form != "cross_train")

    def _set_aside(self, item: Item, day: int, form: Form) -> tuple[str, ...]:
        """The rules that the runner set aside for it there."""
        wanted = self.extra
        if wanted and (wanted.session, wanted.day, wanted.form) == (item.id, day, form):
            return wanted.anyway
        return item.kept.anyway if item.kept and (day, form) == (item.stands, item.form) else ()

    def _own_wish(self, item: Item, option: Option, rule: str) -> bool:
        """The runner wants it there, and the rule binds the planner alone."""
        wanted = self.extra
        theirs = wanted and (wanted.session, wanted.day, wanted.form) == (item.id, option.day, option.form)
        kept = item.kept and item.kept.by == "runner" and (option.day, option.form) == (item.stands, item.form)
        return self.book.week[rule].binds == "planner" and bool(theirs or kept)

    def _length(self, item: Item, form: Form, share: int) -> Length:
        if form == "drop":
            return Length(0, 0, 0)
        found = part(item.length, share)
        if form == "run_walk":
            return self._walked(found)
        if form == "cross_train":
            return Length(0, 0, min(found.minutes, round(self.book.number("cross_train_max_min"))))
        return found

    def _walked(self, own: Length) -> Length:
        walk = self.walk or Length(0, 0, 0)
        return Length(min(own.metres, walk.metres), min(own.sure, walk.sure), min(own.minutes, walk.minutes))

    def against(self, item: Item, option: Option, share: int) -> Iterator[str]:
        """The rules that speak against an option by itself."""
        day, groups = option.day, option.groups
        if not groups:
            return
        for block in self.blocks:
            if block.days >> day & 1 and self.meets(block, item, option, share):
                yield block.rule.id
        if day <= self.reach:
            mark = Mark(day, item.minute, groups)
            yield from (rule for done in self.past for rule in too_near(self.gaps, done, mark))
        yield from self._elsewhere(item, day)
        yield from self._no_time(option)

    def meets(self, block: Block, item: Item, option: Option, share: int) -> bool:
        """A rule of one session is about this option, on the days it is about."""
        rule = block.rule
        if (
            not block.of & option.groups
            or block.spares & option.groups
            or not self._too_long(block, item, option, share)
        ):
            return False
        if block.race is not None and block.race == item.number:
            return False
        if block.of_session and not holds(rule, {**self.facts, "clinician_plan": item.clinician}):
            return False
        return self._narrowed(rule, item, option)

    def _too_long(self, block: Block, item: Item, option: Option, share: int) -> bool:
        """More than the rule leaves; of a hard session that has to be shorter today nothing hard is left."""
        if block.rule.cap != "verdict":
            return share > block.most
        left = self.left(item, option.form)
        return share > left or (left < WHOLE and bool(option.groups & BIT["hard"]))

    def _narrowed(self, rule: WeekRule, item: Item, option: Option) -> bool:
        match rule.only:
            case "moved":
                return option.day != item.day
            case "new":
                return option.day != item.stands
            case "missed":
                return item.missed and (not rule.days or self._too_late(item, rule))
            case "owed":
                return item.stands == 0 and option.day != 0 and not item.session.key and not item.missed
        return True

    def _too_late(self, item: Item, rule: WeekRule) -> bool:
        return not item.session.key or item.session.hold == "fixed" or -item.day > self.book.number(rule.days)

    def _elsewhere(self, item: Item, day: int) -> Iterator[str]:
        own = self.book.week.get("WK-OWN-WEEK")
        if own and (self._week(day) != item.week or (own.days and abs(day - item.day) > self.book.number(own.days))):
            yield own.id
        if item.still and day != item.day:
            yield from (rule.id for rule in self.fixing(item))
        once = self.book.week.get("WK-ONE-RUN-A-DAY")
        if once and self.ran_today and day == 0 and item.day != 0 and item.session.kind in {*RUNS, "xt"}:
            yield once.id

    def fixing(self, item: Item) -> Iterator[WeekRule]:
        """The rules that hold an item where it is."""
        groups = groups_of(item.session.kind, "as_planned", hard=item.hard, long_is_hard=True, fixed=item.still)
        for rule in self.book.week.values():
            of = bits(rule.of) if rule.shape == "fixed" and rule.keeps == "all" else 0
            if groups & of and holds(rule, {**self.facts, "clinician_plan": item.clinician}):
                yield rule

    def _no_time(self, option: Option) -> Iterator[str]:
        settings = self.situation.settings.availability
        for rule in self.book.week.values():
            if rule.shape != "cap":
                continue
            if rule.cap == "minutes":
                limit = self.minutes[option.day]
                if limit is not None and option.length.minutes > limit:
                    yield rule.id
            elif rule.cap == "sport" and settings.sports:
                sport = "run" if option.runs else SPORT.get(option.kind or "", "")
                if sport and sport not in settings.sports:
                    yield rule.id


def kind_of(item: Item, form: Form) -> PlanKind | None:
    """What a session becomes in a form."""
    if form == "drop":
        return None
    if form == "cross_train":
        return "xt"
    if form in {*EASED, "run_walk"} and item.session.kind != "recovery":
        return "easy"
    return item.session.kind


def minutes_of(situation: Situation) -> list[int | None]:
    """Minutes there are on each day; None: nothing was said."""
    days = [situation.day + timedelta(days=number) for number in range(situation.days)]
    told = [situation.settings.availability.minutes(day) for day in days]
    return [None if one is None else int(one) for one in told]
