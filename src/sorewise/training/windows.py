"""How far back, how many values, how much change: every number of `training/` that a physio could argue about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sorewise.model.errors import RulebookError
from sorewise.training.course import DEFAULT as USUAL_COURSE
from sorewise.training.course import Course


@dataclass(frozen=True, slots=True, kw_only=True)
class Windows:
    """The numbers behind the derived facts; `thresholds.toml` may replace each of them under its name.

    Suffixes give the unit: `_days` local days, `_h` hours, `_m` metres, `_km`, `_min` minutes, `_years`, `_c` degrees
    Celsius; pain and fatigue are 0-10.
    """

    # Load: Banister 1975 and Coggan for ATL and CTL, Foster 1998 for monotony. The cap keeps an even week readable.
    atl_days: float = 7.0
    ctl_days: float = 42.0
    monotony_days: int = 7
    monotony_cap: float = 10.0

    # TRIMP = minutes x r x factor x e^(exponent x r), r the share of the heart-rate reserve (Banister 1991).
    trimp_factor: float = 0.64
    trimp_exponent: float = 1.92
    # TRIMP is brought to session-RPE units by the runner's own ratio, from this many sessions with both; else by this.
    trimp_pairs: int = 5
    trimp_to_srpe: float = 2.3
    # The highest heart rate, where the runner does not know it: Tanaka 2001.
    hr_max_at_birth: float = 208.0
    hr_max_per_year: float = 0.7

    # Sessions
    longest_run_days: int = 30
    gap_days: int = 56
    gap_values: int = 3
    leg_weeks: int = 4
    leg_sessions_a_week: int = 2
    downhill_habit_days: int = 56
    downhill_values: int = 3
    downhill_ratio: float = 2.0
    downhill_from_m: float = 150.0
    # Races: where only the distance tells which it was, the upper ends; of another sport the duration of a long one.
    race_5k_max_km: float = 7.5
    race_10k_max_km: float = 15.0
    race_half_max_km: float = 30.0
    race_marathon_max_km: float = 45.0
    race_long_min: float = 75.0
    # How long a race counts: of several, the one that is least far through its days is the one that is told.
    half_easy_days: int = 3
    marathon_easy_days: int = 7
    ultra_easy_days: int = 14
    long_other_days: int = 3
    # What kind a session was, where nobody told: held against the runs of so many days before it.
    kind_days: int = 56
    kind_values: int = 5
    kind_best_days: int = 365
    # A race of a distance is run so much faster than the usual run; at this share of the highest heart rate, evenly.
    race_within: float = 0.025
    race_5k_ratio: float = 1.15
    race_10k_ratio: float = 1.12
    race_half_ratio: float = 1.08
    race_marathon_ratio: float = 1.03
    race_hr_share: float = 0.8
    race_even: float = 1.08
    # Repeats: how many, how long one may be, how long all are together, how unlike, how much faster than usual.
    repeats: int = 3
    repeat_longest_min: float = 10.0
    repeats_min: float = 4.0
    repeat_spread: float = 0.6
    repeat_ratio: float = 1.1
    repeat_up_m: float = 6.0
    repeat_slope: float = 0.03
    hilly_m_per_km: float = 30.0
    hilly_from_m: float = 150.0
    tempo_min: float = 15.0
    tempo_ratio: float = 1.12
    block_ratio: float = 1.07
    tempo_hr_share: float = 0.86
    long_ratio: float = 1.5
    long_from_min: float = 50.0
    long_min: float = 105.0
    hard_rpe: float = 7.0
    easy_hr_share: float = 0.78
    recovery_ratio: float = 0.94
    recovery_length: float = 0.8
    # Experience is read from the sessions only when they prove this much; a short record may be a new watch.
    experienced_years: float = 2.0
    first_runs_weeks: int = 4

    # Nights
    rhr_days: int = 28
    hrv_days: int = 7
    hrv_values: int = 3
    hrv_base_days: int = 28
    base_values: int = 12
    sleep_days: int = 7
    sleep_values: int = 3
    wellness_days: int = 28
    wellness_items: int = 3

    # Check-ins
    tired: float = 6.0
    fever_c: float = 38.0
    streak_gap_days: int = 3
    eases_days: int = 56
    eases_values: int = 3
    eases_share: float = 0.67

    # Sore places
    sore_from: float = 1.0
    complaint_days: int = 182
    complaint_gap_days: int = 3
    pain_step: float = 1.0
    before_run_h: float = 24.0
    run_answer_days: int = 7
    run_worse_days: int = 7
    week_trend_days: int = 7
    week_trend_values: int = 2
    doms_from_h: float = 8.0
    fresh_load_h: float = 72.0
    episode_days: int = 56
    episode_pain: float = 2.0
    episode_h: float = 48.0
    episodes_refer: int = 3
    episode_check_ins: int = 24
    injury_remembered_days: int = 365

    # The usual course of soreness after a load has its own table of numbers.
    course: Course = USUAL_COURSE

    @classmethod
    def from_thresholds(cls, values: Mapping[str, float]) -> Windows:
        """The defaults, replaced by those of `values` whose names are known here; other names are somebody else's.

        Raises RulebookError for a number that leaves nothing to count: a week of no days, a count of none.
        """
        known: dict[str, Any] = {name: value for name, value in values.items() if name in NUMBERS}
        whole = {name: int(value) for name, value in known.items() if isinstance(getattr(DEFAULT, name), int)}
        if empty := [name for name, value in {**known, **whole}.items() if value <= 0]:
            raise RulebookError([f"thresholds.toml, {name}, value: it has to be {_least(name)}" for name in empty])
        return replace(DEFAULT, **{**known, **whole}, course=Course.from_thresholds(values))


def _least(name: str) -> str:
    return "1 or more" if isinstance(getattr(DEFAULT, name), int) else "more than 0"


NUMBERS = frozenset(Windows.__slots__) - {"course"}
DEFAULT = Windows()
