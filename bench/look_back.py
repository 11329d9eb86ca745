"""The page that looks back, on ten years of daily runs, nights, check-ins and verdicts.

    python bench/look_back.py [--quick]

Server time of one request after another in this process, without a network; the figure is the median. The size is that
of the page with everything it loads on a first visit, compressed as it is sent.
"""

import gzip
import re
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from starlette.testclient import TestClient
from today import records

from sorewise.apps.here import Here
from sorewise.apps.web.app import make_app
from sorewise.store import Store

GOAL_KB = 60
PAGES = {"/history": 100, "/history?month=2019-05": 100, "/report?days=90": 200}
"""Pages and the milliseconds that each may take."""
TURNS = 7 if "--quick" in sys.argv else 25


def main() -> int:
    """Print the figures; 1 if one falls short."""
    now = datetime.now(UTC).replace(microsecond=0)
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "ten-years.db")
        with Store.open(path) as store:
            store.add(records(now), "made")
        app = make_app(Here(db=path, clock=lambda: now))
        with TestClient(app, base_url="http://localhost:8000") as client:
            good = [timed(client, page, goal) for page, goal in PAGES.items()] + [sized(client)]
    return 0 if all(good) else 1


def timed(client: TestClient, page: str, goal: float) -> bool:
    """Milliseconds of a page, once it is warm."""
    client.get(page)
    times = []
    for _ in range(TURNS):
        start = time.perf_counter()
        client.get(page).raise_for_status()
        times.append((time.perf_counter() - start) * 1000)
    median = statistics.median(times)
    return told(f"server_ms {page}", median, goal)


def sized(client: TestClient) -> bool:
    """Kilobytes of a first visit."""
    page = client.get("/history").text
    found = dict.fromkeys(re.findall(r'(?:src|href)="(/static/[^"]+)"', page))
    parts = [page.encode(), *(client.get(address).content for address in found)]
    return told("first_visit_kb /history", sum(map(sent, parts)) / 1000, GOAL_KB)


def sent(part: bytes) -> int:
    """Bytes on the line: a font is compressed already."""
    return len(part if part[:4] == b"wOF2" else gzip.compress(part, 6))


def told(name: str, figure: float, goal: float) -> bool:
    """Print one figure beside its goal."""
    good = figure < goal
    print(f"{name}: {figure:.1f} (goal {goal}) {'ok' if good else 'short'}")
    return good


if __name__ == "__main__":
    sys.exit(main())
