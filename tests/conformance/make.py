"""Write the conformance kit: every worked morning as facts, the truth of every rule, and the decision.

    python tests/conformance/make.py

The kit is made from the rulebook and the mornings of tests/mornings alone, in the same order every time; README.md says
how to read it.
"""

import json
import tomllib
from pathlib import Path

from sorewise.engine.book import Rulebook
from sorewise.engine.decide import decide
from sorewise.engine.rules import load
from sorewise.engine.state import State, open_door
from sorewise.engine.when import truth

HERE = Path(__file__).parent
MORNINGS = HERE.parent / "mornings"
HELD_BACK = ("reasons", "undecided", "settled", "rulebook")  # how it came about, not what was decided


def cases(book: Rulebook) -> dict[str, list[dict[str, object]]]:
    """Return the cases of each file of the kit, one file a page of mornings."""
    return {
        f"{page.stem}.json": [
            case(book, worked) for worked in tomllib.loads(page.read_text(encoding="utf-8"))["morning"]
        ]
        for page in sorted(MORNINGS.glob("*.toml"))
    }


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
