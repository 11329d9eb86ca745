"""A team's mornings and loads as arrays, and the mornings that a forecast is measured on.

Answers of the file are 1 to 5, lower is sorer, 0 or nothing is not answered; here they are counted from 0, none, to 4.
Every person begins on the Monday of the week of the first report and ends with the last one: before it nobody was
asked, and a bare Monday lets all of them share one weekday.
"""

from pathlib import Path
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

FILE = Path("soccermon") / "team_a.csv"
ANSWERS = 5
BAD = 3
"""Answers from this one on are bad days: 1 and 2 of the file."""
ASKED = ("soreness", "fatigue", "stress", "mood", "sleep_quality", "readiness", "sleep_duration")
KNOWN, OLD = 7, 6
"""A row has so many earlier reports, the last of them at most so many days old."""
FEW_ROWS = 20
"""Persons with fewer rows are left out."""
TRAINED = 0.7
"""The first rows of each person that are fitted to; the rest is tested."""


class Team(NamedTuple):
    """P persons on D days, the first of which is a Monday.

    `answers` [P, D] are 0 to 4, nan where nothing was told; `loads` [P, D] of the day in AU, 0 where there is none;
    `asked` [P, D, 7] is all that was told that morning, as the file has it, only the peers look at it; `first` and
    `last` [P] are the days of the first and the last report.
    """

    answers: Floats
    loads: Floats
    asked: Floats
    first: Ints
    last: Ints


class Rows(NamedTuple):
    """Mornings that are forecast `ahead` days before: the evening `at` [N] of `who` [N] tells of the day `at + ahead`.

    `told` [N] is the answer that came, `late` [N] whether it is among the last of that person. In order of person, day.
    """

    ahead: int
    who: Ints
    at: Ints
    told: Ints
    late: Bools


def read(folder: Path) -> Team:
    """The team in a folder; persons in the order of their names as text, as the peers' public form has them."""
    table = pl.read_csv(folder / FILE, infer_schema_length=None, try_parse_dates=True).sort("player_id", "date")
    people = [person for _, person in table.group_by("player_id", maintain_order=True)]
    told = [person.filter(pl.col("soreness") > 0)["date"] for person in people]
    mondays = [days[0].toordinal() - days[0].weekday() for days in told]
    length = max(days[-1].toordinal() - monday + 1 for days, monday in zip(told, mondays, strict=True))
    asked = np.full((len(people), length, len(ASKED)), np.nan)
    loads = np.zeros((len(people), length))
    first, last = np.zeros(len(people), np.int64), np.zeros(len(people), np.int64)
    for who, (person, days, monday) in enumerate(zip(people, told, mondays, strict=True)):
        first[who], last[who] = days[0].toordinal() - monday, days[-1].toordinal() - monday
        mine = person.filter(pl.col("date").is_between(days[0], days[-1]))
        place = np.array([day.toordinal() - monday for day in mine["date"]])
        values = mine.select(ASKED).to_numpy()
        asked[who, place] = np.where(values > 0, values, np.nan)
        loads[who, place] = mine["daily_load"].fill_null(0).to_numpy()
    return Team(answers=ANSWERS - asked[:, :, 0], loads=loads, asked=asked, first=first, last=last)


def rows(team: Team, ahead: int) -> Rows:
    """The mornings that the public baselines are measured on, by person and day."""
    known, old = seen(team.answers)
    good = ~np.isnan(team.answers[:, ahead:]) & (known[:, :-ahead] >= KNOWN) & (old[:, :-ahead] <= OLD)
    good &= good.sum(1, keepdims=True) >= FEW_ROWS
    who, at = np.nonzero(good)
    rank, count = good.cumsum(1)[who, at] - 1, good.sum(1)[who]
    told = team.answers[who, at + ahead].astype(np.int64)
    return Rows(ahead=ahead, who=who, at=at, told=told, late=rank >= np.floor(TRAINED * count))


def seen(answers: Floats) -> tuple[Ints, Ints]:
    """By each evening [P, D]: how many reports there were, and how many days ago the last one was."""
    told = ~np.isnan(answers)
    day = np.arange(answers.shape[1])
    last = np.maximum.accumulate(np.where(told, day, -1), axis=1)
    return told.cumsum(1), day - last
