"""Every code of a problem or an error has its sentence: what, where, and what to do."""

import ast
import re
from pathlib import Path

import pytest

import sorewise
from sorewise.model.errors import AnswerError, ConditionError, InputError, RulebookError, SorewiseError, StoreError
from sorewise.model.records import ImportProblem
from sorewise.store.trouble import SENTENCES as KINDS
from sorewise.text import problems
from sorewise.text.errors import STORE, error_said
from sorewise.text.problems import problem_said, problem_why
from text.moments import judged, our_book

PACKAGE = Path(sorewise.__file__).parent
CODE = re.compile(r"[a-z]+(_[a-z]+)*")
NOTERS = {
    *("note", "_note", "add", "problem", "_problem", "_refused", "Refusal"),
    *("BadFieldError", "ImportProblem", "Frame", "replace"),
}
"""Calls of the importers that name a code: as a keyword, or as the text that looks like one."""
GAP = re.compile(r"\{(\w+)\}")


def codes_of_the_importers():
    """Code -> names of the values it is given with, wherever an importer names one."""
    found = {}
    for path in [PACKAGE / "model" / "plain.py", *sorted((PACKAGE / "importers").rglob("*.py"))]:
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(call, ast.Call):
                continue
            name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
            if name not in NOTERS:
                continue
            keywords = {keyword.arg: keyword.value for keyword in call.keywords}
            given = [keywords["code"]] if "code" in keywords else call.args
            texts = [a.value for a in given if isinstance(a, ast.Constant) and isinstance(a.value, str)]
            codes = [text for text in texts if CODE.fullmatch(text)]
            named = [text for text in codes if "_" in text] or codes[: len(texts) == 1 or name.endswith("problem")]
            for code in named[:1]:
                found.setdefault(code, set()).update(
                    set(keywords) - {"code", "path", "place", "kept", "values", "number"}
                )
                if isinstance(keywords.get("values"), ast.Dict):
                    found[code] |= {key.value for key in keywords["values"].keys}
    return found


CODES = codes_of_the_importers()


def test_the_walk_finds_the_codes():
    """The walk over the importers is not blind: it meets codes of files, FIT, tables and our own document."""
    met = {
        "too_large",
        "empty_file",
        "damaged",
        "no_session",
        "out_of_range",
        "open_quote",
        "not_json",
        "missing_field",
    }
    assert met <= set(CODES)


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_code_of_the_importers_has_a_sentence(code):
    """Also where none of its values is known."""
    assert code in problems.SENTENCES
    for values in ({}, dict.fromkeys(CODES[code], 3)):
        said = problem_why(ImportProblem(path="", code=code, values=values))
        assert said[0].isupper() or said[0] in '"3'
        assert said.endswith(".")
        assert "_" not in said
        assert "{" not in said


def test_no_sentence_is_kept_for_a_code_that_nobody_uses():
    """What an importer no longer says needs no translation; some codes are chosen before they are named in a call."""
    texts = "".join(path.read_text(encoding="utf-8") for path in (PACKAGE / "importers").rglob("*.py"))
    assert [code for code in problems.SENTENCES if code not in CODES and f'"{code}"' not in texts] == []


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        (
            ImportProblem(path="1.fit", code="damaged", values={"reason": "checksum"}),
            "1.fit: The file is damaged (its checksum is wrong); nothing of it was taken. Export or copy it again.",
        ),
        (
            ImportProblem(path="w.csv", place="line 7", code="bad_date", values={"value": "01/02/2026"}),
            'w.csv, line 7: "01/02/2026" is no day. Write days like 2026-11-22; the row was left out.',
        ),
        (
            ImportProblem(path="a.fit", code="cut_short", kept=1, values={"missing_bytes": 20, "messages": 9}),
            "a.fit: The file breaks off, 20 bytes too early. What stands before the end was read. 1 record was kept.",
        ),
        (
            ImportProblem(path="a.csv", place="line 3", code="cut_short"),
            "a.csv, line 3: The row breaks off at the end of the file. Its last cell was left out.",
        ),
        (
            ImportProblem(path="big.fit", code="too_large", values={"bytes": 64 * 2**20, "most": 32 * 2**20}),
            "big.fit: The file has 64 MB; more than 32 MB is not read. Export a shorter time.",
        ),
        (
            ImportProblem(path="p.fit", code="unknown_format", values={"looks_like": "gpx", "suffix": ".fit"}),
            "p.fit: This looks like a GPX track, which is not read. FIT, TCX, GPX and the exports of services are.",
        ),
        (
            ImportProblem(path="p.fit", code="unknown_format", values={"looks_like": "", "suffix": ".fit"}),
            "p.fit: The content is of no format that is read. FIT, TCX, GPX and the exports of services are.",
        ),
        (
            ImportProblem(path="x", code="of_another_time", kept=2),
            "x: This could not be taken (of another time). 2 records were kept.",
        ),
    ],
)
def test_sentences_of_problems(problem, said):
    """Where, what, why it matters, what to do."""
    assert problem_said(problem) == said


def test_every_kind_of_store_trouble_has_a_sentence():
    """The kinds are the store's; the sentences are ours."""
    assert set(STORE) == set(KINDS)
    for kind in KINDS:
        said = error_said(StoreError("in English", kind=kind, place="/here/runner.db"))
        assert said != "in English"
        assert "{" not in said


def wrong(answers, history=None):
    """The sentence for answers that cannot be meant."""
    with pytest.raises(AnswerError) as caught:
        judged(answers, history)
    return error_said(caught.value, our_book().facts)


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"zzz": 3}, 'There is no fact called "zzz".'),
        ({"gaitt": "normal"}, 'There is no fact called "gaitt"; did you mean "gait"?'),
        ({"pain": 11}, '"pain" is 11; it should be a number from 0 to 10.'),
        ({"pain": True}, '"pain" is true; it should be a number from 0 to 10.'),
        ({"sleep_quality": 2.5}, '"sleep_quality" is 2.5; it should be a whole number from 1 to 5.'),
        ({"gait": "limping"}, '"gait" is "limping"; it should be one of normal and changed.'),
        ({"night_pain": "yes"}, '"night_pain" is "yes"; it should be yes or no (true or false).'),
        ({"illness_days": 400}, '"illness_days" is 400; it should be a whole number from 0 to 365 days.'),
        ({"safety": "all fine"}, '"safety" is "all fine"; it should be "none", or a list of signs of the safety page.'),
        ({"safety": ["headache"]}, 'There is no sign called "headache" on the safety page.'),
        ({"spots": "calf"}, '"spots" should be a list of places, each with its region, side and answers.'),
        ({"spots": [{"region": "elbow"}]}, 'There is no place called "elbow" on the body map.'),
    ],
)
def test_sentences_of_answers(answers, said):
    """Which answer, what was given, what it should be."""
    assert wrong(answers) == said


def test_other_errors_speak_for_themselves():
    """An error whose sentence was made where it was raised keeps it; a path and a rulebook get ours."""
    assert error_said(InputError("gone", path="runs")) == "runs: there is no such file or folder."
    assert error_said(InputError("Give --km or --miles, not both.")) == "Give --km or --miles, not both."
    assert error_said(ConditionError("not a condition", 3)) == "not a condition"
    assert error_said(SorewiseError("it is so")) == "it is so"
    assert error_said(StoreError("This Night cannot be kept.")) == "This Night cannot be kept."
    assert error_said(AnswerError("an answer")) == "an answer"
    assert error_said(RulebookError(["a", "b"])) == "The rulebook has 2 mistakes:\na\nb"
    assert error_said(RulebookError(["a"])) == "The rulebook has 1 mistake:\na"
