"""What the names that runners and services give to sessions say of their kind.

Only words that name a session on purpose: what a service calls every run in some language ("Course à pied", "Carrera",
"Track Run") says nothing.
"""

from __future__ import annotations

import polars as pl

_HALF = r"half[- ]?marathon|halbmarathon|semi[- ]?marathon|medi[oa][- ]marat[oó]n|mezza[- ]maratona|halvmaraton"
_WHOLE = r"marathon|marat[oó]n|maratona|maraton"
RACE = (
    r"\b(race|parkrun|championships?|time[- ]trial|wettkampf|\w+[- ]?meisterschaft(en)?|volkslauf|stadtlauf|"
    r"silvesterlauf|comp[eé]tition|competici[oó]n|gara|wedstrijd|triathlon|ironman)\b"
)
NOT_YET_A_RACE = (
    r"\b(train\w*|prep\w*|plan|pac(e|ed|er|ing)|tempo|work[- ]?out|session|simulation|warm[- ]?up|cool[- ]?down|"
    r"recovery|easy|after|before|pre|post|shake[- ]?out|strides|week|recon|volunteer\w*|spectat\w*|"
    r"vorbereitung|einlaufen|auslaufen|nach|vor)\b"
)
KINDS: tuple[tuple[str, str], ...] = (
    ("recovery", r"\b(recovery (run|jog)|shake[- ]?out|regenerati\w+|r[eé]cup(ération)?)\b"),
    ("hills", r"\b(hills?|hilly|berglauf|bergl[aä]ufe|bergsprints?|c[oô]tes|cuestas)\b"),
    ("intervals", r"\b\d{1,2} ?[x×] ?\d+|\b(intervals?|intervall\w*|fartlek|repeats|reps|vo2 ?max|fractionn[eé])\b"),
    ("tempo", r"\b(tempo|tempolauf|threshold|cruise|schwellen\w*|seuil|umbral|soglia)\b"),
    ("long", r"\b(long[- ](slow )?(run|distance)|lsd|langer? lauf|sortie longue|tirada larga|lunghissimo|long jog)\b"),
    ("recovery", r"\brecovery\b"),
    ("easy", r"\b(easy|locker\w*|gentle)\b"),
)
"""Kind and words, the first that is found: "hill repeats" are hills, "6x800, 400 recovery" are intervals."""
LEGS = (
    r"\b(legs?|leg[- ]day|squats?|dead[- ]?lifts?|lunges?|lower[- ]body|glutes?|hamstrings?|quads?|calf|calves|plyo\w*|"
    r"beine?|beintag|kniebeugen?|kreuzheben|ausfallschritte|jambes|piernas|gambe)\b"
)
NOT_LEGS = (
    r"\b(upper[- ]body|arms?|chest|shoulders?|biceps|triceps|bench|push|pull|core|abs|oberk[oö]rper|rumpf|arme|brust|"
    r"schultern?|bras|brazos|braccia)\b"
)


def says(words: str) -> pl.Expr:
    """Whether the name holds one of these words; false without a name."""
    return pl.col("name").str.contains(f"(?i){words}").fill_null(value=False)


def kind_said() -> pl.Expr:
    """The kind that the name of a run tells, null if none; a race is for `race_said`."""
    found: pl.Expr = pl.lit(None, pl.String)
    for kind, words in reversed(KINDS):
        found = pl.when(says(words)).then(pl.lit(kind)).otherwise(found)
    return found


def race_said(half: pl.Expr, whole: pl.Expr) -> pl.Expr:
    """Whether the name tells a race: outright, or by a distance that was run (`half`, `whole` say if it was)."""
    distance = (says(_HALF) & half) | (says(rf"\b({_WHOLE})\b") & ~says(_HALF) & whole)
    return (says(RACE) | distance.fill_null(value=False)) & ~says(NOT_YET_A_RACE)
