"""Tables of histories, to facts, to decisions: each day's verdict is the one that its runner would have got."""

from dataclasses import replace
from random import Random

import polars as pl
import pytest

from engine.bulk.tables import BOOK, assert_same
from sorewise.model.records import History, Profile
from sorewise.morning import morning as judged
from sorewise.training.tables import frames
from training.histories import legs, morning, night, run, sore

SIGNS = {scope: [n for n, fact in BOOK.safety_page.items() if fact.scope == scope] for scope in ("morning", "spot")}
OF_PLACE = {"spread": ("diffuse", "focal"), "tissue": ("muscle", "joint", "tendon")}


def runner(seed):
    """Forty days of somebody: runs, leg days, nights, and check-ins with up to two sore places, by chance."""
    rng = Random(seed)
    check_ins = []
    for ago in range(40, -1, -1):
        places = rng.sample([("quad", "both"), ("calf", "left"), ("knee_front", "right")], rng.choice((0, 0, 1, 1, 2)))
        spots = [
            sore(region, side, pain=rng.choice((1, 2, 3, 5)), **{n: rng.choice(w) for n, w in OF_PLACE.items()})
            for region, side in places
        ]
        answers = {
            "fatigue": rng.randrange(9),
            "gait": "normal",
            "illness": "none",
            "sleep_quality": rng.choice((2, 4)),
        }
        told = morning(ago, *spots, hour=6 + rng.random(), legs="sore" if spots else "fresh", **answers)
        if rng.random() < 0.8:
            check_ins.append(replace(told, safety=() if rng.random() < 0.9 else None))
    return History(
        profile=Profile(answers={"birth_year": 1970 + seed, "experience_years": seed}),
        sessions=tuple(
            (legs if rng.random() < 0.2 else run)(ago, **({} if rng.random() < 0.5 else {"rpe": 6.0}))
            for ago in range(60, 0, -1)
            if rng.random() < 0.6
        ),
        nights=tuple(
            night(
                ago,
                resting_hr=48.0 + rng.randrange(9),
                sleep_s=3600.0 * rng.choice((5, 7, 8)),
                hrv_rmssd=60.0 + rng.randrange(30),
            )
            for ago in range(60, -1, -1)
        ),
        check_ins=tuple(check_ins),
    )


@pytest.fixture(scope="module")
def runners():
    """Some of them, by name."""
    return {f"runner {seed}": runner(seed) for seed in range(4)}


@pytest.fixture(scope="module")
def folder(runners, tmp_path_factory):
    """Their tables, with the signs of the safety page: the page was sent, or it was not."""
    path = tmp_path_factory.mktemp("people")
    tables = frames(runners)
    said = pl.when("safety_sent").then(pl.lit(value=False))
    sent = [check_in.safety is not None for one in runners.values() for check_in in one.check_ins]
    check_ins = tables.check_ins.with_columns(safety_sent=pl.Series(sent))
    check_ins = check_ins.with_columns(said.alias(name) for name in SIGNS["morning"] if name != "fever")
    check_ins = check_ins.with_columns(fever=said)
    places = tables.places.join(
        check_ins.select("athlete", "safety_sent", check_in="id"), on=["athlete", "check_in"], maintain_order="left"
    )
    places = places.with_columns(said.alias(name) for name in SIGNS["spot"]).drop("safety_sent")
    for name, table in {
        "athletes": tables.athletes,
        "sessions": tables.sessions,
        "nights": tables.nights,
        "check_ins": check_ins,
        "places": places,
    }.items():
        table.sort("athlete", maintain_order=True).write_parquet(path / f"{name}.parquet")
    return path


def test_each_verdict_is_that_of_the_runner(sorewise, folder, runners, tmp_path):
    """Derived in bulk and decided in bulk, against one runner's morning, day by day."""
    facts, out = tmp_path / "facts.parquet", tmp_path / "out.parquet"
    derived = sorewise("bulk", "--history", str(folder), str(facts), "--only-check-ins", "--chunk", "3", "--json").json
    assert derived["athletes"] == len(runners)
    assert sorewise("bulk", str(facts), str(out)).code == 0
    rows = {(row["athlete"], row["day"]): row for row in pl.read_parquet(out).iter_rows(named=True)}
    assert len(rows) == sum(len(one.check_ins) for one in runners.values()) == derived["mornings"]
    for name, history in runners.items():
        for check_in in history.check_ins:
            before = replace(history, check_ins=tuple(c for c in history.check_ins if c.at < check_in.at))
            decision = judged(BOOK, before, check_in, now=check_in.at).decision
            assert_same(decision, rows[name, check_in.at.date()])
