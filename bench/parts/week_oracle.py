"""The cheapest week by OR-Tools CP-SAT: the planner's options and their prices, every rule between them written anew.

Options that a rule of one session speaks against are left out, as the planner says (tests/weeks judges those); all
that holds between sessions, on a day and in a week stands here as constraints of its own. Never load HiGHS beside it.
"""

import time
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from ortools.sat.python import cp_model

from sorewise.coach.week.ground import Ground
from sorewise.coach.week.options import Option

MINUTES_HARD, DAYS_HARD = 44 * 60, 2
MINUTES_STRENGTH, DAYS_STRENGTH = 24 * 60, 1
MOST_TRAINING, DAYS = 6, 7
LIGHT_MIN = 30
PER_CENT_LONGER = 10
WINDOW = 30
SWAP = 4
SECONDS = 60.0
RUNS = {"recovery", "easy", "long", "tempo", "intervals", "hills", "test", "race"}
HARD = {"tempo", "intervals", "hills", "test", "race"}


class Best(NamedTuple):
    """What the cheapest plan costs; `sure`: proved to be the cheapest. `ms` is the CPU time, building included."""

    cost: int
    sure: bool
    ms: float


class Oracle:
    """One week as a model of CP-SAT."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.model = cp_model.CpModel()
        self.options = [option for numbers in ground.of_item for option in self._left(numbers)]
        self.chosen = {option.number: self.model.new_bool_var("") for option in self.options}
        self.of_item: dict[int, list[Option]] = defaultdict(list)
        for option in self.options:
            self.of_item[option.item].append(option)
        for options in self.of_item.values():
            self.model.add_exactly_one(self.chosen[option.number] for option in options)
        self.placed = [option for option in self.options if option.kind is not None]

    def _left(self, numbers: list[int]) -> list[Option]:
        options = [self.ground.options[number] for number in numbers]
        still = self.ground.items[options[0].item].still
        return options[:1] if still else [option for option in options if not option.why]

    def best(self) -> tuple[int, bool]:
        """Put every constraint in and solve with one worker."""
        self._pairs()
        self._days()
        self._weeks()
        self._free_days()
        self._longer()
        price = sum(option.cost * self.chosen[option.number] for option in self.options)
        self.model.minimize(price + SWAP * sum(self._swaps()))
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.max_time_in_seconds = SECONDS
        status = solver.solve(self.model)
        if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
            raise SystemExit(f"CP-SAT finds no plan at all: {self.ground.situation}")
        return round(solver.objective_value), status == cp_model.OPTIMAL

    def _both_still(self, a: Option, b: Option) -> bool:
        return self.ground.items[a.item].still and self.ground.items[b.item].still

    def _pairs(self) -> None:
        for a, b in combinations(self.placed, 2):
            if a.item == b.item or self._both_still(a, b):
                continue
            if self._traded(a, b) or (abs(a.day - b.day) <= DAYS_HARD and self._clash(a, b)):
                self.model.add_bool_or(~self.chosen[a.number], ~self.chosen[b.number])

    def _traded(self, a: Option, b: Option) -> bool:
        """Whether two sessions of one kind have changed places."""
        one, other = self.ground.items[a.item], self.ground.items[b.item]
        if one.session.kind != other.session.kind or one.still or other.still:
            return False
        return one.stands != other.stands and (a.day, b.day) == (other.stands, one.stands)

    def _clash(self, a: Option, b: Option) -> bool:
        """Whether two sessions may not both stand like that."""
        if self._spaced(a) and self._spaced(b) and self._near(a, b, MINUTES_HARD, DAYS_HARD):
            return True
        walks = "run_walk" in {a.form, b.form} and self._runs(a) and self._runs(b)
        if walks and self._near(a, b, MINUTES_HARD, DAYS_HARD):
            return True
        if self._after_legs(a, b) or self._after_legs(b, a):
            return True
        items = self.ground.items[a.item], self.ground.items[b.item]
        own = a.day == items[0].day and b.day == items[1].day
        return a.day == b.day and self._endures(a) and self._endures(b) and not own

    def _after_legs(self, legs: Option, then: Option) -> bool:
        if legs.kind != "strength_leg" or then.kind == "strength_leg":
            return False
        known, after = self._after(legs, then)
        if self._is_hard(then) and 0 <= after < (MINUTES_HARD if known else DAYS_HARD):
            return True
        strength = self.ground.situation.settings.goal == "strength"
        return strength and self._runs(then) and 0 <= after < (MINUTES_STRENGTH if known else DAYS_STRENGTH)

    def _after(self, first: Option, then: Option) -> tuple[bool, int]:
        """Minutes from one to the other if both starts are known, else days."""
        starts = [self.ground.items[option.item].session.start for option in (first, then)]
        days = then.day - first.day
        if None in starts:
            return False, days
        was, now = (start.hour * 60 + start.minute for start in starts)
        return True, days * 24 * 60 + now - was

    def _near(self, a: Option, b: Option, minutes: int, days: int) -> bool:
        known, after = self._after(a, b)
        return abs(after) < (minutes if known else days)

    @staticmethod
    def _runs(option: Option) -> bool:
        return option.kind in RUNS

    def _endures(self, option: Option) -> bool:
        return option.kind in RUNS or option.kind == "xt"

    @staticmethod
    def _is_hard(option: Option) -> bool:
        return option.kind in HARD

    def _spaced(self, option: Option) -> bool:
        long_is_hard = self.ground.situation.settings.long_is_hard is not False
        return option.kind in HARD or (option.kind == "long" and long_is_hard)

    def _days(self) -> None:
        """No more minutes on a day than there are; what cannot move may take more, alone."""
        for day, limit in enumerate(self.ground.maker.minutes):
            there = [o for o in self.placed if o.day == day and o.kind != "rest"]
            fixed = sum(o.length.minutes for o in there if self.ground.items[o.item].still)
            free = [o for o in there if not self.ground.items[o.item].still]
            if limit is None:
                continue
            if fixed > limit:
                self.model.add_bool_and(~self.chosen[o.number] for o in free)
            else:
                self.model.add(sum(o.length.minutes * self.chosen[o.number] for o in free) <= limit - fixed)

    def _weeks(self) -> None:
        """The rest of a week holds no more running and no more hard sessions than its author gave it."""
        for week in {self.ground.week_of(o.day) for o in self.placed}:
            there = [o for o in self.placed if self.ground.week_of(o.day) == week]
            meant = [item for item in self.ground.items if self.ground.week_of(item.day) == week]
            metres = sum(item.length.metres for item in meant if not item.missed)
            long_is_hard = self.ground.situation.settings.long_is_hard is not False
            kinds = HARD | {"long"} if long_is_hard else HARD
            hard = sum(item.session.kind in kinds and (not item.missed or item.session.key) for item in meant)
            run = sum(o.length.metres * self.chosen[o.number] for o in there if self._runs(o))
            self.model.add(run <= metres)
            self.model.add(sum(self.chosen[o.number] for o in there if self._spaced(o)) <= hard)
            self._not_beside(there, sum(not item.missed for item in meant))

    def _not_beside(self, there: list[Option], meant: int) -> None:
        """A missed session that comes back takes the place of another one."""
        stand = sum(self.chosen[option.number] for option in there)
        for option in (o for o in there if self.ground.items[o.item].missed):
            self.model.add(stand <= meant).only_enforce_if(self.chosen[option.number])

    def _free_days(self) -> None:
        """One day in seven is free, unless what was done and what cannot move leave none."""
        ground = self.ground
        done = {(one.day - ground.situation.day).days for one in ground.situation.done if self._trained(one)}
        busy = {}
        for day in range(ground.days):
            busy[day] = self.model.new_bool_var("")
            for option in (o for o in self.placed if o.day == day and self._trains(o)):
                self.model.add_implication(self.chosen[option.number], busy[day])
        held = {o.day for o in self.placed if ground.items[o.item].still and self._trains(o)}
        for end in range(ground.days):
            window = range(end - DAYS + 1, end + 1)
            past = sum(day in done for day in window if day < 0)
            ahead = [day for day in window if day >= 0]
            if past + sum(day in held for day in ahead) <= MOST_TRAINING:
                self.model.add(sum(busy[day] for day in ahead) <= MOST_TRAINING - past)

    @staticmethod
    def _trains(option: Option) -> bool:
        if option.kind in {"rest", "mobility"}:
            return False
        return option.kind != "xt" or option.length.minutes > LIGHT_MIN

    @staticmethod
    def _trained(done: object) -> bool:
        kind, minutes = done.kind, done.minutes
        return kind not in {"rest", "mobility"} and (kind != "xt" or minutes is None or minutes > LIGHT_MIN)

    def _longer(self) -> None:
        """A run far longer than those behind needs one before it, among those planned, that makes room for it."""
        for option in (o for o in self.placed if self._runs(o) and o.form != "run_walk" and o.kind != "race"):
            known = self.ground.longest.metres[option.day]
            if self.ground.items[option.item].still or known is None or self._in_reach(option.length.metres, known):
                continue
            before = [
                self.chosen[o.number]
                for o in self.placed
                if o.item != option.item
                and self._runs(o)
                and 0 < option.day - o.day <= WINDOW
                and self._in_reach(option.length.metres, o.length.sure)
            ]
            self.model.add_bool_or(~self.chosen[option.number], *before)

    @staticmethod
    def _in_reach(metres: int, longest: int) -> bool:
        return 100 * metres <= (100 + PER_CENT_LONGER) * longest

    def _swaps(self) -> Iterator[cp_model.IntVar]:
        """For each two important sessions whether both stand, but the other way round."""
        items = [item for item in self.ground.items if item.important]
        for a, b in ((a, b) for a in items for b in items if a.stands < b.stands and not (a.still and b.still)):
            swapped = self.model.new_bool_var("")
            for day in range(self.ground.days):
                late = [self.chosen[o.number] for o in self.of_item[a.number] if o.kind is not None and o.day == day]
                soon = [self.chosen[o.number] for o in self.of_item[b.number] if o.kind is not None and o.day < day]
                if late and soon:
                    self.model.add(swapped >= sum(late) + sum(soon) - 1)
            yield swapped


def best(ground: Ground) -> Best:
    """The least that a week costs."""
    start = time.process_time()
    cost, sure = Oracle(ground).best()
    return Best(cost, sure, (time.process_time() - start) * 1000)
