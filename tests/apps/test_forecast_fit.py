"""`fit` and `forecast --parameters`: what cannot be fitted to, or is no file of coefficients, is refused in words."""

import pytest

from apps.test_forecast import table
from sorewise.apps.ahead.people import MOST_LOAD, of_table


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("person,day,load\na,2026-01-01,3\n", "answer is missing"),
        ("person,day,answer\na,monday,3\n", "is no date"),
        ("person,day,answer\na,2026-01-01,sore\n", "is not a number"),
        ("person,day,answer\na,2026-01-01,12\n", "counts from 0, none, to 10"),
        ("person,day,answer\na,2026-01-01,-1\n", "counts from 0, none, to 10"),
        ("person,day,answer\na,2026-01-01,2\na,2126-01-01,2\n", "Is one of them wrong?"),
        ("person,day,answer\na,2026-01-01,2\na,2026-01-02,2\n", "too little to learn from"),
        ("person,day,answer\n,2026-01-01,2\n", "too little to learn from"),
        ("person,day,answer\n,,\n", "is no date"),
    ],
)
def test_a_table_that_cannot_be_fitted_to_is_refused_in_a_sentence(sorewise, tmp_path, text, said):
    """And nothing is written."""
    pytest.importorskip("scipy")
    done = sorewise("fit", sorewise.file("odd.csv", text), "--to", str(tmp_path / "out.json"), "--scale", "pain")
    assert done.code == 2
    assert said in done.err
    assert not (tmp_path / "out.json").exists()


def test_whose_answers_they_are_has_to_be_said(sorewise, tmp_path):
    """A column of numbers does not tell its scale."""
    pytest.importorskip("scipy")
    done = sorewise("fit", table(sorewise), "--to", str(tmp_path / "out.json"))
    assert (done.code, "--scale pain" in done.err) == (2, True)


def test_without_the_part_that_fits_it_says_how_to_get_it(sorewise, tmp_path, monkeypatch):
    """SciPy comes with an extra."""
    monkeypatch.setattr("sorewise.apps.ahead.fitting.find_spec", lambda _: None)
    done = sorewise("fit", table(sorewise), "--to", str(tmp_path / "out.json"), "--scale", "pain")
    assert (done.code, "pip install 'sorewise[fit]'" in done.err) == (2, True)


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"sorewise_forecast": 9}'])
def test_a_file_of_something_else_is_refused_in_a_sentence(sorewise, text):
    """What is given as coefficients and is none."""
    done = sorewise("forecast", "--parameters", sorewise.file("odd.json", text))
    assert done.code == 2
    assert "no coefficients of a forecast" in done.err
    assert sorewise("forecast", "--parameters", "nowhere.json").code == 2


def test_a_load_that_cannot_be_is_a_long_hard_day_and_no_more(tmp_path):
    """One slip of a column does not make a file that nobody can read."""
    path = tmp_path / "people.csv"
    path.write_text("person,day,answer,load\na,2026-01-01,2,1e308\na,2026-01-01,3,1e308\na,2026-01-02,2,-5\n")
    people = of_table(path, "pain")
    assert people.loads.tolist() == [[MOST_LOAD, 0.0]]
    assert people.told.tolist() == [[3.0, 2.0]]
