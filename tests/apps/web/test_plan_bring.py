"""Bringing a plan in by the page: what was understood is shown first, and kept whole on a yes; rubbish is told."""

import json
import re
from html import unescape

import pytest

from apps.web.made_plan import PLAN, with_plan
from apps.web.test_today import words_of
from sorewise.model.plan import Absence

EVENT = "BEGIN:VEVENT\r\nUID:e{n}@club\r\nDTSTART;VALUE=DATE:202606{day:02d}\r\nSUMMARY:{what}\r\nEND:VEVENT\r\n"
CALENDAR = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//club//EN\r\n{events}END:VCALENDAR\r\n"
CSV = "date,session,distance,key\n2026-06-13,Easy,8 km,\n2026-06-14,Long run,18 km,yes\n2026-06-31,Tempo,9 km,\n"


@pytest.fixture
def bare(client, home):
    """The sample runner without a plan."""
    with home.store() as store:
        store.remove_planned([one.id for one in store.history().plan], home.now)
    return client


OWN = {
    "sorewise_plan": {"format": 1, "plan": "own"},
    "sessions": [{"id": "a", "day": "2026-06-13", "kind": "hills", "duration_s": 2400.0}],
}


def planned(home):
    """What is kept of plans."""
    with home.store() as store:
        return store.history().plan


def read(client, text):
    """The page that shows what typed lines were understood to say."""
    return client.post("/plan/read", data={"text": text})


def sent(client, content, name="plan.ics"):
    """The same of a file."""
    return client.post("/plan/file", files={"file": (name, content)})


def address(page, what="keep"):
    """Where a page's form sends."""
    return re.search(rf'action="(/plan/read/[0-9a-f]+/{what})"', page.text)[1]


def calendar(events):
    """A calendar with so many events, every day of June one after the other."""
    made = (EVENT.format(n=n, day=n % 30 + 1, what=f"Easy run {n}") for n in range(events))
    return CALENDAR.format(events="".join(made)).encode()


def test_typed_lines_are_shown_before_anything_is_kept(bare, home):
    """Each session, each line that was not understood with its place; kept on a yes, gone on a no."""
    page = read(bare, "sat easy 40 min, sun long 18 km!\nnobody knows what\nmon 400 km easy")
    said = words_of(page.text)
    assert "2 sessions" in said
    assert "line 2" in said
    assert "line 3" in said
    assert "Key session" in said
    assert planned(home) == ()
    bare.post(address(page, "drop"))
    assert bare.post(address(page)).status_code == 404
    assert planned(home) == ()
    done = bare.post(address(read(bare, "sat easy 40 min, sun long 18 km!")))
    assert "Your plan is kept." in done.text
    assert [one.kind for one in planned(home)] == ["easy", "long"]


def test_lines_are_changed_and_read_again(bare):
    """What was typed stands in the field again."""
    page = read(bare, "sat easy 40 min\nnobody <b>knows</b>")
    back = re.search(r'href="(/plan/read/[0-9a-f]+/again)"', page.text)[1]
    found = unescape(bare.get(back).text)
    assert "sat easy 40 min\nnobody <b>knows</b></textarea>" in found


def test_typed_on_another_day_adds(bare, home):
    """Further lines take nothing away of those before, where the runner says that both stand."""
    bare.post(address(read(bare, "sat easy 40 min")))
    home.later(minutes=5)
    page = read(bare, "sun long 18 km")
    assert bare.post(address(page)).status_code == 422
    bare.post(address(page), data={"others": "add"})
    assert len(planned(home)) == 2


@pytest.mark.parametrize(("become", "left"), [("replace", set()), ("add", {PLAN})])
def test_two_plans_at_once_are_asked_about(client, home, become, left):
    """Neither is thrown away or mixed in without a word; nothing is kept before that was said."""
    with_plan(home)
    before = planned(home)
    page = read(client, "sat easy 40 min, sun long 18 km!")
    assert "You have a plan already." in page.text
    for told in ({}, {"others": ""}, {"others": "both"}):
        refused = client.post(address(page), data=told)
        assert refused.status_code == 422
        assert "Choose one of the two." in refused.text
    assert planned(home) == before
    client.post(address(page), data={"others": become})
    plans = {one.plan for one in planned(home)}
    assert plans & {PLAN} == left
    assert len(plans) == len(left) + 1


@pytest.mark.parametrize(
    ("name", "content", "kinds"),
    [
        ("club.ics", calendar(3).replace(b"202606", b"202607"), ["easy"] * 3),
        ("club.csv", CSV.encode(), ["easy", "long"]),
        ("week.md", b"| date | session |\n|---|---|\n| 2026-06-13 | tempo 40 min |\n", ["tempo"]),
        ("plan.json", json.dumps(OWN).encode(), ["hills"]),
    ],
)
def test_files_of_every_kind(bare, home, name, content, kinds):
    """Read, shown, kept; the folder that they lay in is empty again."""
    page = sent(bare, content, name)
    assert page.status_code == 200, page.text
    assert bare.post(address(page)).status_code == 200
    assert [one.kind for one in planned(home)] == kinds


def test_the_same_file_again_takes_its_own_place(bare, home):
    """Without a question: what the plan says now takes the place of what it said."""
    bare.post(address(sent(bare, CSV.encode(), "club.csv")))
    page = sent(bare, CSV.replace("18 km", "12 km").encode(), "club.csv")
    assert "This plan is here already" in page.text
    bare.post(address(page))
    assert [one.distance_m for one in planned(home)] == [8000.0, 12000.0]


def test_a_calendar_of_fifty_thousand_events(bare, home):
    """A clear page: how many were taken, that the rest was not, and a page that stays small."""
    page = sent(bare, calendar(50_000))
    said = words_of(page.text)
    assert page.status_code == 200
    assert "What was not understood" in said
    assert len(page.text) < 100_000
    assert planned(home) == ()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "empty.ics"),
        (b"\x00" * 5000, "zeros.ics"),
        (bytes(range(256)) * 50, "noise.csv"),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:x\r\n", "cut.ics"),
        (b"{" * 50_000, "deep.json"),
        (b'{"sorewise_plan": {"format": 99}}', "newer.json"),
        (b"a,b\n" * 20_000, "rows.csv"),
        (b"PK\x03\x04" + b"\x00" * 100, "plan.zip"),
        (b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "bomb.xml"),
        ("tue <script>alert(1)</script> easy 40 min".encode("utf-16"), "wide.txt"),
    ],
)
def test_rubbish_is_told_and_keeps_nothing(bare, home, content, name):
    """A page in words, nothing kept, nothing broken, nothing injected."""
    page = sent(bare, content, name)
    assert page.status_code in {200, 400}
    assert "<script>alert" not in page.text
    assert "Traceback" not in page.text
    assert planned(home) == ()


def test_markup_in_a_plan_is_text(bare):
    """On the page before it is kept, and on the page of the week."""
    page = read(bare, "sat easy 40 min <script>alert(1)</script>")
    assert "<script>alert" not in page.text
    assert "<script>alert" not in bare.post(address(page)).text


def test_what_is_no_file_of_one_plan(bare):
    """No form of files, no file chosen, two at once: a sentence beside the form."""
    chosen_none = b'--x\r\nContent-Disposition: form-data; name="file"; filename=""\r\n\r\n\r\n--x--\r\n'
    for answer in (
        bare.post("/plan/file", data={"text": "sat easy 40 min"}),
        bare.post("/plan/file", content=chosen_none, headers={"Content-Type": "multipart/form-data; boundary=x"}),
        bare.post("/plan/file", content=b"--x\r\n", headers={"Content-Type": "multipart/form-data; boundary=x"}),
        bare.post("/plan/file", files=[("file", ("a.csv", CSV)), ("file", ("b.csv", CSV))]),
    ):
        assert answer.status_code == 400
        assert 'class="problems"' in answer.text


def test_nothing_typed_is_told(bare):
    """422, with the form."""
    answer = read(bare, "  \n ")
    assert answer.status_code == 422
    assert "Type or paste something first." in answer.text


def test_more_than_any_plan_is_refused(bare):
    """By its size alone."""
    answer = bare.post("/plan/file", content=b"x", headers={"Content-Length": str(10**9), "Content-Type": "text/plain"})
    assert answer.status_code == 413
    assert read(bare, "sat easy 40 min\n" * 40_000).status_code == 413


@pytest.mark.parametrize("name", ["x", "0" * 32, "%00"])
def test_what_was_read_and_is_gone(bare, name):
    """404 with the forms, whether it is looked at, changed, kept or dropped."""
    assert bare.get(f"/plan/read/{name}").status_code == 404
    assert bare.get(f"/plan/read/{name}/again").status_code == 404
    assert bare.post(f"/plan/read/{name}/keep").status_code == 404


def test_a_plan_of_a_clinician_stays_as_it_is(bare, home):
    """Ticked, its sessions are fixed."""
    bare.post(address(sent(bare, CSV.encode(), "physio.csv")), data={"clinician": "yes"})
    with home.store() as store:
        assert store.weeks.now().clinician_plans == ("physio",)
    assert "From a clinician" in bare.get("/plan").text


def test_a_plan_is_removed_after_a_question(client, home):
    """What is to come goes; asked first; a plan that is not there leads back."""
    with_plan(home)
    page = client.get("/plan/new").text
    assert "/plan/remove?plan=spring" in page
    sure = client.get("/plan/remove?plan=spring").text
    assert "10 sessions from 2026-06-11 on go: spring." in words_of(sure)
    assert len(planned(home)) == 10
    client.post("/plan/remove", data={"plan": "spring"})
    assert planned(home) == ()
    assert client.get("/plan/remove?plan=none").url.path == "/plan/new"
    assert client.post("/plan/remove", data={}).status_code == 200


# ---------------------------------------------------------------------------------------------------------- time


def test_minutes_of_weekdays(client, home):
    """Kept as told, empty is open; what is no number is told beside its field, and nothing is kept."""
    client.post("/plan/time", data={"day-0": "60", "day-1": "0", "day-6": "1.5", "day-3": ""})
    with home.store() as store:
        assert store.weeks.now().availability.weekdays == {0: 60, 1: 0, 6: 1.5}
    for wrong in ("much", "-1", "1441", "nan", "inf", "1e400", "\x00", "9" * 400):
        answer = client.post("/plan/time", data={"day-0": wrong})
        assert answer.status_code == 422
        assert 'id="day-0-wrong"' in answer.text
    with home.store() as store:
        assert store.weeks.now().availability.weekdays[0] == 60


def test_days_away(client, home):
    """Added, shown, removed; one day is its own last day."""
    client.post("/plan/away", data={"first": "2026-06-20", "last": "2026-06-22", "minutes": "20"})
    client.post("/plan/away", data={"first": "2026-06-25"})
    with home.store() as store:
        found = store.weeks.now().availability.absences
    assert [(one.first.day, one.last.day, one.minutes) for one in found] == [(20, 22, 20), (25, 25, 0)]
    assert isinstance(found[0], Absence)
    page = client.get("/plan/time").text
    assert "2026-06-20 to 2026-06-22: 20 minutes a day" in page
    client.post("/plan/away/remove", data={"first": "2026-06-20", "last": "2026-06-22"})
    with home.store() as store:
        assert len(store.weeks.now().availability.absences) == 1


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({}, "first"),
        ({"first": "soon"}, "first"),
        ({"first": "2026-02-30"}, "first"),
        ({"first": "2026-06-20", "last": "x"}, "last"),
        ({"first": "2026-06-20", "last": "2026-06-19"}, "last"),
        ({"first": "2026-06-20", "last": "2030-06-19"}, "last"),
        ({"first": "2026-06-20", "minutes": "lots"}, "minutes"),
    ],
)
def test_days_away_that_cannot_be(client, home, told, field):
    """Beside the field, with what was typed; nothing is kept."""
    answer = client.post("/plan/away", data=told)
    assert answer.status_code == 422
    assert f'id="{field}-wrong"' in answer.text
    with home.store() as store:
        assert store.weeks.now().availability.absences == ()
