"""What leads on from the verdict: shared as text, printed on one page; one button at a time; wide screens."""

import re

import pytest
from playwright.sync_api import expect

from apps.web.test_flows import answer_body, feel, to_fresh_verdict
from sorewise.text.web.check_in import came_from, unit


def to_share(page, site):
    """A fresh verdict, with its script there."""
    to_fresh_verdict(page, site)
    page.wait_for_load_state("networkidle")


def test_the_text_is_copied_where_nothing_can_be_shared(site, browser):
    """The page as text is in the clipboard afterwards, and the page says so."""
    page = browser()
    to_share(page, site)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("() => { navigator.share = undefined; }")
    word = page.get_by_role("heading", level=1).inner_text()
    page.get_by_role("link", name="Share as text").click()
    expect(page.get_by_role("status").filter(has_text="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()").startswith(word)


def test_the_text_is_handed_to_what_the_device_shares_with(site, browser):
    """Title and text go to the device; leaving its menu changes nothing on the page."""
    page = browser()
    to_share(page, site)
    page.evaluate(
        "() => { navigator.share = (what) => { window.shared = what; throw new DOMException('left', 'AbortError'); }; }"
    )
    page.get_by_role("link", name="Share as text").click()
    page.wait_for_function("window.shared")
    assert page.evaluate("window.shared.text").startswith(page.evaluate("window.shared.title"))
    assert page.url.endswith("/today")


def test_the_text_is_opened_where_copying_is_refused(site, browser):
    """Nothing fails silently: the text itself is shown."""
    page = browser()
    to_share(page, site)
    page.evaluate("() => { navigator.share = async () => { throw new DOMException('no', 'NotAllowedError'); }; }")
    page.get_by_role("link", name="Share as text").click()
    page.wait_for_url("**/today.txt")


def test_without_scripts_the_link_opens_the_text(site, browser):
    """The same link, plain."""
    to_fresh_verdict(browser(), site)
    page = browser(scripts=False)
    page.goto(site.url + "/today")
    page.get_by_role("link", name="Share as text").click()
    page.wait_for_url("**/today.txt")


def test_the_verdict_is_printed_on_one_page(site, browser):
    """A4, without buttons, with its date and the stop rules that the screen keeps folded."""
    page = browser()
    to_fresh_verdict(page, site)
    assert len(re.findall(rb"/Type /Page\b", page.pdf(format="A4"))) == 1
    page.emulate_media(media="print")
    expect(page.get_by_role("link", name="Start the 10-minute check")).to_be_hidden()
    expect(page.get_by_text(site.home.now.date().isoformat())).to_be_visible()


def test_the_safety_page_has_one_button_at_a_time(site, browser):
    """Nothing ticked: "None of these". A tick: "Next, with what I ticked", and it cannot be undone by the other."""
    page = browser()
    feel(page, site, "Fresh")
    answer_body(page)
    none, some = (page.get_by_role("button", name=name) for name in ("None of these", "Next, with what I ticked"))
    expect(none).to_be_visible()
    expect(some).to_be_hidden()
    page.get_by_label("Chest pain").check()
    expect(none).to_be_hidden()
    expect(some).to_be_visible()


def test_a_wide_screen_is_used(site, browser):
    """The pages stand on the left, the verdict in two halves, and the one button is in sight without scrolling."""
    page = browser(desktop=True, reduced_motion="reduce")
    to_fresh_verdict(page, site)
    tabs = page.get_by_role("navigation", name="Pages").bounding_box()
    halves = [half.bounding_box() for half in page.locator(".half").all()]
    assert tabs["height"] > tabs["width"]
    assert halves[0]["x"] >= tabs["width"]
    assert halves[1]["x"] >= halves[0]["x"] + halves[0]["width"]
    button = page.get_by_role("link", name="Start the 10-minute check").bounding_box()
    assert button["y"] + button["height"] <= page.viewport_size["height"]


def test_the_signs_are_one_tap_from_the_verdict(site, browser):
    """The red flags stand beside what else can be done."""
    page = browser()
    to_fresh_verdict(page, site)
    page.get_by_role("link", name="Something serious?").click()
    expect(page.get_by_label("Chest pain")).to_be_visible()


@pytest.mark.parametrize(
    ("why", "said"),
    [
        ("nights 2026-05-14..2026-06-10 n=28", "nights: 28, from 2026-05-14 to 2026-06-10"),
        ("days with sessions 2026-06-05..2026-06-10 n=4", "days with sessions: 4, from 2026-06-05 to 2026-06-10"),
        ("session 17 2026-06-10", "session of 2026-06-10"),
        ("night 2026-06-11", "night of 2026-06-11"),
        ("profile", "profile"),
        ("", ""),
    ],
)
def test_where_a_fact_comes_from_is_said_in_words(why, said):
    """No ranges with dots, and no ids, which say nothing to a runner."""
    assert came_from(why) == said


def test_a_unit_by_itself():
    """As a person writes it behind a field."""
    assert (unit("degC"), unit("/min"), unit("km")) == ("°C", "beats a minute", "km")
