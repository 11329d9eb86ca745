"""Old tabs, the Back button, clocks and midnights: what was told counts, and nothing that was kept is written over."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from starlette.testclient import TestClient

from apps.web.test_check_in import SORE, kept
from apps.web.walk import ORDINARY, Walk
from sorewise.apps.day import holding
from sorewise.apps.web.app import make_app

SIGN = "chest_symptoms"
HELP = "Get help now"


def fresh(client, **how):
    """A check-in of fresh legs, to its verdict."""
    return Walk(client, feel="fresh", **how).to_the_end(ORDINARY)


def signs(home, *ticked):
    """The safety page as it is sent."""
    return {"page": "safety", "book": home.place.book().version, "sign": list(ticked)}


def told(home):
    """Every check-in and every decision that is kept, in their order."""
    with home.store() as store:
        return store.history().check_ins, store.decisions()


def held(home):
    """The verdict that holds today."""
    with home.store() as store:
        return holding(store.decisions(since=home.now.date(), until=home.now.date()))


def name_on(page):
    """The name that a page gives to what it sends."""
    return re.search(r'name="name" value="([^"]+)"', page.text)[1]


# ------------------------------------------------------------------------------------------ names that are taken


def test_a_check_in_of_another_day_is_never_written_over(client, home):
    """The name of an old check-in, sent again, begins another one."""
    first = Walk(client).to_the_end(SORE)
    before = told(home)
    home.later(days=31)
    answer = client.post("/check-in", data={"name": first.name, "feel": "fresh", "phase": "morning"})
    again = Walk.of(client, answer)
    again.to_the_end(ORDINARY)
    assert again.name != first.name
    after = told(home)
    assert [one[: len(two)] for one, two in zip(after, before, strict=True)] == list(before)


def test_the_first_screen_sent_again_after_the_verdict_is_another_check_in(client, home):
    """Back to the first screen and another button: the finished one stays, the new answer is not lost."""
    first = fresh(client)
    again = Walk.of(client, client.post("/check-in", data={"name": first.name, "feel": "sore", "phase": "morning"}))
    assert again.heading == "Where is it?"
    twice = Walk.of(client, client.post("/check-in", data={"name": first.name, "feel": "sore", "phase": "morning"}))
    assert twice.name == again.name != first.name


@pytest.mark.parametrize(
    "name", ["../../x", "check-" + "a" * 100, "check-<b>", "decision-1", "", "check-\u202e", "check-"]
)
def test_odd_names_are_given_up(client, name):
    """A name of another form is none."""
    answer = client.post("/check-in", data={"name": name, "feel": "sore"}, follow_redirects=False)
    assert re.fullmatch(r"/check-in/check-[0-9a-f]{16}\?step=1", answer.headers["location"])


# ------------------------------------------------------------------------------------------ old tabs and Back


def test_a_sign_ticked_after_the_verdict_counts(client, home):
    """Back from "Run" to the safety page: the tick leads to help at once, and sent twice it is one."""
    walk = fresh(client)
    for _ in range(2):
        page = client.post(f"/check-in/{walk.name}", data=signs(home, SIGN))
        assert HELP in page.text
    assert len(told(home)[1]) == 2
    assert held(home).safety == (SIGN,)


def test_an_answer_changed_after_the_verdict_counts(client, home):
    """Back from the verdict to a screen: another answer opens the check-in again, the same one leads back."""
    walk = Walk(client, feel="fresh")
    screen = {"page": "legs", "asks": walk.hidden("asks")}
    walk.to_the_end(ORDINARY)
    same = client.post(f"/check-in/{walk.name}", data={**screen, **ORDINARY})
    assert (same.url.path, len(told(home)[0])) == ("/today", 3)
    client.post(f"/check-in/{walk.name}", data={**screen, **ORDINARY, "a.gait": "changed"})
    assert held(home).answers["gait"] == "changed"
    assert held(home).check_in_id != walk.name


@pytest.mark.parametrize("how", [{"days": 1}, {"days": 40}])
def test_a_sign_ticked_in_a_tab_of_another_day_counts(client, home, how):
    """A page left open overnight: its other answers are of then, a sign is of now."""
    walk = Walk(client, feel="fresh").send(**ORDINARY)
    home.later(**how)
    page = client.post(f"/check-in/{walk.name}", data=signs(home, SIGN))
    assert HELP in page.text
    assert held(home).safety == (SIGN,)
    assert "gait" not in kept(home).answers


def test_a_tab_of_another_day_is_let_go_in_a_sentence(client, home):
    """Yesterday's answers, sent today, are no answers of today."""
    walk = Walk(client, feel="fresh")
    home.later(days=1)
    walk.send(**ORDINARY)
    assert "from an earlier day" in walk.text
    assert len(told(home)[0]) == 2


def test_enough_takes_the_screen_it_is_on(client, home):
    """Stopped on a screen that was filled in: what was typed on it counts."""
    walk = Walk(client, feel="serious").send()
    walk.page = client.post("/check-in", data={"name": walk.name, "feel": "fresh", "phase": "morning"})
    fields = {"page": "legs", "asks": walk.hidden("asks"), "a.gait": "changed"}
    client.post(f"/check-in/{walk.name}/finish", data=fields)
    assert kept(home).answers["gait"] == "changed"


def test_fresh_and_sore_again_asks_where(client):
    """A tap on "Fresh" takes the places away; "Sore" after it asks for them again."""
    walk = Walk(client).send(spot="calf.left", **{"pain.calf.left": "4"})
    for feel in ("fresh", "hurts"):
        walk.page = client.post("/check-in", data={"name": walk.name, "feel": feel, "phase": "morning"})
    walk.page = client.get(f"/check-in/{walk.name}")
    assert walk.heading == "Where is it?"


def test_no_place_does_not_take_the_others_away(client):
    """The map sent empty is refused, and what was chosen before stays; so where one place is not known."""
    walk = Walk(client).send(spot="calf.left", **{"pain.calf.left": "4"})
    for spots in ([], ["nose.left"], ["heel.left", "nose.left"]):
        assert client.post(f"/check-in/{walk.name}", data={"page": "where", "spot": spots}).status_code == 400
    review = client.get(f"/check-in/{walk.name}/review").text
    assert "calf" in review
    assert "heel" not in review


def test_change_answers_sent_twice_loses_nothing(client, home):
    """What was changed since the first tap is still there after the second."""
    fresh(client)
    name = name_on(client.get("/today"))
    client.post("/today/change", data={"name": name})
    client.post(f"/check-in/{name}/known", data={"a.sleep_h": "3"})
    client.post("/today/change", data={"name": name})
    with home.store() as store:
        assert store.drafts.get(name).body["answers"]["sleep_h"] == 3


def test_a_correction_sent_after_the_verdict_counts(client, home):
    """A fever typed on the page of what is known, after another tab came to a verdict."""
    walk = fresh(client)
    client.post(f"/check-in/{walk.name}/known", data={"a.temp_c": "39.5"})
    with home.store() as store:
        assert store.drafts.latest(home.now.date()).body["answers"]["temp_c"] == 39.5


def test_taken_back_and_sent_again(client, home):
    """After undo an old page finds no check-in, says so, and brings nothing back."""
    walk = fresh(client)
    number = re.search(r'name="number" value="(\d+)"', client.get("/data/undo").text)[1]
    client.post("/data/undo", data={"number": number})
    page = client.post(f"/check-in/{walk.name}", data=signs(home))
    assert page.status_code == 404
    assert "not there any more" in page.text
    assert len(told(home)[0]) == 2


# ------------------------------------------------------------------------------------------ clocks


def test_midnight_between_two_screens(client, home):
    """The check-in goes on, its verdict is of the new day and is shown."""
    home.now = home.now.replace(hour=23, minute=55)
    walk = Walk(client, feel="fresh")
    home.later(minutes=10)
    walk.send(**ORDINARY).send(sign=SIGN)
    assert walk.is_over
    assert HELP in walk.text
    assert held(home).check_in_id == walk.name


@pytest.mark.parametrize("step", [timedelta(hours=-1), timedelta(days=-1)])
def test_a_clock_set_back_in_mid_check_in(client, home, step):
    """The answers stay, and the verdict is of the day that it is now."""
    walk = Walk(client, feel="fresh")
    home.now += step
    walk.send(**{**ORDINARY, "a.gait": "changed"})
    walk.to_the_end(ORDINARY)
    assert held(home).answers["gait"] == "changed"


def test_another_zone_in_mid_check_in(client, home):
    """The runner lands where it is still yesterday: the verdict is of the day there, and is shown."""
    walk = Walk(client, feel="fresh").send(**ORDINARY)
    client.post("/settings", data={"zone": "Pacific/Honolulu"})
    home.later(minutes=30)
    walk.send(sign=SIGN)
    assert HELP in walk.text
    assert kept(home).day == home.now.astimezone(ZoneInfo("Pacific/Honolulu")).date()


def test_a_warning_after_the_clock_was_set_back_is_the_last_word(client, home):
    """The clock ran two hours ahead when the verdict was given; what is told afterwards still comes after it."""
    fresh(client)
    home.later(hours=-2)
    name = name_on(client.get("/recheck"))
    client.post("/recheck", data={"name": name, "gait": "changed"})
    assert held(home).answers["gait"] == "changed"
    assert held(home).decision["activity"] == "rest"


def test_an_old_draft_is_judged_when_it_is_finished(client, home):
    """Begun at six, finished at nine: a verdict of seven does not hide it."""
    early = Walk(client, feel="fresh").send(**{**ORDINARY, "a.gait": "changed"})
    home.later(hours=1)
    fresh(client)
    home.later(hours=2)
    early.to_the_end(ORDINARY)
    assert held(home).check_in_id == early.name


# ------------------------------------------------------------------------------------------ at the same time


def test_everything_sent_twice_at_once_is_kept_once(home):
    """First answer, last answer, change and recheck, each by eight threads."""
    with (
        TestClient(
            make_app(home.filled().place), base_url="http://localhost", headers={"Sec-Fetch-Site": "same-origin"}
        ) as client,
        ThreadPoolExecutor(8) as threads,
    ):

        def at_once(address, **data):
            sent = [threads.submit(client.post, address, data=data, follow_redirects=False) for _ in range(8)]
            assert {one.result().status_code for one in sent} == {303}

        name = name_on(client.get("/check-in"))
        at_once("/check-in", name=name, feel="fresh", phase="morning")
        at_once(f"/check-in/{name}", page="legs", asks=["gait"], **{"a.gait": "normal"})
        at_once(f"/check-in/{name}", **signs(home))
        at_once(f"/check-in/{name}/finish")
        assert [len(one) for one in told(home)] == [3, 1]
        at_once("/recheck", name="check-again", gait="changed")
        assert [len(one) for one in told(home)] == [4, 2]
        at_once("/today/change", name="check-changed")
        at_once("/check-in/check-changed/drop")
        with home.store() as store:
            assert store.drafts.latest(home.now.date()) is None


def test_a_recheck_with_another_tap_is_another(client, home):
    """Back to the page and another button, under the name of the first: both count; no button is nothing."""
    fresh(client)
    name = name_on(client.get("/recheck"))
    for told_ in ({"gait": "changed"}, {"hard_to_walk": "yes"}, {}):
        client.post("/recheck", data={"name": name, **told_})
    (_, limp, both) = told(home)[1]
    assert (limp.answers["gait"], both.answers["gait"]) == ("changed", "changed")
    assert both.answers["hard_to_walk"] is True


def test_a_recheck_of_a_place_that_another_tab_took_out(client, home):
    """A pain is told of its place, never of the one that stands there now; nothing is kept of it, and that is said."""
    Walk(client).to_the_end({**ORDINARY, "spot": ["calf.left", "heel.left"], "pain.calf.left": "2"})
    page = client.get("/recheck").text
    assert 'value="calf.left:9"' in page
    client.post("/today/change", data={"name": "check-changed"})
    walk = Walk.of(client, client.get("/check-in/check-changed?step=1"))
    walk.send(spot="heel.left", **{"pain.heel.left": "1"}).to_the_end(ORDINARY)
    client.post("/check-in/check-changed/finish")
    before = told(home)
    refused = client.post("/recheck", data={"name": "check-old", "pain": "calf.left:9"})
    assert (refused.status_code, told(home)) == (400, before)
    client.post("/recheck", data={"name": "check-old", "pain": "heel.left:9"})
    assert [spot["pain"] for spot in told(home)[1][-1].answers["spots"]] == [9]
