"""Overlays for tests: pages of text, each `# file: NAME` line beginning a file of the overlay's folder."""

import re


def write(folder, text):
    """Write the files of a page into a folder and return it."""
    for name, body in re.findall(r"^# file: (\S+)\n(.*?)(?=^# file: |\Z)", text, re.MULTILINE | re.DOTALL):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(body, encoding="utf-8")
    return folder
