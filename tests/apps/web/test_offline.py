"""What makes the app one to install and to open without a network: the manifest, the service worker, and a page."""

import json
import re

import pytest

from sorewise.apps.web.handlers.offline import FILES
from sorewise.apps.web.statics import FOLDER


def test_the_manifest_names_icons_that_are_there(client):
    """Name, start, and pictures of every size that a phone asks for."""
    found = client.get("/manifest.webmanifest")
    assert found.headers["content-type"].startswith("application/manifest+json")
    manifest = found.json()
    assert (manifest["start_url"], manifest["scope"], manifest["display"]) == ("/", "/", "standalone")
    assert {icon["sizes"] for icon in manifest["icons"]} >= {"192x192", "512x512"}
    assert any(icon.get("purpose") == "maskable" for icon in manifest["icons"])
    for icon in manifest["icons"]:
        assert client.get(icon["src"]).headers["content-type"] == icon["type"]


def test_the_worker_knows_everything_it_keeps(client):
    """Every address in it answers, and each static file that the kept pages name is among them."""
    found = client.get("/sw.js")
    assert found.headers["content-type"].startswith("text/javascript")
    assert found.headers["cache-control"] == "no-cache"
    shell = json.loads(re.match(r"const SHELL = (.*);\n", found.text)[1])
    assert all(client.get(address).status_code == 200 for address in (*shell["files"], *shell["pages"]))
    named = {
        address
        for page in shell["pages"]
        for address in re.findall(r'(?:src|href)="(/static/[^"]+)"', client.get(page).text)
    }
    assert named <= set(shell["files"])


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith(".js")])
def test_what_a_script_imports_is_kept_too(name):
    """A module without its neighbour would not run offline."""
    imported = re.findall(r'(?:from|import\()\s*"\./([^"]+)"', (FOLDER / name).read_text(encoding="utf-8"))
    assert set(imported) <= set(FILES)


def test_another_rulebook_or_language_is_another_worker(client, home):
    """What is kept follows what the runner chose."""
    before = client.get("/sw.js").text
    assert client.get("/sw.js").text == before
    with home.store() as store:
        profile = store.profile()
        store.save_profile(type(profile)(answers=profile.answers, zone=profile.zone, language="de"))
    assert client.get("/sw.js").text != before


def test_an_insecure_address_says_so(client):
    """The line is there, hidden until the script finds that the address is not secure."""
    page = client.get("/run-check").text
    assert re.search(r"<p [^>]*data-insecure hidden>This address is not secure", page)


def test_on_plain_http_in_the_house_it_says_so_and_works(site, browser):
    """A name of the local network without https: the line shows, the clock starts, the verdict comes."""
    page = browser()
    page.add_init_script("Object.defineProperty(window, 'isSecureContext', { value: false })")
    page.add_init_script("delete Navigator.prototype.serviceWorker; delete Navigator.prototype.locks")
    page.add_init_script("delete Navigator.prototype.wakeLock; delete Crypto.prototype.randomUUID")
    page.goto(f"{site.url}/run-check")
    page.get_by_text("This address is not secure").wait_for()
    page.get_by_role("button", name="Start").click()
    page.get_by_role("button", name="It hurts more").click()
    page.locator("#form [name='a.pain_now'][value='7']").check()
    page.get_by_role("button", name="What now?").click()
    page.get_by_text("Kept.", exact=True).wait_for()
    assert page.locator("#word").inner_text() == "Stop"
