"""Strava's table: the same activity in every language, layout and year of the export."""

import csv
import io
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sorewise.importers import strava
from sorewise.importers.strava import dates
from sorewise.importers.strava.columns import layout
from sorewise.model.records import Origin, Session

FIRST = ["Activity ID", "Activity Date", "Activity Name", "Activity Type", "Activity Description", "Elapsed Time"]
FIRST += ["Distance", "Max Heart Rate", "Relative Effort", "Commute", "Activity Private Note", "Activity Gear"]
FIRST += ["Filename", "Athlete Weight", "Bike Weight"]
SECOND = ["Elapsed Time", "Moving Time", "Distance", "Max Speed", "Average Speed", "Elevation Gain", "Elevation Loss"]
SECOND += ["Elevation Low", "Elevation High", "Max Grade", "Average Grade", "Average Positive Grade"]
SECOND += ["Average Negative Grade", "Max Cadence", "Average Cadence", "Max Heart Rate", "Average Heart Rate"]
SECOND += ["Max Watts", "Average Watts", "Calories", "Max Temperature", "Average Temperature", "Relative Effort"]
SECOND += ["Total Work", "Number of Runs", "Uphill Time", "Downhill Time", "Other Time", "Perceived Exertion"]
UNTRANSLATED = '<span class="translation_missing" title="translation missing: en-US.lib.horton_values.type">Type</span>'
SECOND += [UNTRANSLATED, "Start Time"]
ROW = ["9000000001", "May 23, 2023, 12:40:57 PM", "Hill repeats", "Run", "a, b", "3600", "10.02", "171", "", "false"]
ROW += ["", "Old shoes", "activities/9000000007.fit.gz", "", "", "3600.0", "3540.0", "10021.5", "5.1", "2.8"]
ROW += ["124.0", "126.0", "1", "58", "9", "0.1", "", "", "", "82", "171.0", "148.0", "", "", "700", "", "21", "60"]
ROW += ["", "", "", "", "", "7.0", "0", ""]
RUN = Session(
    id="strava:9000000001",
    start=datetime(2023, 5, 23, 12, 40, 57, tzinfo=UTC),
    sport="run",
    duration_s=3600.0,
    moving_s=3540.0,
    distance_m=10_021.5,
    ascent_m=124.0,
    descent_m=126.0,
    rpe=7.0,
    heart_rate=148.0,
    name="Hill repeats",
    source="strava",
    source_id="9000000001",
    origins=(Origin(source="strava", source_id="9000000001", path="activities/9000000007.fit.gz"),),
)
GERMAN = {
    "Activity ID": "Aktivitäts-ID",
    "Activity Date": "Aktivitätsdatum",
    "Activity Name": "Name der Aktivität",
    "Activity Type": "Aktivitätsart",
    "Elapsed Time": "Verstrichene Zeit",
    "Distance": "Distanz",
    "Max Heart Rate": "Max. Herzfrequenz",
}


def table(*rows, header=None, separator=","):
    """The bytes of a table."""
    text = io.StringIO()
    csv.writer(text, delimiter=separator, lineterminator="\n").writerows([header or FIRST + SECOND, *rows])
    return text.getvalue().encode()


def read(data):
    """The sessions, and (code, place) of the problems."""
    found = list(strava.read(io.BytesIO(data), "activities.csv"))
    sessions = [each for each in found if isinstance(each, Session)]
    return sessions, [(each.code, each.place) for each in found if not isinstance(each, Session)]


def row(**cells):
    """The row with other cells: `row(date="...")` by the names of the first seven columns."""
    names = ["id", "date", "name", "type", "description", "elapsed", "distance"]
    return [str(cells.get(names[index], cell)) if index < len(names) else cell for index, cell in enumerate(ROW)]


def test_a_row_is_a_session():
    """The second distance is metres."""
    data = table(ROW)
    assert strava.recognises(data, "anything.txt")
    assert read(data) == ([RUN], [])


def in_german():
    """Header, date, type and the first distance in German."""
    names = [GERMAN.get(name, f"Spalte {number}") for number, name in enumerate(FIRST + SECOND)]
    return table(row(date="23.05.2023, 12:40:57", type="Lauf", distance="10,02"), header=names)


def of_2020():
    """Thirteen columns before the second part, and less behind it."""
    gone = [FIRST.index("Max Heart Rate"), FIRST.index("Activity Private Note")]
    kept = [index for index in range(len(ROW)) if index not in gone]
    names = FIRST + SECOND
    return table([ROW[index] for index in kept], header=[names[index] for index in kept])


def of_2026():
    """More columns behind, a newer name for the kind."""
    return table([*ROW, "0.5", "0.0", "1.0"], header=[*FIRST, *SECOND, "Carbon Saved", "Competition", "Long Run"])


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (in_german(), None),
        (of_2020(), None),
        (of_2026(), "long"),
        (table(ROW, separator=";"), None),
        (b"\xef\xbb\xbf" + table(ROW), None),
        (table(ROW).decode().encode("utf-16"), None),
        (table(ROW).replace(b"\n", b"\r\n"), None),
    ],
    ids=["german", "2020", "2026", "semicolons", "bom", "utf-16", "crlf"],
)
def test_every_layout_gives_the_same_session(data, kind):
    """Translated headers are read by where their second part begins."""
    assert strava.recognises(data[:65536], "activities.csv")
    sessions, problems = read(data)
    assert (sessions, problems) == ([replace(RUN, kind=kind)], [])


@pytest.mark.parametrize(
    ("path", "file"),
    [
        ("export.zip!activities.csv", "export.zip!activities/9000000007.fit.gz"),
        ("a/b.zip!export_1/activities.csv", "a/b.zip!export_1/activities/9000000007.fit.gz"),
        ("/my/runs/activities.csv", "/my/runs/activities/9000000007.fit.gz"),
    ],
)
def test_a_row_names_the_file_that_it_is_about(path, file):
    """As the file beside it is named when it is read: by it the two are known to be one run."""
    (session, *_) = strava.read(io.BytesIO(table(ROW)), path)
    assert [place.path for place in session.origins] == [file]


@pytest.mark.parametrize("file", ["", "../secret.fit", "activities/../../x.fit", "media/1.jpg"])
def test_a_row_without_a_file_is_just_a_row(file):
    """Written down by hand, or told of somewhere else: nobody knows its zone then, since the table keeps UTC."""
    cells = list(ROW)
    cells[FIRST.index("Filename")] = file
    assert read(table(cells)) == ([replace(RUN, origins=())], [("no_time_zone", "")])


def test_before_july_2019_distances_are_metres():
    """The old table has other names, other dates and no more than ten columns."""
    header = ["id", "date", "name", "type", "description", "elapsed_time", "distance", "commute", "gear", "filename"]
    old = ["1000001", "2018-09-12 15:02:23", "Evening Run", "Run", "", "783", "3681.0", "true", "", "activities/1.gpx"]
    (session,), _ = read(table(old, header=header))
    assert (session.start, session.distance_m, session.duration_s) == (
        datetime(2018, 9, 12, 15, 2, 23, tzinfo=UTC),
        3681.0,
        783.0,
    )


@pytest.mark.parametrize(("sport", "metres"), [("Run", 3680.0), ("Swim", None)])
def test_without_a_column_in_metres_the_first_is_kilometres(sport, metres):
    """As in the summer of 2019; what a swim is told in is not known then."""
    header = [*FIRST[:7], "Commute", "Activity Gear", "Filename"]
    cells = ["1000001", "Sep 12, 2018, 3:02:23 PM", "Evening", sport, "", "783", "3.68", "true", "", "activities/1.gpx"]
    (session,), _ = read(table(cells, header=header))
    assert session.distance_m == metres


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("May 23, 2023, 12:40:57 PM", (2023, 5, 23, 12, 40, 57)),
        ("Jun 2, 2023, 12:08:05 AM", (2023, 6, 2, 0, 8, 5)),
        ("Jun 2, 2023, 1:08:05\u202fPM", (2023, 6, 2, 13, 8, 5)),
        ("23 May 2023, 12:40:57", (2023, 5, 23, 12, 40, 57)),
        ("09.12.2022, 15:24:49", (2022, 12, 9, 15, 24, 49)),
        ("23 mai 2023 à 12:40:57", (2023, 5, 23, 12, 40, 57)),
        ("2 juil. 2023, 12:40:57", (2023, 7, 2, 12, 40, 57)),
        ("2 juin 2023, 12:40:57", (2023, 6, 2, 12, 40, 57)),
        ("1 févr. 2023 à 02:04:05", (2023, 2, 1, 2, 4, 5)),
        ("23 ene 2023, 2:40:57 p. m.", (2023, 1, 23, 14, 40, 57)),
        ("23 set 2023, 12:40:57", (2023, 9, 23, 12, 40, 57)),
        ("23 de mai. de 2023, 12:40:57", (2023, 5, 23, 12, 40, 57)),
        ("1 mrt 2023 12:40:57", (2023, 3, 1, 12, 40, 57)),
        ("23 мая 2023 г., 12:40:57", (2023, 5, 23, 12, 40, 57)),  # noqa: RUF001 - Russian is meant
        ("5 paź 2023, 12:40:57", (2023, 10, 5, 12, 40, 57)),
        ("2023年5月23日 12:40:57", (2023, 5, 23, 12, 40, 57)),
        ("2023/05/23 12:40:57", (2023, 5, 23, 12, 40, 57)),
        ("2023. 5. 23. 오후 2:40:57", (2023, 5, 23, 14, 40, 57)),
        ("23 Mei 2023 12.40.57", (2023, 5, 23, 12, 40, 57)),
        ("2018-09-12 15:02:23", (2018, 9, 12, 15, 2, 23)),
        ("23/05/2023 12:40:57", (2023, 5, 23, 12, 40, 57)),
        ("05/23/2023 12:40:57", (2023, 5, 23, 12, 40, 57)),
    ],
)
def test_dates_in_the_language_of_the_account(written, said):
    """Always in UTC."""
    assert dates.moment(written, dates.order_of([written])) == datetime(*said, tzinfo=UTC)


def test_where_figures_tell_day_and_month_the_other_rows_say_which_is_which():
    """01/02 is two days; a 23 in another row settles it."""
    assert dates.moment("01/02/2023 12:40:57", dates.order_of(["01/02/2023 12:40:57"])) is None
    both = ["01/02/2023 12:40:57", "23/05/2023 12:40:57"]
    assert dates.moment(both[0], dates.order_of(both)) == datetime(2023, 2, 1, 12, 40, 57, tzinfo=UTC)
    both = ["01/02/2023 12:40:57", "05/23/2023 12:40:57"]
    assert dates.moment(both[0], dates.order_of(both)) == datetime(2023, 1, 2, 12, 40, 57, tzinfo=UTC)


@pytest.mark.parametrize(
    "date",
    [
        "",
        "soon",
        pytest.param("9" * 5000 + "/1/2023 1:00:00", id="endless"),
        "May 32, 2023, 12:40:57 PM",
        "May 3, 1969, 1:00:00 PM",
        "May 3, 2023",
    ],
)
def test_a_wrong_date_loses_its_row_only(date):
    """The line is told."""
    sessions, problems = read(table(row(date=date), [*row(id="9000000002")]))
    assert [each.source_id for each in sessions] == ["9000000002"]
    assert problems[0] == ("bad_date", "line 2, column date")


@pytest.mark.parametrize(
    ("name", "sport", "sub_sport"),
    [
        ("Trail Run", "run", "trail"),
        ("Virtual Run", "run", "virtual_activity"),
        ("Lauf", "run", ""),
        ("Course à pied", "run", ""),
        ("Carrera", "run", ""),
        ("Hardloopsessie", "run", ""),
        ("Бег", "run", ""),
        ("跑步", "run", ""),
        ("Wanderung", "walk", "hiking"),
        ("Radfahrt", "ride", ""),
        ("Sortie à vélo", "ride", ""),
        ("E-Bike Ride", "ride", "e_bike_fitness"),
        ("Natation", "swim", ""),
        ("Yoga", "other", "yoga"),
    ],
)
def test_types_in_the_language_of_the_account(name, sport, sub_sport):
    """What is known to be no run is not noted."""
    (session,), problems = read(table(row(type=name)))
    assert (session.sport, session.sub_sport, problems) == (sport, sub_sport, [])


def test_a_type_that_is_not_known_is_noted_once():
    """It counts as another sport: nobody is made to have run."""
    rows = [row(id=9_000_000_001 + number, type="Quidditch") for number in range(3)]
    found = list(strava.read(io.BytesIO(table(*rows)), "activities.csv"))
    assert {each.sport for each in found if isinstance(each, Session)} == {"other"}
    (noted,) = [each for each in found if getattr(each, "code", "") == "unknown_sport"]
    assert (noted.kept, noted.values) == (3, {"name": "Quidditch"})


@pytest.mark.parametrize("name", ["Weight Training", "Krafttraining", "Musculation"])
def test_strength_leaves_open_what_was_lifted(name):
    """Strava does not tell; whether it trained the legs is told later, from its name or with care."""
    (session,), _ = read(table(row(type=name)))
    assert (session.sport, session.kind, session.legs) == ("strength", "strength", False)


@pytest.mark.parametrize(("kind", "meant"), [("0", None), ("1", "race"), ("1.0", "race"), ("2", "long"), ("3", None)])
def test_what_the_runner_said_it_was(kind, meant):
    """Strava's own numbers: 3 is "workout", which may be anything."""
    cells = list(ROW)
    cells[(FIRST + SECOND).index(UNTRANSLATED)] = kind
    (session,), _ = read(table(cells))
    assert session.kind == meant


@pytest.mark.parametrize(
    ("cell", "code"),
    [("-5", "out_of_range"), ("9e9", "out_of_range"), ("ten", "not_a_number"), ("nan", "not_a_number")],
)
def test_a_value_that_cannot_be_is_left_out(cell, code):
    """The rest of the row is kept."""
    cells = list(ROW)
    cells[len(FIRST) + 2] = cell
    (session,), problems = read(table(cells))
    assert session == replace(RUN, distance_m=None)
    assert problems[0] == (code, "line 2, column distance")


def test_descriptions_may_run_over_lines_and_look_like_rows():
    """Only a line that begins with a number and a date is a row."""
    sessions, _ = read(table(row(description='Splits:\n1200,5:30\n""so-so""\n'), row(id=9_000_000_002)))
    assert [each.source_id for each in sessions] == ["9000000001", "9000000002"]


def test_an_activity_that_stands_twice_is_taken_once():
    """As in two exports joined by hand."""
    sessions, problems = read(table(ROW, ROW))
    assert (sessions, problems) == ([RUN], [("doubled_id", "line 3")])


def test_thousands_are_no_decimals_in_an_english_table():
    """And a comma is a decimal mark in a German one."""
    cells = list(ROW)
    cells[len(FIRST)] = "3,600"
    (session,), _ = read(table(cells))
    assert session.duration_s == 3600.0


@pytest.mark.parametrize(
    "head",
    [b"", b"Media Filename,Media Caption\n", b"id,date,name\n", b"a,b,c,d,e,f,g\n", b"date,restingHR\n", b"\xff\xfe"],
)
def test_other_tables_are_not_recognised(head):
    """The export holds forty more of them."""
    assert not strava.recognises(head, "activities.csv")
    assert read(head) == ([], [])


@given(st.lists(st.text(max_size=12), max_size=60))
def test_any_header_is_judged(names):
    """No column stands where there is none."""
    found = layout(names)
    assert found is None or all(0 <= index < len(names) for index in found.columns.values())


@given(st.binary(max_size=300))
def test_random_bytes_never_raise(noise):
    """With a header in front, so that they are read as rows."""
    read(noise)
    read(table(ROW) + noise)


@given(st.text(alphabet="0123456789.:/, aprmyPM年月日ç", max_size=30), st.sampled_from(dates.Order.__args__))
def test_random_dates_never_raise(text, order):
    """Whatever stands there."""
    found = dates.moment(text, order)
    assert found is None or found.tzinfo is UTC


@given(st.lists(st.lists(st.text(max_size=15), max_size=50), max_size=4))
def test_random_cells_never_raise(rows):
    """In any number of columns."""
    read(table(*rows))
    read(table(*([*ROW[:2], *cells] for cells in rows)))
