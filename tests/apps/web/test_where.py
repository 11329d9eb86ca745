"""The page of the body map in a real browser: a thumb, the keyboard, the list, and no JavaScript at all."""

import random

import pytest

TAPS = 200
THUMB = (5, 8)
"""Standard deviations of a tap from its target, in pixels of a screen 390 wide."""

TAP = """
([view, taps]) => {
  const svg = document.querySelector(`#view-${view} svg`);
  const places = [...svg.querySelectorAll(".r")];
  const fraction = (number) => number - Math.floor(number);
  return taps.map(([which, across, down, dx, dy]) => {
    const place = places[Math.floor(which * places.length)];
    const path = place.firstElementChild;
    const box = path.getBBox();
    let aim, tries = 0;
    do {  // a point of the place, the same for the same numbers
      tries += 1;
      aim = new DOMPoint(box.x + fraction(across * 7919 * tries) * box.width,
                         box.y + fraction(down * 104729 * tries) * box.height);
    } while (!path.isPointInFill(aim));
    const at = aim.matrixTransform(svg.getScreenCTM());
    const where = { clientX: at.x + dx, clientY: at.y + dy, detail: 1, bubbles: true };
    svg.dispatchEvent(new MouseEvent("click", where));
    const chips = [...document.querySelectorAll(".dock .one .near button")];
    const offered = chips.map((chip) => chip.getAttribute("aria-label") ?? chip.textContent);
    const taken = document.querySelector(".dock h2").textContent;
    document.querySelector(".dock .remove").click();
    return [place.getAttribute("aria-label"), taken, offered];
  });
}
"""
SENT = "[...new FormData(document.querySelector('form'))].filter(([k, v]) => v && k.match(/^spot|^pain/)).sort().flat()"


@pytest.fixture
def at_where(site, browser):
    """Opens the check-in at its question "Where is it?"."""

    def open_(**how):
        page = browser(**how)
        page.goto(site.url)
        page.get_by_role("button", name="Something hurts").click()
        page.get_by_role("heading", name="Where is it?").wait_for()
        if how.get("scripts", True):
            page.locator(".where.on").wait_for()  # the map answers only when its script has run
        return page

    return open_


@pytest.mark.parametrize("spread", THUMB)
def test_a_thumb_gets_its_place_or_is_offered_it(at_where, spread):
    """The bar: of seeded taps that miss their aim as thumbs do, 98 of 100 get the place or one chip away from it."""
    page = at_where(reduced_motion="reduce")
    chance = random.Random(spread)
    hits = []
    for view in ("Front", "Back", "Soles"):
        page.get_by_role("tab", name=view).click()
        aims = [[chance.random() for _ in range(3)] for _ in range(TAPS)]
        taps = [[*aim, chance.gauss(0, spread), chance.gauss(0, spread)] for aim in aims]
        hits += [aim == taken or aim in offered for aim, taken, offered in page.evaluate(TAP, [view.lower(), taps])]
    assert sum(hits) / len(hits) >= 0.98


def test_the_map_does_not_move_under_the_thumb(at_where):
    """Selecting, zooming and telling the pain leave the map's box where it was."""
    page = at_where()
    page.get_by_role("tab", name="Back").click()
    box = page.locator("#view-back svg").bounding_box()
    page.touchscreen.tap(box["x"] + box["width"] * 0.42, box["y"] + box["height"] * 0.72)
    page.get_by_role("heading", name="Left inner calf").wait_for()
    page.get_by_role("slider").press("ArrowRight")
    assert page.locator("#view-back svg").bounding_box() == box
    page.get_by_role("button", name="Whole legs").click()
    assert page.locator("#view-back svg").bounding_box() == box


def test_pain_that_was_not_told_stays_unknown(at_where):
    """The slider says nothing until it is touched; Home then tells a real 0."""
    page = at_where()
    page.get_by_role("button", name="Left kneecap", exact=True).press("Enter")
    assert page.evaluate(SENT) == ["spot", "kneecap.left"]
    slider = page.get_by_role("slider")
    assert slider.get_attribute("aria-valuetext") == "not told yet"
    slider.press("Home")
    assert page.evaluate(SENT) == ["pain.kneecap.left", "0", "spot", "kneecap.left"]
    for _ in range(6):
        slider.press("ArrowRight")
    assert slider.get_attribute("aria-valuetext") == "6, strong"
    assert page.evaluate(SENT) == ["pain.kneecap.left", "6", "spot", "kneecap.left"]
    assert "/check-in/" in page.url


def test_a_chip_corrects_the_tap_and_remove_takes_it_back(at_where):
    """A near miss is one tap from right and carries its pain along; what is removed is not sent."""
    page = at_where()
    page.get_by_role("button", name="Left kneecap", exact=True).press("Enter")
    page.get_by_role("slider").press("ArrowRight")
    chip = page.locator(".dock .one .near button").first
    corrected = chip.get_attribute("aria-label")
    chip.click()
    page.get_by_role("heading", name=corrected).wait_for()
    spot = page.evaluate(SENT)[-1]
    assert page.evaluate(SENT) == [f"pain.{spot}", "1", "spot", spot]
    assert spot != "kneecap.left"
    page.get_by_role("button", name="Remove").click()
    assert page.evaluate(SENT) == []


def test_a_place_told_before_is_not_swapped_away(at_where):
    """A chip beside a place that was told earlier adds a place: nobody loses a sore spot by looking at it again."""
    page = at_where()
    page.get_by_role("button", name="Left kneecap", exact=True).press("Enter")
    page.get_by_role("button", name="Whole legs").click()
    page.locator(".told button").click()
    page.locator(".dock .one .near button").first.click()
    told = [value for value in page.evaluate(SENT) if value != "spot"]
    assert "kneecap.left" in told
    assert len(told) == 2


def test_the_tabs_go_by_arrow_keys_and_nothing_is_sent(at_where):
    """Arrow keys walk through the tabs and around; the page stays."""
    page = at_where()
    was = page.url
    page.get_by_role("tab", name="Front").press("ArrowRight")
    assert page.get_by_role("tab", name="Back").get_attribute("aria-selected") == "true"
    page.keyboard.press("End")
    assert page.get_by_role("checkbox", name="Left inner calf").is_visible()
    page.keyboard.press("ArrowRight")
    assert page.get_by_role("tab", name="Front").get_attribute("aria-selected") == "true"
    assert page.url == was


def test_the_list_and_the_map_say_the_same(at_where):
    """What is ticked in the list is lit on the map, and the other way round."""
    page = at_where()
    page.get_by_role("tab", name="List").click()
    page.locator("input[value='calf_inner.left']").check()
    page.locator("input[name='pain.calf_inner.left']").fill("7")
    page.get_by_role("tab", name="Back").click()
    lit = page.locator(".r[data-key=calf_inner][data-side=left]")
    assert (lit.get_attribute("aria-pressed"), lit.get_attribute("data-p")) == ("true", "3")
    page.locator(".r[data-key=achilles][data-side=right]").press(" ")
    page.get_by_role("tab", name="List").click()
    assert page.locator("input[value='achilles.right']").is_checked()


def test_without_javascript_the_list_is_all_there_is(at_where):
    """No map and no tabs, but every place with a box and, once ticked, its number; what was sent comes back."""
    page = at_where(scripts=False)
    assert not page.locator("[role=tab], svg.map, .dock").locator("visible=true").count()
    page.locator("input[value='calf_inner.left']").check()
    page.locator("input[name='pain.calf_inner.left']").fill("4")
    page.get_by_role("button", name="Next").click()
    page.get_by_role("heading", name="Where is it?").wait_for(state="detached")
    page.get_by_role("link", name="Back", exact=True).click()
    assert page.locator("input[value='calf_inner.left']").is_checked()
    assert page.locator("input[name='pain.calf_inner.left']").input_value() == "4"


@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing_on_the_page(at_where, dark):
    """WCAG 2.2 AA: the map with nothing told, with a place told, and the list."""
    from axe_playwright_python.sync_playwright import Axe

    page = at_where(dark=dark, reduced_motion="reduce")
    steps = (
        lambda: None,
        lambda: page.get_by_role("button", name="Left kneecap", exact=True).press("Enter"),
        lambda: page.get_by_role("slider").press("End"),
        lambda: page.get_by_role("tab", name="List").click(),
    )
    for step in steps:
        step()
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
