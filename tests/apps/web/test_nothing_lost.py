"""What a runner told at one screen is never lost on the way to the verdict."""

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


def test_a_question_that_decides_on_help_is_asked_first(client, home):
    """Fever and a sore knee send to a doctor today if it hurts by night; only left out it counts as if."""
    for told, word in (
        ({"a.night_pain": "no", "a.rest_pain": "no", "a.rom_limited": "no"}, "rest"),
        ({}, "urgent_care"),
    ):
        walk = Walk(client).send(spot="kneecap.left", **{"pain.kneecap.left": "1"}).send(**ORDINARY).send(sign="fever")
        assert not walk.is_over
        walk.to_the_end(told)
        assert kept(home).decision["headline"] == word


def test_a_sign_after_a_run_counts_without_a_morning(client, home):
    """Where the day has a verdict of the evening only, something that changed is still taken."""
    Walk(client, feel="fresh", phase="after_run").to_the_end(ORDINARY)
    assert client.get("/recheck").url.path == "/recheck"
    page = client.post("/recheck", data={"name": "check-a1", "page": "safety", "sign": "chest_symptoms"})
    assert page.url.path == "/today"
    assert "Get help now" in page.text
    assert kept(home).safety == ("chest_symptoms",)
