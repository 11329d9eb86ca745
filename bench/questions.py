"""Screens asked against the smallest set of screens that proves the verdict, on a made population of sore mornings.

    python bench/questions.py [--quick]

A runner answers the screens that `ask` names until it is settled. The peer is the best of hindsight: page 1 and
the safety page, which are compulsory, and the smallest set of further pages that settles the same morning, found by
trying all.
"""

import statistics
import sys
from itertools import chain, combinations

from parts.population import Morning, Told, mornings, state_of

from sorewise.engine.ask import PAGE_OF, ask
from sorewise.engine.book import Rulebook
from sorewise.engine.decide import decide
from sorewise.engine.rules import load

MOST_OVER_BEST = 1.10
MOST_ON_AVERAGE = 3.6
COMPULSORY = ("legs", "safety")
OPTIONAL = ("spot", "follow_up")
MANY = 20  # a check-in that asks more than this runs in circles

Screen = tuple[str, int | None]

# The mornings that the design names: what differs from a harmless answer, of the body and of the place, and the screens
# they may take.
NAMED: dict[str, tuple[dict[str, object], dict[str, object], range]] = {
    "fresh legs": ({}, {}, range(2, 4)),
    "exhausted": ({"fatigue": 9}, {}, range(2, 4)),
    "both quads 3": ({}, {"region": "quad", "side": "both", "pain": 3}, range(3, 5)),
    "left calf 4": ({}, {"region": "calf", "side": "left", "pain": 4}, range(3, 5)),
    "knee 2": ({}, {"region": "knee_front", "side": "left", "pain": 2, "tissue": "joint"}, range(3, 5)),
}


def asked(book: Rulebook, morning: Morning) -> list[Screen]:
    """Name the screens shown until nothing can change the verdict."""
    told: Told = {}
    screens: list[Screen] = []
    while not (step := ask(book, state_of(book, morning, told))).settled:
        screens.append((step.page, step.spot))
        if len(screens) > MANY:
            raise SystemExit(f"asked in circles: {screens[-3:]} {[q.fact.id for q in step.screen]} {morning}")
        if step.page in COMPULSORY:
            tell_page(book, morning, (step.page, None), told)
        for question in step.screen:
            tell(book, question.fact.id, step.spot, told)
    return screens


def smallest(book: Rulebook, morning: Morning) -> int:
    """Count the screens of the smallest set that settles the morning."""
    places: list[int | None] = [*range(len(morning.spots))] or [None]
    optional = [(page, place) for place in places for page in OPTIONAL]
    for chosen in chain.from_iterable(combinations(optional, size) for size in range(len(optional) + 1)):
        told: Told = {}
        for screen in (*((page, None) for page in COMPULSORY), *chosen):
            tell_page(book, morning, screen, told)
        if decide(book, state_of(book, morning, told)).settled:
            return len(COMPULSORY) + len(chosen)
    raise SystemExit(f"every page is answered and it is not settled: {morning}")


def tell_page(book: Rulebook, morning: Morning, screen: Screen, told: Told) -> None:
    """Answer a whole page, of the body and of its place (of every place where a page is about none)."""
    page, place = screen
    places = [place] if page in OPTIONAL else [*range(len(morning.spots))]
    for name, fact in book.facts.items():
        if PAGE_OF.get(fact.page, fact.page) == page:
            for each in places:
                tell(book, name, each, told)
            if fact.scope == "morning" and not places:
                tell(book, name, None, told)


def tell(book: Rulebook, name: str, place: int | None, told: Told) -> None:
    """Answer one question; a group answers all its lines."""
    for id_ in [name, *(fact.id for fact in book.facts.values() if fact.part_of == name)]:
        told.setdefault(id_, set()).add(None if book.facts[id_].scope == "morning" else place)


def named(book: Rulebook) -> bool:
    """Print the screens of each named morning, profile and history known; True if all are within their limits."""
    good = True
    plain = next(mornings(book, 1, 0, odd=0))
    for name, (body, place, limits) in NAMED.items():
        spots = ({**plain.spots[0], **place, "pain_before_dose": place["pain"]},) if place else ()
        morning = Morning({**plain.body, "legs": "sore" if spots else "fresh", **body}, spots, plain.known)
        screens = [page for page, _ in asked(book, morning)]
        good &= (within := len(screens) in limits)
        goal = f"{limits[0]} to {limits[-1]}"
        print(f"screens, {name}: {len(screens)} ({', '.join(screens)}; goal {goal}) {'ok' if within else 'short'}")
    return good


def main() -> int:
    """Print each figure; 1 if one falls short."""
    book = load()
    good = named(book)
    made = list(mornings(book, 150 if "--quick" in sys.argv else 1000, seed=7))
    counts = [(len(asked(book, morning)), smallest(book, morning)) for morning in made]
    over = sum(count for count, _ in counts) / sum(best for _, best in counts)
    mean = statistics.mean(count for count, _ in counts)
    worst = max(count for count, _ in counts)
    best = statistics.mean(best for _, best in counts)
    good &= over <= MOST_OVER_BEST and mean <= MOST_ON_AVERAGE
    print(f"{len(made)} made sore mornings, {sum(len(m.spots) > 1 for m in made)} of them with two places")
    verdict = "ok" if over <= MOST_OVER_BEST else "short"
    print(f"screens_over_best: {over:.3f} (best {best:.2f}, goal {MOST_OVER_BEST:.2f}) {verdict}")
    verdict = "ok" if mean <= MOST_ON_AVERAGE else "short"
    print(f"screens_mean: {mean:.2f} (most {worst}, goal {MOST_ON_AVERAGE}) {verdict}")
    return 0 if good else 1


if __name__ == "__main__":
    raise SystemExit(main())
