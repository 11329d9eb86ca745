"""Apple Health: the `export.xml` of a phone, up to gigabytes. Nights and workouts are taken of it.

Of millions of records only those of the resting heart rate, heart rate variability, sleep and the effort of workouts
are looked at; they are found by their bytes (`scan`), so that nothing else of the document can do harm or take time.
Several devices write the same night and the same run: each is taken from one of them and never summed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from sorewise.importers.apple_health.nights import Nights
from sorewise.importers.apple_health.scan import Scan
from sorewise.importers.apple_health.workouts import Workouts
from sorewise.importers.shared.markup import root_name
from sorewise.importers.shared.notes import Notes
from sorewise.importers.shared.recordings import Doubts
from sorewise.model.records import ImportProblem, Night, Session


def recognises(head: bytes, name: str) -> bool:  # noqa: ARG001 - the door's signature; content alone decides here
    """Whether the document is a `HealthData`; the clinical document beside it is another one."""
    return root_name(head) == "HealthData"


def read(file: BinaryIO, path: str) -> Iterator[Night | Session | ImportProblem]:
    """Nights by their day, then workouts by their start, then what was wrong; nothing is raised for bad data."""
    scan = Scan(file)
    doubts = Doubts()
    nights, workouts = Nights(doubts), Workouts(doubts)
    for element in scan.elements():
        if element.name == "Workout":
            workouts.add(element)
        elif element.attributes.get("type") == Workouts.EFFORT:
            workouts.add_effort(element)
        else:
            nights.add(element)
    kept = 0
    each: Iterator[Night | Session]
    for each in (nights.found(), workouts.found()):
        for record in each:
            kept += 1
            yield record
    notes = Notes(path)
    doubts.tell(notes)
    if scan.cut_short:
        notes.note("xml_cut_short", kept=kept)
    elif not kept:
        notes.note("no_activity", what="")
    yield from notes.found
