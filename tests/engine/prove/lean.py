"""A lean rulebook over ours: the red flags and a handful of rules, so that all promises are proved in a few seconds."""

from engine.strategies import our_book

KEPT = {"SYS-GREEN", "SYS-UNK", "RC-LOWINT", "RX-PAIN-UNK", "SYS-RUN-CALM", "RX-RUN-KEEP-EASY", "SYS-AFTER-RUN"}
RULE = """
[{id}]
says = "Made."
because = "Made."
sources = ["own-choice"]
grade = "D"
since = 2026-11-22
when = "{when}"
{rest}
examples = [{{ given = {{ {yes} }}, fires = true }}, {{ given = {{ {no} }}, fires = false }}]
"""


def lean(folder, *more):
    """Write the overlay into a folder, with more rules if any, and return the folder."""
    (folder / "rules").mkdir(parents=True)
    (folder / "rules" / "lean.toml").write_text("".join((*_retired(), *more)), encoding="utf-8")
    return folder


def rule(id_, when, rest, yes, no):
    """One more rule, with an example on either side."""
    return RULE.format(id=id_, when=when, rest=rest, yes=yes, no=no)


def _retired():
    """Every other rule, or part of a rule, that is no red flag."""
    flagged = {rule.spec for rule in our_book().rules if rule.red_flag}
    for id_ in dict.fromkeys(rule.id if rule.spec in flagged else rule.spec for rule in our_book().rules):
        if id_ not in KEPT and not (id_ in our_book().by_id and our_book().by_id[id_].red_flag):
            yield f"[{id_}]\nretire = true\n"
