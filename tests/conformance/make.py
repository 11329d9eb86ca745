"""Write the conformance kit: worked and made mornings as facts, the truth of every rule, and the decision.

    python tests/conformance/make.py

The kit is made from the rulebook and the mornings of tests/mornings alone, in the same order every time; README.md says
how to read it.
"""

import json
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[1]))
from engine.value_classes import values_of
from sorewise.engine.book import Rule, Rulebook
from sorewise.engine.decide import decide
from sorewise.engine.rules import load
from sorewise.engine.state import State, open_door
from sorewise.engine.when import truth
from sorewise.model.facts import Fact

HERE = Path(__file__).parent
MORNINGS = HERE.parent / "mornings"
SEED, DRAWN = 20261122, 80  # mornings drawn over the value classes
USUAL = 0.93  # how often a drawn answer is the harmless one, so that most mornings are not full of alarms
# Worked out at the door from the others, so they cannot be answered.
MADE = {"phase", "one_place", "swollen_joints", "pain_masked", "over_plan_limit", "referral_known"}
# What the door works out of several answers, and two places at once.
AT_THE_DOOR: tuple[dict[str, object], ...] = tuple(
    {"id": id_, "answers": {"gait": "normal", "safety": "none", "spots": spots} | body}
    for id_, body, spots in (
        ("over-the-plan", {}, [{"region": "knee_front", "managed_plan": True, "plan_pain_limit": 3, "pain": 5}]),
        ("a-tablet-hides-it", {"painkiller_12h": True}, [{"region": "calf", "side": "left", "pain": 2}]),
        (
            "three-swollen-joints",
            {},
            [
                {"region": "knee_front", "side": "both", "pain": 2, "tissue": "joint", "swollen": True},
                {"region": "ankle_outer", "side": "right", "pain": 1, "tissue": "joint", "swollen": True},
            ],
        ),
        ("two-sides-alike", {}, [{"region": "quad", "side": side, "pain": 2} for side in ("left", "right")]),
        (
            "a-referral-known",
            {"similar_episodes_8w": 5},
            [{"region": "calf", "side": "left", "pain": 2, "referral_status": "booked", "referral_days": 3}],
        ),
    )
)
PHASES = ("morning", "in_run", "after_run")
HELD_BACK = ("reasons", "undecided", "settled", "rulebook")  # how it came about, not what was decided


def cases(book: Rulebook) -> dict[str, list[dict[str, object]]]:
    """Return the cases of each file of the kit, one file a page of mornings."""
    kit = {
        f"{page.stem}.json": [
            case(book, worked) for worked in tomllib.loads(page.read_text(encoding="utf-8"))["morning"]
        ]
        for page in sorted(MORNINGS.glob("*.toml"))
    }
    seen = {id_ for found in kit.values() for one in found for row in one["rows"] for id_ in row["true"]}
    kit["made_examples.json"] = [case(book, one) for one in (*examples(book, seen), *AT_THE_DOOR)]
    kit["made_drawn.json"] = [case(book, one) for one in drawn(book)]
    return kit


def examples(book: Rulebook, seen: set[str]) -> Iterator[dict[str, object]]:
    """Yield, for each verdict rule that no worked morning makes true, its first example that fires, and no more."""
    for rule in book.rules:
        if rule.when and rule.stage == "verdict" and rule.id not in seen:
            given = next((one["given"] for one in rule.examples if one["fires"] is True), None)
            if given is not None:
                yield {"id": rule.id, "answers": answers_of(book, given, phase_of(rule, given), sent=True)}


def phase_of(rule: Rule, given: Mapping[str, object]) -> str:
    """Return the phase in which an example is judged."""
    return str(given.get("phase", "in_run" if rule.phase == "in_run" else "morning"))


def drawn(book: Rulebook) -> Iterator[dict[str, object]]:
    """Yield mornings, runs and evenings of which a part is known, any value of any class; the page sent or not."""
    rng = Random(SEED)
    values = {name: known for name, known in values_of(book).items() if name not in MADE | {"legs", "region"}}
    for number in range(DRAWN):
        share = rng.choice((0.05, 0.2, 0.6, 1.0))
        told = {
            name: drawn_value(book.facts[name], known, rng) for name, known in values.items() if rng.random() < share
        }
        place = {"region": rng.choice(values_of(book)["region"]), "pain": rng.choice(values["pain"])}
        answers = answers_of(book, told | place, PHASES[number % 3], sent=number % 4 > 0)
        yield {"id": f"drawn-{number + 1}", "answers": answers}


def drawn_value(fact: Fact, values: tuple[object, ...], rng: Random) -> object:
    """Return the usual value of a fact, or now and then any."""
    usual = fact.harmless if fact.default is None else fact.default
    return usual if rng.random() < USUAL and (fact.type != "word" or usual in values) else rng.choice(values)


def answers_of(book: Rulebook, facts: Mapping[str, object], phase: str, *, sent: bool) -> dict[str, object]:
    """Put rule facts into the words of the door: those of the body, those of one place, the phase, the page."""
    known = {name: value for name, value in facts.items() if name not in MADE}
    spot = {name: value for name, value in known.items() if book.facts[name].scope == "spot"}
    body = {name: value for name, value in known.items() if name not in spot}
    spots = {"spots": [spot]} if spot else {}
    return {"phase": phase} | body | spots | ({"safety": "none"} if sent else {})


def case(book: Rulebook, worked: dict[str, object]) -> dict[str, object]:
    """Return one case: what was answered, what that means as facts, which rules are true or unknown, the decision."""
    answers, history = worked["answers"], worked.get("history", {})
    state = open_door(book, answers, history)
    decision = decide(book, state).as_json()
    return {
        "id": worked["id"],
        "answers": answers,
        "history": history,
        "rows": rows(book, state),
        "decision": {name: value for name, value in decision.items() if name not in HELD_BACK},
    }


def rows(book: Rulebook, state: State) -> list[dict[str, object]]:
    """Return the morning and each spot: the facts that are known, and the rules that are true or unknown on them."""
    found = []
    for values, of_spot in [(state.morning, False), *((spot, True) for spot in state.spots)]:
        said = {
            rule.id: truth(rule.when, values)
            for rule in book.rules
            if rule.when and rule.stage == "verdict" and rule.spot is of_spot and rule.runs_in(state.phase)
        }
        found.append(
            {
                "spot": of_spot,
                "facts": {name: value for name, value in values.items() if value is not None},
                "true": [id_ for id_, value in said.items() if value is True],
                "unknown": [id_ for id_, value in said.items() if value is None],
            }
        )
    return found


def text(found: list[dict[str, object]]) -> str:
    """Return one file of the kit: a case a line."""
    return "[\n" + ",\n".join(json.dumps(one, ensure_ascii=False, sort_keys=True) for one in found) + "\n]\n"


if __name__ == "__main__":
    for name, found in cases(load()).items():
        (HERE / name).write_text(text(found), encoding="utf-8")
