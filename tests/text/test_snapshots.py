"""A few whole pages, as the runner reads them.

Write them anew with: SOREWISE_SNAPSHOTS=write pytest tests/text
"""

import os
from pathlib import Path

import pytest

from sorewise.text.page import plain
from sorewise.text.render import page_of
from text.moments import GUARDED, HERE, INTERVALS, LONG, MILES, ORDINARY, WELL, judged

FOLDER = Path(__file__).with_name("snapshots")
WIDTH = 100
FULL = (
    ORDINARY
    | WELL
    | {
        "trend": "better",
        "onset": "after_exercise_delayed",
        "run_worse": False,
        "night_pain": False,
        "bone_tender": False,
    }
)
PAGES = {
    "ease_off": (judged(FULL, planned=INTERVALS), HERE),
    "stopped_early": (judged({"safety": "none", "regions": ["calf"], "side": "left", "pain": 2}, planned=LONG), MILES),
    "emergency": (judged({"safety": ["chest_symptoms"]}), GUARDED),
    "same_day": (judged(ORDINARY | {"safety": ["leg_swollen"], "regions": ["calf"], "side": "left"}), HERE),
    "in_run": (judged({"phase": "in_run", "pain_start": 1, "pain_now": 4, "minutes": 12, "gait": "normal"}), HERE),
    "safety_page_open": (judged({"legs": "fresh"}), HERE),
}


@pytest.mark.parametrize("name", PAGES)
def test_the_whole_page(name):
    """The page as it was when somebody last read it and found it good."""
    moment, manner = PAGES[name]
    text = plain(page_of(moment, manner), WIDTH) + "\n"
    path = FOLDER / f"{name}.txt"
    if os.environ.get("SOREWISE_SNAPSHOTS") == "write":
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8"), f"{name}: read the page; if it is right, see the top of this file"
