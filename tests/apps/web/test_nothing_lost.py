"""What a runner told at one screen is never lost on the way to the verdict."""

import pytest

from apps.web.walk import ORDINARY, Walk


def kept(home):
    """The last decision in the store."""
    with home.store() as store:
        return store.decision()


def test_what_stands_on_the_screen_counts_when_somebody_has_enough(client, home):
    """A limp that was ticked beside the button "Enough" is part of the verdict."""
    walk = Walk(client, feel="serious").send()
    client.post("/check-in", data={"name": walk.name, "feel": "fresh", "phase": "morning"})
    walk.page = client.get(f"/check-in/{walk.name}")
    assert "a.gait" in walk.text
    fields = {"page": "legs", "asks": walk.hidden("asks"), "a.gait": "changed"}
    client.post(f"/check-in/{walk.name}/finish", data=fields)
    assert kept(home).answers["gait"] == "changed"
    assert kept(home).decision["activity"] == "rest"


def test_rubbish_beside_enough_is_told_and_the_check_in_goes_on(client, home):
    """Nothing is judged without what could not be read."""
    walk = Walk(client, feel="serious").send()
    client.post("/check-in", data={"name": walk.name, "feel": "fresh", "phase": "morning"})
    fields = {"page": "legs", "asks": ["fatigue"], "a.fatigue": "99"}
    assert client.post(f"/check-in/{walk.name}/finish", data=fields).status_code == 400
    assert kept(home) is None


def test_the_enter_key_in_a_field_is_next_and_never_enough(client):
    """A browser takes the first button of a form for the Enter key."""
    walk = Walk(client, feel="serious").send()
    client.post("/check-in", data={"name": walk.name, "feel": "fresh", "phase": "morning"})
    page = client.get(f"/check-in/{walk.name}").text
    assert 0 < page.index('<button class="btn">Next') < page.index("/finish")


def test_a_place_in_the_middle_keeps_its_answers(client, home):
    """The sacrum has no side, and is not asked about under one."""
    walk = Walk(client).send(spot="sacrum.none", **{"pain.sacrum.none": "2"}).send(**ORDINARY).send()
    assert walk.heading == "Sacrum"
    assert "a.night_pain" in walk.text
    walk.send(**{"a.night_pain": "yes"}).to_the_end({})
    assert kept(home).answers["spots"][0]["night_pain"] is True


@pytest.mark.parametrize("sign", ["chest_symptoms", "cold_pale_foot", "leg_swollen", "weakness", "tense_hard", "pop"])
def test_a_red_flag_reaches_its_page_at_once(client, home, sign):
    """From the first screen, with nothing else told: two taps and a tick, also where it could turn out harmless."""
    walk = Walk(client, feel="serious").send(sign=sign)
    assert walk.is_over
    assert walk.heading == "Get help now"


def test_nobody_is_sent_to_help_for_a_page_that_was_not_shown(client, home):
    """A temperature that was written down and a sore knee: the safety page is asked first."""
    walk = Walk(client, feel="known")
    client.post(f"/check-in/{walk.name}/known", data={"a.temp_c": "38.6"})
    client.post("/check-in", data={"name": walk.name, "feel": "sore", "phase": "morning"})
    walk.page = client.get(f"/check-in/{walk.name}")
    walk.send(spot="kneecap.left", **{"pain.kneecap.left": "5"})
    assert not walk.is_over
    assert kept(home) is None


def test_a_sign_after_a_run_counts_without_a_morning(client, home):
    """Where the day has a verdict of the evening only, something that changed is still taken."""
    Walk(client, feel="fresh", phase="after_run").to_the_end(ORDINARY)
    assert client.get("/recheck").url.path == "/recheck"
    page = client.post("/recheck", data={"name": "check-a1", "page": "safety", "sign": "chest_symptoms"})
    assert page.url.path == "/today"
    assert "Get help now" in page.text
    assert kept(home).safety == ("chest_symptoms",)


def test_an_evening_that_makes_nothing_stricter_says_whose_verdict_stands_there(client, home):
    """The page after it is the morning's, and says so."""
    Walk(client).to_the_end({"spot": "quad.left", "pain.quad.left": "5", **ORDINARY})
    home.later(hours=12)
    walk = Walk(client, feel="fresh", phase="after_run").to_the_end(ORDINARY)
    assert "still holds; a milder one counts only after a whole check-in" in walk.text


def test_a_doctor_today_is_not_an_ambulance_now(client):
    """The number is there for both; as the one big button only where it is to be called now."""
    same_day = Walk(client, feel="serious").send(sign="leg_swollen").text
    assert "See a doctor today" in same_day
    assert '<a class="btn ghost" href="tel:112">' in same_day
    emergency = Walk(client, feel="serious").send(sign="chest_symptoms").text
    assert '<a class="btn call" href="tel:112">' in emergency


def test_the_signs_are_one_tap_from_every_page_of_a_check_in(client):
    """From the places, the questions, the answers looked over and what is known."""
    walk = Walk(client)
    link = f'href="/check-in/{walk.name}/serious"'
    assert link in walk.text
    walk.send(spot="calf.left", **{"pain.calf.left": "1"})
    assert link in walk.text
    for page in ("review", "known"):
        assert link in client.get(f"/check-in/{walk.name}/{page}").text


def test_the_signs_are_one_tap_from_the_verdict_and_from_what_changed(client):
    """Whatever the day says."""
    Walk(client, feel="fresh").to_the_end(ORDINARY)
    for page in ("/today", "/recheck"):
        assert 'href="/recheck/serious"' in client.get(page).text


def test_two_places_of_one_region_are_told_apart(client):
    """The screen, the answers looked over and the check afterwards name them as the map does."""
    spots = ["calf_inner.left", "calf_outer.left"]
    walk = Walk(client).send(spot=spots, **{f"pain.{one}": "2" for one in spots}).send(**ORDINARY).send()
    assert walk.heading == "Left inner calf"
    review = client.get(f"/check-in/{walk.name}/review").text
    assert "Left inner calf 2/10" in review
    assert "Left outer calf 2/10" in review
    walk.to_the_end({})
    assert "Pain now: left outer calf" in client.get("/recheck").text
