"""The stop rule that goes with a session: the in-run rules as signs to watch, each with its numbers."""

from __future__ import annotations

from collections.abc import Iterator

from sorewise.coach.today import SignCode, StopSign
from sorewise.engine.book import Rulebook
from sorewise.model.verdict import IN_RUN

SIGNS: tuple[tuple[SignCode, str, tuple[str, ...]], ...] = (
    ("gait", "RS-STOP-GAIT", ()),
    ("sharp", "RS-STOP-SHARP", ()),
    ("pain", "RC-PAIN-6-RUN", ("severe",)),
    ("exhausted", "RS-STOP-EXHAUST", ()),
    ("novice_pain", "RX-RUN-NOVICE", ("coach_mild_max",)),
    ("rise", "RS-TURN-BACK.rise", ("rise_big", "rise_small", "rise_from")),
    ("shorten", "RC-PAIN-45-RUN", ("run_shorten_from",)),
    ("not_eased", "RX-NOT-EASED", ("settle_minutes", "run_not_eased_from")),
)
"""Sign, the in-run rule it comes from, and the thresholds its sentence needs; the strictest first."""
OF_A_RUN = {"novice_pain", "shorten", "not_eased"}


def stop_signs(book: Rulebook, *, running: bool, novice: bool) -> Iterator[StopSign]:
    """Yield the signs for a run, or for movement instead of one. A sign whose rule an overlay retired is left out."""
    for code, rule_id, numbers in SIGNS:
        rule = book.by_id.get(rule_id)
        if rule is None or (code in OF_A_RUN and not running) or (code == "novice_pain" and not novice):
            continue
        values = {name: book.number(name) for name in numbers}
        yield StopSign(code=code, do=IN_RUN[rule.activity or 0], rule=rule_id, values=values)
