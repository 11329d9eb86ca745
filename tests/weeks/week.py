"""One planned week as a judge looks at it, and what it finds broken."""

from dataclasses import dataclass

from sorewise.model.verdict import ACTIVITY
from sorewise.model.week import Replan, Situation
from weeks.standing import Stood, as_meant, behind, coming, days_from


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """What the planner knew, what its author meant, what is to come as planned now, what was done."""

    situation: Situation
    meant: list[Stood]
    coming: list[Stood]
    behind: list[Stood]

    @classmethod
    def of(cls, situation: Situation, replan: Replan) -> "Week":
        """Look at an answer to a situation."""
        return cls(
            situation=situation,
            meant=as_meant(situation),
            coming=coming(situation, replan),
            behind=behind(situation),
        )

    @property
    def rung(self) -> int:
        """Today's verdict as a rung of its ladder; the lowest without a check-in."""
        return ACTIVITY.index(self.situation.today.activity) if self.situation.today else 0

    @property
    def returned(self) -> int:
        """The day of the first run after a break; today if it is still to come."""
        return 0 if self.situation.returned is None else days_from(self.situation, self.situation.returned)

    def is_spaced(self, session: Stood) -> bool:
        """Whether it needs its distance from hard sessions: a long run, too, unless the runner said otherwise."""
        return session.is_hard or (session.kind == "long" and self.situation.settings.long_is_hard is not False)


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule that a plan breaks, with the sessions to come that break it; `day` counts from today."""

    rule: str
    sessions: tuple[Stood, ...]
    says: str
    day: int | None = None
