"""The commands of a plan, as somebody types them: bring it in, see it bend, agree or not, take it along."""

import json
from datetime import date, timedelta

import pytest

from apps.conftest import EASY, NOW, SORE

TODAY = NOW.date()  # a Friday
WEEK = "fri intervals 6x800 m / 2 min !, sun long 12 km !, tue tempo 40 min !, wed easy 45 min, thu leg strength 40 min"


@pytest.fixture
def planned(sorewise):
    """A runner with a plan for the coming week."""
    assert sorewise("plan", "add", WEEK, "--yes").code == 0
    return sorewise


def checked_in(sorewise, answers):
    """After this check-in."""
    done = sorewise("check", "--answers", sorewise.file("answers.json", answers))
    assert done.code == 0, done.err
    return done


def sessions(sorewise):
    """Where each session stands: id -> (kind as planned, day, form)."""
    found = sorewise("plan", "--json").json
    kinds = {one["planned"]["id"]: one["planned"]["kind"] for one in found["sessions"]}
    return {kinds[one["session"]]: (one["day"], one["form"]) for one in found["placements"]}


def test_without_a_plan_nothing_is_planned(sorewise):
    """It says how to bring one, and makes none up."""
    done = sorewise("plan")
    assert done.code == 0
    assert "sorewise plan import" in done.out
    assert sorewise("plan", "--json").json["placements"] == []


def test_a_plan_is_shown_before_it_is_kept(sorewise):
    """Nobody is there to say yes, so nothing is kept."""
    done = sorewise("plan", "add", WEEK)
    assert done.code == 2
    assert "Intervals" in done.out
    assert "--yes" in done.err
    assert sorewise("plan", "--json").json["placements"] == []


def test_a_week_without_a_check_in_stays_as_it_is(planned):
    """And says why."""
    done = planned("plan")
    assert done.code == 0
    assert "No changes in your week." in done.out
    assert "not checked in" in done.out


def test_fresh_legs_change_nothing(planned):
    """The plan keeps the rules by itself."""
    done = checked_in(planned, EASY)
    assert "in your week" not in done.out
    assert planned("plan").code == 0


def test_a_sore_morning_bends_the_week_and_says_so(planned):
    """Check ends with it, plan shows it, why explains it."""
    done = checked_in(planned, SORE)
    assert "in your week: sorewise plan" in "\n".join(done.out.splitlines()[-6:])
    shown = planned("plan")
    assert shown.code == 3
    assert "Planned: " in shown.out
    why = planned("plan", "why", "fri")
    assert "[WK-VERDICT" in why.out
    assert "Tried: without this rule" in why.out
    change = planned("plan", "why", "intervals", "--json").json["change"]
    assert change["decision"] in {"swapped", "moved", "dropped"}
    assert all(reason["rule"].startswith("WK-") for reason in change["reasons"])


def test_what_is_agreed_to_stands_until_it_is_taken_back(planned):
    """Kept, nothing is proposed any more; taken back, it is a wish."""
    checked_in(planned, SORE)
    before = sessions(planned)
    assert planned("plan", "keep").code == 0
    assert sessions(planned) == before
    assert planned("plan").code == 0
    assert "You agreed to that." in planned("plan", "why", "intervals").out
    assert "Taken back" in planned("plan", "undo").out
    assert "nothing to take back" in planned("plan", "undo").out


def test_todays_session_is_the_one_that_was_agreed_to(planned):
    """A session that was moved to today is judged as today's."""
    moved = planned("plan", "move", "wed", "thu")
    assert moved.code == 0, moved.out + moved.err
    planned.now = NOW + timedelta(days=6)
    found = planned("check", "--answers", planned.file("easy.json", EASY), "--json").json
    assert found["session"]["kind"] == "easy"


def test_a_move_against_a_rule_is_refused_and_says_which(planned):
    """And with --anyway it is made, and the week goes on saying so."""
    planned("plan", "remove", "long", "--yes")
    planned("plan", "add", "sun long 12 km !=", "--yes")
    refused = planned("plan", "move", "tempo", "mon")
    assert refused.code == 1
    assert "two days apart" in refused.out
    assert sessions(planned)["tempo"][0] == "2026-11-24"
    done = planned("plan", "move", "tempo", "mon", "--anyway", "--yes")
    assert done.code == 0, done.out
    assert sessions(planned)["tempo"][0] == "2026-11-23"
    assert "set a rule aside" in planned("plan").out


def test_no_rule_about_safety_is_set_aside(planned):
    """Referred within days, nothing with impact moves into them, whatever is said."""
    urgent = {"answers": {**EASY["answers"], "legs": "sore", "safety": ["chest_symptoms"]}}
    checked_in(planned, urgent)
    done = planned("plan", "move", "long", "sat", "--anyway", "--yes")
    assert done.code == 1
    assert "cannot be set aside" in done.out


def test_being_seen_is_the_runner_s_word(planned):
    """It is asked for, kept, and not taken back by undo of a move."""
    assert planned("plan", "cleared").code == 2
    assert planned("plan", "cleared", "--yes", "--json").json["cleared"] == TODAY.isoformat()
    assert planned("plan", "days", "--json").json["cleared"] == TODAY.isoformat()


def test_days_away_are_kept_free(planned):
    """The session moves or goes, for a rule about time."""
    assert "no time" in planned("plan", "away", "sun", "mon", "--reason", "work").out
    found = sessions(planned)
    assert found["long"][0] not in {"2026-11-22", "2026-11-23"} or found["long"][1] == "drop"
    assert "not enough time" in planned("plan").out


def test_time_is_told_by_weekday_and_date(planned):
    """Added to what was said; --open forgets it."""
    told = planned("plan", "days", "mon=60", "tue=0", "2026-11-27=30", "--json").json["availability"]
    assert (told["weekdays"], told["dates"]) == ({"0": 60, "1": 0}, {"2026-11-27": 30})
    assert sessions(planned)["tempo"] != ("2026-11-24", "as_planned")
    assert planned("plan", "days", "--open", "--json").json["availability"]["weekdays"] == {}
    assert planned("plan", "days", "funday=3").code == 2


def test_no_time_all_week_drops_everything_and_says_so(planned):
    """Nothing is stacked."""
    minutes = [f"{day}=0" for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")]
    assert planned("plan", "days", *minutes).code == 0
    assert {form for _, form in sessions(planned).values()} == {"drop"}
    assert "Nothing of what was planned is left" in planned("plan").out


def test_another_way_is_kept_by_its_number(planned):
    """The numbers are those of options."""
    checked_in(planned, SORE)
    ways = planned("plan", "options", "--json").json
    assert ways
    assert planned("plan", "keep", "9").code == 2
    assert planned("plan", "keep", "1").code == 0
    kept = {(one["session"], one["day"], one["form"]) for one in ways["1"]["placements"]}
    found = planned("plan", "--json").json["placements"]
    assert {(one["session"], one["day"], one["form"]) for one in found} == kept


def test_what_names_no_session_or_several_says_which_there_are(planned):
    """By id, day, kind or name."""
    assert planned("plan", "why", "sat").code == 2
    planned("plan", "add", "wed easy 30 min", "--yes")
    several = planned("plan", "why", "easy")
    assert several.code == 2
    assert "may be any of these" in several.err


def test_a_second_plan_asks_what_becomes_of_the_first(sorewise):
    """Neither is lost without a word."""
    first = sorewise.file("first.csv", "date,session,km\n2026-11-22,easy,8\n2026-11-24,long,14\n")
    second = sorewise.file("second.csv", "date,session,km\n2026-11-23,easy,6\n")
    assert sorewise("plan", "import", first, "--yes").code == 0
    refused = sorewise("plan", "import", second, "--yes")
    assert refused.code == 2
    assert "--replace" in refused.err
    assert sorewise("plan", "import", second, "--yes", "--add").code == 0
    assert len(sorewise("plan", "--json").json["sessions"]) == 3
    assert sorewise("undo").code == 0
    assert sorewise("plan", "import", second, "--yes", "--replace").code == 0
    assert [one["planned"]["day"] for one in sorewise("plan", "--json").json["sessions"]] == ["2026-11-23"]


def test_an_updated_plan_takes_the_place_of_what_it_said(sorewise):
    """What it does not name any more goes; the whole can be taken back."""
    sorewise(
        "plan", "import", sorewise.file("plan.csv", "date,session,km\n2026-11-22,easy,8\n2026-11-24,long,14\n"), "--yes"
    )
    sorewise("plan", "import", sorewise.file("plan.csv", "date,session,km\n2026-11-22,easy,9\n"), "--yes")
    found = sorewise("plan", "--json").json["sessions"]
    assert [(one["planned"]["day"], one["planned"]["distance_m"]) for one in found] == [("2026-11-22", 9000)]
    assert sorewise("undo").code == 0
    assert len(sorewise("plan", "--json").json["sessions"]) == 2


def test_what_is_not_understood_is_told_and_the_rest_kept(sorewise):
    """With its line."""
    path = sorewise.file("plan.csv", "date,session,km\n2026-11-22,easy,8\nsomeday,long,14\n2026-11-24,easy,900\n")
    done = sorewise("plan", "import", path, "--yes")
    assert done.code == 0
    assert "1 session" in done.out
    assert done.out.count("left out") == 2


def test_a_file_that_is_no_plan_keeps_nothing(sorewise):
    """A sentence, and the exit code of a problem."""
    done = sorewise("plan", "import", sorewise.file("x.ics", "\x00\x01rubbish"), "--yes")
    assert done.code == 1
    assert "no plan" in done.out
    assert sorewise("plan", "import", str(sorewise.folder / "none.ics"), "--yes").code == 2


def test_a_clinicians_plan_is_never_changed(sorewise):
    """However sore the morning is, it stays."""
    path = sorewise.file("physio.csv", "date,session,minutes\n2026-11-20,easy,30\n2026-11-22,easy,30\n")
    assert sorewise("plan", "import", path, "--yes", "--clinician").code == 0
    checked_in(sorewise, SORE)
    assert {form for _, form in sessions(sorewise).values()} == {"as_planned"}


def test_sessions_and_plans_are_removed_and_brought_back(planned):
    """A plan by its name, a session by its day."""
    assert planned("plan", "remove", "wed", "--yes").code == 0
    assert "easy" not in sessions(planned)
    assert planned("undo").code == 0
    assert "easy" in sessions(planned)
    planned(
        "plan", "import", planned.file("club.csv", "date,session,km\n2026-11-26,easy,8\n"), "--yes", "--name", "Club"
    )
    assert [one["plan"] for one in planned("plan", "plans", "--json").json] == ["", "club"]
    assert planned("plan", "remove", "club", "--yes").code == 0
    assert len(planned("plan", "--json").json["sessions"]) == 5


def test_what_is_typed_stands_beside_what_was_typed_before(planned):
    """The same line again is the same session."""
    assert planned("plan", "add", "wed leg strength 30 min", "--yes").code == 0
    assert len(planned("plan", "--json").json["sessions"]) == 6
    assert planned("plan", "add", WEEK, "--yes").code == 0
    assert len(planned("plan", "--json").json["sessions"]) == 6


def test_the_week_goes_to_calendar_watch_and_elsewhere_as_it_stands(planned):
    """What was agreed to is in it; a calendar written again is the same."""
    folder = planned.folder
    checked_in(planned, SORE)
    planned("plan", "keep")
    done = planned(
        "plan", "export",
        "--ics", str(folder / "week.ics"), "--fit", str(folder / "fit"), "--zwo", str(folder / "zwo"),
        "--intervals", str(folder / "events.json"), "--plan", str(folder / "plan.json"),
    )  # fmt: skip
    assert done.code == 0, done.err
    first = (folder / "week.ics").read_bytes()
    assert first.count(b"BEGIN:VEVENT") == len(sessions(planned))
    planned.now += timedelta(minutes=5)
    planned("plan", "export", "--ics", str(folder / "week.ics"))
    assert (folder / "week.ics").read_bytes() == first
    assert list((folder / "fit").glob("*.fit"))
    assert list((folder / "zwo").glob("*.zwo"))
    assert json.loads((folder / "events.json").read_text(encoding="utf-8"))
    own = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
    assert {one["day"] for one in own["sessions"]} >= {"2026-11-22"}


def test_a_calendar_says_why_of_what_was_agreed_to_and_nothing_of_a_proposal(planned):
    """Tomorrow's proposal may be another one."""
    path = planned.folder / "week.ics"
    planned("plan", "away", "tue")
    planned("plan", "export", "--ics", str(path))
    said = "not enough time"
    assert said in planned("plan").out
    assert said not in path.read_text(encoding="utf-8").replace("\n ", "")
    planned("plan", "keep")
    planned("plan", "export", "--ics", str(path))
    assert said in path.read_text(encoding="utf-8").replace("\n ", "")


def test_a_moved_session_raises_the_sequence_of_its_event_and_keeps_its_id(planned):
    """No day is in the id."""
    path = planned.folder / "week.ics"
    planned("plan", "export", "--ics", str(path))
    before = events(path)
    planned("plan", "move", "wed", "2026-11-28")
    planned("plan", "export", "--ics", str(path))
    after = events(path)
    assert before.keys() == after.keys()
    assert sorted(after.values()) == [0, 0, 0, 0, 1]


def events(path):
    """UID -> SEQUENCE of a calendar."""
    found, uid, sequence = {}, "", 0
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("UID:"):
            uid = line
        elif line.startswith("SEQUENCE:"):
            sequence = int(line.partition(":")[2])
        elif line == "END:VEVENT":
            found[uid], sequence = sequence, 0
    return found


def test_todays_session_goes_out_as_the_verdict_left_it(planned):
    """Without a session today that is said; a calendar is the whole plan."""
    checked_in(planned, SORE)
    path = planned.folder / "today.json"
    assert planned("plan", "export", "--today", "--plan", str(path)).code == 0
    session = json.loads(path.read_text(encoding="utf-8"))["sessions"][0]
    assert session["kind"] == "easy"
    assert planned("plan", "export", "--today", "--ics", str(planned.folder / "t.ics")).code == 2
    assert planned("plan", "export").code == 2


def test_an_imported_calendar_of_ours_is_the_same_plan(planned):
    """Come back changed, nothing is shortened twice."""
    checked_in(planned, SORE)
    planned("plan", "keep")
    path = planned.folder / "week.ics"
    planned("plan", "export", "--ics", str(path))
    before = planned("plan", "--json").json["sessions"]
    assert planned("plan", "import", str(path), "--yes", "--add").code == 0
    assert planned("plan", "--json").json["sessions"] == before


def test_a_folder_is_one_plan(sorewise):
    """A file a session, as some calendars keep them."""
    folder = sorewise.folder / "club"
    folder.mkdir()
    for number, day in enumerate(("2026-11-22", "2026-11-24")):
        (folder / f"{number}.csv").write_text(f"date,session,km\n{day},easy,{8 + number}\n", encoding="utf-8")
    assert sorewise("plan", "import", str(folder), "--yes").code == 0
    assert [one["plan"] for one in sorewise("plan", "plans", "--json").json] == ["club"]
    assert len(sorewise("plan", "--json").json["sessions"]) == 2


def test_the_days_shown_begin_today(planned):
    """As many as asked for."""
    mornings = planned("plan", "--days", "3", "--json").json["mornings"]
    assert [date.fromisoformat(one["day"]) for one in mornings] == [TODAY + timedelta(days=n) for n in range(3)]
