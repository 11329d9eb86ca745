"""The drawing of the body: every place that the rulebook names is there, on both sides, in its view and with a name."""

import re
from itertools import pairwise

import pytest
from lxml import etree

from sorewise.apps.web.drawing import legs, soles
from sorewise.apps.web.drawing.bodymap import OTHER, drawn, neighbours, svg, views
from sorewise.apps.web.drawing.curves import bends, mirrored, path, read, sampled
from sorewise.apps.web.drawing.where import level_of, pain_levels, tappable, where
from sorewise.engine.rules import load
from sorewise.text.web.body import spot_label

BOOK = load()
REGION = {key: region for region in BOOK.regions.values() for key in region.keys}
SHAPES = [(view, shape) for view in views().values() for shape in view.shapes]


def test_every_key_of_the_rulebook_is_drawn_and_nothing_else():
    """decisions.md 5: each map key belongs to one region; the outer edge of the foot, pubic bone, sacrum too."""
    assert {key for key, _ in drawn()} == set(REGION)
    assert {("foot_edge", "left"), ("pubic_bone", "none"), ("sacrum", "none")} <= set(drawn())


def test_every_region_of_the_legs_has_a_place_to_tap():
    """Only what lies outside the legs, and the legs as a whole, stand in the list alone."""
    in_the_list_only = {region.id for region in BOOK.regions.values() if not region.keys}
    assert in_the_list_only == {"upper_back_neck", "chest", "arms", "abdomen", "unplaced"}


@pytest.mark.parametrize(("view", "shape"), SHAPES, ids=lambda it: getattr(it, "key", getattr(it, "name", "")))
def test_a_place_is_closed_and_inside_the_picture(view, shape):
    """Every outline ends where it began, and no thumb has to go beyond the edge of the drawing."""
    for outline in re.findall(r"M[^Z]*Z", shape.d):
        numbers = [float(n) for n in re.findall(r"-?[\d.]+", outline)]
        assert numbers[:2] == numbers[-2:]
    assert shape.d.count("M") == shape.d.count("Z")
    x, y, width, height = view.box
    assert all(x <= u <= x + width and y <= v <= y + height for u, v in shape.outline)


@pytest.mark.parametrize("view", views().values(), ids=list(views()))
def test_the_left_is_the_mirror_of_the_right(view):
    """Screen left is the runner's left, and each place has its twin across the middle; the middle is its own twin."""
    middles = {shape.spot: (shape.cx, shape.cy) for shape in view.shapes}
    for (key, side), (x, y) in middles.items():
        assert middles[key, OTHER[side]] == (-x + 0, y)
        assert (x < 0, x > 0) == (side == "left", side == "right")


@pytest.mark.parametrize("view", views().values(), ids=list(views()))
def test_places_of_a_view_do_not_share_a_point(view):
    """No corner of one place lies inside another one of the same side, so that each can be hit."""
    tables = {"front": legs.FRONT, "back": legs.BACK, "soles": soles.SOLE}[view.name]
    outlines = [(key, sampled(read(written))) for key, table in tables.items() for written in table]
    for key, outline in outlines:
        for other, points in outlines:
            if key != other:
                assert not any(_inside(point, outline) for point in points), (key, other)


def test_no_two_places_of_a_view_are_called_the_same():
    """Somebody who hears the map can tell its buttons apart."""
    for view in views().values():
        names = [spot_label(REGION[shape.key].id, shape.key, shape.side) for shape in view.shapes]
        assert len(names) == len(set(names))


def test_names_say_the_side():
    """Examples of names, on a side, on both and in the middle."""
    assert spot_label("calf", "calf_inner", "left") == "Left inner calf"
    assert spot_label("forefoot", "ball", "right") == "Ball of the right foot"
    assert spot_label("calf", "calf_inner", "both") == "Both inner calves"
    assert spot_label("sacrum_si", "sacrum", "none") == "Sacrum"
    assert spot_label("calf", None, "both") == "Both calves"


def test_neighbours_are_three_others_of_the_same_view():
    """A chip beside a place leads to another place, and what lies next to it is among them."""
    for (key, side), seen in drawn().items():
        for view in seen:
            found = neighbours(key, side, view)
            assert len(set(found)) == 3
            assert (key, side) not in found
            assert all(view in drawn()[spot] for spot in found)
    assert ("calf_outer", "left") in neighbours("calf_inner", "left")
    assert neighbours("nowhere", "left") == ()


def test_a_curve_goes_through_its_points():
    """The drawing is what was written: each bend begins at a point, ends at the next and leaves without a corner."""
    points = read("0,0 10,0 10,10 0,10")
    assert [bend[0] for bend in bends(points)] == list(points)
    for one, after in pairwise(bends(points)):
        (_, _, arrive, end), (begin, leave, _, _) = one, after
        assert end == begin
        assert (end[0] - arrive[0], end[1] - arrive[1]) == pytest.approx((leave[0] - begin[0], leave[1] - begin[1]))
    assert path(points).startswith("M0 0C")
    assert mirrored(points)[1] == (-10, 0)


def test_a_clinical_picture_turns_the_runner_round():
    """Facing the reader, the right of the runner is on the left; from behind it is not; R and L are printed."""
    spot = {("kneecap", "right"): 3}
    front = _lit(svg("front", levels=spot, clinical=True, title="t", desc="d"))
    assert front.endswith(next(s.d for s in views()["front"].shapes if s.spot == ("kneecap", "left")))
    back = _lit(svg("back", levels={("achilles", "right"): 3}, clinical=True, title="t", desc="d"))
    assert back.endswith(next(s.d for s in views()["back"].shapes if s.spot == ("achilles", "right")))
    for view, first in (("front", "R"), ("back", "L"), ("soles", "R")):
        assert re.findall(r'lr-mark"[^>]*>(\w)<', svg(view, levels={}, clinical=True, title="t", desc="d"))[0] == first
    assert "lr-mark" not in svg("front", levels={}, title="t", desc="d")


def test_a_picture_is_said_in_words_and_takes_no_markup():
    """role=img with title and description; names are escaped; no style attribute, which the CSP would refuse."""
    drawn_ = svg("back", levels={}, numbers={("calf_inner", "left"): "6"}, title="<b>", desc="Left calf & more")
    root = etree.fromstring(str(drawn_))
    assert root.get("role") == "img"
    assert root.find(f"*[@id='{root.get('aria-labelledby')}']").text == "<b>"
    assert root.find(f"*[@id='{root.get('aria-describedby')}']").text == "Left calf & more"
    assert root.find("g[@class='badges']/text").text == "6"
    assert "style" not in drawn_


def test_the_map_to_tap_has_a_named_button_for_each_place():
    """Each place can be reached by keyboard, has a name, and its neighbours are places of the map too."""
    for view in views().values():
        root = etree.fromstring(str(tappable(view, REGION)))
        places = root.findall("g[@class='places']/g")
        spots = {f"{place.get('data-key')}.{place.get('data-side')}" for place in places}
        assert len(places) == len(view.shapes) == len(spots)
        for place in places:
            assert (place.get("tabindex"), place.get("role")) == ("0", "button")
            assert place.get("aria-label")
            assert set(place.get("data-near").split()) <= spots


def test_the_list_holds_every_place_once():
    """Everything that is drawn and every region without keys has a box, and no box is there twice."""
    boxes = _boxes(where(BOOK))
    assert len(boxes) == len({box.spot for box in boxes})
    assert {".".join(spot) for spot in drawn()} <= {box.spot for box in boxes}
    assert {"chest.none", "arms.left", "unplaced.right"} <= {box.spot for box in boxes}
    assert not any(box.ticked or box.pain for box in boxes)


def test_what_was_told_is_there_again():
    """Ticks and numbers come back, pain that was not told stays blank, and nothing told coarsely is lost."""
    page = where(BOOK, {"calf_inner.left": 4.0, "achilles.right": None, "calf.both": 2.5, "elsewhere.left": 1.0})
    told = {box.spot: (box.label, box.pain) for box in _boxes(page) if box.ticked}
    assert told == {
        "calf_inner.left": ("Left inner calf", "4"),
        "achilles.right": ("Right Achilles tendon", ""),
        "calf.both": ("Both calves", "2.5"),
        "elsewhere.left": ("Elsewhere, left side", "1"),
    }
    assert page.shown == "back"


def test_the_pain_scale_takes_its_steps_from_the_rulebook():
    """Darker never means less; the darkest begins where the rulebook says extreme; untold pain has no colour."""
    levels = pain_levels(BOOK)
    assert len(levels) == 11
    assert list(levels) == sorted(levels)
    assert (levels[0], levels[1], levels[10]) == (0, 1, 4)
    assert levels.index(3) == BOOK.thresholds["severe"].value
    assert levels.index(4) == BOOK.thresholds["extreme"].value
    assert level_of(BOOK, None) == 0
    assert level_of(BOOK, 9.5) == 4


def _boxes(page):
    return [box for group in page.groups for row in group.rows for box in row.boxes]


def _lit(drawn_):
    """The outline of the one place that is coloured, up to the end of its path."""
    return re.search(r'data-p="3"><path d="([^"]*)"', drawn_).group(1)


def _inside(point, outline):
    """Whether a point lies inside a closed outline, by counting the edges to its right."""
    x, y = point
    crossed = False
    for (x1, y1), (x2, y2) in zip(outline, (*outline[1:], outline[0]), strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            crossed = not crossed
    return crossed
