"""What a plan costs, in whole numbers: goals, then risks, then changes. Safety is not in the sum: it is a rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sorewise.coach.week.groups import BIT
from sorewise.coach.week.items import Item
from sorewise.engine.book import Rulebook
from sorewise.model.plan import Form
from sorewise.model.week import Situation

GOAL, RISK = 10_000, 2_000
"""What one tenth of a goal's loss, and one risk, cost; changes count one by one."""
LOSS: Mapping[Form, str] = {
    "share_80": "week_loss_80",
    "share_70": "week_loss_70",
    "share_50": "week_loss_50",
    "easy": "week_loss_50",
    "easy_50": "week_loss_easy_50",
    "cross_train": "week_loss_other",
    "run_walk": "week_loss_run_walk",
    "drop": "week_loss_drop",
}
CHANGE: Mapping[Form, str] = {
    "share_80": "week_change_shorter",
    "share_70": "week_change_shorter",
    "share_50": "week_change_shorter",
    "easy": "week_change_easy",
    "easy_50": "week_change_easy",
    "cross_train": "week_change_other",
    "run_walk": "week_change_other",
    "drop": "week_change_drop",
}
WEEKEND = (5, 6)
RISKY = BIT["hard"] | BIT["long"]


@dataclass(frozen=True, slots=True)
class Costs:
    """The numbers of one rulebook, for one situation."""

    loss: Mapping[str, int]
    forms: Mapping[str, int]
    numbers: Mapping[str, int]
    weekday: int
    sore: frozenset[int]
    wishes: frozenset[tuple[str, int, str]]

    @classmethod
    def of(cls, situation: Situation, book: Rulebook) -> Costs:
        """Read them."""
        from_ = book.number("week_risk_from")
        days = [((one.day - situation.day).days, one.hard) for one in situation.chances]
        open_ = [one for one in situation.settings.wishes if one.until >= situation.day]
        names = ("week_change", "week_change_day", "week_change_weekend", "week_change_order", "week_change_wish")
        return cls(
            loss={form: round(book.number(name)) for form, name in LOSS.items()},
            forms={form: round(book.number(name)) for form, name in CHANGE.items()},
            numbers={name: round(book.number(name)) for name in names},
            weekday=situation.day.weekday(),
            sore=frozenset(day for day, chance in days if day > 0 and chance > from_),
            wishes=frozenset((one.session, (one.day - situation.day).days, one.form) for one in open_),
        )

    def goal(self, item: Item, form: Form) -> int:
        """What is lost of the plan's goals, against the original; nothing by what no rule of ours may touch."""
        return item.weight * self.loss.get(form, 0)

    def change(self, item: Item, day: int, form: Form) -> int:
        """What is changed, against how it stands."""
        if (day, form) == (item.stands, item.form) or (form == "drop" and item.form == "drop"):
            return 0
        cost = self.numbers["week_change"]
        if form != item.form:
            cost += self.forms.get(form, self.forms["share_80"])
        if day != item.stands and form != "drop":
            cost += self.numbers["week_change_day"] * abs(day - item.stands)
            if item.session.kind == "long" and self._weekend(item.day) and not self._weekend(day):
                cost += self.numbers["week_change_weekend"]
        if (item.id, day, form) in self.wishes:
            cost += self.numbers["week_change_wish"]
        return cost

    def _weekend(self, day: int) -> bool:
        return (self.weekday + day) % 7 in WEEKEND

    def risky(self, day: int, groups: int) -> bool:
        """A hard or long session on a day that may be too sore for it."""
        return bool(groups & RISKY) and day in self.sore

    def total(self, goal: int, change: int, *, risky: bool) -> int:
        """All in one number."""
        return goal * GOAL + (RISK if risky else 0) + change
