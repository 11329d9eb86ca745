"""How many times a second `/today` is answered on one core (wrk), against a bare app that sends the same bytes."""

import http.client
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from parts.web_server import bare, filled, on_core, ours

GOAL = 200
AT_ONCE = 4


def today(*, quick: bool) -> bool:
    """Requests a second."""
    wrk = shutil.which("wrk")
    if wrk is None:
        print("today_per_s: left out, there is no wrk on this machine")
        return True
    seconds = 4 if quick else 10
    with tempfile.TemporaryDirectory() as folder:
        db, body = Path(folder) / "ten-years.db", Path(folder) / "today.html"
        filled(db)
        with ours(db) as port:
            body.write_bytes(_page(port))
            found = _per_second(wrk, port, seconds)
        with bare(body) as port:
            peer = _per_second(wrk, port, seconds)
    verdict = "ok" if found >= GOAL else "short"
    beside = f"bare app, same bytes {peer:.0f}, ratio {found / peer:.2f}, goal {GOAL}"
    print(f"today_per_s: {found:.0f} ({beside}) {verdict}")
    return found >= GOAL


def _page(port: int) -> bytes:
    connection = http.client.HTTPConnection("localhost", port)
    connection.request("GET", "/today")
    answer = connection.getresponse()
    found = answer.read()
    if answer.status != http.client.OK:
        raise RuntimeError(f"/today answers {answer.status}")
    return found


def _per_second(wrk: str, port: int, seconds: int) -> float:
    address = f"http://localhost:{port}/today"
    command = on_core(1, [wrk, "-t1", f"-c{AT_ONCE}", f"-d{seconds}s", address])
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in told:
        raise RuntimeError(told)
    return float(re.findall(r"Requests/sec:\s*([\d.]+)", told)[0])
