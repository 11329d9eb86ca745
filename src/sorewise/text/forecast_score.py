"""How the forecasts of the coming mornings went, in words: against what came, and against two simple guesses."""

from __future__ import annotations

from sorewise.model.forecast import Score
from sorewise.text.forecast import in_ten
from sorewise.text.speech import listed, mark, number, tr, trn

FEW = 8
"""Under so many reports nothing is said of an error: a single morning would be all of it."""
ERRORS = mark(
    "Errors are root mean squares in points, from 8 reports on: a few large misses count more than many small ones."
)
SAME, AVERAGE = mark("the same as last time {n}"), mark("your own average {n}")


def score_said(score: Score) -> str:
    """How good the forecasts of one horizon were."""
    said = tr(
        "{when}, {times}: {hits} within what was called likely, about {promised} were promised.",
        when=_ahead_said(score.ahead),
        times=trn("{n} report", "{n} reports", score.count),
        hits=score.hits,
        promised=round(score.promised),
    )
    return f"{said} {error_said(score)}" if has_error(score) else said


def has_error(score: Score) -> bool:
    """Whether there were mornings enough to say by how much they were off."""
    return score.count >= FEW


def error_said(score: Score) -> str:
    """By how much they were off, beside two simple guesses."""
    guesses = [
        tr(guess, n=number(error))
        for guess, error in ((SAME, score.error_last), (AVERAGE, score.error_usual))
        if error is not None
    ]
    off = tr("Off by about {size}", size=trn("{n} point", "{n} points", round(score.error, 1)))
    return tr("{off}; guessing {guesses}.", off=off, guesses=listed(guesses)) if guesses else f"{off}."


def one_of_two() -> str:
    """Where both pages were asked for."""
    return tr("Ask for one at a time: --score or --learned.")


def _ahead_said(ahead: int) -> str:
    return tr("The next morning") if ahead == 1 else trn("{n} day ahead", "{n} days ahead", ahead)


def no_scores(kept: int) -> str:
    """Before any stored forecast met its morning."""
    if not kept:
        return tr("No forecast is kept yet. Each check-in of a morning keeps one, and the next one shows how it went.")
    return trn(
        "{n} forecast is kept, and no morning has answered it yet.",
        "{n} forecasts are kept, and no morning has answered one yet.",
        kept,
    )


def level_said(level: float, *, moved: bool) -> str:
    """How much an interval is meant to hold now."""
    if moved:
        return tr(
            "How wide an interval is follows from your own reports by now: it is meant to hold {chance}.",
            chance=in_ten(level),
        )
    return tr(
        "An interval is meant to hold at least {chance}; from 30 reports on its width follows your own.",
        chance=in_ten(level),
    )


def average_said(*, shown: bool, enough: bool) -> str:
    """Whether the runner's own average is shown in the place of the forecast wherever it can be, and why."""
    if shown:
        return tr(
            "Over the last 60 mornings your own average was less far off, so that is what is shown, but not after "
            "loads or with soreness that it does not know."
        )
    if enough:
        return tr("Over the last 60 mornings your own average was not less far off, so the forecast is shown.")
    return tr("From 60 mornings on, your own average is shown if it is less far off than the forecast.")
