"""History + this morning's verdict -> what the planner of the week has to know. Every door that shows a week calls it.

history, verdicts -> which sessions still stand (standing), how long they are (lengths), a break (breaks) -> Situation
"""

from sorewise.planning.situation import situation_of
from sorewise.planning.verdicts import Verdict, verdict_of

__all__ = ["Verdict", "situation_of", "verdict_of"]
