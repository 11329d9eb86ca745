"""The web app's server on one core, with ten years of daily runs, nights, check-ins and verdicts in the store.

    python bench/web.py [--quick]

How long the last answer of a check-in waits for its verdict, over HTTP, and how many times a second `/today` is
answered. The peer is in each case a bare Starlette app that sends the same bytes, in the same run on the same core.
First paint and Lighthouse are measured by `paint.py`.
"""

import sys

from parts.web_today import today
from parts.web_verdict import verdict

QUICK = "--quick" in sys.argv


def main() -> int:
    """Print each figure; 1 if one falls short."""
    good = [verdict(quick=QUICK), today(quick=QUICK)]
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
