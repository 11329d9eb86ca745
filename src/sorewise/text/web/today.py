"""What stands around the verdict in the web app."""

from __future__ import annotations

from sorewise.text.speech import mark

TITLE = mark("Today")
CHANGE_ANSWERS = mark("Change answers")
