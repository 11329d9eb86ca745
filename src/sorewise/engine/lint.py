"""What must hold of a rulebook beyond its types: laws a reader can check line by line."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping

from sorewise.engine.book import Rule, Rulebook
from sorewise.engine.course_numbers import COURSE_NUMBERS
from sorewise.engine.tables import LADDERS, near
from sorewise.engine.week_rules import READ_BY_THE_PLANNER
from sorewise.engine.when import literals, terms_of, truth
from sorewise.model.answers import checked
from sorewise.model.errors import AnswerError
from sorewise.model.verdict import ACTIVITY, CROSS_TRAIN, PROMPT, REFERRAL, REST, SAME_DAY

Origin = Mapping[tuple[str, str], str]
GUARDED = ("when", "activity", "referral", "unknown", "phase", "stage", "opinion", "red_flag")
SIGN = ("page", "type", "scope", "default", "benign", "stop", "ask_if", "never_ask", "implied_by", "private", "door")
FIRES = {True: True, False: False, "unknown": None}


def lint(book: Rulebook, origin: Origin, only: Collection[tuple[str, str]] | None = None) -> list[str]:
    """Return every mistake of meaning, one line each.

    Under an overlay only the examples of the rules it names (`only`) are run: ours were written for our numbers.
    """
    found = [
        f"{origin.get(('rules', rule.spec), 'rules')}, {rule.id}, {mistake}"
        for rule in book.rules
        for check in CHECKS
        if check is not _examples or only is None or ("rules", rule.spec) in only
        for mistake in check(rule, book)
    ]
    return [*found, *_tables(book, origin), *_unused(book, origin, only)]


def guard_flags(ours: Rulebook, theirs: Rulebook, origin: Origin) -> list[str]:
    """Return where an overlay takes a red flag away or makes it speak otherwise, by itself, a term or a threshold.

    Its words may change, its condition and its rungs may not.
    """
    return [
        f"{origin.get(('rules', rule.spec), 'rules')}, {rule.id}, {what}"
        for rule in ours.rules
        if rule.red_flag and (what := _weakened(rule, theirs.by_id.get(rule.id)))
    ]


def guard_signs(ours: Rulebook, theirs: Rulebook) -> list[str]:
    """Return where an overlay changes when a sign of the safety page is asked or counts."""
    return [
        f"facts.toml, {id_}, {key}: an overlay may reword a sign of the safety page, not change when it counts"
        for id_, fact in ours.safety_page.items()
        for key in SIGN
        if getattr(fact, key) != getattr(theirs.facts[id_], key)
    ]


def _weakened(ours: Rule, theirs: Rule | None) -> str:
    if theirs is None:
        return "retire: a red flag cannot be retired"
    changed = [key for key in GUARDED if getattr(ours, key) != getattr(theirs, key)]
    if not changed:
        return ""
    return f"{changed[0]}: an overlay may reword a red flag, not change when it speaks or what it demands"


def _sources(rule: Rule, book: Rulebook) -> Iterator[str]:
    if not rule.sources:
        yield "sources: a rule names where it comes from"
    for source in rule.sources:
        yield from anchored(source, book)


def anchored(source: str, book: Rulebook) -> Iterator[str]:
    """Say where a source, or the sentence of one, does not exist."""
    name, _, sentence = source.partition("#")
    if name not in book.sources:
        yield f'sources: there is no source "{name}"{near(name, book.sources)}'
    elif sentence and sentence not in book.sources[name].sentences:
        yield f'sources: "{name}" has no sentence {sentence}'


def _words(rule: Rule, _book: Rulebook) -> Iterator[str]:
    for key in ("says", "because", "grade"):
        if not getattr(rule, key):
            yield f"{key}: is missing"
    if rule.since is None:
        yield "since: the day from which the rule holds is missing"


def _levels(rule: Rule, _book: Rulebook) -> Iterator[str]:
    if rule.referral >= PROMPT and (rule.activity or 0) < CROSS_TRAIN:
        yield f'activity: with referral "{REFERRAL[rule.referral]}" it is at least "cross_train"'
    if rule.referral >= SAME_DAY and (rule.activity or 0) < REST:
        yield f'activity: with referral "{REFERRAL[rule.referral]}" it is "rest"'
    if rule.referral >= SAME_DAY and not (rule.hold and rule.red_flag):
        yield 'unknown: a rule that sends somebody the same day holds ("hold") and is a red flag (red_flag = true)'
    if rule.stage == "advice" and (rule.activity is not None or rule.referral):
        yield "activity: a rule of the advice stage raises nothing"
    if rule.when is None and not rule.note and not rule.stop_value:
        yield "when: the condition is missing"


def _red_flag(rule: Rule, book: Rulebook) -> Iterator[str]:
    """The safety page must close a red flag: one of its needed conjuncts stands there or in the profile."""
    if rule.when is None or not rule.red_flag:
        return
    answered = {
        id_: fact.benign if fact.benign is not None else False
        for id_, fact in book.facts.items()
        if fact.page in {"safety", "profile"} and fact.type == "bool"
    }
    if truth(rule.when, answered) is not False:
        yield "when: a red flag must be false once the safety page is sent without a tick and the profile is harmless"


def _advice(rule: Rule, book: Rulebook) -> Iterator[str]:
    for key in ("advise", "change", "remove"):
        for id_ in getattr(rule, key):
            if id_ not in book.advice:
                yield f'{key}: there is no advice "{id_}"{near(id_, book.advice)}'


def _examples(rule: Rule, book: Rulebook) -> Iterator[str]:
    if rule.when is None:
        return
    wanted = {False, "unknown"} if rule.pure_hold else {True, False}
    seen = {example.get("fires") for example in rule.examples}
    if not wanted <= seen:
        yield "examples: give at least one that fires and one that does not"
    for number, example in enumerate(rule.examples, start=1):
        yield from _example(rule, book, number, example)


def _example(rule: Rule, book: Rulebook, number: int, example: Mapping[str, object]) -> Iterator[str]:
    given = example.get("given")
    if not isinstance(given, Mapping) or example.get("fires") not in FIRES:
        yield f'examples, {number}: write {{ given = {{ ... }}, fires = true, false or "unknown" }}'
        return
    for name in given:
        if name not in LADDERS and (name not in book.facts or book.facts[name].door):
            yield f'examples, {number}: there is no rule fact "{name}"{near(name, book.facts)}'
            return
    try:
        checked({name: value for name, value in given.items() if name not in LADDERS}, book.facts)
    except AnswerError as error:
        yield f"examples, {number}: {error}"
        return
    state = {id_: fact.default for id_, fact in book.facts.items() if fact.never_unknown} | dict(given)
    for ladder, words in (("activity", ACTIVITY), ("referral", REFERRAL)):
        if ladder in given:
            state[ladder] = words.index(str(given[ladder]))
    if rule.when is None:
        return
    result = truth(rule.when, state)
    if result is not FIRES[example["fires"]]:
        yield f"examples, {number}: says fires = {_said(example['fires'])}, but the condition is {_said(result)}"


def _said(result: object) -> str:
    return "unknown" if result is None else str(result).lower()


CHECKS: tuple[Callable[[Rule, Rulebook], Iterator[str]], ...] = (
    _sources,
    _words,
    _levels,
    _red_flag,
    _advice,
    _examples,
)


DIVIDING = frozenset({"week_easy_pace_min_km"})
"""Numbers of the week that something is divided by."""


def _tables(book: Rulebook, origin: Origin) -> Iterator[str]:
    """Every number and advice says what it is and where it comes from, and what they name exists."""
    for id_, threshold in book.thresholds.items():
        where = origin.get(("thresholds", id_), "thresholds.toml")
        if not threshold.means or not threshold.sources:
            yield f"{where}, {id_}, means: say what the number does and where it comes from"
        if id_.startswith("week_") and (threshold.value < 0 or (threshold.value == 0 and id_ in DIVIDING)):
            yield f"{where}, {id_}, value: the planner of the week cannot count with {threshold.value:g}"
        yield from (f"{where}, {id_}, {mistake}" for source in threshold.sources for mistake in anchored(source, book))
    for id_, advice in book.advice.items():
        where = origin.get(("advice", id_), "advice.toml")
        if not advice.says or not advice.sources:
            yield f"{where}, {id_}, says: say it to the runner, and where it comes from"
        yield from (f"{where}, {id_}, {mistake}" for source in advice.sources for mistake in anchored(source, book))
        yield from (
            f'{where}, {id_}, removes: there is no advice "{other}"{near(other, book.advice)}'
            for other in advice.removes
            if other not in book.advice
        )


def _unused(book: Rulebook, origin: Origin, only: Collection[tuple[str, str]] | None) -> Iterator[str]:
    """Every term and number is used; an overlay that retires a rule may leave some of ours behind."""
    nodes = [rule.when for rule in book.rules if rule.when]
    nodes += [node for asks in book.asks.values() for node in asks.values()]
    used_terms = {name for node in nodes for name in terms_of(node)}
    used_numbers = {literal.threshold for node in nodes for literal in literals(node)}
    used_numbers |= READ_BY_THE_PLANNER.union(*(rule.numbers for rule in book.week.values()))
    for id_ in book.terms:
        if id_ not in used_terms and (only is None or ("terms", id_) in only):
            yield f"{origin.get(('terms', id_), 'terms.toml')}, {id_}, term: no rule uses it"
    for id_ in book.thresholds:
        used = id_ in used_numbers or id_ in USED_ELSEWHERE or id_ in COURSE_NUMBERS
        if not used and (only is None or ("thresholds", id_) in only):
            yield f"{origin.get(('thresholds', id_), 'thresholds.toml')}, {id_}, value: no rule uses it"


# Numbers that reading the answers, the session and the history use, rather than a condition.
USED_ELSEWHERE = frozenset(
    {
        "fever_c",
        "usual_gap_factor",
        "referral_keeps_days",
        "referral_pain_rise",
        "two_sides_differ",
        "shorten_30_factor",
        "shorten_long_factor",
        "timer_max_min",
        "spike_cap_factor",
        "return_factor",
        "cold_cap_min",
        "no_impact_max_min",
        "step_back_factor",
        "reduced_factor",
        "warmup_min",
        "cooldown_min",
        "ends_share",
        "warmup_rpe",
        "easy_rpe_low",
        "easy_rpe",
        "very_easy_rpe",
        "cross_train_max_min",
        "unknown_length_min",
        "brisk_pace_min_km",
        "run_min",
        "walk_min",
        "novice_run_min",
        "novice_walk_min",
        "usual_days",
        # What the past says: the windows of training.
        "atl_days",
        "ctl_days",
        "monotony_days",
        "monotony_cap",
        "trimp_factor",
        "trimp_exponent",
        "trimp_pairs",
        "trimp_to_srpe",
        "hr_max_at_birth",
        "hr_max_per_year",
        "longest_run_days",
        "gap_days",
        "gap_values",
        "leg_weeks",
        "leg_sessions_a_week",
        "downhill_habit_days",
        "downhill_values",
        "downhill_ratio",
        "downhill_from_m",
        "kind_days",
        "kind_values",
        "kind_best_days",
        "race_within",
        "race_5k_ratio",
        "race_10k_ratio",
        "race_half_ratio",
        "race_marathon_ratio",
        "race_hr_share",
        "race_even",
        "repeats",
        "repeat_longest_min",
        "repeats_min",
        "repeat_spread",
        "repeat_ratio",
        "repeat_up_m",
        "repeat_slope",
        "hilly_m_per_km",
        "hilly_from_m",
        "tempo_min",
        "tempo_ratio",
        "block_ratio",
        "tempo_hr_share",
        "long_ratio",
        "long_from_min",
        "long_min",
        "hard_rpe",
        "easy_hr_share",
        "recovery_ratio",
        "recovery_length",
        "race_5k_max_km",
        "race_10k_max_km",
        "race_half_max_km",
        "race_marathon_max_km",
        "race_long_min",
        "long_other_days",
        "first_runs_weeks",
        "rhr_days",
        "hrv_days",
        "hrv_values",
        "hrv_base_days",
        "base_values",
        "sleep_days",
        "sleep_values",
        "wellness_days",
        "wellness_items",
        "streak_gap_days",
        "eases_days",
        "eases_values",
        "eases_share",
        "complaint_days",
        "complaint_gap_days",
        "pain_step",
        "before_run_h",
        "run_answer_days",
        "week_trend_days",
        "week_trend_values",
        "episode_days",
        "episode_pain",
        "episode_h",
        "episode_check_ins",
        "injury_remembered_days",
    }
)
