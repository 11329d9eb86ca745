"""The verdict page: what it shows, what leads on from it, and that it never says anything milder than `decide`."""

import re
from dataclasses import replace
from html import unescape

import pytest

from apps.web.test_check_in import SORE, kept
from apps.web.walk import MUSCLE, ORDINARY, Walk
from sorewise.apps.web.verdict import HEADLINES, arranged, kind_of
from sorewise.model.verdict import ACTIVITY, IN_RUN, REFERRAL
from sorewise.store import DecisionRecord
from sorewise.text.page import Line
from sorewise.text.words import HEADLINES as WORDS

STRICTNESS = ("run", "ease", "cross", "rest", "pro", "help")


@pytest.fixture
def sore(client):
    """A sore morning with its verdict on the page."""
    return Walk(client).to_the_end(SORE)


def words_of(page):
    """The page as a reader has it."""
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)))


def test_the_page_says_what_was_kept(sore, home):
    """Every line that the command line prints stands on the page, word for word."""
    said = words_of(sore.text)
    lines = [line[0] for line in kept(home).planned["page"] if line[0]]
    assert lines
    assert not [line for line in lines if line not in said]


@pytest.mark.parametrize("referral", REFERRAL)
@pytest.mark.parametrize(
    ("phase", "activity"), [("morning", one) for one in ACTIVITY] + [("in_run", one) for one in IN_RUN]
)
def test_the_look_is_never_milder_than_the_verdict(home, phase, activity, referral):
    """Colour and shape stand at least as high as the activity, and a referral that counts is never hidden by a run."""
    ladder = IN_RUN if phase == "in_run" else ACTIVITY
    head = "urgent_care" if REFERRAL.index(referral) > 2 else "see_professional" if referral != "none" else activity
    decision = {"headline": head, "activity": activity, "referral": referral, "status": "settled"}
    record = DecisionRecord(id="d", day=home.now.date(), at=home.now, phase=phase, decision=decision)
    kind = STRICTNESS.index(kind_of(record))
    assert kind >= STRICTNESS.index(HEADLINES[activity])
    assert ladder
    if referral in {"same_day", "emergency"}:
        assert STRICTNESS[kind] == "help"
    if referral == "prompt":
        assert STRICTNESS[kind] == "pro"
    opened = replace(record, decision={**decision, "status": "safety_open"})
    assert kind_of(opened) in {"open", "help"}


def test_every_headline_has_a_word_and_a_look():
    """Shape, word and colour go together."""
    assert set(HEADLINES) == set(WORDS)


def test_what_stands_below_a_reason_is_kept_with_it():
    """Depth makes what is below, headings make parts, and the end of the page is no part."""
    lines = [
        Line("Rest", "word"), Line("No run.", "lead"), Line("", "gap"), Line("Why", "heading", 0, "why"),
        Line("It hurts.", "item", 0, "RX"), Line("Because.", "text", 1), Line("", "gap"),
        Line("Not a diagnosis.", "quiet"),
    ]  # fmt: skip
    view = arranged(lines, "rest")
    assert (view.word, view.lead, [part.about for part in view.parts]) == ("Rest", "No run.", ["why"])
    assert [line.text for line in view.parts[0].entries[0].below] == ["Because."]
    assert [line.text for line in view.end] == ["Not a diagnosis."]


def test_everything_that_was_checked_is_shown(sore, client):
    """The rules that spoke in full, and each that did not."""
    page = words_of(client.get("/today/why").text)
    assert "Checked, and did not fire" in page
    assert "clinical review: none yet" in page


def test_the_page_as_text(sore, client, home):
    """To hand on: plain text with the big word first."""
    response = client.get("/today.txt")
    assert response.headers["content-type"].startswith("text/plain")
    assert response.text.startswith(kept(home).planned["page"][0][0])


def test_a_step_of_the_recovery_plan_is_ticked_off_and_back(sore, client, home):
    """A tick stays, twice is once, and it can be taken away."""
    page = client.get("/today/recovery").text
    item = re.search(r'class="tick" name="item" value="([^"]+)"', page)[1]
    fields = {"decision": kept(home).id, "item": item, "on": "yes", "back": "recovery"}
    for _ in range(2):
        page = client.post("/today/tick", data=fields).text
    assert f'class="tick done" name="item" value="{item}"' in page
    page = client.post("/today/tick", data={**fields, "on": "no"}).text
    assert f'class="tick" name="item" value="{item}"' in page


def test_answers_are_changed_by_a_whole_check_in(client, home):
    """Change answers opens them again; only when it is finished does a milder verdict hold."""
    Walk(client, feel="fresh").to_the_end({**ORDINARY, "a.gait": "changed"})
    strict = kept(home)
    walk = Walk.__new__(Walk)
    walk.client, walk.name = client, "check-0123456789abcdef"
    walk.page = client.post("/today/change", data={"name": walk.name})
    assert "Change answers" in walk.text
    with home.store() as store:
        assert store.decision().id == strict.id
    number = next(
        n for n, block in enumerate(re.findall(r'class="card answered".*?</a>', walk.text, re.DOTALL)) if "imp" in block
    )
    walk.page = client.get(f"/check-in/{walk.name}?step={number}")
    walk.send(**ORDINARY)
    assert walk.is_over
    assert strict.decision["activity"] == "rest"
    assert kept(home).decision["activity"] == "run_easy"


# ------------------------------------------------------------------------------------------- something changed


def test_a_limp_at_nine_replaces_easy_at_six_in_two_taps(client, home):
    """From the verdict page: "Something changed", "I limp"; the stricter answer holds at once."""
    Walk(client, feel="fresh").to_the_end(ORDINARY)
    home.later(hours=3)
    page = client.get("/recheck").text
    name = re.search(r'name="name" value="([^"]+)"', page)[1]
    page = client.post("/recheck", data={"name": name, "gait": "changed"}).text
    assert "this holds now" in page
    assert kept(home).decision["activity"] == "rest"
    client.post("/recheck", data={"name": name, "gait": "changed"})
    with home.store() as store:
        assert len(store.decisions()) == 2


def test_less_pain_at_nine_makes_nothing_milder(client, home):
    """A milder day needs a whole check-in: the verdict of six holds, and the page says so."""
    Walk(client).to_the_end({**ORDINARY, **MUSCLE, "spot": "calf.left", "pain.calf.left": "6"})
    before = kept(home)
    home.later(hours=3)
    page = client.post("/recheck", data={"name": "check-aaaaaaaaaaaaaaaa", "pain": "calf.left:0"}).text
    assert "still holds" in page
    assert before.planned["page"][0][0] in page


def test_more_pain_at_one_place_counts_at_once(sore, client, home):
    """The scale of each place is on the page; one tap judges it again."""
    strictness = ACTIVITY.index(kept(home).decision["activity"])
    client.post("/recheck", data={"name": "check-bbbbbbbbbbbbbbbb", "pain": "quad.left:9"})
    assert ACTIVITY.index(kept(home).decision["activity"]) > strictness


def test_something_serious_after_the_verdict(sore, client):
    """The signs are one tap away, and one of them leads to the page that says whom to call."""
    assert "Chest pain" in client.get("/recheck/serious").text
    page = client.post("/recheck", data={"name": "check-cccccccccccccccc", "page": "safety", "sign": "chest_symptoms"})
    assert "Get help now" in page.text


def test_without_a_check_in_there_is_nothing_to_check_again(client):
    """It leads to the check-in."""
    assert client.get("/recheck").url.path == "/"
    assert client.post("/recheck", data={"gait": "changed"}).url.path == "/"


@pytest.mark.parametrize(
    "fields",
    [{"pain": "quad.left:99"}, {"gait": "sideways"}, {"pain": "quad.left:x"}, {"pain": "heel.left:3"}, {"sign": "old"}],
)
def test_rubbish_changes_nothing(sore, client, home, fields):
    """A sentence or the same day again; never a milder one, and nothing half kept."""
    before = kept(home).decision["activity"]
    client.post("/recheck", data={"name": "check-dddddddddddddddd", **fields})
    assert ACTIVITY.index(kept(home).decision["activity"]) >= ACTIVITY.index(before)
