"""Figures on a team's real mornings: later ones, other persons, and histories that have only begun.

Errors are root mean squares of the expected answer in points of the 1-5 scale, beside them ranks within each person,
bad days (1 and 2) told from the others, and whether sets hold what they promise. Never the mean absolute error: who
always guesses the middle wins it and knows nothing.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from parts import forecast_figures as figures
from parts.forecast_data import BAD, Bools, Floats, Ints, Rows, Team, rows
from parts.forecast_figures import by_person, figure
from parts.forecast_model import BREAKFAST, OPEN, PLANNED, TOMORROW, Asked, Cold, left_out, of_time
from parts.forecast_peers import averages, ewma, last_reports, peers
from parts.forecast_said import said

from sorewise.training.forecast.tilt import smallest_runs

AVERAGE_AT_MOST, BLEND_AT_MOST, CRPS_AT_MOST, OTHERS_AT_MOST, DAYS_AT_MOST = 0.945, 1.0, 0.9, 0.95, 0.965
AUC_AT_LEAST, PERSONS_AT_LEAST, PROMISE_WITHIN, WORST = 0.7, 0.7, 0.02, 0.1
LEVEL = 0.8
FEW, SOME = (4, 7), (15, 30)
SOME_REPORTS = 22
"""The middle of `SOME`."""
FOLD = 3
"""Persons left out at once where there is no time for one after the other."""


class Ground(NamedTuple):
    """A team and how often its persons are drawn, [B, P]."""

    team: Team
    drawn: Floats

    def error(self, expected: Floats, told: Ints, who: Ints) -> Floats:
        """Root mean squares [B]."""
        return figures.root(by_person((expected - told) ** 2, who, len(self.team.answers)), self.drawn)


def team_figures(team: Team, *, quick: bool) -> Iterator[bool]:
    """All of them; whether each reaches its goal."""
    ground = Ground(team, figures.draws(len(team.answers), 200 if quick else 1000))
    asked = of_time(team, (TOMORROW, *BREAKFAST, *OPEN, *PLANNED))
    yield from tomorrow(ground, asked[TOMORROW])
    for horizon in BREAKFAST:
        name = "next day from the morning, " + ("its load known" if horizon.plan else "its load not known")
        yield from later(ground, name, asked[horizon], None)
    for horizon in (*PLANNED, *OPEN):
        name = f"day {horizon.ahead}, " + ("loads up to it known" if horizon.plan else "without them")
        yield from later(ground, name, asked[horizon], DAYS_AT_MOST if horizon.plan else None)
    yield from others(ground, 1 if not quick else FOLD)


def tomorrow(ground: Ground, asked: Asked) -> Iterator[bool]:
    """The next day against an average and against a ridge with gradient boosting, on the same rows."""
    found = rows(ground.team, 1)
    rivals, late = peers(ground.team, found), found.late
    told, who = asked.rows.told, asked.rows.who
    expected, average, blend = asked.chances @ levels(asked), rivals.ewma[late], rivals.blend[late]
    ours, theirs, both = (ground.error(each, told, who) for each in (expected, average, blend))
    name = f"next day, later mornings ({len(np.unique(who))} persons, {len(told)} rows)"
    beside = f"rms {ours[0]:.4f}, average with gain {rivals.gain} {theirs[0]:.4f}, best in hindsight"
    beside += f" {min(ground.error(each, told, who)[0] for each in every_average(ground, asked.rows)):.4f}"
    yield said(f"{name}, rms to the average", figure(ours / theirs), beside, most=AVERAGE_AT_MOST)
    beside = f"blend {both[0]:.4f}: ridge {ground.error(rivals.ridge[late], told, who)[0]:.4f}"
    beside += f", LightGBM {ground.error(rivals.trees[late], told, who)[0]:.4f}"
    yield said("next day, rms to ridge + LightGBM", figure(ours / both), beside, most=BLEND_AT_MOST)
    yield told_whole(ground, asked, rivals.ewma_chances[late])
    yield from ranked(ground, asked, (("average", average), ("blend", blend)))
    yield from promised(ground, "next day", asked)


def told_whole(ground: Ground, asked: Asked, average: Floats) -> bool:
    """The whole distribution against the average with a normal error."""
    persons, who, told = len(ground.team.answers), asked.rows.who, asked.rows.told
    ours, theirs = (
        figures.mean(by_person(figures.crps(each, told), who, persons), ground.drawn)
        for each in (asked.chances, average)
    )
    beside = f"CRPS {ours[0]:.4f}, average with the person's own normal error {theirs[0]:.4f}"
    return said("next day, CRPS to the average", figure(ours / theirs), beside, most=CRPS_AT_MOST)


def ranked(ground: Ground, asked: Asked, rivals: tuple[tuple[str, Floats], ...]) -> Iterator[bool]:
    """Order within each person, and bad days told from the others."""
    persons, who, told = len(ground.team.answers), asked.rows.who, asked.rows.told
    values = {"ours": asked.chances @ levels(asked), **dict(rivals)}
    ranks = {
        name: figures.mean(figures.within_ranks(value, told, who, persons), ground.drawn)
        for name, value in values.items()
    }
    beside = ", ".join(f"{name} {ranks[name][0]:.3f}" for name, _ in rivals)
    yield said("next day, Spearman within persons", figure(ranks["ours"]), beside)
    values["ours"] = asked.chances[:, BAD:].sum(1)
    found = {name: figures.pairs(value, told >= BAD, who, persons) for name, value in values.items()}
    for name, of, least in (
        ("pooled (who is often sore counts, too)", figures.pooled_auc, None),
        ("within persons", figures.within_auc, AUC_AT_LEAST),
    ):
        beside = ", ".join(f"{rival} {of(found[rival], ground.drawn)[0]:.3f}" for rival, _ in rivals)
        yield said(f"next day, AUC of bad days {name}", figure(of(found["ours"], ground.drawn)), beside, least=least)


def promised(ground: Ground, name: str, asked: Asked) -> Iterator[bool]:
    """Sets of 80 %: how many hold the answer against what they say, and how the persons fare who fare worst."""
    persons, who, told = len(ground.team.answers), asked.rows.who, asked.rows.told
    low, high, _ = smallest_runs(asked.chances, LEVEL)
    sets = figures.sets(asked.chances, low.astype(np.int64), high.astype(np.int64), told)
    hit, said_so, width = (figures.mean(by_person(each, who, persons), ground.drawn) for each in sets)
    beside = f"true {hit[0]:.3f}, promised {said_so[0]:.3f}, {width[0]:.2f} answers wide"
    yield said(f"{name}, sets, true less promised", figure(hit - said_so), beside, within=PROMISE_WITHIN)
    hits = figures.middle_hits(asked.chances, told, LEVEL)
    worst = figures.person_quantile(hits, who, persons, WORST, ground.drawn)
    beside = f"all mornings {hits.mean():.3f}, ties split at random"
    yield said(f"{name}, held of 80 %, 10 % of persons below", figure(worst), beside, least=PERSONS_AT_LEAST)


def later(ground: Ground, name: str, asked: Asked, most: float | None) -> Iterator[bool]:
    """One horizon against the average."""
    found = rows(ground.team, asked.rows.ahead)
    gain, average = ewma(ground.team, found)
    told, who, persons = asked.rows.told, asked.rows.who, len(ground.team.answers)
    expected = asked.chances @ levels(asked)
    ours, theirs = ground.error(expected, told, who), ground.error(average[found.late], told, who)
    rank = figures.mean(figures.within_ranks(expected, told, who, persons), ground.drawn)[0]
    beside = f"rms {ours[0]:.4f}, average with gain {gain} {theirs[0]:.4f}, Spearman within {rank:.3f}"
    yield said(f"{name}, rms to the average", figure(ours / theirs), beside, most=most)
    yield from promised(ground, name, asked) if most else ()


def others(ground: Ground, fold: int) -> Iterator[bool]:
    """Persons whom nothing was fitted to: their whole history, and the beginning of one."""
    persons = np.arange(len(ground.team.answers))
    found = [left_out(ground.team, persons[first : first + fold]) for first in range(0, len(persons), fold)]
    asked = together([each for each, _ in found])
    told, who = asked.rows.told, asked.rows.who
    ours = ground.error(asked.chances @ levels(asked), told, who)
    theirs = min(
        (ground.error(each, told, who) for each in every_average(ground, asked.rows)), key=lambda each: each[0]
    )
    beside = f"rms {ours[0]:.4f}, the average that is best in hindsight {theirs[0]:.4f}, {fold} left out at once"
    yield said(
        f"persons left out ({len(told)} rows), rms to the average", figure(ours / theirs), beside, most=OTHERS_AT_MOST
    )
    yield from promised(ground, "persons left out", asked)
    yield from begun(ground, Cold(*map(np.concatenate, zip(*(cold for _, cold in found), strict=True))))


def begun(ground: Ground, cold: Cold) -> Iterator[bool]:
    """Histories hidden before a day: 4-7 reports of ours against an average of as many, and of 15-30."""
    expected = cold.chances @ np.arange(cold.chances.shape[1])
    few, some = (between(cold, *ends) for ends in (FEW, SOME))
    starts = len(set(zip(cold.who, cold.start, strict=True)))
    same = best_average(ground, cold, few, cold.average)
    ours = ground.error(expected[few], cold.told[few], cold.who[few])
    beside = f"rms {ours[0]:.4f} and {same[0]:.4f}, {few.sum()} rows after {starts} starts, persons left out"
    yield said("4-7 reports, rms to the average of the same reports", figure(ours / same), beside)
    more = best_average(ground, cold, some, cold.average)
    beside = f"rms {more[0]:.4f} on its own later {some.sum()} rows after the same starts"
    yield said("4-7 reports, rms to the average at 15-30", figure(ours / more), beside)
    known = last_reports(ground.team.answers, SOME_REPORTS)[cold.who, cold.at]
    both = few & ~np.isnan(known).any(1)
    theirs = best_average(ground, cold, both, known)
    ours = ground.error(expected[both], cold.told[both], cold.who[both])
    beside = f"rms {ours[0]:.4f} and {theirs[0]:.4f} of the last {SOME_REPORTS}, the very same {both.sum()} mornings"
    yield said("4-7 reports, rms to the average of 15-30", figure(ours / theirs), beside, most=1.0)


def together(found: list[Asked]) -> Asked:
    """The rows of several questions as one."""
    parts = (np.concatenate(parts) for parts in zip(*(each.rows[1:] for each in found), strict=True))
    return Asked(Rows(found[0].rows.ahead, *parts), np.concatenate([each.chances for each in found]))


def levels(asked: Asked) -> Floats:
    """The answers themselves, 0 and up."""
    return np.arange(asked.chances.shape[1], dtype=np.float64)


def best_average(ground: Ground, cold: Cold, which: Bools, expected: Floats) -> Floats:
    """Of averages [N, gains] the one that is best in hindsight [B]."""
    errors = [ground.error(each, cold.told[which], cold.who[which]) for each in expected[which].T]
    return min(errors, key=lambda each: each[0])


def every_average(ground: Ground, found: Rows) -> Floats:
    """What the average expects with each gain, [gains, N]."""
    return averages(ground.team.answers)[found.who, found.at].T


def between(cold: Cold, least: int, most: int) -> Bools:
    """Mornings with so many reports before them."""
    return (cold.known >= least) & (cold.known <= most)
