"""First paint and Lighthouse of the web app on a phone, with the system's Chromium.

    python bench/paint.py [--quick]

390x844, slow 4G (150 ms a round trip, 1.6 Mbit/s down, 0.75 up) and a processor four times slower, a browser that knows
nothing of the app at each visit. The peer is the smallest page there is (one heading, no style, no script) from the
same server in the same run. Lighthouse runs where a command of that name is found.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from parts.web_site import CHROMIUM, FLAGS, Site, served
from playwright.sync_api import Browser, sync_playwright

PAINT_S = 1.0
HUNDRED = 100
VISITS = 3 if "--quick" in sys.argv else 5
PAGES = ("/check-in", "/today", "/run-check", "/history")
PHONE = {"width": 390, "height": 844}
NETWORK = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 0.75e6 / 8}
SLOWER = 4
PAINTED = """() => new Promise(done => new PerformanceObserver(list => {
  const first = list.getEntriesByName('first-contentful-paint')[0]
  if (first) done(first.startTime / 1000)
}).observe({type: 'paint', buffered: true}))"""
CATEGORIES = ("performance", "accessibility", "best-practices")


def main() -> int:
    """Print each figure; 1 if one falls short."""
    if CHROMIUM is None:
        print("paint: left out, there is no Chromium on this machine")
        return 0
    now = datetime.now(UTC).replace(microsecond=0)
    with tempfile.TemporaryDirectory() as folder, served(Path(folder) / "ten-years.db", now) as site:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            smallest = statistics.median(painted(browser, site.url + "/-smallest") for _ in range(VISITS))
            good = [paint(browser, site, page, smallest) for page in PAGES]
            browser.close()
        good += [lighthouse(site, page) for page in PAGES[:2]]
    return 0 if all(good) else 1


def paint(browser: Browser, site: Site, page: str, smallest: float) -> bool:
    """Seconds to the first paint of a page."""
    found = statistics.median(painted(browser, site.url + page) for _ in range(VISITS))
    verdict = "ok" if found <= PAINT_S else "short"
    print(f"first_paint_s {page}: {found:.2f} (smallest page {smallest:.2f}, goal {PAINT_S}) {verdict}")
    return found <= PAINT_S


def painted(browser: Browser, address: str) -> float:
    """One first visit."""
    context = browser.new_context(viewport=PHONE, device_scale_factor=2, has_touch=True, is_mobile=True)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", NETWORK)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(address, wait_until="load")
    found = page.evaluate(PAINTED)
    context.close()
    return float(found)


def lighthouse(site: Site, page: str) -> bool:
    """The marks of Lighthouse on a phone."""
    command = shutil.which("lighthouse")
    if command is None:
        print(f"lighthouse {page}: left out, there is no command lighthouse on this machine")
        return True
    with _report() as report:
        flags = f"--chrome-flags={' '.join(FLAGS)}"
        only = f"--only-categories={','.join(CATEGORIES)}"
        subprocess.run(
            [command, site.url + page, "--quiet", "--output=json", f"--output-path={report}", only, flags],
            check=True,
            env={**os.environ, "CHROME_PATH": str(CHROMIUM)},
        )
        found = json.loads(report.read_text())["categories"]
    marks = [round(found[name]["score"] * HUNDRED) for name in CATEGORIES]
    good = all(mark == HUNDRED for mark in marks)
    print(f"lighthouse {page}: {' / '.join(map(str, marks))} (goal 100 / 100 / 100) {'ok' if good else 'short'}")
    return good


@contextmanager
def _report() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder) / "report.json"


if __name__ == "__main__":
    sys.exit(main())
