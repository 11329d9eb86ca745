"""Walks through a check-in by its forms, as a browser without JavaScript would."""

import re
from html import unescape

ORDINARY = {
    "a.gait": "normal", "a.hard_to_walk": "no", "a.fatigue": "2", "a.sleep_quality": "4", "a.illness": "none",
    "a.painkiller_12h": "no", "a.training_mistake": "no",
}  # fmt: skip
MUSCLE = {
    "a.tissue": "muscle", "a.spread": "diffuse", "a.eases": "yes", "a.onset": "after_exercise_delayed",
    "a.quality": "dull", "a.run_worse": "no", "a.night_pain": "no", "a.bone_tender": "no", "a.joint_locking": "no",
    "a.trend": "better",
}  # fmt: skip
BOTH_THIGHS = {"spot": ["quad.left", "quad.right"], "pain.quad.left": "2", "pain.quad.right": "2"}
MOST_SCREENS = 12


class Walk:
    """One check-in being answered."""

    def __init__(self, client, feel="sore", phase="morning"):
        self.client = client
        self.page = client.get(f"/check-in?phase={phase}")
        self.name = self.hidden("name")[0]
        self.page = client.post("/check-in", data={"name": self.name, "feel": feel, "phase": phase})

    @classmethod
    def of(cls, client, page):
        """Gone on with from the page that stands in the browser."""
        found = cls.__new__(cls)
        found.client, found.page = client, page
        found.name = str(page.url.path).split("/")[2]
        return found

    @property
    def text(self):
        """The page as it is now."""
        return self.page.text

    @property
    def is_over(self):
        """Whether the verdict is shown."""
        return "/today" in str(self.page.url)

    @property
    def heading(self):
        """Its first heading."""
        return unescape(re.search(r"<h1[^>]*>(.*?)</h1>", self.text, re.DOTALL)[1])

    def hidden(self, name):
        """The values of a hidden field."""
        return re.findall(rf'type="hidden" name="{name}" value="([^"]*)"', self.text)

    def send(self, **answers):
        """Send this screen with these answers; nothing else is told."""
        fields = {
            "page": self.hidden("page")[0],
            "place": (self.hidden("place") or [""])[0],
            "asks": self.hidden("asks"),
            "book": self.hidden("book"),
        }
        self.page = self.client.post(f"/check-in/{self.name}", data={**fields, **answers})
        return self

    def to_the_end(self, answers):
        """Send these answers on every screen that asks for them, and none of the signs, until the verdict is there."""
        for _ in range(MOST_SCREENS):
            if self.is_over:
                return self
            if self.hidden("page") == ["where"]:
                self.send(**{name: value for name, value in answers.items() if name.startswith(("spot", "pain."))})
            else:
                asked = {f"a.{name}" for name in self.hidden("asks")}
                self.send(**{name: value for name, value in answers.items() if name in asked})
        raise AssertionError(f"still asking after {MOST_SCREENS} screens: {self.heading}")
