"""What was wrong with a file, in words."""

from sorewise.model.records import ImportProblem
from sorewise.text.problems import problem_said, problem_why


def test_a_sentence_says_where_what_and_what_was_kept():
    """The member of an archive as people see it, a count, a word of ours for a value."""
    problem = ImportProblem(path="a.zip!b.gpx", code="sport_guessed", kept=2, values={"what": "walk", "count": 2})
    said = problem_said(problem)
    assert said.startswith("a.zip!b.gpx: The track does not say its sport; by its speed it counts as a walk (if not: ")
    assert said.endswith("2 records were kept.")
    left_out = ImportProblem(path="a", code="values_left_out", values={"count": 3, "field": "resting_hr"})
    assert problem_why(left_out) == "3 values of resting_hr cannot be; they were left out."
