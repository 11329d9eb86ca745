"""How a figure of the forecast is printed beside its goal."""

from parts.forecast_figures import Figure


def said(
    name: str,
    value: Figure | float,
    beside: str,
    *,
    most: float | None = None,
    least: float | None = None,
    within: float | None = None,
) -> bool:
    """Print a figure, with its 95 % interval where it has one; whether it reaches its goal.

    The figure itself is held against the goal, not an end of its interval. Without a goal it is for information.
    """
    point = value.value if isinstance(value, Figure) else value
    told = f"{value.value:.3f} [{value.low:.3f}, {value.high:.3f}]" if isinstance(value, Figure) else f"{value:.3g}"
    if most is not None:
        good, goal = point <= most, f"goal at most {most:g}"
    elif least is not None:
        good, goal = point >= least, f"goal at least {least:g}"
    elif within is not None:
        good, goal = abs(point) <= within, f"goal within {within:g}"
    else:
        print(f"{name}: {told} ({beside}, no goal)", flush=True)
        return True
    print(f"{name}: {told} ({beside}, {goal}) {'ok' if good else 'short'}", flush=True)
    return good
