"""`forecast`: the coming mornings at the command line, kept with each check-in, and odd records without a crash."""

import json
import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from apps.conftest import EASY, NOW, SORE
from sorewise.apps.ahead import keeping, sorest
from sorewise.apps.here import here
from sorewise.model.forecast import Forecast, PlaceForecast
from sorewise.model.records import CheckIn, Night, Session, Spot
from sorewise.store import Store

BONE = {**SORE["answers"]["spots"][0], "region": "shin_inner", "side": "left", "pain": 5, "tissue": "bone",
        "spread": "focal", "eases": "no", "onset": "gradual_over_days", "run_worse": True, "night_pain": True,
        "bone_tender": True, "hop_pain": True, "rest_pain": True}  # fmt: skip


def morning(ago, pain, *, hour=6, region="quad", name=""):
    """A check-in of so many days ago."""
    spot = Spot(region=region, side="both", answers={"pain": pain})
    answers = {"legs": "sore" if pain else "fresh", "gait": "normal", "fatigue": 3}
    at = NOW.replace(hour=hour) - timedelta(days=ago)
    return CheckIn(id=name or f"c{ago}-{hour}", at=at, answers=answers, spots=(spot,) if pain else (), safety=())


def run(ago, minutes=50.0, rpe=4.0):
    """A run on the evening so many days ago."""
    at = NOW.replace(hour=18) - timedelta(days=ago)
    return Session(id=f"s{ago}", start=at, duration_s=minutes * 60, distance_m=minutes * 170, rpe=rpe)


def kept(sorewise, *records):
    """These records in the runner's store."""
    with Store.open(sorewise.db) as store:
        store.add(records, "test", exact=True)


def shown(sorewise, *arguments):
    """What the command prints, as text and as JSON; neither has a number that is none."""
    page, data = sorewise("forecast", *arguments), sorewise("forecast", *arguments, "--json")
    assert (page.code, data.code) == (0, 0), page.err + data.err
    assert "nan" not in page.out.lower()
    assert "NaN" not in data.out
    return " ".join(page.out.split()), data.json


@pytest.fixture
def known(sorewise):
    """Five weeks of mornings and runs."""
    pains = [1, 2, 0, 3, 1, 1, 2]
    kept(sorewise, *(morning(ago, pains[ago % 7]) for ago in range(35, 0, -1)), *(run(ago) for ago in range(36, 0, -2)))
    return sorewise


def test_five_mornings_in_words_with_where_they_come_from(known):
    """Interval with its own probability, whose forecast it is, how old, and what it is not."""
    page, data = shown(known)
    days = data["legs"]["days"]
    assert [one["day"] for one in days] == [(NOW.date() + timedelta(days=ahead)).isoformat() for ahead in range(1, 6)]
    assert all(abs(sum(one["chances"]) - 1) < 1e-3 and one["low"] <= one["expected"] + 1 for one in days)
    assert f"{days[0]['low']} to {days[0]['high']}, " in page
    assert "in 10" in page
    assert "reports" in page
    assert "Last told yesterday" in page
    assert "After a day of rest" not in page  # nothing is planned: there is nothing to hold it against
    assert "no verdict is made or softened by it" in page
    assert not any(word in page.lower() for word in ("risk", "injured", "safe "))


def test_under_ten_reports_it_is_the_typical_course(sorewise):
    """From the first report on, and labelled so."""
    kept(sorewise, morning(0, 3), run(1))
    page, data = shown(sorewise)
    assert data["legs"]["basis"] == "course"
    assert "typical course of soreness as the literature has it" in page
    assert " seen" not in page
    assert len(re.findall(r" 0 [.=#]{11} 10", page)) == 5  # the only sore place is not told again
    assert "The same is likely for the thigh (front)." in page


def test_what_today_would_do_stands_side_by_side(known):
    """Rest and the plan; a difference does not say what this session will do."""
    known("plan", "add", "fri intervals 6x800 / 2 min, sat 45 min easy, mon 40 min easy", "--yes")
    page, data = shown(known)
    assert [way["way"] for way in data["ways"]] == ["rest", "planned"]
    assert "After today as planned (about" in page
    assert "they do not say what this session will do to you" in page


def test_what_the_verdict_left_of_today_is_a_way_of_its_own(known, sore):
    """Beside the plan, once there is a verdict."""
    known("plan", "add", "fri intervals 6x800 / 2 min", "--yes")
    known("check", "--answers", sore)
    page, data = shown(known)
    assert [way["way"] for way in data["ways"]] == ["rest", "planned", "adjusted"]
    assert data["ways"][2]["load"] < data["ways"][1]["load"]
    assert "After today as it is adjusted (about" in page


def test_a_check_in_keeps_the_forecast_and_tells_of_it(known, sore):
    """Below the verdict, which it does not change; the next morning scores it."""
    done = known("check", "--answers", sore)
    assert done.code == 0
    said = " ".join(done.out.split())
    assert said.index("Ease off") < said.index("The coming mornings, pain 0 to 10 at the sorest place: likely tomorrow")
    assert "More: sorewise forecast" in said
    assert said.index("likely tomorrow") < said.index("None of this changes the verdict above.")
    with Store.open(known.db) as store:
        (told,) = store.forecasts()
        assert told["day"] == NOW.date().isoformat()
    assert "1 forecast is kept" in shown(known, "--score")[0]
    known.now += timedelta(days=1)
    kept(known, morning(-1, 2))
    page, data = shown(known, "--score")
    assert data["kept"] == 1
    assert data["scores"][0]["count"] == 1
    assert "The next morning, 1 report: " in page
    assert "Off by" not in page


def test_that_the_average_does_better_is_said_on_mornings_without_it_too(known, sore, monkeypatch):
    """Legs that are sorer than it knows are not told by it; "the forecast was less far off" would be false."""
    monkeypatch.setattr("sorewise.training.forecast.score.worse_than_usual", lambda _: True)
    known("check", "--answers", sore)
    known.now += timedelta(days=1)
    kept(known, morning(-1, 7))
    assert shown(known)[1]["legs"]["basis"] == "own"
    page, data = shown(known, "--score")
    assert data["average_shown"]
    assert "that is what is shown, but not after loads or with soreness that it does not know." in page


def test_the_export_takes_forecasts_along(known, sore, tmp_path):
    """And an import brings them back."""
    known("check", "--answers", sore)
    known("export", str(tmp_path / "all.json"))
    known.db = tmp_path / "other.db"
    assert known("import", str(tmp_path / "all.json")).code == 0
    with Store.open(known.db) as store:
        assert len(store.forecasts()) == 1


def test_a_forecast_that_fails_leaves_the_verdict(known, sore, monkeypatch):
    """A mistake of ours costs nobody their morning."""

    def broken(*_, **__):
        raise RuntimeError

    monkeypatch.setattr("sorewise.apps.ahead.coming.now", broken)
    done = known("check", "--answers", sore)
    assert done.code == 0
    assert "Ease off" in done.out
    assert "coming mornings, pain" not in done.out
    assert known("today").code == 0


def test_a_run_check_keeps_none(known, sore):
    """Only a morning's own check-in does."""
    known("check", "--answers", sore)
    known.at(18)
    known("run-check", "--after", "--answers", known.file("after.json", {"answers": {"pain": 2}}))
    with Store.open(known.db) as store:
        assert len(store.forecasts()) == 1


def test_where_somebody_has_to_look_first_nothing_is_told_of_the_coming_mornings(known):
    """A forecast of soreness beside a bone that may be overloaded would be read as leave to run."""
    bone = {"answers": {**SORE["answers"], "spots": [BONE]}}
    out = known("check", "--answers", known.file("bone.json", bone)).out
    assert "coming mornings, pain" not in " ".join(out.split())
    page, data = shown(known)
    assert "Somebody is to look at it, as your verdict says." in page
    assert not any(word in page for word in ("After a day of rest", "in 10", "hard session", "Legs (the"))
    assert (data["legs"], data["places"], data["ways"], data["not_yet"]) == (None, [], [], "seen_first")
    with Store.open(known.db) as store:
        assert store.forecasts()[0]["legs"]["days"]  # kept all the same, to be held against what comes
    known.now += timedelta(days=1)
    out = known("check", "--answers", known.file("easy.json", EASY)).out
    assert "coming mornings, pain" not in " ".join(out.split())


def test_without_the_safety_page_nothing_is_told_of_the_coming_mornings(known):
    """A verdict that is open comes first."""
    given = {"answers": {name: value for name, value in SORE["answers"].items() if name != "safety"}}
    done = known("check", "--answers", known.file("open.json", given))
    assert "coming mornings, pain" not in " ".join(done.out.split())
    page, data = shown(known)
    assert "The questions about what is urgent are open." in page
    assert data["legs"] is None


def test_beside_rest_the_session_that_it_takes_away_is_no_way(known):
    """Its numbers would be read as leave to run; rest alone is held against nothing."""
    known("plan", "add", "fri intervals 6x800 / 2 min", "--yes")
    spots = [{**SORE["answers"]["spots"][0], "pain": 6}]
    known("check", "--answers", known.file("six.json", {"answers": {**SORE["answers"], "spots": spots}}))
    assert known("today", "--json").json["activity"] in {"cross_train", "rest"}
    page, data = shown(known)
    assert data["legs"]["days"]
    assert "planned" not in [way["way"] for way in data["ways"]]
    assert len(data["ways"]) != 1
    assert "as planned" not in page
    assert ("do not say what this session" in page) == bool(data["ways"])


def test_a_sorest_place_without_a_course_is_named(known):
    """The course of a thigh stands in for a knee: the check-in and the page say so."""
    kept(known, morning(0, 3, hour=5, region="knee_front"))
    page, data = shown(known)
    assert data["legs"]["told"] == NOW.date().isoformat()
    assert "The sorest place is the knee (front)." in page
    spots = [{**SORE["answers"]["spots"][0], "region": "knee_front", "pain": 2}]
    out = known("check", "--answers", known.file("knee.json", {"answers": {**SORE["answers"], "spots": spots}})).out
    told = " ".join(out.split())
    assert ("coming mornings, pain" in told) == ("The sorest place is the knee (front)." in told)


@pytest.mark.parametrize(
    ("answers", "found"),
    [
        ({"knee_front": 3.0, "quad": 2.0}, "knee_front"),
        ({"knee_front": 3.0, "quad": 3.0}, None),
        ({"knee_front": 0.0}, None),
        ({}, None),
    ],
)
def test_the_sorest_place_counts_and_one_with_a_course_first(sorewise, answers, found):
    """Where a thigh is as sore, its course is no stranger's."""
    book = here().book()
    legs = PlaceForecast(region=None, basis="course", reports=3, like=0, told=NOW.date(), days=())
    made = Forecast(at=NOW, day=NOW.date(), legs=legs)
    assert sorest.uncharted(answers, book, made) == found
    for other in (
        replace(made, scale="pmsys"),
        replace(made, legs=replace(legs, basis="average")),
        replace(made, legs=replace(legs, told=NOW.date() - timedelta(days=8))),
        replace(made, legs=None),
    ):
        assert sorest.uncharted(answers, book, other) is None


def test_what_may_be_told_needs_no_decision(sorewise):
    """Before any check-in of the day."""
    with Store.open(sorewise.db) as store:
        assert keeping.held_back(store, None) is None


def test_a_forecast_that_cannot_be_kept_is_told_all_the_same(known, sore, monkeypatch):
    """Below the verdict: the disk was full, or the store only reads."""

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Store, "save_forecast", full)
    done = known("check", "--answers", sore)
    assert done.code == 0
    assert "The coming mornings, pain 0 to 10" in " ".join(done.out.split())


def test_what_was_learned_has_its_page(known):
    """With how often it was seen, and counts of how the mornings after went."""
    page, data = shown(known, "--learned")
    assert data["mornings"] == 35
    assert "morning" in page
    assert known("forecast", "--score", "--learned").code == 2


# ------------------------------------------------------------------------------------------------------- bad input


def test_no_reports_are_a_plain_not_yet(sorewise):
    """Nothing told: the page says so, and what starts it."""
    page, data = shown(sorewise)
    assert data["not_yet"] == "no_reports"
    assert "There is no forecast yet" in page
    assert "No forecast is kept yet" in shown(sorewise, "--score")[0]
    assert shown(sorewise, "--learned")[1]["mornings"] == 0


ODD = {
    "one report": (morning(0, 2),),
    "a year's gap": (morning(400, 5), morning(399, 4), morning(0, 2), run(401), run(1)),
    "all a year ago": (morning(400, 5), morning(399, 4), run(401)),
    "a changed scale": (
        *(
            Night(day=NOW.date() - timedelta(days=ago), soreness=4, scale="pmsys", source="pmsys")
            for ago in range(60, 20, -1)
        ),
        *(Night(day=NOW.date() - timedelta(days=ago), soreness=2, scale="intervals.icu") for ago in range(20, 5, -1)),
        morning(2, 3),
        morning(0, 2),
    ),
    "two a day": (morning(1, 3, hour=5), morning(1, 6, hour=9), morning(0, 2, hour=5), morning(0, 3, hour=6)),
    "reports before the first load": (*(morning(ago, ago % 3) for ago in range(30, 0, -1)), run(2)),
    "a load of zero": (morning(1, 1), run(2, minutes=0.0, rpe=0.0), run(1, rpe=0.0), morning(0, 1)),
    "a load of 3,000": (morning(1, 1), run(2, minutes=300.0, rpe=10.0), run(1, minutes=300.0, rpe=10.0), morning(0, 9)),
    "a clock that went back": (morning(0, 2), morning(-3, 7), run(-2), run(1)),
    "nothing but the future": (morning(-3, 7), run(-2)),
    "fresh always": tuple(morning(ago, 0) for ago in range(40, -1, -1)),
    "worst always": tuple(morning(ago, 10) for ago in range(40, -1, -1)),
}


@pytest.mark.parametrize("records", ODD.values(), ids=ODD.keys())
def test_an_odd_record_gives_a_forecast_or_a_plain_not_yet(sorewise, sore, records):
    """Never a crash and never a number that is none, nor below a check-in."""
    kept(sorewise, *records)
    page, data = shown(sorewise)
    assert data["legs"] or ("There is no forecast" in page and data["not_yet"])
    done = sorewise("check", "--answers", sore)
    assert done.code == 0, done.err
    with Store.open(sorewise.db) as store:
        assert len(store.forecasts()) == 1


def test_all_odd_records_at_once_have_every_page(sorewise):
    """Scores and what was learned as well."""
    found = {(type(one), getattr(one, "id", repr(one))): one for records in ODD.values() for one in records}
    kept(sorewise, *found.values())
    shown(sorewise, "--score")
    shown(sorewise, "--learned")


def test_what_lies_in_the_future_is_told_as_a_clock(sorewise):
    """It is not forecast from."""
    kept(sorewise, *ODD["nothing but the future"])
    page, data = shown(sorewise)
    assert data["not_yet"] == "clock"
    assert "Is the clock right?" in page


# ------------------------------------------------------------------------------------------------------- parameters


def table(sorewise, people=9, days=40, answer=lambda person, day: (person * 3 + day * day) % 4):
    """A CSV of people who do not exist."""
    first = date(2026, 1, 1)
    rows = [
        f"p{person},{first + timedelta(days=day)},{answer(person, day)},{(day % 3) * 200}"
        for person in range(people)
        for day in range(days)
        if (person + day) % 6
    ]
    return sorewise.file("people.csv", "person,day,answer,load\n" + "\n".join(rows) + "\n")


def test_coefficients_of_other_people_are_fitted_to_a_file_and_used(known, tmp_path):
    """The file says whose they are, when and by which version; the forecast names them."""
    pytest.importorskip("scipy")
    to = str(tmp_path / "theirs.json")
    done = known("fit", table(known), "--to", to, "--scale", "pain", "--called", "nine made people", "--made-up")
    assert done.code == 0, done.err
    assert "Fitted to 9 people and 301 reports (pain)" in done.out
    told = json.loads((tmp_path / "theirs.json").read_text())
    assert (told["fitted_on"], told["made_up"], told["persons"]) == ("nine made people", True, 9)
    assert told["fitted"] == NOW.date().isoformat()
    page, data = shown(known, "--parameters", to)
    assert data["parameters"].startswith("nine made people")
    assert "nine made people" in page
    assert known("fit", table(known), "--to", to, "--scale", "pain").code == 2


# --------------------------------------------------------------------------------------------------- outcome of advice


def test_history_counts_how_the_mornings_after_a_verdict_went(known, sore):
    """By whether it was kept to; counts, and no cause."""
    known("check", "--answers", sore)
    known.now += timedelta(days=1)
    kept(known, morning(-1, 1))
    assert "Yesterday: easy. Nothing recorded; the next morning was less sore." in " ".join(
        known("forecast").out.split()
    )
    page = " ".join(known("history").out.split())
    assert "After the verdict “easy” Nothing recorded: 1 day; the mornings after: 1 less sore" in page
    assert "These are few." in page
    assert "Counts only." in page
    assert "Counted over the last 365 days." in page
    data = known("history", "--json").json
    assert data["outcomes"][0]["activity"] == "run_easy"


def test_history_without_a_verdict_counts_nothing(sorewise):
    """A run alone has no outcome of advice."""
    kept(sorewise, run(1))
    assert "mornings after went" not in sorewise("history").out
    assert sorewise("history", "--json").json["outcomes"] == []
