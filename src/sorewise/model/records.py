"""What is stored and imported: sessions, nights, check-ins, plans and the profile.

Times are aware; the offset is the record's own, so that a run in Tokyo stays on its Tokyo day wherever it is read
later.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from sorewise.model.plan import PlannedSession, RaceType, WeekSettings

Value = bool | int | float | str | tuple[str, ...]
Answers = Mapping[str, Value]

Sport = Literal["run", "walk", "ride", "swim", "strength", "other"]
SessionKind = Literal[
    "easy", "recovery", "long", "tempo", "intervals", "hills", "race", "strength", "new_exercise", "other"
]
Quality = Literal["whole", "repaired", "partial"]
Phase = Literal["morning", "in_run", "after_run"]
Why = Literal["first", "same_file", "same_watch", "same_id", "alike"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """One place that a session was told by: a file of a watch, a row of a service's export.

    `path` is how the runner sees the file (`export.zip!activities/1.fit.gz`), `why` how it was known to be the same
    session ("first" for the one that was there before). `told` names the fields of the session that are its word,
    "zone" among them if it knew the offset of `start`; the first, and best, of several tells all the others do not.
    What the runner told by hand is meant even where it says nothing: no race, not the legs.
    """

    source: str
    source_id: str = ""
    file_sha256: str = ""
    path: str = ""
    device_id: str = ""
    quality: Quality = "whole"
    why: Why = "first"
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What the stream of a session on foot looked like: measured once on import, so that its kind can be told later.

    Speeds in m/s, lengths in s, heights in m; None is not recorded. A bout is a stretch clearly faster than the rest of
    the session, with what a slope costs reckoned in; `bout_s` and `bout_up_m` are medians, `bout_spread` is how far
    their lengths lie from it (share of it), `bout_m_s` and `between_m_s` the speeds in the bouts and from one to the
    next. `climbs` counts the climbs of ten metres and more, `climb_m` is their median, `downhill` the share of the
    moving time on clearly falling ground. `pace_spread` is the relative spread of the speeds of single minutes,
    `second_half` the speed of the second half over that of the first. `best` holds the highest mean speed over 1, 5, 20
    and 60 minutes, as far as the session is that long. Heart rates per minute: `heart_rate_high` is passed for a tenth
    of the time, `heart_rate_peak` is the highest mean of half a minute.
    """

    bouts: int = 0
    bout_s: float | None = None
    bout_spread: float | None = None
    bout_up_m: float | None = None
    bout_m_s: float | None = None
    between_m_s: float | None = None
    climbs: int = 0
    climb_m: float | None = None
    downhill: float | None = None
    pace_spread: float | None = None
    second_half: float | None = None
    best: tuple[float, ...] = ()
    heart_rate_high: float | None = None
    heart_rate_peak: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One finished activity; a multisport file gives one a leg.

    Distances in metres, times in seconds, `rpe` 0-10, `feel` 0-100 (100 good), `trimp` in Banister's units. `device_id`
    is a watch's own mark of one recording (serial number and creation time of a FIT file). `origins` are the places
    that told it, best first; empty while nothing is known but `source`. `developer` holds what apps on the watch wrote
    for it (FIT developer fields), by the names that they gave.
    """

    id: str
    start: datetime
    sport: Sport = "run"
    sub_sport: str = ""
    kind: SessionKind | None = None
    duration_s: float | None = None
    moving_s: float | None = None
    distance_m: float | None = None
    ascent_m: float | None = None
    descent_m: float | None = None
    rpe: float | None = None
    feel: float | None = None
    heart_rate: float | None = None
    trimp: float | None = None
    hr_zone_s: tuple[float, ...] = ()
    race: RaceType | None = None
    legs: bool = False  # a strength session that trained the legs
    name: str = ""
    device: str = ""
    source: str = "hand"
    source_id: str = ""
    file_sha256: str = ""
    device_id: str = ""
    quality: Quality = "whole"
    origins: tuple[Origin, ...] = ()
    shape: Shape | None = None
    developer: Answers = field(default_factory=dict)

    @property
    def day(self) -> date:
        """The local date on which it started."""
        return self.start.date()


@dataclass(frozen=True, slots=True, kw_only=True)
class Night:
    """What one local day's morning measured: heart, sleep and how the body was rated.

    `resting_hr` per minute; `hrv_rmssd` and `hrv_sdnn` in ms, never mixed; `sleep_s` seconds. The ratings are as given,
    with `scale` naming who gave them ("intervals.icu" 1-4 with 1 good, "sorewise" as asked by us).
    """

    day: date
    resting_hr: float | None = None
    hrv_rmssd: float | None = None
    hrv_sdnn: float | None = None
    sleep_s: float | None = None
    sleep_quality: float | None = None
    sleep_score: float | None = None
    soreness: float | None = None
    fatigue: float | None = None
    stress: float | None = None
    mood: float | None = None
    scale: str = ""
    source: str = "hand"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """One sore place: region and side, the finer map key where known, and what was answered there."""

    region: str
    side: Literal["left", "right", "both"] | None = None
    key: str | None = None
    answers: Answers = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIn:
    """One set of answers, in the words of `facts.toml`.

    `safety` is None while the safety page was not sent, otherwise the ids ticked on it (empty: none of these).
    """

    id: str
    at: datetime
    phase: Phase = "morning"
    answers: Answers = field(default_factory=dict)
    spots: tuple[Spot, ...] = ()
    safety: tuple[str, ...] | None = None
    source: str = "sorewise"

    @property
    def day(self) -> date:
        """The local date of the check-in."""
        return self.at.date()


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Who the runner is, as far as they told: answers of profile facts, and how they like to be spoken to.

    `switched_on` names the private groups (pregnancy, weight, cycle, medicines) that the runner asked to be asked
    about. `rulebook` is the one they chose to be judged by.
    """

    answers: Answers = field(default_factory=dict)
    units: Literal["km", "mi"] = "km"
    country: str = ""
    zone: str = "UTC"
    language: str = "en"
    switched_on: tuple[str, ...] = ()
    parent_agreed: bool = False
    rulebook: Literal["standard", "cautious", "own"] = "standard"


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """Everything known of one runner: what `training` derives from and `morning` reads. Each tuple is in time order."""

    profile: Profile = Profile()
    sessions: tuple[Session, ...] = ()
    nights: tuple[Night, ...] = ()
    check_ins: tuple[CheckIn, ...] = ()
    plan: tuple[PlannedSession, ...] = ()
    week: WeekSettings = field(default_factory=WeekSettings)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportProblem:
    """Why a file or a part of it was not taken: bad data is a value, not an error.

    `code` and `values` make the sentence in `text`; `kept` counts the records that were kept all the same. `held` are
    those that may be wrong (a checksum failed): they wait apart until the runner has `accepted` them. `file_sha256` is
    that of the file or archive member; the pipeline fills it in.
    """

    path: str
    code: str
    place: str = ""
    kept: int = 0
    values: Answers = field(default_factory=dict)
    file_sha256: str = ""
    held: tuple[Session | Night, ...] = ()
    accepted: bool = False
