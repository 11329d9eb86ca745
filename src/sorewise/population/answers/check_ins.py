"""Check-ins: who makes one when, what is told in it, and what is left open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sorewise.model.facts import Fact
from sorewise.population.answers.body import body
from sorewise.population.answers.cells import Cells
from sorewise.population.answers.left_open import left_open
from sorewise.population.answers.places import places
from sorewise.population.answers.profiles import on_day, profiles
from sorewise.population.answers.signs import signs
from sorewise.population.draw.chance import Codes, Flags, Whole, around, yes
from sorewise.population.draw.columns import Column, Columns, Words, only_where, told
from sorewise.population.lives.people import BEFORE, People
from sorewise.population.parameters import Parameters

PHASES = ("morning", "in_run", "after_run")
MORNING, IN_RUN, AFTER_RUN = range(3)
LEGS = ("fresh", "sore")
BIG = ("half", "marathon", "ultra")


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
    cells = _made(p, rng, them)
    hard, race = them.sore.hard, _big_races(p, them)
    every = np.arange(len(cells))
    seen = signs(p, rng, cells.days_ago(hard, every, 1), cells.days_ago(race, every, 1), facts)
    place_of, of_places = places(p, rng, them, cells, seen)
    phase = _phases(p, rng, cells.of(them.trained.ran))
    profile = profiles(p, rng, them.who)
    of_body = on_day(profile, cells.athlete, cells.day) | body(p, rng, them, cells, seen, facts)
    sore = np.bincount(place_of, minlength=len(cells)) > 0
    of_body |= {"phase": Words(phase, PHASES), "legs": Words(sore.astype(np.int8), LEGS)}
    of_body |= _in_run(p, rng, phase, place_of, of_places)
    sent = ~yes(rng, p.number("answers.page_unsent"), len(cells)) & (phase != IN_RUN)
    of_places |= {name: _no_but(of_places.get(name), place_of) for name in _page(facts, "spot")}
    brief = yes(rng, p.number("answers.brief"), len(cells))
    return CheckIns(
        profile=profile,
        cells=cells,
        sent=sent,
        facts=left_open(p, rng, of_body, facts, sent, brief),
        place_of=place_of,
        place_facts=left_open(p, rng, of_places, facts, sent[place_of], brief[place_of]),
    )


def _made(p: Parameters, rng: np.random.Generator, them: People) -> Cells:
    """The days on which each athlete checks in."""
    of = p.numbers("answers.check_in")
    diligence = rng.beta(of["mean"] * of["weight"], (1 - of["mean"]) * of["weight"], (len(them.who), 1))
    made = yes(rng, diligence.astype(np.float32), them.shape)
    made[:, :BEFORE] = False
    athlete, day = np.nonzero(made)
    return Cells(athlete.astype(np.int32), day.astype(np.int32), made)


def _big_races(p: Parameters, them: People) -> Flags:
    names = list(p.numbers("athletes.races"))
    return np.isin(them.trained.race, [names.index(name) for name in BIG])


def _phases(p: Parameters, rng: np.random.Generator, ran: Flags) -> Codes:
    """Mornings, but for a share of the check-ins on days with a run."""
    shares = p.numbers("answers.phases")
    uniform = rng.random(len(ran), dtype=np.float32)
    after = uniform < shares["in_run"] + shares["after_run"]
    phase = np.where(uniform < shares["in_run"], IN_RUN, np.where(after, AFTER_RUN, MORNING))
    return np.where(ran, phase, MORNING).astype(np.int8)


def _in_run(p: Parameters, rng: np.random.Generator, phase: Codes, place_of: Whole, places: Columns) -> Columns:
    """What is told while a run goes on: its minutes, and how the worst pain has changed."""
    count, of, minutes = len(phase), p.numbers("answers.in_run"), p.numbers("answers.run_minutes")
    start, hurt = np.zeros(count, np.float32), np.zeros(count, np.bool_)
    np.maximum.at(start, place_of, np.nan_to_num(np.asarray(places["pain"])))
    hurt[place_of[np.asarray(places["run_worse"]) == 1]] = True
    change = np.where(hurt, of["complaint_change"], of["sore_change"]) + around(rng, count, of["spread"])
    now = np.clip(np.rint(2 * (start + np.where(start > 0, change, 0))) / 2, 0, 10).astype(np.float32)
    lasted = minutes["least"] + (minutes["most"] - minutes["least"]) * rng.random(count, dtype=np.float32)
    running: Columns = {
        "pain_now": now,
        "pain_change": now - start,
        "minutes": np.rint(lasted),
        "exhausted": told(yes(rng, of["exhausted"], count)),
    }
    return {name: only_where(phase == IN_RUN, column) for name, column in running.items()}


def _page(facts: Mapping[str, Fact], scope: str) -> tuple[str, ...]:
    """The lines of the safety page that belong to places, or to the whole body."""
    return tuple(name for name, fact in facts.items() if fact.page == "safety" and fact.scope == scope)


def _no_but(column: Column | None, place_of: Whole) -> Column:
    """Yes where it is known to be so, else no: the page is answered as one."""
    return np.zeros(len(place_of), np.float32) if column is None else np.nan_to_num(np.asarray(column))
