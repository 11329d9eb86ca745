"""What is told of the whole body on each check-in."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from sorewise.model.facts import Fact
from sorewise.population.cells import Cells
from sorewise.population.chance import Flags, Floats, around, yes
from sorewise.population.columns import Column, Columns, Words, only_where, take, told
from sorewise.population.parameters import Parameters
from sorewise.population.past import of_body, of_nights, of_plan, of_sessions
from sorewise.population.people import People
from sorewise.population.profiles import profiles
from sorewise.population.signs import Signs
from sorewise.population.wellbeing import ILLNESS, WELL

GAIT = ("normal", "changed")
FIRST_WEEKS = 14 / 365
"""The first two weeks, in years."""


def body(
    p: Parameters, rng: np.random.Generator, them: People, cells: Cells, seen: Signs, facts: Mapping[str, Fact]
) -> Columns:
    """Every fact of the whole body but those of a run, as if no question were left open."""
    at_cells = (cells.athlete, cells.day)
    years = cells.of(them.who.years_on(them.shape[1]))
    return {
        **take(profiles(p, rng, them.who), cells.athlete),
        "experience_years": np.round(years, 2),
        "first_weeks": told(years < FIRST_WEEKS),
        **_known(p, rng, them, cells, {"sessions": of_sessions(p, them), "plan": of_plan(them)}),
        **_nights(p, rng, them, cells),
        **take(of_body(them), at_cells),
        **_safety(facts, seen, cells.of(them.sick.fever)),
        **_felt(p, rng, them, cells, seen),
    }


def _known(
    p: Parameters, rng: np.random.Generator, them: People, cells: Cells, parts: Mapping[str, Mapping[str, Column]]
) -> Columns:
    """Parts of the past that are known of some athletes and of others not."""
    found: Columns = {}
    for part, columns in parts.items():
        known = yes(rng, p.numbers("answers.watch")[part], len(them.who))[cells.athlete]
        taken = take(columns, (cells.athlete, cells.day))
        found |= {name: only_where(known, column) for name, column in taken.items()}
    return found


def _nights(p: Parameters, rng: np.random.Generator, them: People, cells: Cells) -> Columns:
    """What a watch tells of the night, on the nights on which it is worn."""
    worn = yes(rng, p.number("answers.nights_worn"), len(cells))
    share = p.numbers("answers.watch")
    has = {part: yes(rng, share[part], len(them.who))[cells.athlete] & worn for part in ("heart", "sleep")}
    found = take(of_nights(p, them), (cells.athlete, cells.day))
    needs = {"rhr_delta": "heart", "hrv_z": "heart", "sleep_h": "sleep", "sleep_avg7_h": "sleep"}
    return {name: only_where(has[needs[name]], column) if name in needs else column for name, column in found.items()}


def _safety(facts: Mapping[str, Fact], seen: Signs, fever: Flags) -> Columns:
    """The safety page: no, but for the signs that are there."""
    none = np.zeros(len(fever), dtype=np.bool_)
    signs = {name: none for name, fact in facts.items() if fact.page == "safety" and fact.scope == "morning"}
    signs.update(seen.of_body)
    signs["fever"] = signs["fever"] | fever
    columns: Columns = {name: told(shown) for name, shown in signs.items()}
    columns["only_in_runs"] = only_where(signs["cold_pale_foot"], columns["only_in_runs"])
    columns["drowsy"] = only_where(signs["head_blow"], columns["drowsy"])
    columns["numb_now_at_rest"] = only_where(signs["numbness"], told(~signs["exertional_pattern"]))
    return columns


def _felt(p: Parameters, rng: np.random.Generator, them: People, cells: Cells, seen: Signs) -> Columns:
    """Gait, tiredness, sleep, illness, and what was done about it."""
    count, of = len(cells), p.numbers("soreness.gait")
    worst = them.sore.morning[:, cells.athlete, cells.day].max(axis=0)
    hurt = cells.of(them.hurt.pain)
    lame = cells.of(them.hurt.limp) | seen.of_body["cannot_walk_4_steps"]
    limp = lame | ((worst >= of["from"]) & yes(rng, of["share"], count))
    hard = lame | ((worst >= of["hard_to_walk_from"]) & yes(rng, of["hard_to_walk"], count))
    tablet = p.numbers("wellbeing.painkiller")
    took = yes(rng, tablet["share"] + tablet["of_pain"] * np.maximum(worst, hurt), count)
    kind = cells.of(them.sick.kind)
    return {
        "gait": Words(limp.astype(np.int8), GAIT),
        "hard_to_walk": told(hard),
        "fatigue": cells.of(them.being.fatigue),
        "sleep_quality": cells.of(them.being.sleep_quality),
        "illness": Words(kind, ILLNESS),
        "temp_c": _temperature(p, rng, kind != WELL, cells.of(them.sick.fever)),
        "painkiller_12h": told(took),
        "painkiller_for_legs": only_where(took, told(np.maximum(worst, hurt) > 0)),
        "training_mistake": told(_mistake(p, rng, them, cells)),
    }


def _temperature(p: Parameters, rng: np.random.Generator, ill: Flags, fever: Flags) -> Floats:
    of = p.numbers("answers.temp_c")
    read = np.where(fever, of["fever"], of["usual"]) + np.abs(around(rng, len(ill), of["spread"]))
    return np.where(ill & yes(rng, of["measured"], len(ill)), np.round(read, 1), np.nan).astype(np.float32)


def _mistake(p: Parameters, rng: np.random.Generator, them: People, cells: Cells) -> Flags:
    """Whether the last session is called one that was too much."""
    of = p.numbers("answers.mistake")
    spike = np.nan_to_num(cells.of(np.asarray(of_sessions(p, them)["last_spike_pct"])))
    return yes(rng, np.where(spike >= of["from_per_cent"], of["share"], of["otherwise"]), len(cells))
