"""Facts with their values, in words: "pain 4 of 10", "stride changed or limping", "36 hours since leg day"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sorewise.model.facts import Fact
from sorewise.text.facts_body import FOLLOW_UP, LEGS, RUN, SPOT
from sorewise.text.facts_past import BODY, MADE, PROFILE, TRAINING
from sorewise.text.facts_safety import SAFETY
from sorewise.text.forms import Form, Length
from sorewise.text.needs import Manner
from sorewise.text.places import PARTS
from sorewise.text.speech import number, tr

FORMS: Mapping[str, Form] = {
    **LEGS, **SAFETY, **SPOT, **FOLLOW_UP, **RUN, **PROFILE, **BODY, **TRAINING, **MADE
}  # fmt: skip
"""One form a fact of `facts.toml`."""

OF_PLACES = ("region", "regions")


def fact_said(fact: Fact, value: object, manner: Manner) -> str:
    """One fact as what was noticed; None is not answered. A fact of another rulebook is said by its question."""
    form = FORMS.get(fact.id)
    if value is None:
        return tr("{what}: not answered", what=fact_name(fact))
    if fact.id in OF_PLACES:
        places = value if isinstance(value, tuple | list) else (value,)
        return ", ".join(tr(PARTS[one].plain) if one in PARTS else str(one).replace("_", " ") for one in places)
    if form is None:
        return tr("{what}: {value}", what=fact_name(fact), value=_plain(fact, value))
    return form.said(value, manner) if isinstance(form, Length) else form.said(value)


def fact_name(fact: Fact) -> str:
    """What a fact is about, in a few words."""
    form = FORMS.get(fact.id)
    return tr(form.name) if form else tr(fact.asks).rstrip("?.:")


def answers_said(
    answers: Mapping[str, object], facts: Mapping[str, Fact], manner: Manner, *, skip: Iterable[str] = ()
) -> Iterator[str]:
    """Every known answer in words, in the order of the rulebook; private ones only where `manner` lets them."""
    left_out = set(skip)
    for name, fact in facts.items():
        value = answers.get(name)
        if value is not None and name not in left_out and not (manner.without_private and fact.private):
            yield fact_said(fact, value, manner)


def _plain(fact: Fact, value: object) -> str:
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    if isinstance(value, int | float):
        return number(value)
    labels = dict(zip(fact.choices, fact.labels, strict=False))
    chosen = value if isinstance(value, tuple | list) else (value,)
    return ", ".join(tr(labels.get(one, str(one).replace("_", " "))) for one in chosen)
