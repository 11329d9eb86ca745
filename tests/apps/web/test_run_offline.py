"""The check in a run as a runner sees it: on a phone that loses its network, is reloaded, and comes back."""

import itertools
import re
import time

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from sorewise.apps.check import judged
from sorewise.apps.here import being
from sorewise.apps.web.in_run import Told, check_in_of, known, rules
from sorewise.apps.web.statics import static
from sorewise.model.records import CheckIn, History, Profile, Spot
from sorewise.model.verdict import IN_RUN
from sorewise.morning import Past
from sorewise.text.needs import Manner
from sorewise.text.render import in_run_page

MORNING_SPOTS = {
    "nothing": (),
    "tendon": (Spot(region="achilles", side="left", answers={"pain": 2, "tissue": "tendon", "managed_plan": True}),),
    "two sides": tuple(Spot(region="quad", side=side, answers={"pain": 2}) for side in ("left", "right")),
    "bone": (Spot(region="shin_inner", side="right", answers={"pain": 4, "bone_tender": True, "tissue": "bone"}),),
    "joints": (
        Spot(region="knee_front", side="both", answers={"pain": 2, "tissue": "joint"}),
        Spot(region="ankle_outer", side="left", answers={"tissue": "joint"}),
    ),
    "sharp": (Spot(region="calf", side="left", answers={"pain": 3, "quality": ("sharp", "tight")}),),
}
TAPS = [
    ({"pain_now": now, "gait": "normal", "sharp": False} | more, ())
    for now, more in itertools.product(
        (0, 2, 3, 4, 7), ({"pain_change": -1}, {"pain_change": 0, "minutes": 10}, {"pain_change": 2, "minutes": 4})
    )
] + [
    ({}, ("chest_symptoms",)),
    ({}, ("numbness", "weakness")),
    ({"pain_now": 2, "minutes": 10}, ("swollen",)),
    ({"pain_now": 1}, ("pop", "bruising", "cannot_rise_since")),
    ({"sharp": True, "pain_now": 3}, ()),
    ({"sharp": True, "minutes": 12}, ("leg_swollen", "warmth")),
    ({"gait": "changed"}, ()),
    ({"exhausted": True, "pain_now": 1, "pain_start": 1}, ()),
    ({"pain_start": 2, "pain_now": 6, "minutes": 3}, ("pregnancy_alarm",)),
]
VERDICTS = """async ([file, data, known, taps]) => {
    const { verdict } = await import(file);
    return taps.map(([answers, signs]) => verdict(data, known ?? data.nobody, answers, signs));
}"""
SAME = ("headline", "activity", "referral", "floor", "ceiling", "fired", "held", "opinions", "shown_advice", "assumed")


@pytest.fixture
def page(site, browser):
    """A phone at the clock of the test, with the run check open and everything kept that it needs offline."""
    found = browser(timezone_id="Europe/Berlin")
    found.clock.install(time=site.home.now)
    found.goto(f"{site.url}/run-check")
    ready(found)
    return found


def ready(page):
    """Wait until the service worker has what it keeps, and the page what is known."""
    page.evaluate("navigator.serviceWorker.ready")
    for address in ("'/run-check'", "'/offline'", "document.querySelector('main').dataset.rules"):
        until(page, f"caches.match({address}).then(Boolean)")
    until(page, "document.getElementById('stop-why').hidden")


def until(page, script):
    """Wait until this is so; the page's policy lets nobody else wait inside it."""
    for _ in range(200):
        if page.evaluate(script):
            return
        time.sleep(0.05)
    raise AssertionError(script)


def kept(home):
    """The check-ins of runs that are in the store."""
    with home.store() as store:
        return [one for one in store.history().check_ins if one.phase == "in_run"]


def ten_minutes(page):
    """Let the clock of the run come to its end."""
    page.clock.fast_forward("10:00")
    page.locator("#ask").wait_for()


# ---------------------------------------------------------------------------------------- judged as the server judges


@pytest.mark.parametrize("morning", MORNING_SPOTS)
def test_the_device_says_what_the_server_says(site, browser, morning):
    """Decision and sentences of every combination of taps, from what is known beforehand alone."""
    home = site.home
    with home.store() as store:
        if MORNING_SPOTS[morning]:
            store.save_check_in(CheckIn(id="m", at=home.now, spots=MORNING_SPOTS[morning]))
        history = store.history()
    with being(home.place) as here:
        compare(browser(), site, rules(here.book()), known(history, home.now), history)


def test_who_is_not_known_is_judged_more_carefully(site, browser):
    """Without what is known: as the server judges somebody of whom nothing is, private groups open."""
    with being(site.home.place) as here:
        nobody = History(profile=Profile(switched_on=tuple(rules(here.book())["nobody"]["switched_on"])))
        compare(browser(), site, rules(here.book()), None, nobody)


def compare(page, site, data, known_, history):
    """Hold what the device makes of taps against what the engine and the server's page make of them."""
    data["words"]["kinds"] = dict.fromkeys(IN_RUN, "run")
    page.goto(f"{site.url}/offline")
    found = page.evaluate(VERDICTS, [static("in_run.js"), data, known_, TAPS])
    manner = Manner(country=history.profile.country)
    book, now = site.home.place.book(), site.home.now
    past = Past(book, history, now)
    for (answers, signs), made in zip(TAPS, found, strict=True):
        told = Told(answers=answers, signs=signs)
        wanted = judged(history, check_in_of(told, history, book, now), past)
        case = (answers, signs)
        said = wanted.decision.as_json()
        assert {key: made["decision"][key] for key in SAME} == {key: said[key] for key in SAME}, case
        lines = in_run_page(wanted.decision, wanted.book, manner)
        shown = [line.text for line in lines if not line.text.startswith("Your answers")]
        assert [line["text"] for line in made["lines"]] == shown, case
        assert [line["part"] for line in made["lines"]] == [
            line.part for line in lines if not line.text.startswith("Your answers")
        ], case


# ---------------------------------------------------------------------------------------- a run without a network


def test_a_run_without_a_network(page, site):
    """Started at home, offline on the way, reloaded, answered; back online it is kept once, judged as it was said."""
    page.locator("[name='a.pain_start'][value='4']").first.check()
    page.get_by_role("button", name="Start").click()
    page.context.set_offline(True)
    page.clock.fast_forward("06:00")
    page.reload()
    page.get_by_text(re.compile(r"^6:0\d$")).wait_for()
    ten_minutes(page)
    page.get_by_role("button", name="The same").click()
    page.locator("#left").get_by_role("button", name="4", exact=True).click()
    page.locator("#word").wait_for()
    word = page.locator("#word").inner_text()
    page.get_by_text("It is sent as soon as you are back online").wait_for()
    assert kept(site.home) == []

    page.reload()
    page.get_by_role("heading", name=word, exact=True).wait_for()
    page.context.set_offline(False)
    page.get_by_text("Kept.", exact=True).wait_for()
    (check_in,) = kept(site.home)
    told = {"pain_start": 4, "pain_now": 4, "pain_change": 0, "gait": "normal", "sharp": False}
    assert {**check_in.answers, **told} == dict(check_in.answers)
    assert check_in.answers["minutes"] >= 10
    with site.home.store() as store:
        (decision,) = [one for one in store.decisions() if one.check_in_id == check_in.id]
    assert decision.planned["page"][0][0] == word

    again = {"id": check_in.id, "at": check_in.at.isoformat(), "answers": dict(check_in.answers), "signs": []}
    sent = "async ([file, one]) => { const { wait, send } = await import(file); await wait(one); return send(); }"
    assert page.evaluate(sent, [static("queue.js"), again]) == [{"id": check_in.id, "kept": True, "headline": None}]
    assert len(kept(site.home)) == 1


def test_what_waits_is_sent_from_any_page(page, site):
    """Answered offline, the app is opened elsewhere when the network is back."""
    page.get_by_role("button", name="Start").click()
    page.context.set_offline(True)
    page.get_by_role("button", name="It hurts more").click()
    page.locator("#form [name='a.pain_now'][value='7']").check()
    page.get_by_role("button", name="What now?").click()
    page.locator("#word").wait_for()
    expect(page.locator("#word")).to_have_text("Stop")
    until(page, "localStorage.getItem('sorewise.waiting')")
    page.close()
    again = page.context.new_page()
    page.context.set_offline(False)
    again.goto(f"{site.url}/history")
    until(again, "!localStorage.getItem('sorewise.waiting')")
    assert len(kept(site.home)) == 1


def test_the_red_button_is_always_there(page, site):
    """Before the start, in the run, and at the question; a sign behind it sends to help, with the number to call."""
    red = page.get_by_role("button", name="It hurts more: what now?")
    assert red.is_visible()
    page.get_by_role("button", name="Start").click()
    assert red.is_visible()
    ten_minutes(page)
    assert red.is_visible()
    red.click()
    page.get_by_text("Anything alarming?").click()
    page.get_by_label("Chest pain, pressure").check()
    page.get_by_role("button", name="What now?").click()
    expect(page.locator("#word")).to_have_text("Get help now")
    assert page.locator("#call").get_attribute("href") == "tel:112"
    page.get_by_text("Kept.", exact=True).wait_for()
    assert kept(site.home)[0].safety == ("chest_symptoms",)


def test_after_a_stop_the_clock_does_not_go_on(page, site):
    """No way back to the clock as if nothing had been said, and a milder answer does not take it back."""
    page.get_by_role("button", name="Start", exact=True).click()
    red = page.get_by_role("button", name="It hurts more: what now?")
    for gait, now in (("Yes, changed or limping", "1"), ("No, as usual", "0")):
        red.click()
        page.get_by_role("radio", name=gait, exact=True).check()
        page.locator(f"input[name='a.pain_now'][value='{now}']").check()
        page.get_by_role("button", name="What now?").click()
        page.locator("#answer").wait_for()
        expect(page.locator("#word")).to_have_text("Stop")
        assert page.locator("#resume").is_hidden()
    assert "asks for more care" in page.locator("#note").inner_text()
    page.reload()
    page.locator("#answer").wait_for()
    expect(page.locator("#word")).to_have_text("Stop")


def test_the_signs_are_one_tap_from_the_clock(page):
    """Open, with the place to tick them in sight."""
    page.get_by_role("button", name="Start", exact=True).click()
    page.get_by_role("button", name="Something serious?").click()
    assert page.get_by_label("Chest pain, pressure").is_visible()


def test_who_comes_back_late_is_told_when_it_was(page, site):
    """The end is kept, not a counter: half an hour later the page says so, and still asks."""
    page.get_by_role("button", name="Start").click()
    page.clock.fast_forward("40:00")
    page.locator("#ask").wait_for()
    expect(page.locator("#ask")).to_have_text("The 10 minutes were over at 06:50. How is it now?")
    page.get_by_role("button", name="Easing, or gone").click()
    page.locator("#left").get_by_role("button", name="1", exact=True).click()
    expect(page.locator("#word")).to_have_text("Keep it easy")
    page.get_by_text("Kept.", exact=True).wait_for()
    assert kept(site.home)[0].answers["minutes"] >= 40
    link = page.get_by_role("link", name="Check in after the run")
    assert link.get_attribute("href") == "/check-in?phase=after_run"


def test_a_run_of_yesterday_is_let_go(page):
    """A phone that is opened again the next day starts anew, and says so."""
    page.get_by_role("button", name="Start").click()
    page.clock.fast_forward("20:00:00")
    page.reload()
    page.get_by_text("A check from an earlier day was let go.").wait_for()
    assert page.get_by_role("button", name="Start").is_visible()


def test_the_red_button_without_a_run(page, site):
    """Nobody pressed Start: the minutes are asked, and stay unknown where they are not told."""
    page.get_by_role("button", name="It hurts more").click()
    page.get_by_role("button", name="What now?").click()
    page.get_by_text("Answer one of these first.").wait_for()
    assert page.get_by_label("Minutes run").is_visible()
    page.locator("#form [name='a.pain_now'][value='5']").check()
    page.get_by_role("button", name="What now?").click()
    page.locator("#word").wait_for()
    page.get_by_text("Kept.", exact=True).wait_for()
    assert dict(kept(site.home)[0].answers) == {"pain_now": 5, "pain_change": 1}


def test_where_nothing_is_known_it_says_so(site, browser):
    """A phone that never heard of the runner: judged more carefully, in so many words."""
    page = browser()
    page.route("**/known.json", lambda route: route.abort())
    page.goto(f"{site.url}/run-check")
    page.get_by_role("button", name="Start").click()
    page.get_by_role("button", name="It hurts more").click()
    page.locator("#form [name='a.pain_now'][value='4']").check()
    page.get_by_role("button", name="What now?").click()
    page.locator("#word").wait_for()
    expect(page.locator("#word")).to_have_text("Walk home")  # for a runner of three years: shorten
    assert page.get_by_text("so this is judged more carefully").is_visible()


def test_without_scripts_the_form_is_the_page(site, browser):
    """Plain inputs, one button, an answer from the server."""
    page = browser(scripts=False)
    page.goto(f"{site.url}/run-check")
    page.locator("#form [name='a.pain_now'][value='3']").check()
    page.get_by_label("Yes, changed or limping").check()
    page.get_by_label("Minutes run").fill("15")
    page.get_by_role("button", name="What now?").click()
    assert page.locator("h1").inner_text() == "Stop"
    assert len(kept(site.home)) == 1


# ------------------------------------------------------------------------------------------------ offline, and kept


def test_a_page_that_cannot_be_reached_says_so(page, site):
    """Other pages need the place where the data is; the run check is one tap away."""
    page.context.set_offline(True)
    page.goto(f"{site.url}/today")
    assert page.locator("h1").inner_text() == "You are offline"
    page.get_by_role("link", name="Run check").first.click()
    page.get_by_role("button", name="Start").wait_for()


def test_nothing_personal_is_in_what_the_worker_keeps(page, site):
    """The page, the offline page, the rules and static files; after a walk through the app, nothing else."""
    for address in ("/history", "/today", "/run-check?again=1", "/run-check/known.json"):
        page.goto(f"{site.url}{address}")
    addresses = page.evaluate(
        """async () => {
            const caches_ = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
            const keys = await Promise.all(caches_.map((cache) => cache.keys()));
            return keys.flat().map(({ url }) => new URL(url).pathname);
        }"""
    )
    others = [one for one in addresses if not one.startswith(("/static/", "/run-check/rules/"))]
    assert sorted(set(others)) == ["/offline", "/run-check"]


@pytest.mark.parametrize("dark", [False, True])
def test_nothing_stands_in_the_way(page, site, dark):
    """Axe finds nothing in any state, light and dark; every control is large enough for a thumb at a jog."""
    page.emulate_media(color_scheme="dark" if dark else "light")
    states = []

    def look(state):
        found = Axe().run(page)
        states.append(state)
        assert found.violations_count == 0, f"{state}: {found.generate_report()}"
        small = page.evaluate(
            """() => [...document.querySelectorAll("main button, main a, main label, main summary")]
                .filter((one) => one.checkVisibility())
                .map((one) => [one.textContent.trim(), one.getBoundingClientRect()])
                .filter(([, box]) => box.height < 44 || box.width < 44).map(([name]) => name)"""
        )
        assert small == [], state

    look("start")
    page.get_by_role("button", name="Start").click()
    look("run")
    page.get_by_role("button", name="It hurts more").click()
    page.get_by_text("Anything alarming?").click()
    look("form")
    page.get_by_role("button", name="Back to the clock").click()
    ten_minutes(page)
    look("ten")
    page.get_by_role("button", name="The same").click()
    look("left")
    page.locator("#left").get_by_role("button", name="3", exact=True).click()
    page.get_by_text("Kept.", exact=True).wait_for()
    look("answer")
    page.goto(f"{site.url}/offline")
    look("offline")
    assert len(states) == 7


def test_the_first_visit_is_light(site, browser):
    """At most 60 kB and 8 requests, nothing from elsewhere."""
    page = browser()
    requests = []
    page.on("requestfinished", lambda one: requests.append(one))  # noqa: PLW0108 - Playwright marks what it is given
    page.goto(f"{site.url}/run-check", wait_until="networkidle")
    assert len(requests) <= 8, [one.url for one in requests]
    assert all(one.url.startswith(site.url) for one in requests)
    assert sum(one.sizes()["responseBodySize"] for one in requests) < 60_000
