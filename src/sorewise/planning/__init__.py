"""History + this morning's verdict -> what the planner of the week has to know, and the coming mornings.

history, verdicts -> which sessions still stand (standing), how long they are (lengths), a break (breaks), how likely
the legs are too sore (chances) -> Situation; history, verdict, plan (loads) -> the coming mornings (ahead) -> Forecast
"""

from sorewise.planning.situation import situation_of
from sorewise.planning.verdicts import Verdict, verdict_of

__all__ = ["Verdict", "situation_of", "verdict_of"]
