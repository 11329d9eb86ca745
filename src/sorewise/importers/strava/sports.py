"""Strava's types of activity as its table writes them: in the language of the account."""

from __future__ import annotations

import re

from sorewise.importers.shared.sport_words import sport_in
from sorewise.importers.shared.sports import Type, type_of

# Where the words that recordings are called by do not reach. Part of a word on purpose: cases and compounds.
MORE_WORDS: tuple[tuple[str, Type], ...] = (
    (r"løp|koşu|\blari\b|бег|ランニング|달리기|跑步", Type("run")),  # noqa: RUF001 - Cyrillic is meant
    (r"trilha|vandring|fottur|wędrówka|поход|ハイキング|하이킹|徒步", Type("walk", "hiking")),
    (r"caminh|promenad|gåtur|spacer|yürüyüş|ходьб|ウォーキング|걷기|步行", Type("walk")),
    (r"\bvtt\b|pedalada|cykl|cykel|sykkel|sykling|rower|bisiklet|sepeda|велос|ライド|라이딩|骑行", Type("ride")),
    (r"natação|nadar|simning|svøm|pływ|yüzme|renang|плаван|スイム|수영|游泳", Type("swim")),
    (r"poids|pesas|\bpes[io]\b|styrke|siłow|силов|ウェイト|웨이트|力量训练", Type("strength", "strength_training")),
)  # fmt: skip


def sport_of(name: str) -> Type | None:
    """What a type means, in any language known here; None if it is not."""
    small = name.casefold()
    told = (meaning for words, meaning in MORE_WORDS if re.search(words, small))
    return type_of(name) or sport_in(name) or next(told, None)
