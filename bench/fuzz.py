"""Random bytes into one format until the time is up: no exception but ours, no hang, no unbounded memory.

    python bench/fuzz.py FORMAT [SECONDS]

FORMAT is a label of `sorewise.importers.IMPORTERS`, `archive` for a ZIP archive of anything, or `plan` for a plan in
any of its formats. Needs the extra `[fuzz]`. A finding is written beside as `crash-...`; give that file's path as
FORMAT's third argument to see it again.
"""

import io
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

MOST_MB = 1024
SLOW_S = 30  # what a file may take in an import; instrumented code is ten times slower
ARCHIVE, PLAN = "archive", "plan"
PLANS = (
    b"tue 18:00 2 km WU, 6x800 @ 4:10/km / 400 jog, 2 km CD!, sun long 18 km=, 13.6. race 10k\n",
    b"date;session;distance (km);time;key\n2026-06-12;easy;7,5;0:45;x\n6/13;6x800 @ 5k;;1:15:00;\n",
    b"| Week | Mon | Tue | Sun |\n|---|---|---|---|\n| 1 | rest | **6x400** | 90 min |\n",
    b'{"sorewise_plan": {"format": 1, "plan": "x"}, "sessions": [{"id": "a", "day": "2026-06-13"}]}',
    (
        b'[{"id": 1, "category": "WORKOUT", "start_date_local": "2026-06-12T00:00:00", "name": "x", "type": "Run", '
        b'"description": "4x\\n- Hard 5m 95% Pace intensity=rest"}]'
    ),
    (
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART;TZID=Europe/Berlin:20260616T180000\r\n"
        b"RRULE:FREQ=WEEKLY;COUNT=4\r\nEXDATE;TZID=Europe/Berlin:20260623T180000\r\nSUMMARY:6x800\r\nEND:VEVENT\r\n"
        b"END:VCALENDAR\r\n"
    ),
)
SEEDS = {
    "tcx": b"<TrainingCenterDatabase><Activities><Activity Sport='Running'><Id>2026-05-28T09:16:55Z</Id>"
    b"<Lap StartTime='2026-05-28T09:16:55Z'><TotalTimeSeconds>60</TotalTimeSeconds><Track><Trackpoint>"
    b"<Time>2026-05-28T09:16:55Z</Time><DistanceMeters>1</DistanceMeters></Trackpoint><Trackpoint>"
    b"<Time>2026-05-28T09:17:55Z</Time><DistanceMeters>200</DistanceMeters></Trackpoint></Track></Lap></Activity>"
    b"</Activities></TrainingCenterDatabase>",
    "gpx": b"<gpx><trk><name>x</name><type>running</type><trkseg><trkpt lat='50' lon='8'><ele>1</ele>"
    b"<time>2026-05-28T09:16:55Z</time></trkpt><trkpt lat='50.01' lon='8'><time>2026-05-28T09:26:55Z</time></trkpt>"
    b"</trkseg></trk></gpx>",
    "apple_health": b"<?xml version='1.0'?><!DOCTYPE HealthData [<!ELEMENT x (y)>]><HealthData locale='en'>"
    b"<Record type='HKQuantityTypeIdentifierRestingHeartRate' unit='count/min' creationDate='2026-05-28 09:00:00 +0200'"
    b" startDate='2026-05-28 00:00:00 +0200' endDate='2026-05-28 09:00:00 +0200' value='51'/></HealthData>",
    "strava": b"Activity ID,Activity Date,Activity Name,Activity Type,Activity Description,Elapsed Time,Distance\n"
    b'1,"May 28, 2026, 9:16:55 AM",Run,Run,,3600,10.0\n',
    "garmin": b'[{"summarizedActivitiesExport":[{"activityId":1,"startTimeGmt":1779959815000,"duration":3600000,'
    b'"distance":1000000,"activityType":"running"}]}]',
    "intervals.icu": b"id,restingHR,hrv,soreness\n2026-05-28,48,61.5,2\n",
    "pmsys": b"effective_time_frame,fatigue,mood,readiness,sleep_duration_h,sleep_quality,soreness,stress\n"
    b"2026-05-28T07:00:00.000Z,3,3,5,7,3,2,3\n",
    "sorewise": b'{"sorewise": {"format": 1}, "sessions": [{"id": "a", "start": "2026-05-28T09:16:55+02:00"}]}',
}


def seeds(label: str) -> Iterator[bytes]:
    """Something right to begin with: what is only random never gets past the first bytes."""
    from importers import fit_writer as w

    if label == ARCHIVE:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("1.fit", w.run_file())
            archive.writestr("a.csv", SEEDS["intervals.icu"])
        yield out.getvalue()
    elif label == PLAN:
        yield from PLANS
    elif label == "fit":
        yield w.run_file()
        yield w.fit(w.file_id(), w.lift(28), w.session(w.TRAINING, 20), w.activity())
    else:
        yield SEEDS[label]


def target(label: str, folder: Path) -> Callable[[bytes], None]:
    """What is done with each input; whatever it raises is a finding."""
    from sorewise.importers import IMPORTERS

    if label == ARCHIVE:
        return lambda data: _archive(data, folder)
    if label == PLAN:
        return _plan
    module = import_module(dict(IMPORTERS)[label])

    def read(data: bytes) -> None:
        module.recognises(data[:65536], "x")
        for _ in module.read(io.BytesIO(data), "x"):
            pass

    return read


def _plan(data: bytes) -> None:
    from datetime import date

    from sorewise.importers.plans import read_plan

    read_plan(data, "x", today=date(2026, 6, 11), zone="Europe/Berlin")


def _archive(data: bytes, folder: Path) -> None:
    from sorewise.importers.archives import Archives
    from sorewise.importers.run.inventory import entries
    from sorewise.importers.run.reading import read
    from sorewise.importers.run.source import Source

    file = folder / "x.zip"
    file.write_bytes(data)
    with Archives() as opened:
        for entry in entries([file]):
            if isinstance(entry, Source):
                read(entry, (), opened, int)


def main() -> int:
    """Let it run."""
    if len(sys.argv) < 2:
        print(__doc__)
        return 0
    label, seconds = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "60"
    import atheris

    with tempfile.TemporaryDirectory() as place, atheris.instrument_imports(include=["sorewise.importers"]):
        corpus = Path(place) / "corpus"
        corpus.mkdir()
        read = target(label, Path(place))
        for number, seed in enumerate(seeds(label)):
            (corpus / str(number)).write_bytes(seed)
            read(seed)
        options = [f"-max_total_time={seconds}", f"-timeout={SLOW_S}", f"-rss_limit_mb={MOST_MB}", "-max_len=20000"]
        atheris.Setup([sys.argv[0], *options, *sys.argv[3:], str(corpus)], read)
        atheris.Fuzz()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
