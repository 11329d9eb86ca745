"""Who checks in on which day: in the morning, in a run, or after it."""

from __future__ import annotations

import numpy as np

from sorewise.population.answers.cells import AFTER_RUN, IN_RUN, MORNING, Cells
from sorewise.population.draw.chance import Codes, Flags, yes
from sorewise.population.lives.people import BEFORE, People
from sorewise.population.parameters import Parameters


def moments(p: Parameters, rng: np.random.Generator, them: People) -> Cells:
    """The check-ins of everybody, by athlete and day; at most one a day."""
    of = p.numbers("answers.check_in")
    diligence = rng.beta(of["mean"] * of["weight"], (1 - of["mean"]) * of["weight"], (len(them.who), 1))
    made = yes(rng, diligence.astype(np.float32), them.shape)
    made[:, :BEFORE] = False
    athlete, day = np.nonzero(made)
    phase = _phases(p, rng, them.trained.ran[athlete, day])
    return Cells(athlete.astype(np.int32), day.astype(np.int32), made, phase)


def _phases(p: Parameters, rng: np.random.Generator, ran: Flags) -> Codes:
    """Mornings, but for a share of the check-ins on days with a run."""
    shares = p.numbers("answers.phases")
    uniform = rng.random(len(ran), dtype=np.float32)
    after = uniform < shares["in_run"] + shares["after_run"]
    phase = np.where(uniform < shares["in_run"], IN_RUN, np.where(after, AFTER_RUN, MORNING))
    return np.where(ran, phase, MORNING).astype(np.int8)
