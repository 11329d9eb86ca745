"""Check-ins: who makes one when, what is told in it, and what is left open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sorewise.model.facts import Fact
from sorewise.population.answers.body import body
from sorewise.population.answers.cells import IN_RUN, PHASES, Cells
from sorewise.population.answers.left_open import left_open
from sorewise.population.answers.moments import moments
from sorewise.population.answers.places import places
from sorewise.population.answers.profiles import on_day, profiles
from sorewise.population.answers.running import after_run, in_run
from sorewise.population.answers.signs import signs
from sorewise.population.draw.chance import Flags, Floats, Whole, yes
from sorewise.population.draw.columns import Column, Columns, Words, numbers
from sorewise.population.lives.people import People
from sorewise.population.parameters import Parameters

LEGS = ("fresh", "sore")


@dataclass(frozen=True, slots=True)
class CheckIns:
    """Rows of answers: `profile` has one value an athlete, `facts` one a check-in, `place_facts` one a sore place.

    `place_of` is the number of the check-in of each place, ascending. `sent` is whether the safety page was sent.
    """

    profile: Columns
    cells: Cells
    sent: Flags
    facts: Columns
    place_of: Whole
    place_facts: Columns


def check_ins(p: Parameters, them: People, facts: Mapping[str, Fact]) -> CheckIns:
    """Everything that is told in the days after those before."""
    rng = them.rng
    cells = moments(p, rng, them)
    seen = signs(p, rng, them, cells, facts)
    place_of, of_places = places(p, rng, them, cells, seen)
    profile = profiles(p, rng, them.who)
    of_body = on_day(profile, cells.athlete, cells.day) | body(p, rng, them, cells, seen, facts)
    sore = np.bincount(place_of, minlength=len(cells)) > 0
    of_body |= {"phase": Words(cells.phase, PHASES), "legs": Words(sore.astype(np.int8), LEGS)}
    of_body |= in_run(p, rng, cells, place_of, of_places) | after_run(them, cells, of_body)
    sent = ~yes(rng, p.number("answers.page_unsent"), len(cells)) & (cells.phase != IN_RUN)
    of_places |= {name: _no_but(of_places.get(name), place_of) for name in _page(facts, "spot")}
    of_places["pain_masked"] = _masked(p, rng, numbers(of_body["painkiller_12h"])[place_of])
    brief = yes(rng, p.number("answers.brief"), len(cells))
    return CheckIns(
        profile=profile,
        cells=cells,
        sent=sent,
        facts=left_open(p, rng, of_body, facts, sent, brief),
        place_of=place_of,
        place_facts=left_open(p, rng, of_places, facts, sent[place_of], brief[place_of]),
    )


def _page(facts: Mapping[str, Fact], scope: str) -> tuple[str, ...]:
    """The lines of the safety page that belong to places, or to the whole body."""
    return tuple(name for name, fact in facts.items() if fact.page == "safety" and fact.scope == scope)


def _no_but(column: Column | None, place_of: Whole) -> Column:
    """Yes where it is known to be so, else no: the page is answered as one."""
    return np.zeros(len(place_of), np.float32) if column is None else np.nan_to_num(np.asarray(column))


def _masked(p: Parameters, rng: np.random.Generator, tablet: Floats) -> Floats:
    """Whether a painkiller may hide the pain: unknown where one was taken and the pain before it was not told."""
    told_before = yes(rng, p.number("answers.dose_told"), len(tablet))
    return np.where((tablet == 1) & ~told_before, np.float32(np.nan), np.float32(0))
