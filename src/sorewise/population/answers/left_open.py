"""What is left open: pages that were not sent, questions that were not asked or not answered."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from sorewise.model.facts import Fact
from sorewise.population.draw.chance import Flags, yes
from sorewise.population.draw.columns import Columns, only_where
from sorewise.population.parameters import Parameters

QUESTIONS = ("legs", "spot", "follow_up", "run")
"""Pages whose questions may be left open one by one."""
BRIEF = ("legs", "region", "side", "pain")
"""What a brief check-in tells."""


def left_open(
    p: Parameters, rng: np.random.Generator, told_: Columns, facts: Mapping[str, Fact], sent: Flags, brief: Flags
) -> Columns:
    """The same without what was not asked, not answered or not sent, and without facts that are not among `facts`."""
    each, follow_up = p.numbers("answers.unanswered"), p.number("answers.follow_up_unanswered")
    found = {}
    for name, column in told_.items():
        if name not in facts:  # an older rulebook does not have every fact
            continue
        page, how = facts[name].page, facts[name].how
        if page == "safety":
            known = sent
        elif page in QUESTIONS and how == "asked":
            share = each.get(name, follow_up if page == "follow_up" else 0)
            known = ~yes(rng, share, len(sent)) & (~brief if name not in BRIEF else True)
        else:
            known = np.ones(len(sent), dtype=np.bool_)
        found[name] = only_where(known, column)
    return found
