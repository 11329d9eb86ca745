"""The app in a real browser: every flow by what a screen reader names, by keyboard alone, and without scripts."""

import pytest
from playwright.sync_api import expect

from apps.web.looks import MOST_BYTES, MOST_REQUESTS, Traffic, too_small, violations

LOOKS = [{"desktop": desktop, "dark": dark} for desktop in (False, True) for dark in (False, True)]


def feel(page, site, word):
    """Answer the first question."""
    page.goto(site.url + "/")
    page.get_by_role("button", name=word).click()
    page.wait_for_url("**/check-in/*")
    page.wait_for_load_state("load")


def answer_body(page):
    """Legs and body, as on an ordinary morning."""
    for question, answer in (
        ("limp", "No, as usual"),
        ("hard to walk", "No"),
        ("how tired", "2"),
        ("did you sleep", "4"),
        ("Are you ill", "Not ill"),
        ("much longer or harder", "No"),
        ("painkiller", "No"),
    ):
        group = page.get_by_role("group", name=question)
        if group.count():
            group.get_by_label(answer, exact=True).first.check()
    page.get_by_role("button", name="Next", exact=True).click()


def to_fresh_verdict(page, site):
    """A fresh morning, from the first question to the verdict."""
    feel(page, site, "Fresh")
    answer_body(page)
    page.get_by_role("button", name="None of these").click()
    page.wait_for_url("**/today")


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_a_morning_from_the_map_to_the_verdict(site, browser, look):
    """By role, on phone and desktop, light and dark; axe finds nothing and nothing is too small in any state."""
    page = browser(reduced_motion="reduce", **look)
    found = {}

    def looked_at(state):
        found[state] = violations(page) + too_small(page)

    page.goto(site.url + "/")
    looked_at("feel")
    feel(page, site, "Something hurts")
    looked_at("where")
    page.get_by_role("tab", name="Back").click()
    page.get_by_role("button", name="Left inner calf").click()
    slider = page.get_by_role("slider")
    slider.press("ArrowRight")
    slider.press("ArrowRight")
    looked_at("where, one place")
    page.get_by_role("button", name="Next", exact=True).click()
    looked_at("legs and body")
    answer_body(page)
    looked_at("safety")
    page.get_by_role("button", name="None of these").click()
    looked_at("the place")
    page.get_by_role("button", name="Enough").click()
    page.wait_for_url("**/today")
    looked_at("verdict")
    for name in ("/today/why", "/today/recovery", "/recheck", "/recheck/serious"):
        page.goto(site.url + name)
        looked_at(name)
    page.goto(site.url + "/today")
    page.get_by_role("button", name="Change answers").click()
    looked_at("review")
    assert not {state: what for state, what in found.items() if what}


@pytest.mark.parametrize("dark", [False, True])
def test_the_page_that_says_whom_to_call(site, browser, dark):
    """Plain, with a telephone link and no verdict beside it; axe finds nothing."""
    page = browser(dark=dark, reduced_motion="reduce")
    page.goto(site.url + "/")
    page.get_by_role("button", name="Something serious?").click()
    page.get_by_label("Chest pain, pressure, or a racing or stumbling heart").check()
    page.get_by_role("button", name="Next, with what I ticked").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Get help now")
    expect(page.get_by_role("link", name="Call 112")).to_have_attribute("href", "tel:112")
    assert not violations(page)


def test_by_keyboard_alone(site, browser):
    """Tab, arrows and Enter lead from the first question to the verdict; an arrow key never sends anything."""
    page = browser(desktop=True, reduced_motion="reduce")
    page.goto(site.url + "/")

    def tab_to(name):
        for _ in range(80):
            page.keyboard.press("Tab")
            if name in page.evaluate("document.activeElement.textContent || document.activeElement.name || ''"):
                return
        raise AssertionError(f"Tab does not reach {name}")

    tab_to("Fresh")
    page.keyboard.press("Enter")
    page.wait_for_url("**/check-in/*")
    tab_to("a.gait")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("heading", level=1)).to_have_text("Legs and body")
    expect(page.get_by_label("No, as usual")).to_be_checked()
    tab_to("Next")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Does any of these apply to you now?")
    tab_to("None of these")
    page.keyboard.press("Enter")
    page.wait_for_url("**/today")
    tab_to("Something changed")
    page.keyboard.press("Enter")
    page.wait_for_url("**/recheck")
    tab_to("I limp")
    page.keyboard.press("Enter")
    page.wait_for_url("**/today?judged=1")
    expect(page.get_by_role("heading", level=1)).to_have_text("Rest")


def test_without_scripts(site, browser):
    """Plain inputs: the list of places stands where the map would be, and everything else is the same."""
    page = browser(scripts=False)
    feel(page, site, "Sore Dull")
    expect(page.get_by_role("tab", name="Front")).to_be_hidden()
    page.get_by_role("checkbox", name="Left inner calf").check()
    page.get_by_role("button", name="Next", exact=True).click()
    answer_body(page)
    page.get_by_role("button", name="None of these").click()
    page.get_by_role("button", name="Enough").click()
    page.wait_for_url("**/today")
    page.get_by_role("button", name="Tick").or_(page.locator("button.tick")).first.click()
    expect(page.locator("button.tick.done").first).to_be_visible()


def test_two_taps_from_the_verdict_to_another(site, browser):
    """Something changed, I limp: the stricter day holds at once."""
    page = browser()
    to_fresh_verdict(page, site)
    page.get_by_role("link", name="Something changed").tap()
    page.get_by_role("button", name="I limp").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Rest")


def test_back_shows_the_earlier_screen_and_loses_nothing(site, browser):
    """The browser's own button: the answers stand there, and sending them again goes on."""
    page = browser()
    feel(page, site, "Fresh")
    answer_body(page)
    expect(page.get_by_role("button", name="None of these")).to_be_visible()
    page.wait_for_load_state()  # nothing goes back while it is still on its way
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Legs and body")
    expect(page.get_by_label("No, as usual")).to_be_checked()
    answer_body(page)
    page.get_by_role("button", name="None of these").click()
    page.wait_for_url("**/today")


def test_two_tabs_are_one_check_in(site, browser):
    """The same check-in in two tabs: the last answer counts, and the second end shows the same verdict."""
    page = browser()
    feel(page, site, "Fresh")
    other = page.context.new_page()
    other.goto(page.url)
    answer_body(page)
    answer_body(other)
    page.get_by_role("button", name="None of these").click()
    page.wait_for_url("**/today")
    other.get_by_role("button", name="None of these").click()
    other.wait_for_url("**/today")
    with site.home.store() as store:
        assert len([one for one in store.history().check_ins if one.day == site.home.now.date()]) == 1


def test_a_lost_connection_in_mid_answer_loses_nothing(site, browser):
    """The answers given before are a draft; the page sends again when the network is back."""
    page = browser()
    feel(page, site, "Fresh")
    address = page.url.partition("?")[0]
    page.context.set_offline(True)
    page.get_by_role("button", name="Next", exact=True).click(no_wait_after=True)
    page.wait_for_timeout(300)
    page.context.set_offline(False)
    page.goto(site.url + "/")
    page.get_by_role("link", name="Go on with it").click()
    page.wait_for_url(address + "*")
    answer_body(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Does any of these apply to you now?")


def test_a_narrow_phone(site, browser):
    """320 px wide: nothing is cut off sideways."""
    page = browser()
    page.set_viewport_size({"width": 320, "height": 640})
    to_fresh_verdict(page, site)
    for address in ("/today", "/recheck", "/today/recovery", "/more", "/settings", "/data", "/history", "/report"):
        page.goto(site.url + address)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address


@pytest.mark.parametrize(
    "address",
    ["/", "/today", "/today/why", "/today/recovery", "/recheck", "/run-check", "/history", "/report", "/settings",
     "/data", "/more", "/help", "/log", "/rules"],
)  # fmt: skip
def test_a_first_visit_is_small_and_speaks_to_nobody_else(site, browser, address):
    """At most 60 kB and eight requests, none of them to somebody else."""
    first = browser()
    to_fresh_verdict(first, site)
    total, requests, strangers = Traffic(browser()).visit(site.url + address)
    assert not strangers
    assert requests <= MOST_REQUESTS
    assert total <= MOST_BYTES


def test_the_map_is_small_on_a_first_visit_too(site, browser):
    """The body map is the largest page of the check-in."""
    page = browser()
    feel(page, site, "Sore Dull")
    total, requests, strangers = Traffic(browser()).visit(page.url)
    assert (requests <= MOST_REQUESTS, total <= MOST_BYTES, strangers) == (True, True, [])


def test_nothing_breaks_the_content_policy(site, browser):
    """No script, style or picture of a page is refused by its own policy."""
    page = browser(reduced_motion="reduce")  # a transition that is skipped is no broken policy
    refused = []
    page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: refused.append(str(error)))
    to_fresh_verdict(page, site)
    for address in ("/today", "/run-check", "/history", "/report", "/settings", "/data", "/more", "/recheck"):
        page.goto(site.url + address)
        page.wait_for_load_state("networkidle")
    assert not refused


def test_long_names_stay_on_the_page(site, browser):
    """A planned session with a name of two hundred letters and markup in it is shown as it is, and breaks nothing."""
    from dataclasses import replace

    with site.home.store() as store:
        plan = [replace(one, name="<b>Interval" + "l" * 200 + "</b>") for one in store.history().plan]
        store.add(plan, "test", exact=True)
    page = browser()
    to_fresh_verdict(page, site)
    for address in ("/today", "/history"):
        page.goto(site.url + address)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
        assert page.locator("b", has_text="Intervalll").count() == 0
