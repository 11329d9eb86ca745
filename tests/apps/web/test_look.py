"""The look: text can be read in light and dark, nothing comes from elsewhere, and the typeface stays small."""

import re
from pathlib import Path

import pytest

import sorewise.apps.web

STATIC = Path(sorewise.apps.web.__file__).with_name("static")
LOOK = (STATIC / "look.css").read_text(encoding="utf-8")
LIGHT, DARK = (
    dict(re.findall(r"--([\w-]+):\s*(#\w+)", block))
    for block in re.findall(r":root \{(.*?)\n\s*\}", LOOK, re.DOTALL)[:2]
)
VERDICTS = ("run", "ease", "cross", "rest", "pro")
TEXT = [
    *((ink, ground) for ink in ("ink", "mut") for ground in ("bg", "card", "line")),
    *((f"{verdict}-i", verdict) for verdict in VERDICTS),
    *((f"{verdict}-x", f"{verdict}-t") for verdict in VERDICTS),
    *((f"p{level}-i", f"p{level}") for level in range(1, 5)),
    *(("ink", "raised"), ("acc-ink", "acc"), ("bg", "ink"), ("help-i", "help"), ("help-i", "help-red")),
]
SHAPES = [
    *((line, ground) for line in ("edge", "focus", "acc", "cross", "rest", "pro-e") for ground in ("bg", "card")),
    *(("ink", "sil"), ("mus", "sil"), ("acc", "line")),
]


@pytest.mark.parametrize("colours", [LIGHT, {**LIGHT, **DARK}], ids=["light", "dark"])
def test_contrast(colours):
    """WCAG 2.2: 4.5 to 1 for every ink on its ground, 3 to 1 for lines and shapes that mean something."""
    faint = {pair: found for pair in TEXT if (found := _contrast(*(colours[name] for name in pair))) < 4.5}
    faint |= {pair: found for pair in SHAPES if (found := _contrast(*(colours[name] for name in pair))) < 3}
    assert not faint


def test_get_seen_is_told_from_switch_without_colour():
    """Near-black beside blue: whoever sees no colour sees another brightness, on a light and on a dark page."""
    for colours in (LIGHT, {**LIGHT, **DARK}):
        assert _contrast(colours["pro"], colours["cross"]) >= 2.5


def test_every_verdict_has_its_colours():
    """Each of the six words has a class for a whole area and one for a pill."""
    for verdict in (*VERDICTS, "help"):
        assert re.search(rf"^\.v-{verdict} \{{", LOOK, re.MULTILINE)
        assert re.search(rf"^\.p-{verdict} \{{", LOOK, re.MULTILINE)


def test_nothing_comes_from_elsewhere():
    """Styles and scripts name no other host; the typeface is at most 25 kB, with its licence beside it."""
    for file in (*STATIC.glob("*.css"), *STATIC.glob("*.js")):
        assert not re.search(r"(?:url\(|import[^\n]*)[\"']?(?:https?:)?//", file.read_text(encoding="utf-8")), file.name
    assert (STATIC / "figtree.woff2").stat().st_size <= 25_000
    assert "SIL OPEN FONT LICENSE" in (STATIC / "figtree-LICENSE.txt").read_text(encoding="utf-8")


def _contrast(one, other):
    bright, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _luminance(colour):
    digits = colour.removeprefix("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
