"""Everything the search stands on, worked out once for a situation: sessions, options, and what rules say of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations
from typing import NamedTuple

from sorewise.coach.week.blocks import Block, blocks_of
from sorewise.coach.week.costs import Costs
from sorewise.coach.week.free_days import FreeDays, light_of
from sorewise.coach.week.groups import HARD, groups_of
from sorewise.coach.week.held import Facts, Race, facts_of, races_of, run_walk_rule, spacing_rules
from sorewise.coach.week.items import Item, items_of, minute_of
from sorewise.coach.week.longest import Longest
from sorewise.coach.week.options import Extra, Maker, Option, minutes_of
from sorewise.coach.week.pairs import ENDURANCE, Gap, Mark, too_near
from sorewise.coach.week.placing import walked
from sorewise.coach.week.sizes import Paces
from sorewise.coach.week.weights import Weight, weight_of
from sorewise.engine.book import Rulebook
from sorewise.engine.week_rules import WeekRule
from sorewise.model.week import Situation


@dataclass(slots=True, eq=False)
class Slot:
    """The options of one item on one day that only their length tells apart."""

    item: int
    mark: Mark
    endurance: bool
    own: bool
    anyway: tuple[str, ...]
    options: list[int] = field(default_factory=list)


class Week(NamedTuple):
    """Metres of running, hard sessions, sessions at all: planned, or the most that there may be."""

    metres: int
    hard: int
    sessions: int


@dataclass(frozen=True, eq=False)
class Ground:
    """The situation, read. Days count from today, metres and minutes are whole."""

    situation: Situation
    book: Rulebook
    facts: Facts
    items: Sequence[Item]
    races: Sequence[Race]
    blocks: Sequence[Block]
    maker: Maker
    options: Sequence[Option]
    of_item: Sequence[Sequence[int]]
    slots: Sequence[Slot]
    gaps: Sequence[Gap]
    longest: Longest
    past: Sequence[Mark]

    @property
    def days(self) -> int:
        """How many days are planned."""
        return self.situation.days

    @cached_property
    def pairs(self) -> Sequence[tuple[int, int, tuple[str, ...]]]:
        """Two slots of different sessions and the rules they would break together; two still ones break none here."""
        swaps = self.rule("swaps")
        return (*self._near(), *((a, b, (swaps.id,)) for a, b in sorted(self.swapping) if swaps))

    def _near(self) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        speaking = 0
        for gap in self.gaps:
            speaking |= gap.first | gap.then
        by_day: dict[int, list[int]] = {}
        for number, slot in enumerate(self.slots):
            if slot.endurance or slot.mark.groups & speaking:
                by_day.setdefault(slot.mark.day, []).append(number)
        for day in sorted(by_day):
            for a in by_day[day]:
                for later in range(day, day + self.reach + 1):
                    for b in by_day.get(later, ()):
                        if (later > day or b > a) and self.slots[a].item != self.slots[b].item:
                            rules = self.together(self.slots[a], self.slots[b])
                            if rules:
                                yield a, b, rules

    def together(self, a: Slot, b: Slot) -> tuple[str, ...]:
        """The rules that two slots break together; what the runner set aside for one of them counts no more."""
        if self.items[a.item].still and self.items[b.item].still:
            return ()
        return tuple(one for one in self.breaking(a, b) if one not in a.anyway and one not in b.anyway)

    def breaking(self, a: Slot, b: Slot) -> Iterator[str]:
        """The same, whatever is fixed or set aside."""
        yield from too_near(self.gaps, a.mark, b.mark)
        once = self.rule("runs_a_day")
        if once and a.endurance and b.endurance and a.mark.day == b.mark.day and not (a.own and b.own):
            yield once.id

    @cached_property
    def swapping(self) -> frozenset[tuple[int, int]]:
        """Two slots of like sessions, each where the other stands now; the runner's own word may have it so."""
        movable = [item for item in self.items if not item.still and item.id != self.mover]
        return frozenset(
            (min(one, other), max(one, other))
            for a, b in combinations(movable, 2)
            if a.session.kind == b.session.kind and a.stands != b.stands
            for one in self._slots_on(a, b.stands)
            for other in self._slots_on(b, a.stands)
        )

    def _slots_on(self, item: Item, day: int) -> set[int]:
        found = (self.options[number] for number in self.of_item[item.number])
        return {option.slot for option in found if option.day == day}

    @property
    def mover(self) -> str:
        """The session that the runner moves just now."""
        return self.maker.extra.session if self.maker.extra else ""

    def rule(self, count: str) -> WeekRule | None:
        """The rule of counting that."""
        return self.counts.get(count)

    @cached_property
    def counts(self) -> Mapping[str, WeekRule]:
        """Every rule of counting by what it counts."""
        return {rule.count: rule for rule in self.book.week.values() if rule.shape == "count"}

    @cached_property
    def caps(self) -> Mapping[str, WeekRule]:
        """Every rule of a limit by what it limits."""
        return {rule.cap: rule for rule in self.book.week.values() if rule.shape == "cap"}

    @cached_property
    def weights(self) -> Sequence[Weight]:
        """What each option takes of its day and week."""
        found = []
        for option in self.options:
            item, week = self.items[option.item], self.week_of(option.day)
            found.append(weight_of(option, week, self.counts, still=item.still, missed=item.missed))
        return found

    @cached_property
    def before(self) -> list[int]:
        """The option of each item that is how it stands now."""
        return [numbers[0] for numbers in self.of_item]

    @cached_property
    def weeks(self) -> Mapping[int, Week]:
        """What was planned for what is left of each week; a missed key session counts among the hard ones alone."""
        found: dict[int, Week] = {}
        for item in self.items:
            metres, hard, sessions = found.get(item.week, Week(0, 0, 0))
            if not item.missed:
                metres, sessions = metres + item.length.metres, sessions + 1
            hard += self.meant_hard(item) and (not item.missed or item.session.key)
            found[item.week] = Week(metres, hard, sessions)
        return found

    def week(self, number: int) -> Week:
        """The same of one week, also one that nothing was planned for."""
        return self.weeks.get(number, Week(0, 0, 0))

    def meant_hard(self, item: Item) -> bool:
        """It counts among the hard sessions as its author meant it."""
        return item.hard or (item.session.kind == "long" and self.long_is_hard)

    @cached_property
    def reach(self) -> int:
        """The most days apart at which two sessions can disturb each other."""
        return max((gap.reach for gap in self.gaps), default=0)

    @cached_property
    def order(self) -> Sequence[tuple[int, int]]:
        """Two important sessions, the first of which stands before the second now."""
        items = [item for item in self.items if item.important]
        return tuple(
            (a.number, b.number) for a in items for b in items if a.stands < b.stands and not (a.still and b.still)
        )

    def swapped(self, chosen: Sequence[Option]) -> int:
        """What the swapped orders of important sessions cost."""
        price = self.maker.costs.numbers["week_change_order"]
        return price * sum(self.swaps(chosen[a], chosen[b]) for a, b in self.order)

    @staticmethod
    def swaps(first: Option, second: Option) -> bool:
        """Two that stand in this order would change it."""
        return first.kind is not None and second.kind is not None and first.day > second.day

    @property
    def long_is_hard(self) -> bool:
        """Long runs count as hard unless the runner said otherwise."""
        return self.situation.settings.long_is_hard is not False

    def week_of(self, day: int) -> int:
        """The number of the week that a day lies in."""
        return (self.first + day - 1) // 7

    @cached_property
    def first(self) -> int:
        """Today, as a number of days."""
        return self.situation.day.toordinal()

    @cached_property
    def free_days(self) -> FreeDays:
        """The rule of a free day, looked at from every day ahead."""
        placed = [self.options[self.before[item.number]] for item in self.items if item.still]
        still = frozenset(option.day for option in placed if option.trains)
        return FreeDays.of(self.rule("training_days"), self.situation, self.book, still)


def ground_of(situation: Situation, book: Rulebook, extra: Extra | None = None) -> Ground:
    """Read a situation, and an option beside the usual ones. Raises InputError where it cannot be planned."""
    paces = Paces.of(book)
    items = items_of(situation, book, paces)
    facts = facts_of(situation, items)
    races = races_of(situation, items, book)
    gaps = [Gap.of(rule, book) for rule in spacing_rules(book, facts)]
    blocks = blocks_of(situation, book, facts, races)
    past = _past(situation, max((gap.reach for gap in gaps), default=1))
    maker = Maker(
        situation=situation, book=book, facts=facts, blocks=blocks, costs=Costs.of(situation, book),
        minutes=minutes_of(situation), ran_today=any(mark.day == 0 and mark.groups & ENDURANCE for mark in past),
        walk=walked(run_walk_rule(book, facts), situation.step, paces),
        light=light_of(book), past=past, gaps=gaps, extra=extra,
    )  # fmt: skip
    options: list[Option] = []
    slots: list[Slot] = []
    of_item = [list(_numbered(maker.options(item), item, options, slots)) for item in items]
    return Ground(
        situation=situation, book=book, facts=facts, items=items, races=races, blocks=blocks, maker=maker,
        options=options, of_item=of_item, slots=slots, gaps=gaps, past=past,
        longest=Longest.of_situation(situation, book, paces),
    )  # fmt: skip


def _past(situation: Situation, reach: int) -> list[Mark]:
    """What was done in the last days, in time. A run of a kind nobody knows is a run, and not hard."""
    found = []
    long_is_hard = situation.settings.long_is_hard is not False
    for one in situation.done:
        day = (one.day - situation.day).days
        if -reach <= day <= 0:
            kind = one.kind or "easy"
            hard = one.kind in HARD or one.race is not None
            groups = groups_of(kind, "as_planned", hard=hard, long_is_hard=long_is_hard, fixed=False)
            found.append(Mark(day, minute_of(one.start), groups))
    return sorted(found, key=lambda mark: (mark.day, mark.minute is None, mark.minute or 0, mark.groups))


def _numbered(made: list[Option], item: Item, options: list[Option], slots: list[Slot]) -> Iterator[int]:
    """Give the options of an item their numbers, and each its slot."""
    mine: dict[tuple[object, ...], int] = {}
    for option in made:
        option.number = len(options)
        options.append(option)
        key = (option.day, option.groups, option.kind is None, option.trains, option.anyway)
        if key not in mine:
            mine[key] = len(slots)
            endurance = option.kind is not None and bool(option.groups & ENDURANCE or option.kind == "xt")
            mark = Mark(option.day, item.minute, option.groups)
            slots.append(Slot(item.number, mark, endurance, option.day == item.day, option.anyway))
        option.slot = mine[key]
        slots[option.slot].options.append(option.number)
        yield option.number
