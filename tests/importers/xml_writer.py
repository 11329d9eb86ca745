"""Small GPX, TCX and Apple Health files, as devices and services write them."""

from datetime import UTC, datetime, timedelta

START = datetime(2026, 5, 28, 9, 16, 55, tzinfo=UTC)
METRES_A_DEGREE = 111_195.0
GPX = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<gpx creator="StravaGPX" version="1.1"'
    ' xmlns="http://www.topografix.com/GPX/1/1"'
    ' xmlns:gpxtpx="http://www.garmin.com/xmlschemas/TrackPointExtension/v1">\n'
)
TCX = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<TrainingCenterDatabase'
    ' xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2">'
)
HEALTH = '<?xml version="1.0" encoding="UTF-8"?>\n<HealthData locale="en_CH">\n'


def at(seconds):
    """A time as GPX and TCX have it, `seconds` after START."""
    return (START + timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%SZ")


def trkpt(seconds, metres, height=500.0, rate=None, lon=8.5, time=None):
    """One point, `metres` north of the equator."""
    time = at(seconds) if time is None else time
    heart = f"<gpxtpx:TrackPointExtension><gpxtpx:hr>{rate}</gpxtpx:hr></gpxtpx:TrackPointExtension>" if rate else ""
    inner = (f"<time>{time}</time>" if time else "") + (f"<extensions>{heart}</extensions>" if heart else "")
    return f'<trkpt lat="{metres / METRES_A_DEGREE:.9f}" lon="{lon}">\n <ele>{height}</ele>{inner}</trkpt>\n'


def segment(*points):
    """A segment of points."""
    return f"<trkseg>\n{''.join(points)}</trkseg>\n"


def trk(*segments, name="Morning Run", kind="running"):
    """A track."""
    about = "".join(f"<{tag}>{text}</{tag}>" for tag, text in (("name", name), ("type", kind)) if text)
    return f"<trk>{about}{''.join(segments)}</trk>\n"


def gpx(*parts, time=""):
    """A file of tracks, routes and waypoints."""
    return f"{GPX}{time}{''.join(parts)}</gpx>\n".encode()


def steady(seconds=600, speed=3.0, first=0, step=5, **about):
    """A segment at one speed (m/s)."""
    return segment(*(trkpt(first + s, (first + s) * speed, rate=140, **about) for s in range(0, seconds + 1, step)))


def trackpoint(seconds, metres=None, height=500.0, rate=150, place=True):
    """A point of TCX; what is None is left out."""
    lat = seconds * 3 / METRES_A_DEGREE
    return "".join((
        f"<Trackpoint><Time>{at(seconds)}</Time>",
        f"<Position><LatitudeDegrees>{lat:.9f}</LatitudeDegrees><LongitudeDegrees>8.5</LongitudeDegrees></Position>"
        if place
        else "",
        "" if height is None else f"<AltitudeMeters>{height}</AltitudeMeters>",
        "" if metres is None else f"<DistanceMeters>{metres}</DistanceMeters>",
        "" if rate is None else f"<HeartRateBpm><Value>{rate}</Value></HeartRateBpm>",
        "<Extensions><TPX><Speed>3.0</Speed></TPX></Extensions></Trackpoint>",
    ))  # fmt: skip


def lap(*points, start=0, seconds=300, metres=900, rate=140):
    """A lap with what the watch counted; what is None is left out."""
    counted = "".join((
        "" if seconds is None else f"<TotalTimeSeconds>{seconds}</TotalTimeSeconds>",
        "" if metres is None else f"<DistanceMeters>{metres}</DistanceMeters>",
        "" if rate is None else f"<AverageHeartRateBpm><Value>{rate}</Value></AverageHeartRateBpm>",
    ))  # fmt: skip
    track = f"<Track>{''.join(points)}</Track>" if points else ""
    return f'<Lap StartTime="{at(start)}">{counted}{track}</Lap>'


def activity(*laps, sport="Running", end="", time=None):
    """An activity; `end` is what stands behind its laps."""
    return f'<Activity Sport="{sport}"><Id>{at(0) if time is None else time}</Id>{"".join(laps)}{end}</Activity>'


def tcx(*activities, end=""):
    """A file of activities."""
    return f"{TCX}<Activities>{''.join(activities)}</Activities>{end}</TrainingCenterDatabase>".encode()


def record(kind, start, end="", value="", inside="", source="Watch", unit="count/min"):
    """An Apple Health record; times are written as Apple does ("2026-05-28 06:10:00 +0200")."""
    head = (
        f' <Record type="HK{kind}" sourceName="{source}" sourceVersion="11"'
        ' device="&lt;&lt;HKDevice: 0x1&gt;, name:Apple Watch, hardware:Watch7,2&gt;"'
        f' unit="{unit}" creationDate="{end or start}" startDate="{start}" endDate="{end or start}" value="{value}"'
    )
    return f"{head}>{inside}</Record>\n" if inside else f"{head}/>\n"


def sleep(stage, start, end, source="Watch", zone=""):
    """A stage of sleep; `zone` as the record may name it."""
    inside = f'<MetadataEntry key="HKTimeZone" value="{zone}"/>' if zone else ""
    return record(
        "CategoryTypeIdentifierSleepAnalysis", start, end, f"HKCategoryValueSleepAnalysis{stage}", inside, source
    )


def resting(start, value, end=""):
    """A resting heart rate."""
    return record("QuantityTypeIdentifierRestingHeartRate", start, end, value)


def hrv(kind, start, value):
    """A heart rate variability: kind is SDNN or RMSSD."""
    beats = (
        "<HeartRateVariabilityMetadataList><InstantaneousBeatsPerMinute bpm='50'/></HeartRateVariabilityMetadataList>"
    )
    return record(f"QuantityTypeIdentifierHeartRateVariability{kind}", start, "", value, beats, unit="ms")


def workout(inside="", start="2026-05-28 07:00:00 +0200", end="2026-05-28 07:50:00 +0200", sport="Running", **more):
    """A workout of a watch; `more` are further attributes."""
    told = {"duration": "48.5", "durationUnit": "min", "sourceName": "Anna’s Watch", **more}
    device = "&lt;&lt;HKDevice: 0x1&gt;, name:Apple Watch, manufacturer:Apple Inc., model:Watch, hardware:Watch7,2&gt;"
    attributes = " ".join(f'{name}="{value}"' for name, value in told.items())
    return (
        f' <Workout workoutActivityType="HKWorkoutActivityType{sport}" {attributes} device="{device}"'
        f' startDate="{start}" endDate="{end}">\n{inside} </Workout>\n'
    )


def statistics(kind, unit, **values):
    """The statistics of a workout."""
    told = " ".join(f'{name}="{value}"' for name, value in values.items())
    return f'  <WorkoutStatistics type="HKQuantityTypeIdentifier{kind}" {told} unit="{unit}"/>\n'


def metadata(key, value):
    """An entry of metadata."""
    return f'  <MetadataEntry key="{key}" value="{value}"/>\n'


def health(*elements):
    """An export of a phone."""
    return f"{HEALTH}{''.join(elements)}</HealthData>\n".encode()
