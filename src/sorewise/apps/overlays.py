"""Which rulebook lies over ours: none (standard), the cautious one that ships, or the runner's own folder."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

Choice = Literal["standard", "cautious", "own"]
CHOICES: tuple[Choice, ...] = ("standard", "cautious", "own")
CAUTIOUS = Path(__file__).parents[1] / "rulebooks" / "cautious"
OWN = "rulebook"


def own_folder(place: str) -> Path:
    """Where a runner's own rulebook is looked for: beside the store (`Store.place`), or in the folder of the data."""
    if "://" not in place:
        return Path(place).parent / OWN
    from sorewise.store.place import default_path

    return default_path().parent / OWN


def overlay_of(choice: Choice, place: str) -> Path | None:
    """The folder that lies over our rulebook."""
    if choice == "standard":
        return None
    return CAUTIOUS if choice == "cautious" else own_folder(place)
