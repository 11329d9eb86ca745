"""What is wrong with a case given as JSON, in words."""

from __future__ import annotations

from sorewise.text.speech import tr


def no_file(file: str, kind: str, why: str) -> str:
    """For a file that cannot be read; `kind` is the name of the system's error, `why` what it said."""
    if kind == "FileNotFoundError":
        return tr("{file}: there is no such file. Give a JSON file, or - for what is piped in.", file=file)
    if kind == "IsADirectoryError":
        return tr("{file}: this is a folder. Give a JSON file, or - for what is piped in.", file=file)
    return tr("{file} cannot be read: {why}. Give a JSON file, or - for what is piped in.", file=file, why=why)


def no_text(file: str, byte: int) -> str:
    """For bytes that are no text."""
    return tr("{file}: this is not UTF-8 text (byte {byte}).", file=file, byte=byte)


def no_json(line: int, column: int, why: str) -> str:
    """For text that is not JSON."""
    return tr("This is not JSON: line {line}, column {column}: {why}.", line=line, column=column, why=why)


def too_deep() -> str:
    """For brackets in brackets without end."""
    return tr("This JSON is nested deeper than anything that is read here.")


def told_twice(name: str) -> str:
    """For one name with two values."""
    return tr('"{name}" is given twice; which one is meant?', name=name)


def no_number(name: str) -> str:
    """For NaN and Infinity."""
    return tr("{name} is not a number here; leave out what is not known.", name=name)


def too_large(digits: str) -> str:
    """For a number beyond reason."""
    return tr("{digits} is (the beginning of) too large a number.", digits=digits)


def no_object() -> str:
    """For JSON that is no object."""
    return tr("A case is an object: {example}.", example='{"answers": {...}, "history": {...}}')


def no_key(key: str, near: str) -> str:
    """For a key that a case does not have."""
    if near:
        return tr('There is no key called "{key}"; did you mean "{near}"?', key=key, near=near)
    return tr('There is no key called "{key}"; a case has "answers" and "history".', key=key)


def no_facts(where: str) -> str:
    """For what should be an object of facts."""
    return tr('"{where}" should be an object of facts: {example}.', where=where, example='{"pain": 3, ...}')


def no_spots() -> str:
    """For what should be a list of places."""
    example = '[{"region": "calf", "side": "left", "pain": 3}, ...]'
    return tr('"spots" should be a list of objects: {example}.', example=example)


def one_place(where: str, name: str) -> str:
    """For a spot in several places."""
    return tr('{where}: "{name}" should be one place.', where=where, name=name)


def one_value(where: str, name: str) -> str:
    """For a fact whose value is an object or a list of lists."""
    return tr('{where}: "{name}" should be one value or a list of words.', where=where, name=name)


def no_day(given: object) -> str:
    """For a day that does not exist."""
    return tr('"today" is {given}; it should be a day that exists, such as "2026-03-08".', given=repr(given))


def no_groups() -> str:
    """For what should be a list of private groups."""
    return tr('"switched_on" should be a list of groups: {example}.', example='["pregnancy", ...]')
