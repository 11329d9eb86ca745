"""Rubbish from a browser, and pages that set what is not theirs: refused in a sentence, nothing injected or milder."""

import json
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from apps.web.test_check_in import SORE, kept
from apps.web.test_hostile import fresh, held, told
from apps.web.walk import ORDINARY, Walk
from sorewise.apps.web.app import make_app

OF_THE_PAST = ("days_off_running", "leg_strength_habitual", "rhr_base")
MARKUP = "\u202e<script>alert(1)</script>\x07"
OWN = 'asks = "Does it tingle?"\ntype = "bool"\nscope = "morning"\nhow = "asked"\nworse = "up"\nbenign = false\n'
RULE = """
[CLUB-TINGLE]
says = "It tingles."
because = "We said so."
sources = ["own-choice"]
grade = "D"
since = 2026-11-22
when = "own_fact"
activity = "rest"
unknown = "skip"
examples = [ { given = { own_fact = true }, fires = true }, { given = { own_fact = false }, fires = false } ]
"""


def draft_of(home):
    """The draft that was touched last, as plain data."""
    with home.store() as store:
        found = store.drafts.latest(home.now.date())
    return found.body if found else None


# ------------------------------------------------------------------------------------------ what a page may set


@pytest.mark.parametrize(
    ("fact", "sent"),
    [
        ("chest_symptoms", "no"),  # of the safety page
        ("fever", "no"),
        ("calf_rest_pain", "no"),
        ("days_off_running", "0"),  # of the past
        ("prior_bsi", "no"),
        ("leg_strength_habitual", "yes"),
        ("pregnant", "yes"),  # of a private group that is off
        ("can_walk_4_steps", "yes"),  # of the door
        ("rhr_base", "40"),
        ("phase", "after_run"),  # worked out
        ("age", "30"),
        ("region", "calf"),  # of the map
        ("side", "left"),
        ("legs", "fresh"),
    ],
)
def test_a_page_sets_only_what_is_its_own(client, home, fact, sent):
    """Whatever a form names, a page tells what it may ask: nothing of signs, records, private groups or the door."""
    walk = Walk(client).send(spot="calf.left", **{"pain.calf.left": "4"})
    before, profile = draft_of(home), home.store().profile()
    fields = {"asks": [fact], f"a.{fact}": sent}
    for page in ("legs", "spot", "follow_up", "about", "where", "feel", "safety"):
        client.post(f"/check-in/{walk.name}", data={"page": page, **fields})
    if fact not in OF_THE_PAST:  # which the page of what is known corrects
        client.post(f"/check-in/{walk.name}/known", data=fields)
    after = draft_of(home)
    assert [after[part] for part in ("answers", "spots", "safety")] == [
        before[part] for part in ("answers", "spots", "safety")
    ]
    assert home.store().profile() == profile


@pytest.mark.parametrize("fields", [{}, {"book": ""}, {"book": "0+0"}, {"sign": "chest_symptoms", "book": "0+0"}])
def test_an_old_safety_page_is_never_taken_for_none(client, home, fields):
    """One of another rulebook, or that says not which: it is shown again, with what was ticked."""
    walk = Walk(client, feel="serious")
    walk.page = client.post(f"/check-in/{walk.name}", data={"page": "safety", **fields})
    assert walk.page.status_code == 400
    assert "older one" in walk.text
    assert draft_of(home)["safety"] is None
    assert ('value="chest_symptoms" checked' in walk.text) == ("sign" in fields)


@pytest.mark.parametrize("page", ["", "nothing", "run", "../feel", MARKUP])
def test_a_screen_that_is_none_is_refused_and_not_remembered(client, home, page):
    """The sentence says that nothing was taken, and the check-in goes on where it was."""
    walk = Walk(client)
    seen = draft_of(home)["seen"]
    answer = client.post(f"/check-in/{walk.name}", data={"page": page, "asks": "gait", "a.gait": "changed"})
    assert (answer.status_code, "nothing of it was taken" in answer.text) == (400, True)
    assert draft_of(home)["seen"] == seen
    assert client.get(f"/check-in/{walk.name}").status_code == 200


@pytest.mark.parametrize("place", ["heel.left", "calf.right", "...", MARKUP, "calf.left.x.y"])
def test_a_screen_of_a_place_that_is_not_sore_is_refused(client, home, place):
    """Taken out in another tab, or never there: its answers are put nowhere else."""
    walk = Walk(client).send(spot="calf.left", **{"pain.calf.left": "4"})
    before = draft_of(home)
    fields = {"page": "spot", "place": place, "asks": "tissue", "a.tissue": "muscle"}
    assert client.post(f"/check-in/{walk.name}", data=fields).status_code == 400
    assert draft_of(home) == before


# ------------------------------------------------------------------------------------------ numbers and letters


@pytest.mark.parametrize("sent", ["nan", "inf", "-inf", "1e999", "-1", "0x4", "9" * 5000, "\x00", MARKUP, "4 4", "-"])
def test_what_is_no_number_is_no_pain(client, home, sent):
    """On the map, on a screen, among what is known, in a recheck, in a run: refused, and shown as text."""
    walk = Walk(client)
    for address, fields in (
        (f"/check-in/{walk.name}", {"page": "where", "spot": "calf.left", "pain.calf.left": sent}),
        (f"/check-in/{walk.name}", {"page": "legs", "asks": "fatigue", "a.fatigue": sent}),
        (f"/check-in/{walk.name}/known", {"a.sleep_h": sent}),
        ("/run-check", {"name": "check-run", "a.pain_now": sent}),
        ("/log/session", {"minutes": sent}),
        ("/settings", {"a.birth_year": sent}),
    ):
        answer = client.post(address, data=fields)
        assert answer.status_code in {400, 422}, address
        assert "<script>alert" not in answer.text
    assert draft_of(home)["spots"] == []
    assert (
        client.get(f"/check-in/{walk.name}?step={sent}".replace("\x00", "%00").replace("\x07", "")).status_code == 200
    )


@pytest.mark.parametrize(
    ("sent", "meant"), [("\uff14", 4), ("\u0664", 4), ("4,5", 4.5), (" 4 ", 4), ("-0", 0), ("4.0", 4)]
)
def test_a_number_is_one_however_it_is_written(client, home, sent, meant):
    """Full-width and Arabic digits, a comma, blanks."""
    Walk(client).send(spot="calf.left", **{"pain.calf.left": sent})
    assert draft_of(home)["spots"][0]["answers"]["pain"] == meant


def test_markup_in_names_is_text_on_every_page(client, home):
    """A session, a plan and a file of a stranger are called by a script: no page runs it, none turns the text round."""
    for what in ("session", "plan", "race"):
        day = home.now.date().isoformat()
        client.post(f"/log/{what}", data={"day": day, "at": "00:01", "minutes": "30", "race": "10k", "name": MARKUP})
    Walk(client).to_the_end(SORE)
    day = home.now.date().isoformat()
    for address in ("/check-in", "/today", "/today/why", "/today/recovery", "/history", f"/history/{day}", "/report"):
        page = client.get(address)
        assert page.status_code == 200, address
        assert "<script>alert" not in page.text, address
    assert "<script>" in json.dumps(client.get("/data/export.json").json())  # kept as it was typed


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"&".join(b"a%d=1" % number for number in range(10_000)), "application/x-www-form-urlencoded", 400),
        (b"page=legs&" + b"a.gait=normal&" * 500, "application/x-www-form-urlencoded", 303),
        (b"page=%ff%fe&x=%zz&\xff=\xff&%", "application/x-www-form-urlencoded", 400),
        (b"page=legs&a.gait=" + b"x" * 1_000_000, "application/x-www-form-urlencoded", 413),
        (b"garbage", "multipart/form-data; boundary=x", 400),
        (b"garbage", "multipart/form-data", 400),
        (b"page=legs", "text/plain", 400),
        (b"[" * 100_000, "application/json", 400),
        (b"", "", 400),
    ],
)
def test_bodies_that_are_no_form(client, body, kind, status):
    """Too many fields, repeated ones, broken letters, too much, another form than it says."""
    walk = Walk(client)
    headers = {"Content-Type": kind}
    answer = client.post(f"/check-in/{walk.name}", content=body, headers=headers, follow_redirects=False)
    assert answer.status_code == status
    assert "Traceback" not in answer.text


def test_a_file_where_a_field_is_expected(client):
    """No form of a check-in takes files."""
    answer = client.post("/check-in", data={"feel": "sore"}, files={"feel": ("sore", b"sore")})
    assert answer.status_code == 400


@pytest.mark.parametrize(
    "item",
    [
        {"id": "\ud800"},
        {"id": "check-0123456789abcdef", "at": "0001-01-01T00:00:00+14:00", "answers": {"pain_now": 3}},
        {"id": "check-0123456789abcdef", "at": "2026-06-11T00:00:00+00:00", "answers": {"sharp": "\ud800"}},
        {"id": "check-0123456789abcdef", "at": "2026-06-11T00:00:00+00:00", "answers": {"sharp": [1]}},
        {"id": {"a": 1}, "at": [], "answers": {"pain_now": 3}},
    ],
)
def test_what_a_device_sends_is_refused_in_a_sentence(client, home, item):
    """One bad answer of a run is told as such, and none is kept."""
    answer = client.post("/run-check", content=json.dumps([item]), headers={"Content-Type": "application/json"})
    assert answer.status_code == 200
    (found,) = answer.json()
    assert (found["id"], found["kept"]) == (item["id"], False)
    assert found["why"]
    assert kept(home) is None


@pytest.mark.parametrize(
    "address",
    [
        "/history/0001-01-01", "/history/1066-10-14", "/history/2026-02-30", "/history/..%2f..",
        "/check-in/..%2f..%2fx",
        "/check-in/%ff%fe", "/run-check/%00", "/rules/..%2fx", "/data/import/..%2fx", "/static/..%2f..%2fapp.py",
        "/static/x/%2e%2e/%2e%2e/app.py", "/%00",
    ],
)  # fmt: skip
def test_addresses_that_lead_nowhere(client, address):
    """A page that says so, and no file of ours."""
    answer = client.get(address)
    assert answer.status_code == 404
    assert "import" not in answer.text


@pytest.mark.parametrize(
    "address",
    ["/history?month=0001-01", "/history?month=9999-12", "/history?week=9999-12-31", "/history/9999-12-31",
     "/report?days=999999999999", "/check-in?phase=in_run", "/rules?q=%00", "/log?what=x&kept=%00"],
)  # fmt: skip
def test_what_an_address_asks_for_beyond_reason(client, address):
    """The nearest page there is."""
    assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("/check-in", "GET, HEAD, POST"),
        ("/today", "GET, HEAD"),
        ("/today/tick", "POST"),
        ("/recheck", "GET, HEAD, POST"),
    ],
)
@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "TRACE", "BREW"])
def test_other_methods_are_told_what_there_is(client, method, address, allowed):
    """405, with what may be done; TRACE gives nothing back."""
    answer = client.request(method, address, headers={"X-Secret": "s"})
    assert answer.status_code == 405
    assert answer.headers["allow"] == allowed
    assert "X-Secret" not in answer.text


# ------------------------------------------------------------------------------------------ changed underneath


def own_rulebook(client, home, page="legs", facts=OWN):
    """A rulebook of the runner's own, with one more question."""
    folder = Path(home.db).parent / "rulebook"
    (folder / "rules").mkdir(parents=True, exist_ok=True)
    (folder / "facts.toml").write_text(f'[own_fact]\npage = "{page}"\n{facts}')
    (folder / "rules" / "own.toml").write_text(RULE)
    assert client.post("/settings/rulebook/own").url.path == "/settings"


def test_another_rulebook_in_mid_check_in(client, home):
    """What only the old one asked is let go, the signs are asked again, and the check-in comes to its end."""
    own_rulebook(client, home)
    walk = Walk(client).send(spot="calf.left", **{"pain.calf.left": "1"})
    walk.send(**ORDINARY, **{"a.own_fact": "no"}).send()
    before = draft_of(home)
    assert (before["answers"]["own_fact"], before["safety"]) == (False, [])
    client.post("/settings/rulebook/standard")
    walk.page = client.get(f"/check-in/{walk.name}")
    assert walk.heading == "Does any of these apply to you now?"
    walk.to_the_end(SORE)
    assert "own_fact" not in kept(home).answers
    assert kept(home).rulebook == home.place.book_over(None).version


@pytest.mark.parametrize("page", ["legs", "safety"])
def test_another_rulebook_after_the_verdict(client, home, page):
    """The recheck, the run and Change answers leave out what it does not know; the page of the day stays."""
    own_rulebook(client, home, page)
    walk = Walk(client, feel="fresh").send(**ORDINARY, **{"a.own_fact": "yes"})
    walk.send(sign=["own_fact"] if page == "safety" else [])
    assert kept(home).decision["activity"] == "rest"
    client.post("/settings/rulebook/standard")
    for address in ("/today", "/today/why", "/today/recovery", "/run-check/known.json", "/recheck", "/history"):
        assert client.get(address).status_code == 200, address
    assert client.post("/today/change", data={"name": "check-again"}).status_code == 200
    assert client.post("/recheck", data={"name": "check-more", "hard_to_walk": "yes"}).status_code == 200
    assert client.post("/run-check", data={"name": "check-run", "a.pain_now": "3"}).status_code == 200
    assert held(home).decision["activity"] == "rest"
    again = Walk.of(client, client.get("/check-in/check-again"))
    assert again.heading == "Does any of these apply to you now?"
    assert again.to_the_end(ORDINARY).is_over


def test_a_sign_of_another_rulebook_is_not_taken_for_none(client, home):
    """The safety page stood open while a rulebook with one more sign was chosen: it is shown again."""
    walk = Walk(client, feel="fresh").send(**ORDINARY)
    own_rulebook(client, home, "safety")
    walk.send()
    assert walk.page.status_code == 400
    assert "Does it tingle?" in walk.text


def test_a_broken_rulebook_leaves_the_way_back(client, home):
    """What needs it says what is wrong and leads to the settings, where another is chosen; nothing is lost."""
    own_rulebook(client, home)
    walk = Walk(client, feel="fresh")
    (Path(home.db).parent / "rulebook" / "facts.toml").write_text("[[[")
    for address in ("/check-in", f"/check-in/{walk.name}", "/run-check", "/rules"):
        page = client.get(address)
        assert page.status_code == 400
        assert "facts.toml" in page.text
        assert 'href="/settings"' in page.text
    for address in ("/settings", "/help", "/more", "/data", "/data/export.json", "/about"):
        assert client.get(address).status_code == 200, address
    client.post("/settings/rulebook/standard")
    walk.page = client.get(f"/check-in/{walk.name}")
    assert walk.to_the_end(ORDINARY).is_over


def test_a_private_group_forgotten_in_mid_check_in(client, home):
    """The draft may hold some of it and is gone; the old page says so, and brings none of it back."""
    client.post("/settings", data={"groups": "yes", "group": "pregnancy"})
    walk = Walk(client, feel="fresh").send(**ORDINARY)
    assert home.store().profile().switched_on == ("pregnancy",)
    client.post("/settings/forget/pregnancy")
    walk.send()
    assert walk.page.status_code == 404
    assert (draft_of(home), kept(home)) == (None, None)


def test_everything_deleted_in_another_tab(client, home):
    """The old page says that its check-in is gone, and the store stays empty."""
    walk = Walk(client, feel="fresh")
    client.post("/data/delete", data={"sure": "yes"})
    walk.send(**ORDINARY)
    assert walk.page.status_code == 404
    client.post("/today/change", data={"name": "check-x"})
    client.post("/today/tick", data={"decision": "decision-x", "item": "x", "on": "yes"})
    assert [len(one) for one in told(home)] == [0, 0]
    assert draft_of(home) is None


# ------------------------------------------------------------------------------------------ under 16


def test_under_16_no_door_gives_a_verdict_without_a_parent(home):
    """The check-in, its end, a recheck and a run: each says who speaks first, and where."""
    with TestClient(
        make_app(home.place), base_url="http://localhost", headers={"Sec-Fetch-Site": "same-origin"}
    ) as client:
        walk = Walk(client, feel="fresh")
        about = {"page": "about", "a.birth_year": str(home.now.year - 14)}
        for address, fields in (
            (f"/check-in/{walk.name}", {**about, "asks": ["birth_year", "experience_years"]}),
            (f"/check-in/{walk.name}", {"page": "legs", "asks": ["birth_year"], "a.birth_year": "1980"}),
            (f"/check-in/{walk.name}", {"page": "safety", "book": home.place.book().version}),
            (f"/check-in/{walk.name}/finish", {}),
            ("/run-check", {"name": "check-run", "a.pain_now": "3"}),
        ):
            page = client.post(address, data=fields)
            assert page.status_code == 400, address
            assert "parent" in page.text
            assert 'href="/settings"' in page.text
        assert [len(one) for one in told(home)] == [0, 0]
        client.post("/settings", data={"a.birth_year": str(home.now.year - 14), "parent-asked": "yes", "parent": "yes"})
        walk.page = client.get(f"/check-in/{walk.name}")
        assert walk.to_the_end(ORDINARY).is_over


def test_the_sample_runner_is_another_app(home):
    """Marked on every page, also on those that refuse."""
    with TestClient(
        make_app(home.filled().place, sample=True),
        base_url="http://localhost",
        headers={"Sec-Fetch-Site": "same-origin"},
    ) as client:
        fresh(client)
        for address in ("/today", "/nowhere", "/check-in/check-none", "/history/0001-01-01"):
            assert "sample runner" in client.get(address).text, address
