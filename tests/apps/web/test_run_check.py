"""The check in a run, as the server sees it: the page of everybody, one form, and what a device kept while offline."""

import json
from datetime import timedelta

import pytest

from sorewise.engine.decide import decide
from sorewise.engine.state import open_door
from sorewise.model.records import CheckIn, Spot

NAME = "check-00112233445566aa"
EASED = {"minutes": 10, "pain_start": 3, "pain_now": 1, "pain_change": -2, "gait": "normal", "sharp": False}


def item(home, name=NAME, **answers):
    """An answer as a device keeps it."""
    return {"id": name, "at": home.now.isoformat(), "answers": answers or EASED, "signs": []}


def in_run(home):
    """The check-ins of runs that are kept, and their decisions."""
    with home.store() as store:
        kept = [one for one in store.history().check_ins if one.phase == "in_run"]
        return kept, [one for one in store.decisions() if one.phase == "in_run"]


def post(client, items):
    """What a device sends when it is back."""
    return client.post("/run-check", json=items)


# ---------------------------------------------------------------------------------------------------- the page


def test_the_page_is_the_same_for_every_runner(client, home):
    """It is kept on the device: no answer, no place, no plan, no name of the runner stands in it."""
    before = client.get("/run-check").text
    with home.store() as store:
        store.save_check_in(
            CheckIn(id="m", at=home.now, spots=(Spot(region="calf", side="left", answers={"pain": 7}),))
        )
    after = client.get("/run-check").text

    def without_name(page):
        return [line for line in page.splitlines() if 'name="name"' not in line]

    assert without_name(before) == without_name(after)
    assert "pain goes above 3 of 10" in after  # the stricter stop rules, for a runner who is not known


def test_the_rules_have_an_address_made_of_their_content(client):
    """They may be kept for good; an old address leads to today's."""
    address = client.get("/run-check").text.partition('data-rules="')[2].partition('"')[0]
    found = client.get(address)
    assert "immutable" in found.headers["cache-control"]
    assert found.json()["words"]["says"]["RS-STOP-GAIT"].startswith("You limp")
    assert len(found.content) < 60_000
    moved = client.get("/run-check/rules/000000000000.json", follow_redirects=False)
    assert (moved.status_code, moved.headers["location"]) == (307, address)


def test_what_is_known_is_for_this_device_alone(client, home):
    """This morning's places and the profile, in nobody's cache."""
    spot = Spot(region="calf", side="left", answers={"pain": 3, "tissue": "tendon"})
    with home.store() as store:
        store.save_check_in(CheckIn(id="m", at=home.now, spots=(spot,)))
    found = client.get("/run-check/known.json")
    assert found.headers["cache-control"] == "no-store"
    known = found.json()
    assert known["day"] == home.now.date().isoformat()
    assert known["morning"]["experience_years"] == 3
    assert [(one["region"], one["tissue"]) for one in known["spots"]] == [("calf", "tendon")]
    assert known["number"] == "112"
    assert not any("pain goes above 3" in rule for rule in known["stop"])  # three years of running


# ------------------------------------------------------------------------------------- the form, without scripts


def test_the_form_is_answered_by_a_page(client, home):
    """Pain that grew from 1 to 5 with a limp: stop, and it is kept as a check-in of a run."""
    sent = {"name": NAME, "a.pain_start": "1", "a.pain_now": "5", "a.gait": "changed", "a.minutes": "12,5"}
    page = client.post("/run-check", data=sent)
    assert page.status_code == 200
    assert "Stop" in page.text
    assert "You limp" in page.text
    (check_in,), (decision,) = in_run(home)
    assert check_in.answers["minutes"] == 12.5
    assert decision.decision["activity"] == "stop"


def test_a_form_sent_twice_is_one_check_in(client, home):
    """Double submit; but another answer of the same page is another check-in."""
    for pain in ("2", "2", "6"):
        client.post("/run-check", data={"name": NAME, "a.pain_now": pain})
    check_ins, decisions = in_run(home)
    assert [one.answers["pain_now"] for one in check_ins] == [2, 6]
    assert len(decisions) == 2


def test_a_sign_behind_the_red_button_sends_to_help(client, home):
    """Chest pain alone, nothing else answered."""
    page = client.post("/run-check", data={"name": NAME, "sign": "chest_symptoms"})
    assert "Get help now" in page.text
    assert in_run(home)[0][0].safety == ("chest_symptoms",)


@pytest.mark.parametrize(
    ("sent", "said"), [({}, "Answer one of these first."), ({"a.pain_now": "eleven"}, "pain_now")], ids=["empty", "odd"]
)
def test_a_form_that_says_nothing_is_shown_again(client, home, sent, said):
    """Nothing is kept, and nothing is called fine."""
    page = client.post("/run-check", data={"name": NAME, **sent})
    assert page.status_code == 400
    assert said in page.text
    assert in_run(home) == ([], [])


def test_a_run_check_that_is_not_there_says_so(client):
    """An address of nothing, or of a morning."""
    assert client.get("/run-check/check-0000").status_code == 404


# ------------------------------------------------------------------------------------------- sent when back online


def test_sent_twice_it_is_kept_once(client, home):
    """The id is the device's own; the second time nothing is judged or written."""
    for _ in range(2):
        found = post(client, [item(home)])
        assert found.json()[0]["kept"] is True
    (check_in,), (decision,) = in_run(home)
    assert check_in.id == NAME
    assert decision.check_in_id == NAME


def test_it_is_judged_as_decide_says(client, home):
    """With this morning's place: the same facts at the door give the same decision."""
    place = {"region": "achilles", "side": "left", "pain": 2, "tissue": "tendon", "managed_plan": True}
    told = {name: value for name, value in place.items() if name not in {"region", "side"}}
    with home.store() as store:
        spots = (Spot(region=place["region"], side="left", answers=told),)
        store.save_check_in(CheckIn(id="m", at=home.now, spots=spots))
    home.later(hours=1)
    answers = {**EASED, "pain_now": 4, "pain_change": 1}
    post(client, [item(home, **answers)])
    ((_,), (decision,)) = in_run(home)
    book = home.place.book()
    wanted = decide(book, open_door(book, decision.answers, decision.history, today=home.now.date())).as_json()
    assert decision.decision["headline"] == wanted["headline"]
    assert decision.decision["fired"] == wanted["fired"]
    assert {"RS-TURN-BACK"} <= set(wanted["fired"])
    assert decision.answers["spots"][0]["managed_plan"] is True


def test_the_time_is_the_device_s(client, home):
    """Answered at seven, sent at nine; a device whose clock is ahead is put right."""
    at = home.now
    home.later(hours=2)
    post(client, [{**item(home), "at": at.isoformat()}])
    post(client, [{**item(home, "check-00112233445566ab"), "at": (home.now + timedelta(days=2)).isoformat()}])
    (first, second), _ = in_run(home)
    assert (first.at, second.at) == (at, home.now)


def test_one_bad_answer_holds_up_none(client, home):
    """Each has its own outcome, with a sentence."""
    bad = [
        {"id": "x", "at": home.now.isoformat(), "answers": EASED},
        item(home, "check-00112233445566ab", pain_now=99),
        item(home, "check-00112233445566ac", age=7),
        {**item(home, "check-00112233445566ad"), "at": "yesterday"},
        {**item(home, "check-00112233445566ae"), "at": "2026-06-11T06:40:00"},
        {**item(home, "check-00112233445566af"), "signs": [{}]},
        {**item(home, "check-00112233445566ba"), "answers": {}},
        "no answer",
        None,
    ]
    found = post(client, [*bad, item(home)]).json()
    assert [one["kept"] for one in found] == [False] * len(bad) + [True]
    assert all(one["why"] for one in found[:-1])
    assert len(in_run(home)[0]) == 1


@pytest.mark.parametrize("body", ["{}", "nonsense", "[" * 2000, json.dumps([1] * 101), '"text"', "\udcff"])
def test_what_is_no_list_of_answers_is_refused(client, body):
    """400 with a sentence, for JSON of any other form."""
    sent = body.encode("utf-8", "surrogateescape")
    found = client.post("/run-check", content=sent, headers={"Content-Type": "application/json"})
    assert found.status_code == 400
    assert found.json()["why"]


def test_a_milder_check_in_a_run_leaves_the_morning_s_verdict(client, home):
    """What was said this morning holds, unless the run says something stricter."""
    with home.store() as store:
        before = len(store.decisions())
    post(client, [item(home, pain_now=7, minutes=4)])
    with home.store() as store:
        found = store.decisions()
    assert len(found) == before + 1
    assert found[-1].planned["full"] is False


def test_a_milder_answer_after_a_stop_says_that_the_stop_still_holds(client):
    """A stricter answer holds at once; the page of a later, milder one leads to it."""
    stop = client.post("/run-check", data={"name": "check-a", "a.gait": "changed"})
    assert "still holds" not in stop.text
    assert "Check again" not in stop.text  # no way to read on as if nothing had been said
    milder = client.post("/run-check", data={"name": "check-b", "a.pain_now": "0", "a.gait": "normal"})
    assert "and it still holds: Stop." in milder.text


def test_help_in_a_run_has_the_number_to_press(client):
    """Without scripts too, the page of an emergency calls."""
    page = client.post("/run-check", data={"name": "check-a", "sign": "chest_symptoms"})
    assert 'href="tel:112"' in page.text


def test_a_day_without_a_run_is_said_to_the_device(client):
    """Above its clock; a day that leaves a run has nothing to say."""
    assert client.get("/run-check/known.json").json()["holds"] == ""
    client.post("/run-check", data={"name": "check-a", "a.gait": "changed"})
    assert client.get("/run-check/known.json").json()["holds"] == "What holds today: Stop. No running."
