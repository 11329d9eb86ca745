"""Bringing files in, and what is kept and left behind afterwards."""

import io
import time
import zipfile
from urllib.parse import urlsplit

from importers import fit_writer as w
from sorewise.apps.web.uploads import PREFIX

DAY = 86_400


def left_behind(folder):
    """What uploads left."""
    return [one.name for one in folder.glob(f"{PREFIX}*")]


def run_on(day):
    """A FIT file of a run of an hour, so many days before the last."""
    start = w.START - day * DAY
    return w.fit(w.file_id(created=start), w.session(start=start), w.activity(end=start + 3600))


def archive(runs, **more):
    """A ZIP archive with so many runs."""
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w") as out:
        for day in range(runs):
            out.writestr(f"activities/{day}.fit", run_on(day))
        for name, content in more.items():
            out.writestr(name.replace("_", "."), content)
    return found.getvalue()


def everything(home):
    """All that is kept."""
    with home.store() as store:
        return store.everything()


def sessions(home):
    """How many sessions there are."""
    return len(everything(home).history.sessions)


def wait_for(true, seconds=20):
    """Wait until it is so."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not come to be"
        time.sleep(0.02)


def brought_in(client, *files):
    """Upload these (name, content), wait until they are read, and answer the page of the import."""
    response = client.post("/data/upload", files=[("files", file) for file in files])
    assert response.status_code == 200, response.text
    address = urlsplit(str(response.url)).path
    wait_for(lambda: client.get(f"{address}/progress").json()["over"])
    return client.get(address).text
