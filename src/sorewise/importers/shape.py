"""What a track looked like: its fast stretches, its climbs, how even it was, how hard the heart worked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sorewise.importers.track import GRID_S, STANDING_M_S, Floats, Track, smooth
from sorewise.model.records import Shape

Flags = NDArray[np.bool_]
Places = NDArray[np.int64]

SMOOTH_S = 15.0
# A stretch is a bout from 20 s on (200 m repeats take 35 s), if its cells are this much faster than the others.
SHORTEST_BOUT_S = 20.0
SHORTEST_REST_S = 25.0
CLEARLY_FASTER = 1.15
# Jogging and repeats among the faster stretches; a smaller share of them is speeding up and slowing down.
FAR_FASTER = 1.25
LEAST_SHARE = 0.25
BORDER_WITHIN, MOST_STEPS = 0.001, 30
ENOUGH_S = 300.0
"""Less time in motion than this has no shape."""
CLIMB_M = 10.0
# So much of a slope may be noise of the altitude, and is taken off it either way.
NOISE_OF_SLOPE = 0.02
FALLING = -0.02
STEEPEST = 0.3
BEST_S = (60, 300, 1200, 3600)
MINUTE_S, PEAK_S = 60.0, 30.0
# The energy a metre costs by its slope (Minetti 2002, J/kg/m), as a polynomial; on the flat it is the last number.
# Nobody runs downhill as fast as the saved energy would allow: the muscles brake, so a fall spares no more than this.
COST_OF_SLOPE = (155.4, -30.4, -43.3, 46.3, 19.5, 3.6)
LEAST_COST = 0.88


@dataclass(frozen=True, eq=False)
class _Ground:
    """The cells of a track's grid: speed, the slope under it, and the speed on the flat that would cost as much."""

    speed: Floats
    slope: Floats
    rise: Floats
    effort: Floats
    moving: Flags


def shape_of(track: Track | None) -> Shape | None:
    """The shape of a session on foot; None where there is too little to tell."""
    ground = None if track is None else _ground(track)
    heart = {} if track is None else _heart(track)
    if track is None or (ground is None and not heart):
        return None
    return Shape(**({} if ground is None else _motion(track, ground)), **heart)


def _motion(track: Track, ground: _Ground) -> dict[str, Any]:
    climbs = [change for change in track.height_changes if change >= CLIMB_M]
    known = track.altitude_m is not None
    return {
        **_bouts(ground, known=known),
        "climbs": len(climbs),
        "climb_m": _rounded(np.median(climbs)) if climbs else None,
        "downhill": _rounded(np.mean(ground.slope[ground.moving] <= FALLING)) if known else None,
        "pace_spread": _pace_spread(ground),
        "second_half": _second_half(ground),
        "best": _best(track),
    }


def _ground(track: Track) -> _Ground | None:
    """None without distance, or if too little of it is motion."""
    raw = track.speed_m_s
    if raw is None:
        return None
    speed = smooth(raw, SMOOTH_S)
    # Around a stop the smoothed speed falls and rises: those cells are neither slow nor fast.
    moving = smooth((raw < STANDING_M_S).astype(np.float64), 2 * SMOOTH_S) == 0
    if np.count_nonzero(moving) * GRID_S < ENOUGH_S:
        return None
    rise = np.zeros_like(speed) if track.height_m is None else np.diff(track.height_m)
    slope = np.clip(smooth(rise, SMOOTH_S) / np.maximum(speed * GRID_S, STANDING_M_S), -STEEPEST, STEEPEST)
    slope = np.sign(slope) * np.maximum(np.abs(slope) - NOISE_OF_SLOPE, 0.0)
    cost = np.maximum(np.polyval(COST_OF_SLOPE, slope) / COST_OF_SLOPE[-1], LEAST_COST)
    return _Ground(speed, slope, rise, speed * cost, moving)


def _bouts(ground: _Ground, *, known: bool) -> dict[str, Any]:
    """The stretches clearly faster than the rest; `known` says that the heights are."""
    effort, moving = ground.effort, ground.moving
    starts, ends = _bridged(*_stretches(effort > _limit(effort[moving])))
    long_enough = (ends - starts) * GRID_S >= SHORTEST_BOUT_S
    starts, ends = starts[long_enough], ends[long_enough]
    inside = np.zeros(len(effort), dtype=bool)
    for start, end in zip(starts, ends, strict=True):
        inside[start:end] = True
    rest = moving & ~inside
    if not inside.any() or not rest.any() or effort[inside].mean() < CLEARLY_FASTER * effort[rest].mean():
        return {"bouts": 0}
    lengths = (ends - starts) * GRID_S
    ups = [max(0.0, float(ground.rise[start:end].sum())) for start, end in zip(starts, ends, strict=True)]
    usual = float(np.median(lengths))
    between = rest.copy()
    between[: starts[0]] = between[ends[-1] :] = False
    return {
        "bouts": len(starts),
        "bout_s": usual,
        "bout_spread": _rounded(np.abs(lengths - usual).mean() / usual),
        "bout_up_m": _rounded(np.median(ups)) if known else None,
        "bout_m_s": _rounded(ground.speed[inside].mean()),
        "between_m_s": _rounded(ground.speed[between].mean()) if between.any() else None,
    }


def _limit(effort: Floats) -> float:
    """The effort above which a stretch is a bout.

    Of walking, jogging and repeats the border between walking and jogging may come out first: then what lies above it
    falls into two kinds again, and the upper one is meant.
    """
    first = _border(effort)
    upper = effort[effort > first]
    second = _border(upper) if len(upper) else first
    slow, fast = upper[upper <= second], upper[upper > second]
    if not len(fast) or len(slow) < LEAST_SHARE * len(upper):
        return first
    return second if fast.mean() >= FAR_FASTER * slow.mean() else first


def _border(values: Floats) -> float:
    """The border between the slower and the faster values: halfway between the means of the two (Ridler 1978)."""
    border = float(values.mean())
    for _ in range(MOST_STEPS):
        high, low = values[values > border], values[values <= border]
        moved = (float(high.mean()) + float(low.mean())) / 2 if len(high) and len(low) else border
        if abs(moved - border) <= BORDER_WITHIN:
            break
        border = moved
    return border


def _stretches(flags: Flags) -> tuple[Places, Places]:
    """Where the runs of true begin, and the places after their ends."""
    edges = np.diff(np.concatenate([[0], flags.astype(np.int8), [0]]))
    return np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)


def _bridged(starts: Places, ends: Places) -> tuple[Places, Places]:
    """The same, where a dip too short to rest in parts nothing."""
    if not len(starts):
        return starts, ends
    rests = (starts[1:] - ends[:-1]) * GRID_S >= SHORTEST_REST_S
    return starts[np.concatenate([[True], rests])], ends[np.concatenate([rests, [True]])]


def _pace_spread(ground: _Ground) -> float | None:
    """The relative spread of the minutes in motion, slopes reckoned in."""
    cells = round(MINUTE_S / GRID_S)
    moving = ground.effort[ground.moving]
    minutes = moving[: len(moving) // cells * cells].reshape(-1, cells).mean(axis=1)
    return _rounded(minutes.std() / minutes.mean())


def _second_half(ground: _Ground) -> float | None:
    moving = ground.effort[ground.moving]
    first, second = np.array_split(moving, 2)
    return _rounded(second.mean() / first.mean())


def _best(track: Track) -> tuple[float, ...]:
    """The highest mean speeds over `BEST_S`, as far as the track is that long."""
    speed = track.speed_m_s
    if speed is None:
        return ()
    way = np.concatenate([[0.0], np.cumsum(speed * GRID_S)])
    cells = [(seconds, round(seconds / GRID_S)) for seconds in BEST_S if seconds <= track.duration_s]
    return tuple(_rounded((way[n:] - way[:-n]).max() / seconds) for seconds, n in cells)


def _heart(track: Track) -> dict[str, Any]:
    rates = track.on_grid(track.heart_rate)
    if rates is None or track.heart_rate is None:
        return {}
    known = track.heart_rate[np.isfinite(track.heart_rate)]
    return {
        "heart_rate_high": _rounded(np.quantile(known, 0.9)),
        "heart_rate_peak": _rounded(smooth(rates, PEAK_S).max()),
    }


def _rounded(value: float | np.floating[Any]) -> float:
    """To the thousandth: more is noise, and would only make a store larger."""
    return round(float(value), 3)
