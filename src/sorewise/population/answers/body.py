"""What is told of the whole body on each check-in."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from sorewise.model.facts import Fact
from sorewise.population.answers.cells import Cells
from sorewise.population.answers.past import last_spike, of_answers, of_hearts, of_plan, of_sessions, of_sleep
from sorewise.population.answers.signs import Signs
from sorewise.population.draw.chance import Flags, Floats, around, yes
from sorewise.population.draw.columns import Columns, Words, only_where, take, told
from sorewise.population.lives.people import People
from sorewise.population.lives.wellbeing import ILLNESS, WELL
from sorewise.population.parameters import Parameters

GAIT = ("normal", "changed")


def body(
    p: Parameters, rng: np.random.Generator, them: People, cells: Cells, seen: Signs, facts: Mapping[str, Fact]
) -> Columns:
    """Every fact of the whole body but those of the profile and of a run, as if no question were left open."""
    return {
        **_past(p, them, cells),
        **_safety(facts, seen, cells.of(them.sick.fever)),
        **_felt(p, rng, them, cells, seen),
    }


def _past(p: Parameters, them: People, cells: Cells) -> Columns:
    """What a record says, as far as there is one of each athlete."""
    has = {part: known[cells.athlete] for part, known in them.who.has.items()}
    worn = cells.of(them.being.worn)
    parts = {
        "sessions": (has["sessions"], of_sessions(p, them)),
        "plan": (has["plan"], of_plan(them)),
        "heart": (has["heart"] & worn, of_hearts(them)),
        "sleep": (has["sleep"] & worn, of_sleep(them)),
        "answers": (np.ones(len(cells), dtype=np.bool_), of_answers(p, them)),
    }
    at_cells = (cells.athlete, cells.day)
    return {
        name: only_where(known, column)
        for known, columns in parts.values()
        for name, column in take(columns, at_cells).items()
    }


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
    spike = np.nan_to_num(cells.of(last_spike(them.trained)))
    return yes(rng, np.where(spike >= of["from_per_cent"], of["share"], of["otherwise"]), len(cells))
