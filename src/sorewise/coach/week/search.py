"""The best plan there is: exact branch and bound, week by week, with each week's own best as the bound for the rest.

Russian doll search (Verfaillie, Lemaitre and Schiex 1996) over the weeks; within one, the session whose second-best
option costs most more than its best comes first. The same problem gives the same plan: options have a fixed order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from sorewise.coach.week.greedy import greedy
from sorewise.coach.week.problem import FAR, Problem, with_windows
from sorewise.coach.week.tally import Tally

NO_CHOICE = 1 << 59
FIRST_WEIGHS = 4  # among items of one regret the dearest comes first
FEW = 2
AT_LEAST = 4
"""Whatever the weeks by themselves took, a quarter of the steps is left for them together."""

Domains = list[Sequence[int]]


@dataclass(frozen=True, slots=True)
class Found:
    """A choice of one option an item (None: there is none), what it costs, and whether nothing better exists."""

    choice: tuple[int, ...] | None
    cost: int
    optimal: bool
    nodes: int


def solve(problem: Problem, limit: int) -> Found:
    """Find the cheapest choice that keeps every rule; after `limit` steps the best so far."""
    groups = _groups(problem)
    bounds, nodes = [], 0
    for group in groups if len(groups) > 1 else ():
        alone = _Search(replace(problem, support=_within(problem, group)), [group], [0], FAR, limit - nodes)
        alone.run()
        nodes += alone.nodes
        bounds.append(alone.best if alone.complete and alone.choice else 0)
    start, cost = greedy(problem)
    search = _Search(problem, groups, bounds or [0], cost if start else FAR, max(limit - nodes, limit // AT_LEAST))
    search.run()
    choice = search.choice or start
    return Found(choice, search.best, search.complete, nodes + search.nodes)


def _groups(problem: Problem) -> list[list[int]]:
    """The items of each week: weeks of a session or two first, since they narrow their neighbour, then in order."""
    found: dict[int, list[int]] = {}
    for item in problem.ground.items:
        found.setdefault(item.week, []).append(item.number)
    return [found[week] for week in sorted(found, key=lambda week: (len(found[week]) > FEW, week))]


class Bound(NamedTuple):
    """The least that a completion costs; the same by the cheapest options alone; the item to decide next, or -1."""

    least: int
    cheapest: int
    pick: int


NONE = Bound(0, 0, -1)


class Known(NamedTuple):
    """What the weeks that are left cost at least; exactly so much if there is a choice for them."""

    least: int
    rest: tuple[int, ...] | None


class _Search:
    """One descent. What was chosen is counted up and down with it; only the domains that shrink are copied."""

    __slots__ = (
        "alone", "apart", "best", "bounds", "choice", "chosen", "complete", "cost", "day", "first", "groups", "known",
        "limit", "masks", "nodes", "owner", "problem", "run_day", "slot", "swaps", "tally", "waiting", "windows",
        "within",
    )  # fmt: skip

    def __init__(
        self, problem: Problem, groups: Sequence[Sequence[int]], bounds: Sequence[int], best: int, limit: int
    ) -> None:
        ground = problem.ground
        self.problem, self.groups, self.bounds, self.best, self.limit = problem, groups, bounds, best, limit
        self.masks = problem.masks
        self.cost = [option.cost for option in ground.options]
        self.slot = [option.slot for option in ground.options]
        self.owner = [option.item for option in ground.options]
        self.chosen = [-1] * len(ground.items)
        self.waiting: list[int] = []
        self.tally = Tally(problem)
        self.swaps: dict[int, list[tuple[int, bool]]] = {}
        for a, b in ground.order:
            self.swaps.setdefault(a, []).append((b, True))
            self.swaps.setdefault(b, []).append((a, False))
        self.nodes, self.complete = 0, True
        self.choice: tuple[int, ...] | None = None
        self.day = [option.day for option in ground.options]
        self.run_day = _run_days(problem)
        days = [[self.day[number] for item in week for number in problem.domains[item]] for week in groups]
        self.first = [min(week, default=0) for week in days]
        self.windows = [self.tally.left_from(first) for first in self.first]
        self.within = [_within(problem, week) for week in groups] if len(groups) > 1 else []
        self.alone: dict[tuple[object, ...], int] = {}
        self.known: dict[tuple[object, ...], Known] = {}
        self.apart = all(ground.week_of(option.day) == ground.items[option.item].week for option in ground.options)

    def run(self) -> None:
        """Search everything."""
        ground, mask = self.problem.ground, self.tally.closed_at_first()
        movable = [item.number for item in ground.items if not item.still]
        for item in ground.items:
            if item.still:
                mask |= self.masks[self.slot[self.problem.domains[item.number][0]]]
        domains = self._without(list(self.problem.domains), movable, mask)
        if domains is not None:
            self._week(0, domains, 0)

    def _week(self, group: int, domains: Domains, cost: int) -> None:
        """Begin the next week. What the weeks before leave of it is often the same: then its answer is known."""
        if group >= len(self.groups):
            if cost < self.best:
                self.best, self.choice = cost, tuple(self.chosen)
            return
        state = self._state(group, domains) if group and self.apart else None
        known = self.known.get(state) if state else None
        if known and cost + known.least >= self.best:
            return
        if known and known.rest:
            self.best = cost + known.least
            self.choice = tuple(a if a >= 0 else b for a, b in zip(self.chosen, known.rest, strict=True))
            return
        before = self.best
        self._descend(group, domains, self.groups[group], cost)
        if state and self.complete:
            self.known[state] = Known(self.best - cost, self.choice if self.best < before else None)

    def _state(self, group: int, domains: Domains) -> tuple[object, ...]:
        """All that the weeks from here on depend on: what is left to choose from, and what stands near them."""
        items = [item for later in self.groups[group:] for item in later]
        first = min((self.day[number] for item in items for number in domains[item]), default=0)
        made_room = tuple(
            number
            for number, others in self.problem.support.items()
            if any(self.chosen[self.owner[other]] == other for other in others)
        )
        return (
            group, tuple(tuple(domains[item]) for item in items), self.tally.seen_from(first), tuple(self.waiting),
            made_room,
        )  # fmt: skip

    def _descend(self, group: int, domains: Domains, left: Sequence[int], cost: int) -> None:
        if self.waiting and not self._supportable(domains):
            return
        if not left:
            self._week(group + 1, domains, cost)
            return
        self.nodes += 1
        if self.nodes > self.limit:
            self.complete = False
        if not self.complete:
            return
        if self.problem.support:
            domains = self._supported(domains)
        bound = self._bound(group, domains, left, cost)
        if bound.pick >= 0 and bound.least < self.best and bound.cheapest + self._crowd(domains, left) < self.best:
            self._branch(group, domains, [item for item in left if item != bound.pick], cost, bound)

    def _branch(self, group: int, domains: Domains, rest: Sequence[int], cost: int, bound: Bound) -> None:
        item = bound.pick
        others = bound.cheapest - self.cost[domains[item][0]]
        touched = [*rest, *(other for later in self.groups[group + 1 :] for other in later)]
        for number in domains[item]:
            if others + self.cost[number] >= self.best:
                return
            if not self.tally.room(number):
                continue
            self.tally.add(number)
            self.chosen[item] = number
            after = self._without(domains, touched, self.masks[self.slot[number]] | self.tally.closed(number))
            if after is not None:
                if number in self.problem.support:
                    self.waiting.append(number)
                self._descend(group, after, rest, cost + self.cost[number] + self._swapped(item, number))
                if number in self.problem.support:
                    self.waiting.pop()
            self.chosen[item] = -1
            self.tally.remove(number)

    def _bound(self, group: int, domains: Domains, left: Sequence[int], cost: int) -> Bound:
        pick, most, least = -1, -1, 0
        for item in left:
            domain = domains[item]
            if not domain:
                return NONE
            first = self.cost[domain[0]]
            least += first
            regret = (self.cost[domain[1]] - first if len(domain) > 1 else NO_CHOICE) + FIRST_WEIGHS * first
            if regret > most:
                most, pick = regret, item
        untouched = len(left) == len(self.groups[group])
        later = self._later(group, domains)
        if later < 0:
            return NONE
        cheapest = cost + least + later
        return Bound(cost + max(least, self.bounds[group]) + later if untouched else cheapest, cheapest, pick)

    def _crowd(self, domains: Domains, left: Sequence[int]) -> int:
        """What it costs beyond the cheapest options that more runs are left than days for one each."""
        days, more = 0, []
        for item in left:
            cheapest = self.cost[domains[item][0]]
            other = -1
            mine = 0
            for number in domains[item]:
                if self.run_day[number]:
                    mine |= self.run_day[number]
                elif other < 0:
                    other = self.cost[number] - cheapest
            if mine:
                days |= mine
                more.append(other if other >= 0 else NO_CHOICE)
        over = len(more) - days.bit_count()
        return sum(sorted(more)[:over]) if over > 0 else 0

    def _later(self, group: int, domains: Domains) -> int:
        """The least that the weeks after this one cost; -1 where one of their sessions has no option left."""
        total = 0
        for number in range(group + 1, len(self.groups)):
            week = self.groups[number]
            cheapest = 0
            for item in week:
                if not domains[item]:
                    return -1
                cheapest += self.cost[domains[item][0]]
            total += max(cheapest, self._alone(number, domains))
        return total

    def _alone(self, number: int, domains: Domains) -> int:
        """The least that one later week costs with what is left of it, and of the free days before it."""
        week, first = self.groups[number], self.first[number]
        windows = self.tally.left_from(first)
        if windows == self.windows[number] and all(domains[item] is self.problem.domains[item] for item in week):
            return self.bounds[number]
        key = (number, windows, tuple(tuple(domains[item]) for item in week))
        if key not in self.alone:
            less = list(self.problem.domains)
            for item in week:
                less[item] = domains[item]
            problem = with_windows(replace(self.problem, domains=less, support=self.within[number]), windows)
            search = _Search(problem, [week], [0], FAR, self.limit - self.nodes)
            search.run()
            self.nodes += search.nodes
            self.alone[key] = search.best if search.complete else self.bounds[number]
        return self.alone[key]

    def _without(self, domains: Domains, touched: Sequence[int], mask: int) -> Domains | None:
        """The domains without what a slot excludes; None where one would be empty."""
        if not mask:
            return domains
        after, slot = list(domains), self.slot
        for item in touched:
            left = [number for number in domains[item] if not mask >> slot[number] & 1]
            if not left:
                return None
            after[item] = left
        return after

    def _supportable(self, domains: Domains) -> bool:
        """Every run that is too far by itself has one before it that makes room, or can still get one."""
        return all(self._has_room(number, domains) for number in self.waiting)

    def _has_room(self, number: int, domains: Domains) -> bool:
        for other in self.problem.support[number]:
            item = self.owner[other]
            if self.chosen[item] == other or (self.chosen[item] < 0 and other in domains[item]):
                return True
        return False

    def _supported(self, domains: Domains) -> Domains:
        """The domains without the runs that nothing can make room for any more."""
        after = domains
        for number in self.problem.support:
            item = self.owner[number]
            if self.chosen[item] < 0 and number in after[item] and not self._has_room(number, after):
                after = list(after) if after is domains else after
                after[item] = [one for one in after[item] if one != number]
        return after

    def _swapped(self, item: int, number: int) -> int:
        """What it costs that this session now stands on the other side of one decided before."""
        ground = self.problem.ground
        options, count = ground.options, 0
        for other, first in self.swaps.get(item, ()):
            chosen = self.chosen[other]
            if chosen >= 0 and other != item:
                pair = (options[number], options[chosen]) if first else (options[chosen], options[number])
                count += ground.swaps(*pair)
        return count * ground.maker.costs.numbers["week_change_order"] if count else 0


def _within(problem: Problem, week: Sequence[int]) -> dict[int, tuple[int, ...]]:
    """Of the runs that need a longer one before them those of one week that only this week itself can give it to."""
    options = problem.ground.options
    return {
        number: others
        for number, others in problem.support.items()
        if options[number].item in week and all(options[other].item in week for other in others)
    }


def _run_days(problem: Problem) -> list[int]:
    """For every run, or movement in place of one, its day as a bit; nothing where a day may hold two."""
    ground = problem.ground
    once = ground.rule("runs_a_day")
    two = [0] * ground.days
    for item in ground.items:
        for number in problem.domains[item.number]:
            slot = ground.slots[ground.options[number].slot]
            if slot.endurance and slot.own:
                two[slot.mark.day] += 1
                break
    found = [0] * len(ground.options)
    if once is not None and once.id not in problem.off:
        for option in ground.options:
            slot = ground.slots[option.slot]
            if slot.endurance and once.id not in slot.anyway and two[option.day] <= 1:
                found[option.number] = 1 << option.day
    return found
