"""What the words of a plan mean: the kind of a session, its race, the part a step plays. English and German."""

from __future__ import annotations

import re
from typing import NamedTuple

from sorewise.model.plan import PlanKind, RaceType


class Meaning(NamedTuple):
    """A kind, and whether the words named it; "a run" alone does not."""

    kind: PlanKind
    named: bool


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W\d_])(?:{pattern})(?![^\W\d_])")


UPPER = _words(
    r"upper[- ]?body|arms?|chest|shoulders?|core|abs|push[- ]?ups?|pull[- ]?ups?|rumpf\w*|oberk[öo]rper|arme|bauch"
)
RACE_NAMES = r"races?|parkrun|championships?|wettkampf|rennen|\w*meisterschaft(?:en)?|volkslauf|stadtlauf|silvesterlauf"
_KINDS: dict[PlanKind, str] = {
    "test": r"(?:fitness |field |lactate )?tests?|time[- ]?trial|tt|benchmark|leistungstest|laktattest|testlauf",
    "strength_leg": (
        r"strength|weights?|weight ?training|gym|lift(?:ing)?|leg[- ]?day|legs|squats?|"
        r"dead[- ]?lifts?|lunges?|plyo\w*|kr[aä]ft\w*|beine|beintraining|kniebeugen|crossfit"
    ),
    "strength_other": r"core|upper[- ]?body|rumpf\w*|oberk[öo]rper|stabi\w*",
    "mobility": r"mobility|yoga|stretch(?:ing)?|pilates|foam[- ]?roll\w*|dehnen|beweglichkeit|blackroll",
    "xt": (
        r"x-?t|x[- ]?train(?:ing)?|cross[- ]?train(?:ing|er)?|bike|biking|cycl\w+|ride|riding|spin(?:ning)?|"
        r"swim\w*|row(?:ing)?|elliptical|aqua[- ]?jog\w*|cross|hike|hiking|walk(?:ing)?|ski\w*|rad|radfahren|rennrad|"
        r"rudern|schwimmen|spazier\w*|wandern|wanderung|walken|virtualride|mtb"
    ),
    "hills": (
        r"hills?|hill[- ]?(?:repeats|sprints)|uphills?|berg(?:lauf|l[äa]ufe|sprints?|training)|"
        r"h[üu]gel\w*|anstiege?"
    ),
    "intervals": (
        r"intervals?|intervall\w*|fartlek|fahrtspiel|repeats?|reps|track|vo2\s?-?max|speed(?:work)?|"
        r"sprints?|yasso\w*|billats?|bahn\w*|wiederholungsl[äa]ufe"
    ),
    "tempo": (
        r"tempo\w*|threshold|lactate|cruise|steady[- ]state|sweet ?spot|marathon[- ]?pace|race[- ]?pace|"
        r"mp|hmp|schwelle\w*|schwellenlauf|tdl|tempodauerlauf|renntempo|wettkampftempo|progression|progressive|"
        r"steigerungslauf|crescendo(?:lauf)?|endbeschleunigung"
    ),
    "long": r"long|lsd|lr|lang\w*|langer? lauf|longrun|endurance long",
    "recovery": r"recovery|shake[- ]?out|regenerativ\w*|regeneration\w*|regenerationslauf",
    "easy": (
        r"easy|gentle|base|aerobic|foundation|ga|e-?run|locker\w*|leicht\w*|ruhig\w*|"
        r"dauerlauf|dl|ga-?1|gemütlich\w*|strides|zone ?2|z2"
    ),
}
KINDS = tuple((kind, _words(pattern)) for kind, pattern in _KINDS.items())
"""The first that is found counts; what asks more stands first, so that "easy with hill sprints" is hills."""
REST = _words(r"rest(?:[- ]?day)?|day off|off|no training|no running|ruhetag|ruhe|trainingsfrei|frei|pause")
RUN = _words(r"runs?|running|jog(?:ging)?|lauf(?:en)?|trail ?run|treadmill|laufband|miles?|course|corsa|carrera")
WALK = _words(r"walk(?:ing)?|gehen|gehpausen?")
SMALL = {
    *("a", "am", "an", "at", "by", "for", "in", "of", "on", "or", "the", "to", "with", "pm", "session", "training"),
    *("morning", "evening", "noon", "lunch", "afternoon", "outside", "road", "park", "short"),
    *("der", "die", "das", "im", "mit", "um", "uhr", "zum", "kurz", "kurzer", "morgen", "abend", "mittag"),
    *("h", "k", "km", "m", "mi", "min", "mins", "minutes", "s", "sec"),
}
"""Words beside "run" that do not make it another one; any other may, so the session is asked about."""
RACE = _words(RACE_NAMES)
NOT_YET_A_RACE = _words(
    r"pace|pre[- ]?race|post[- ]?race|race[- ]?(?:prep\w*|simulation|rehearsal|week)|before|after|effort|tempo|"
    r"prep\w*|simulation|training|recovery|easy|long|shake[- ]?out|vor|nach|vorbereitung"
)
DISTANCES: tuple[tuple[RaceType, re.Pattern[str]], ...] = (
    ("half", _words(r"half|half[- ]?marathon|halbmarathon|hm|21[.,]1 ?k(?:m)?|21 ?k(?:m)?|13[.,]1 ?mi(?:les?)?")),
    ("ultra", _words(r"ultra(?:[- ]?marathon|trail|lauf)?|50 ?k(?:m)?|100 ?k(?:m)?|50 ?miles?|100 ?miles?")),
    ("marathon", _words(r"marathon|42[.,](?:2|195) ?k(?:m)?|42 ?k(?:m)?|26[.,]2(?: ?mi(?:les?)?)?")),
    ("10k", _words(r"10[- ]?k(?:m)?|10[.,]000 ?m|10000 ?m?|six miles?")),
    ("5k", _words(r"5[- ]?k(?:m)?|5000 ?m?|parkrun|3 ?miles?|3[.,]1 ?mi(?:les?)?")),
)
RACE_METRES: tuple[tuple[float, RaceType], ...] = (
    (7_500, "5k"),
    (12_000, "10k"),
    (22_000, "half"),
    (40_500, "long_other"),
    (43_500, "marathon"),
)
"""Up to this length it is that race (15 km ask for what a half does); beyond all of them it is an ultra."""
WARM_UP = _words(r"w\.?u\.?|warm[- ]?up|warm ?up|warming up|einlaufen|einl\.?|aufwärmen|warmlaufen")
COOL_DOWN = _words(r"c\.?d\.?|cool[- ]?down|warm[- ]?down|cooling down|auslaufen|ausl\.?|abwärmen|cooldown")
RECOVERY = _words(r"jog|jogging|recovery|rec|recover|easy|float|walk|trab(?:pause)?|tp|gehpause|gp|gehen|traben")
STANDING = _words(r"rest|stand(?:ing)?|pause|pausen|p|sp|stehpause")
PRIORITY = re.compile(r"\b(?:priority|race|prio|wettkampf)[ :-]*([ABC])\b|\b([ABC])[- ](?:race|rennen|wettkampf)\b")


def kind_of(text: str) -> Meaning | None:
    """The kind that a text speaks of; None if of none that is known.

    >>> kind_of("Long run with hills"), kind_of("a run"), kind_of("brisk run")
    (Meaning(kind='hills', named=True), Meaning(kind='easy', named=False), None)
    """
    small = text.casefold()
    if is_race(small):
        return Meaning("race", named=True)
    if is_run_walk(small):
        return Meaning("easy", named=True)
    for kind, words in KINDS:
        if words.search(small):
            if kind == "xt" and RUN.search(small):
                return Meaning("easy", named=True)  # "run or bike": of two readings the one that loads the legs more
            spared = kind == "strength_leg" and UPPER.search(small) and not re.search(r"\bleg|bein", small)
            return Meaning("strength_other" if spared else kind, named=True)
    if REST.search(small):
        return Meaning("rest", named=True)
    others = set(re.findall(r"[^\W\d_]+", RUN.sub(" ", small)))
    return Meaning("easy", named=False) if others <= SMALL else None


def is_run_walk(text: str) -> bool:
    """Whether running and walking take turns, which is an easy session."""
    small = text.casefold()
    return RUN.search(small) is not None and WALK.search(small) is not None


def is_race(small: str) -> bool:
    """Whether a text (small letters) tells a race: by that word, or as nothing but a race's distance by name."""
    if NOT_YET_A_RACE.search(small):
        return False
    named = re.search(
        r"(?<![^\W\d_])(?:marathon|half[- ]?marathon|halbmarathon|ultra(?:marathon|trail|lauf)?)\b", small
    )
    return RACE.search(small) is not None or named is not None


def race_of(text: str, metres: float | None) -> RaceType | None:
    """Which race it is, by its length, else by what it is called; None if neither tells."""
    if metres is not None:
        return next((race for most, race in RACE_METRES if metres <= most), "ultra")
    small = text.casefold()
    return next((race for race, words in DISTANCES if words.search(small)), None)
