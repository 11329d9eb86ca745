"""Nothing that leaves the house asks for more today than the verdict that holds, whatever was agreed to before it."""

import json
from datetime import date, timedelta

import pytest

from apps.conftest import EASY, NOW, SORE

TODAY = NOW.date().isoformat()
WEEK = "fri intervals 6x800 m / 2 min !, fri leg strength 40 min, sun long 12 km !, tue tempo 40 min !, wed easy 45 min"
TIRED = {"answers": {**EASY["answers"], "fatigue": 9, "sleep_quality": 1}}
CHEST = {"answers": {**EASY["answers"], "safety": ["chest_symptoms"]}}
RUNS = {"easy", "recovery", "long", "tempo", "intervals", "hills", "test", "race"}


@pytest.fixture
def planned(sorewise):
    """A runner with hard work and leg strength planned for today."""
    assert sorewise("plan", "add", WEEK, "--yes").code == 0
    return sorewise


def checked_in(sorewise, answers, *command):
    """After this check-in, or another command that takes answers."""
    done = sorewise(*(command or ("check",)), "--answers", sorewise.file("answers.json", answers))
    assert done.code == 0, done.err
    return done


def todays(sorewise, book=None):
    """What every way out has for today: kinds of sessions."""
    out = sorewise.folder / "out"
    files = {ending: str(out.with_suffix(f".{ending}")) for ending in ("ics", "plan", "json")}
    done = sorewise(
        *(("--rulebook", book) if book else ()), "plan", "export", "--ics", files["ics"], "--plan", files["plan"],
        "--intervals", files["json"], "--fit", str(out), "--zwo", str(out), "--force",
    )  # fmt: skip
    assert done.code == 0, done.err
    own = json.loads(out.with_suffix(".plan").read_text(encoding="utf-8"))["sessions"]
    kinds = sorted(one["kind"] for one in own if one["day"] == TODAY)
    assert sorted(file.stem.split("-")[3] for file in out.glob(f"{TODAY}*.fit")) == kinds
    assert {file.stem.split("-")[3] for file in out.glob(f"{TODAY}*.zwo")} == {one for one in kinds if one in RUNS}
    events = json.loads(out.with_suffix(".json").read_text(encoding="utf-8"))
    assert sum(one["start_date_local"].startswith(TODAY) for one in events) == len(kinds)
    calendar = out.with_suffix(".ics").read_text(encoding="utf-8").replace("\r\n ", "")
    there = [event for event in calendar.split("BEGIN:VEVENT")[1:] if f"DATE:{TODAY.replace('-', '')}" in event]
    assert len([event for event in there if "STATUS:CONFIRMED" in event]) == len(kinds)
    return {one["kind"]: one for one in own if one["day"] == TODAY}


def test_without_a_verdict_the_plan_goes_out_as_it_is(planned):
    """Nothing speaks against it."""
    assert todays(planned).keys() == {"intervals", "strength_leg"}


@pytest.mark.parametrize("answers", [TIRED, CHEST])
def test_on_a_day_of_rest_nothing_of_today_goes_out(planned, answers):
    """Though nobody agreed to the new week yet, and whatever a calendar was told in the morning."""
    todays(planned)
    for file in (planned.folder / "out").iterdir():
        file.unlink()
    checked_in(planned, answers)
    assert todays(planned) == {}
    assert "STATUS:CANCELLED" in (planned.folder / "out.ics").read_text(encoding="utf-8")


def test_a_sore_morning_goes_out_as_its_own_page_has_it(planned):
    """The run that it left, as long as there."""
    page = checked_in(planned, SORE)
    found = todays(planned)
    assert found.keys() == {"easy", "strength_leg"}
    run = found["easy"]
    assert f"{run['duration_s'] / 60:g} min" in page.out.replace("\N{NO-BREAK SPACE}", " ")


def test_a_stricter_check_of_the_same_day_counts_at_once(planned):
    """Agreed to at six, taken back by the body at nine: by the week, by every file."""
    checked_in(planned, EASY)
    assert todays(planned).keys() == {"intervals", "strength_leg"}
    for file in (planned.folder / "out").iterdir():
        file.unlink()
    planned.at(9)
    limping = {"answers": {**EASY["answers"], "legs": "sore", "gait": "changed", "hard_to_walk": True, "pain": 6}}
    checked_in(planned, limping, "run-check", "--before")
    assert not RUNS & todays(planned).keys()
    placed = planned("plan", "--json").json["placements"]
    assert not [one for one in placed if one["day"] == TODAY and one["form"] == "as_planned"]


@pytest.mark.parametrize("fixed", ["fri hills 50 min =", "fri race 10 km"])
def test_an_appointment_is_never_called_off_and_says_what_the_verdict_is(planned, fixed):
    """It stands in the week with a notice, and in the calendar with the verdict's word; no watch is told to do it."""
    planned("plan", "add", fixed, "--yes")
    checked_in(planned, TIRED)
    codes = {one["code"] for one in planned("plan", "--json").json["notices"]}
    assert codes & {"fixed_against_rule", "race_day_check"}
    out = planned.folder / "out"
    done = planned("plan", "export", "--ics", str(out) + ".ics", "--fit", str(out), "--plan", str(out) + ".plan")
    assert done.code == 0, done.err
    calendar = (planned.folder / "out.ics").read_text(encoding="utf-8").replace("\r\n ", "")
    confirmed = [event for event in calendar.split("BEGIN:VEVENT")[1:] if "STATUS:CONFIRMED" in event]
    of_today = [event for event in confirmed if f"DATE:{TODAY.replace('-', '')}" in event]
    assert len(of_today) == 1
    assert "SUMMARY:Rest: " in of_today[0]
    assert not list(out.glob(f"{TODAY}*"))
    own = json.loads((planned.folder / "out.plan").read_text(encoding="utf-8"))["sessions"]
    assert TODAY not in {one["day"] for one in own}


def test_a_referral_of_the_day_before_still_holds(planned):
    """Fresh legs on the next morning bring no run out of the house."""
    checked_in(planned, CHEST)
    planned("plan", "add", "sat easy 40 min", "--yes")
    planned.now += timedelta(days=1)
    checked_in(planned, EASY)
    out = planned.folder / "next.json"
    planned("plan", "export", "--plan", str(out))
    days = [one["day"] for one in json.loads(out.read_text(encoding="utf-8"))["sessions"]]
    assert (date.fromisoformat(TODAY) + timedelta(days=1)).isoformat() not in days


def test_a_rulebook_that_takes_the_rules_of_the_week_away_does_not_make_today_harder(planned):
    """The verdict holds without them."""
    rules = planned.folder / "mine" / "rules"
    rules.mkdir(parents=True)
    (rules / "mine.toml").write_text("[WK-VERDICT]\nretire = true\n", encoding="utf-8")
    checked_in(planned, TIRED)
    shown = planned("--rulebook", str(rules.parent), "plan")
    assert shown.code in {0, 3}, shown.err
    assert "36 min: left out" in shown.out.partition("Sat")[0]
    assert todays(planned, book=str(rules.parent)) == {}
