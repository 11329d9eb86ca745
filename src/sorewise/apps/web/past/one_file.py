"""A page as one file that needs no server: its style sheets within, everything else that it would load left out."""

from __future__ import annotations

import re

from sorewise.apps.web.statics import FOLDER

STYLE = re.compile(r'<link rel="stylesheet" href="/static/\w+/([\w.-]+)">')
LOADED = re.compile(r"<link [^>]*>|<script [^>]*></script>")
FONT_FACE = re.compile(r"@font-face\s*{[^}]*}")


def in_one_file(page: str) -> str:
    """The page with its style sheets in it; the typeface is that of the reader's machine."""
    head, rest = page.split("</head>", 1)
    dressed = STYLE.sub(lambda found: f"<style>{_style(found[1])}</style>", head)
    return f"{LOADED.sub('', dressed)}</head>{rest}"


def _style(name: str) -> str:
    return FONT_FACE.sub("", (FOLDER / name).read_text(encoding="utf-8"))
