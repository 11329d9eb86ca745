"""What the days and weeks hold already while a plan is being built: room for one more, one more, one less."""

from __future__ import annotations

from collections.abc import Iterable

from sorewise.coach.week.problem import Problem
from sorewise.coach.week.weights import Weight


class Tally:
    """Minutes a day, metres and hard sessions a week, days with training a window."""

    __slots__ = (
        "busy", "days", "hard", "limits", "made_up", "metres", "minutes", "sessions", "still", "training", "used",
        "weeks", "weights", "windows_of",
    )  # fmt: skip

    def __init__(self, problem: Problem) -> None:
        """Start with what cannot move."""
        ground = problem.ground
        self.weights = problem.weights
        self.limits, self.weeks = problem.minutes, problem.weeks
        self.minutes, self.busy = [0] * ground.days, [0] * ground.days
        self.used = [most for _, most in problem.windows]
        self.windows_of = problem.windows_of
        self.metres = dict.fromkeys(problem.weeks, 0)
        self.hard = dict.fromkeys(problem.weeks, 0)
        self.sessions = dict.fromkeys(problem.weeks, 0)
        self.made_up = dict.fromkeys(problem.weeks, 0)
        self.days = [days for days, _ in problem.windows]
        self.training = problem.training
        stands = [self.weights[problem.domains[item.number][0]] for item in ground.items if item.still]
        self.still = {one.day for one in stands if one.trains}
        for one in stands:
            self._count(one, 1)

    def room(self, number: int) -> bool:
        """Whether an option fits beside what is placed; what cannot move stands, whether it fits or not."""
        one = self.weights[number]
        if one.day < 0 or one.still:
            return True
        limit = self.limits[one.day]
        if limit is not None and self.minutes[one.day] and one.minutes and self.minutes[one.day] + one.minutes > limit:
            return False
        if not self._room_in_week(one):
            return False
        if one.trains and not self.busy[one.day]:
            return all(self.used[window] > 0 for window in self.windows_of[one.day])
        return True

    def _room_in_week(self, one: Weight) -> bool:
        week, most = one.week, self.weeks[one.week]
        if self.metres[week] + one.metres > most.metres or self.hard[week] + one.hard > most.hard:
            return False
        made_up = self.made_up[week] or one.made_up
        return not made_up or self.sessions[week] + one.counts <= most.sessions

    def add(self, number: int) -> None:
        """Place an option; what cannot move stands already."""
        if not self.weights[number].still:
            self._count(self.weights[number], 1)

    def remove(self, number: int) -> None:
        """Take it back."""
        if not self.weights[number].still:
            self._count(self.weights[number], -1)

    def left_from(self, day: int) -> tuple[tuple[range, int], ...]:
        """From a day on: the windows, as far as they lie ahead, and on how many days of each may still be training.

        The days of what cannot move are among them, as in the windows of a problem.
        """
        found = []
        for left, days in zip(self.used, self.days, strict=True):
            ahead = range(max(day, days.start), days.stop)
            most = left + len(self.still.intersection(ahead))
            if most < len(ahead):
                found.append((ahead, most))
        return tuple(found)

    def seen_from(self, day: int) -> tuple[object, ...]:
        """All that can still matter for that day and those after it."""
        windows = tuple(left for left, days in zip(self.used, self.days, strict=True) if days[-1] >= day)
        return windows, tuple(self.busy[day:]), tuple(self.minutes[day:])

    def closed(self, number: int) -> int:
        """The slots that training may not stand on any more, as a mask: days around an option in windows now full."""
        day = self.weights[number].day
        return self._closed(self.windows_of[day]) if day >= 0 and self.weights[number].trains else 0

    def closed_at_first(self) -> int:
        """The same for all that stands already."""
        return self._closed(range(len(self.days)))

    def _closed(self, windows: Iterable[int]) -> int:
        mask = 0
        for window in windows:
            if self.used[window] <= 0:
                for day in self.days[window]:
                    if not self.busy[day]:
                        mask |= self.training[day]
        return mask

    def _count(self, one: Weight, times: int) -> None:
        if one.day < 0:
            return
        self.minutes[one.day] += times * one.minutes
        self.metres[one.week] += times * one.metres
        self.hard[one.week] += times * one.hard
        self.sessions[one.week] += times * one.counts
        self.made_up[one.week] += times * one.made_up
        if one.trains:
            before = self.busy[one.day]
            self.busy[one.day] = before + times
            if not before or not self.busy[one.day]:
                for window in self.windows_of[one.day]:
                    self.used[window] -= times
