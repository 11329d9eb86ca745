"""The forecast of soreness: how near it comes, what it promises, how long it takes.

    python bench/forecast.py [PATH] [--quick]

PATH is a folder that holds `soccermon/team_a.csv` (SoccerMon, Midoglu et al. 2024, doi 10.1038/s41597-024-03386-x: 27
women footballers, answers 1-5). On it, with 95 % intervals over persons: the later mornings of each person and the
persons left out, against an average that forgets and against a ridge with LightGBM fitted in the same run; loads that
were done stand for the plan of the days ahead. Without PATH only the times and what is made are measured. None of it is
on runners, on pain from 0 to 10, or on injury, and none says anything about them.

Times are CPU seconds on one core.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before NumPy: threads that wait for each other cost more than one

import sys
from pathlib import Path

from parts.forecast_data import read
from parts.forecast_made import made_figures
from parts.forecast_team import team_figures
from parts.forecast_times import time_figures

QUICK = "--quick" in sys.argv


def main() -> int:
    """Print each figure; 1 if one falls short."""
    folders = [Path(each) for each in sys.argv[1:] if not each.startswith("--")]
    teams = [read(folder) for folder in folders]
    good = [*time_figures(teams[0] if teams else None, quick=QUICK), *made_figures(quick=QUICK)]
    for team in teams:
        good += team_figures(team, quick=QUICK)
    if not teams:
        print("no folder given: nothing is measured on people's reports")
    return 0 if all(good) else 1


if __name__ == "__main__":
    raise SystemExit(main())
