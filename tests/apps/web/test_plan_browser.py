"""The Plan page in a real browser: kept, moved and taken back by finger, mouse, keyboard and without scripts."""

import pytest
from playwright.sync_api import expect
from starlette.testclient import TestClient

from apps.web.looks import MOST_BYTES, MOST_REQUESTS, Traffic, too_small, violations
from apps.web.made_plan import CALF, with_plan
from apps.web.walk import MUSCLE, ORDINARY, Walk
from sorewise.apps.web.app import make_app

LOOKS = [{"desktop": desktop, "dark": dark} for desktop in (False, True) for dark in (False, True)]
NARROW = {"width": 320, "height": 640}
TWICE = {"width": 195, "height": 422}
"""A phone at 200 % zoom: half as many pixels to lay out in."""
PAGES = (
    "/plan", "/plan/move?session=s5", "/plan/move?session=s5&day=2026-06-15", "/plan/session?session=s0", "/plan/time",
    "/plan/new", "/plan/remove?plan=spring",
)  # fmt: skip


@pytest.fixture
def planned(site):
    """The site with a plan of two weeks."""
    with_plan(site.home)
    return site


@pytest.fixture
def sore(planned):
    """The same after a check-in with a sore calf."""
    with TestClient(
        make_app(planned.home.place), base_url="http://localhost:8000", headers={"Sec-Fetch-Site": "same-origin"}
    ) as client:
        Walk(client).to_the_end({**ORDINARY, **MUSCLE, **CALF})
    return planned


def opened(browser, site, address="/plan", **look):
    """The page, with its scripts loaded."""
    page = browser(reduced_motion="reduce", **look)
    page.goto(site.url + address)
    page.wait_for_load_state("load")
    return page


def day_of(page, session):
    """The day on which a session stands."""
    return (
        page.locator(f'[data-session="{session}"]:not(.gone)').locator("xpath=ancestor::li").get_attribute("data-day")
    )


def row(page, day):
    """One day."""
    return page.locator(f'.on[data-day="{day}"]')


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_every_page_of_the_plan(sore, browser, look):
    """On phone and desktop, light and dark, with reasons open: axe finds nothing, and nothing is too small."""
    page = browser(reduced_motion="reduce", **look)
    found = {}
    for address in PAGES:
        page.goto(sore.url + address)
        for details in page.locator("details").all():
            details.evaluate("one => one.open = true")
        found[address] = violations(page) + too_small(page)
    page.goto(sore.url + "/plan/new")
    page.get_by_label("Type or paste it").fill("tue intervals 6x800 @ 5k, sun long 18 km!\nnobody knows")
    page.get_by_role("button", name="Show what you understood").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("This is what was understood")
    found["read"] = violations(page) + too_small(page)
    assert not {address: what for address, what in found.items() if what}


@pytest.mark.parametrize("size", [NARROW, TWICE], ids=["320 px", "200 %"])
def test_narrow(sore, browser, size):
    """Nothing is cut off sideways."""
    page = browser()
    page.set_viewport_size(size)
    for address in PAGES:
        page.goto(sore.url + address)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address


def test_it_is_small_and_speaks_to_nobody_else(sore, browser):
    """A first visit, and no refusal by the content policy."""
    page = browser(reduced_motion="reduce")
    refused = []
    page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: refused.append(str(error)))
    total, requests, strangers = Traffic(page).visit(sore.url + "/plan")
    assert (refused, strangers) == ([], [])
    assert requests <= MOST_REQUESTS
    assert total <= MOST_BYTES


@pytest.mark.parametrize("scripts", [True, False])
def test_keep_another_way_and_undo(sore, browser, scripts):
    """The proposal, Undo, another way: each by its button, with scripts and without."""
    page = opened(browser, sore, scripts=scripts)
    expect(page.locator(".lead")).to_contain_text("because of today's calf")
    page.get_by_role("button", name="Keep these").click()
    expect(page.get_by_role("status").filter(has_text="Kept.")).to_be_visible()
    expect(page.locator(".lead")).to_have_text("No changes in your week.")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("status").filter(has_text="Taken back.")).to_be_visible()
    page.get_by_role("link", name="Other way").click()
    page.get_by_role("button", name="Keep this one").first.click()
    expect(page.get_by_role("status").filter(has_text="Kept.")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_move_by_its_button(planned, browser, scripts):
    """Move, a day, a look at it, Keep: the same pages with scripts and without."""
    page = opened(browser, planned, scripts=scripts)
    expect(page.locator(".grip").first).to_be_visible() if scripts else expect(
        page.locator(".grip").first
    ).to_be_hidden()
    page.locator('[data-session="s5"]').get_by_role("link", name="Move").click()
    page.get_by_role("radio", name="Mon 15 Jun").check()
    page.get_by_role("button", name="Look at it first").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Easy run, 40 min on Mon 15 Jun")
    page.get_by_role("button", name="Keep it there").click()
    expect(page.get_by_role("status").filter(has_text="on its new day")).to_be_visible()
    assert day_of(page, "s5") == "2026-06-15"


def test_move_by_keyboard(planned, browser):
    """Enter lifts, arrows choose, each day is said, Enter puts down, the preview holds the focus; Escape leaves it."""
    page = opened(browser, planned, desktop=True)
    said = page.locator("[data-live]")
    grip = page.locator('[data-session="s5"] .grip')
    grip.focus()
    page.keyboard.press("Enter")
    expect(said).to_contain_text("Lifted. Easy run, 40 min, Tue 16 Jun")
    expect(grip).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("ArrowUp")
    expect(said).to_have_text("Mon 15 Jun")
    expect(row(page, "2026-06-15")).to_have_class("on free target")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    expect(said).to_contain_text("Easy run, 40 min on Mon 15 Jun")
    expect(dialog.get_by_role("heading", level=1)).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(said).to_have_text("Put back. Nothing was moved.")
    expect(grip).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Escape")
    expect(said).to_have_text("Put back. Nothing was moved.")
    assert day_of(page, "s5") == "2026-06-16"
    page.keyboard.press("Space")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Space")
    dialog.get_by_role("button", name="Keep it there").press("Enter")
    expect(page.get_by_role("status").filter(has_text="on its new day")).to_be_visible()
    assert day_of(page, "s5") == "2026-06-15"


def drag(page, session, day, *, let_go=True):
    """Press a handle, go to the middle of a day, and let go."""
    grip = page.locator(f'[data-session="{session}"] .grip')
    grip.evaluate("one => one.scrollIntoView({ block: 'center' })")  # at the edge of the screen the page scrolls
    box, to = grip.bounding_box(), row(page, day).bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"], to["y"] + to["height"] / 2, steps=8)
    if let_go:
        page.mouse.up()


def test_move_by_mouse(planned, browser):
    """Dragged to another day: it is shown first, and stands there once it is kept."""
    page = opened(browser, planned, desktop=True)
    drag(page, "s5", "2026-06-15", let_go=False)
    expect(row(page, "2026-06-15")).to_have_class("on free target")
    page.mouse.up()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("heading")).to_have_text("Easy run, 40 min on Mon 15 Jun")
    assert not violations(page)
    dialog.get_by_role("link", name="Leave it where it is").click()
    expect(dialog).to_be_hidden()
    drag(page, "s5", "2026-06-15")
    dialog.get_by_role("button", name="Keep it there").click()
    expect(page.get_by_role("status").filter(has_text="on its new day")).to_be_visible()
    assert day_of(page, "s5") == "2026-06-15"


def test_move_by_finger(planned, browser):
    """The same with a touch that the browser makes pointer events of: the page does not scroll away under it."""
    page = opened(browser, planned)
    grip = page.locator('[data-session="s5"] .grip')
    grip.scroll_into_view_if_needed()
    page.evaluate("scrollBy(0, 150)")
    box, to = grip.bounding_box(), row(page, "2026-06-15").bounding_box()
    before = page.evaluate("scrollY")
    finger = page.context.new_cdp_session(page)
    x, y = box["x"] + 22, box["y"] + 22
    end = to["y"] + to["height"] / 2
    finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for part in range(1, 9):
        at = y + (end - y) * part / 8
        finger.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x, "y": at}]})
    expect(row(page, "2026-06-15")).to_have_class("on free target")
    assert page.evaluate("scrollY") == before
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("heading")).to_have_text("Easy run, 40 min on Mon 15 Jun")
    dialog.get_by_role("button", name="Keep it there").click()
    expect(page.get_by_role("status").filter(has_text="on its new day")).to_be_visible()


def test_a_refusal_over_the_rows(planned, browser):
    """It names its rule; Anyway shows what that would change, and nothing is kept before."""
    page = opened(browser, planned, desktop=True)
    drag(page, "s3", "2026-06-15")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("heading")).to_have_text("Not on Mon 15 Jun")
    expect(dialog.get_by_role("link", name="The rule WK-OWN-WEEK")).to_be_visible()
    assert not violations(page)
    dialog.get_by_role("link", name="Anyway").click()
    expect(dialog.get_by_role("heading")).to_contain_text("on Mon 15 Jun")
    expect(dialog.get_by_role("button", name="Keep it there")).to_be_visible()
    with planned.home.store() as store:
        assert store.weeks.now().kept == ()


def test_dropped_where_it_was_or_beside_the_days_nothing_happens(planned, browser):
    """No preview, and the page says that it was put back; a server that is gone is said, too."""
    page = opened(browser, planned, desktop=True)
    said = page.locator("[data-live]")
    drag(page, "s5", "2026-06-16")
    expect(said).to_have_text("Put back. Nothing was moved.")
    drag(page, "s5", "2026-06-15", let_go=False)
    page.keyboard.press("Escape")
    expect(said).to_have_text("Put back. Nothing was moved.")
    page.mouse.up()
    page.context.set_offline(True)
    drag(page, "s5", "2026-06-15")
    expect(said).to_have_text("The server does not answer. Nothing was moved.")
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_a_plan_is_brought_without_scripts(empty_site, browser):
    """Typed, looked at, kept: the days stand there."""
    page = opened(browser, empty_site, scripts=False)
    expect(page.locator(".lead")).to_have_text("You have no plan for the coming days")
    page.get_by_label("Type or paste it").fill("sat easy 40 min, sun long 18 km!")
    page.get_by_role("button", name="Show what you understood").click()
    expect(page.locator(".lead")).to_contain_text("Nothing is kept yet.")
    page.get_by_role("button", name="Keep these 2 sessions").click()
    expect(page.get_by_role("status").filter(has_text="Your plan is kept.")).to_be_visible()
    expect(row(page, "2026-06-14")).to_contain_text("Key session")
