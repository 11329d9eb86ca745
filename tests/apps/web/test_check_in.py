"""The check-in by forms alone: what is asked, what is kept, and what becomes of rubbish."""

import re

import pytest

from apps.web.walk import BOTH_THIGHS, MUSCLE, ORDINARY, Walk
from sorewise.apps.check import judged
from sorewise.apps.here import being

SORE = {**BOTH_THIGHS, **ORDINARY, **MUSCLE}


def kept(home):
    """The last decision in the store."""
    with home.store() as store:
        return store.decision()


def test_a_sore_morning_gets_the_same_verdict_as_from_the_command_line(client, home):
    """What the page shows is what `decide` says of the answers that were kept."""
    walk = Walk(client).to_the_end(SORE)
    record = kept(home)
    with home.store() as store, being(home.place):
        found = judged(store.history(), store.history().check_ins[-1])
    assert record.decision["headline"] == found.decision.headline
    assert record.decision["fired"] == list(found.decision.fired)
    assert walk.is_over
    assert record.check_in_id == walk.name


def test_fresh_legs_are_done_in_three_screens(client):
    """How it feels, the legs and body, the safety page."""
    walk = Walk(client, feel="fresh")
    assert walk.heading == "Legs and body"
    walk.send(**ORDINARY)
    assert walk.heading == "Does any of these apply to you now?"
    walk.send()
    assert walk.is_over


def test_what_is_left_out_is_not_known_and_never_no(client, home):
    """A screen sent empty adds no answer, and the verdict is as careful as without one."""
    walk = Walk(client)
    walk.send(spot="calf.left", **{"pain.calf.left": ""})
    for _ in range(8):
        if walk.is_over:
            break
        walk.send()
    record = kept(home)
    assert "gait" not in record.answers
    assert "pain" not in record.answers["spots"][0]
    assert record.decision["assumed"]["pain"] == 3
    assert record.decision["status"] == "stopped"


@pytest.mark.parametrize("button", [{"none": "yes"}, {}])
def test_a_tick_counts_whichever_button_was_pressed_with_it(client, home, button):
    """A sign that is ticked is never undone by "None of these"."""
    walk = Walk(client, feel="fresh").send(**ORDINARY).send(sign="chest_symptoms", **button)
    assert kept(home).safety == ("chest_symptoms",)
    assert "Get help now" in walk.text
    assert 'href="tel:112"' in walk.text


def test_a_sign_of_an_older_page_is_not_taken_for_none(client, home):
    """A line that is not known any more is asked for again: the safety page stays open."""
    walk = Walk(client, feel="fresh").send(**ORDINARY).send(sign="a_sign_of_old")
    assert walk.page.status_code == 400
    assert "older one" in walk.text
    assert kept(home) is None


def test_an_emergency_comes_before_any_further_question(client):
    """From the first screen: two taps and a tick lead to the page that says whom to call, with no verdict beside it."""
    walk = Walk(client, feel="serious")
    assert walk.heading == "Does any of these apply to you now?"
    walk.send(sign="chest_symptoms")
    assert walk.is_over
    assert "Start the 10-minute check" not in walk.text
    assert "Recovery" not in walk.text


def test_the_safety_page_is_never_passed_over(client):
    """Stopping early leads there first."""
    walk = Walk(client, feel="fresh")
    response = client.post(f"/check-in/{walk.name}/finish", follow_redirects=False)
    assert response.headers["location"] == f"/check-in/{walk.name}/serious"


def test_a_check_in_can_be_stopped_and_tells_what_it_could_be(client, home):
    """After the safety page "Enough" gives the verdict with its ceiling."""
    walk = Walk(client).send(spot="calf.left", **{"pain.calf.left": "1"}).send(**ORDINARY).send()
    page = client.post(f"/check-in/{walk.name}/finish").text
    assert kept(home).decision["status"] == "stopped"
    assert "answers are missing" in page


def test_sent_twice_it_is_one_check_in(client, home):
    """The same first answer twice, and the last screen twice: one check-in, one day."""
    walk = Walk(client, feel="fresh")
    client.post("/check-in", data={"name": walk.name, "feel": "fresh", "phase": "morning"})
    walk.send(**ORDINARY)
    fields = {"page": "safety", "book": walk.hidden("book")}
    for _ in range(2):
        client.post(f"/check-in/{walk.name}", data=fields)
    with home.store() as store:
        assert [one.id for one in store.history().check_ins].count(walk.name) == 1


def test_back_and_again_changes_the_answer(client):
    """An earlier screen shows what was answered, and what is sent again replaces it."""
    walk = Walk(client).send(spot="calf.left", **{"pain.calf.left": "4"}).send(**ORDINARY)
    earlier = client.get(f"/check-in/{walk.name}?step=2").text
    assert re.search(r'name="a.gait" value="normal" checked', earlier)
    walk.page = client.get(f"/check-in/{walk.name}?step=2")
    walk.send(**{**ORDINARY, "a.gait": "changed"})
    review = client.get(f"/check-in/{walk.name}/review").text
    assert "limp" in review.lower()


def test_a_draft_is_gone_on_with(client):
    """The first page leads back to what was begun today."""
    walk = Walk(client)
    page = client.get("/").text
    assert f'href="/check-in/{walk.name}"' in page


def test_a_draft_of_yesterday_is_let_go_and_said_to_be(client, home):
    """A new day is a new check-in: yesterday's answers are not mixed into it."""
    Walk(client)
    home.later(days=1)
    page = client.get("/").text
    assert "from an earlier day" in page
    assert "/check-in/check-" not in page


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"a.fatigue": "eleven"}, "fatigue"),
        ({"a.fatigue": "99"}, "0 to 10"),
        ({"a.gait": "<script>alert(1)</script>"}, "&lt;script&gt;"),
        ({"a.illness": "x" * 20_000}, "illness"),
    ],
)
def test_rubbish_is_refused_in_a_sentence_and_nothing_is_lost(client, answers, sentence):
    """The screen comes back with what was sent, what is wrong, and nothing injected."""
    walk = Walk(client, feel="fresh").send(**{**ORDINARY, **answers})
    assert walk.page.status_code == 400
    assert sentence in walk.text
    assert "<script>alert" not in walk.text
    assert re.search(r'name="a.sleep_quality" value="4" checked', walk.text)


def test_no_place_at_all_is_told(client):
    """Sore legs without a place: the page asks again instead of guessing one."""
    walk = Walk(client).send()
    assert walk.page.status_code == 400
    assert "Tap where it is" in walk.text


def test_a_place_that_does_not_exist_is_no_place(client):
    """An unknown key or side is passed over, and is never another place."""
    walk = Walk(client).send(spot=["nose.left", "calf.sideways", "../../x.left"])
    assert walk.page.status_code == 400


def test_twelve_places_are_twelve_places(client, home):
    """Any number of places is kept, each with its pain."""
    keys = ["calf", "quad", "knee_front", "hamstring", "achilles", "heel"]
    spots = [f"{key}.{side}" for key in keys for side in ("left", "right") if key in home.place.book().region_of_key]
    walk = Walk(client).send(spot=spots, **{f"pain.{one}": "2" for one in spots})
    assert walk.page.status_code == 200
    review = client.get(f"/check-in/{walk.name}/review").text
    assert review.count("2/10") == len(spots)


def test_what_is_known_can_be_corrected_for_today(client, home):
    """An imported night is shown; a better number counts in its place."""
    walk = Walk(client, feel="known")
    assert "6.8" in walk.text
    client.post(f"/check-in/{walk.name}/known", data={"a.sleep_h": "4,5"})
    client.post("/check-in", data={"name": walk.name, "feel": "fresh", "phase": "morning"})
    walk.page = client.get(f"/check-in/{walk.name}")
    walk.to_the_end(ORDINARY)
    assert kept(home).answers["sleep_h"] == 4.5


def test_an_evening_check_in_speaks_of_tomorrow(client, home):
    """After a run the verdict is provisional, and the morning's verdict is not made milder by it."""
    Walk(client).to_the_end(SORE)
    home.later(hours=12)
    walk = Walk(client, feel="fresh", phase="after_run").to_the_end(ORDINARY)
    assert walk.is_over
    with home.store() as store:
        assert store.history().check_ins[-1].phase == "after_run"


def test_a_finished_check_in_leads_to_its_verdict(client):
    """An old tab, sent again, shows the verdict instead of an error."""
    walk = Walk(client, feel="fresh").to_the_end(ORDINARY)
    assert client.get(f"/check-in/{walk.name}").url.path == "/today"
    assert client.get("/check-in/check-neverwas").status_code == 404
