"""Every sentence of the three articles is pinned by a worked morning or explained as not modelled."""

import re
import tomllib
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = tomllib.loads((ROOT / "src/sorewise/rulebook/sources.toml").read_text(encoding="utf-8"))
ARTICLES = sorted(name for name, source in SOURCES.items() if source["kind"] == "article")
MORNING_FILES = sorted((ROOT / "tests/mornings").glob("*.toml"))
MORNINGS = list(
    chain.from_iterable(tomllib.loads(path.read_text(encoding="utf-8"))["morning"] for path in MORNING_FILES)
)
NOT_MODELLED = (ROOT / "docs/explanation/not-modelled.md").read_text(encoding="utf-8")

RUNGS = {"run_as_planned", "run_easy", "run_reduced", "cross_train", "rest"}
IN_RUN = {"carry_on", "keep_easy", "shorten", "walk_home", "stop"}
REFERRALS = {"none", "routine", "prompt", "same_day", "emergency"}


def place(number):
    """Paragraph and sentence of a number: 12.3 -> (12, 3)."""
    paragraph, sentence = number.split(".")
    return int(paragraph), int(sentence)


def listed(cell):
    """The numbers of a cell: "57.1-57.3, 60.2" -> 57.1, 57.2, 57.3, 60.2. A range stays in its paragraph."""
    for part in cell.split(","):
        first, _, last = part.strip().partition("-")
        (paragraph, start), (other, stop) = place(first), place(last or first)
        assert paragraph == other, f"{part}: a range leaves its paragraph"
        assert start <= stop, f"{part}: a range runs backwards"
        yield from (f"{paragraph}.{sentence}" for sentence in range(start, stop + 1))


def rows(article):
    """(numbers, in short, reason) of each row under the article's heading in not-modelled.md."""
    section = re.search(rf"^## {article}\n(.*?)(?=^## |\Z)", NOT_MODELLED, re.MULTILINE | re.DOTALL)
    assert section, f"not-modelled.md has no heading for {article}"
    table = re.findall(r"^\| (\d[^|]*) \| ([^|]+) \| ([^|]+) \|$", section[1], re.MULTILINE)
    return [(list(listed(cell)), short, reason) for cell, short, reason in table]


def pinned(article):
    """The sentences of an article that some morning stands for."""
    anchors = (anchor.partition("#") for morning in MORNINGS for anchor in morning["source"])
    return {number for name, _, number in anchors if name == article and number}


def test_there_are_three_articles():
    """The three articles are numbered, and nothing else is."""
    assert ARTICLES == ["coach-rule", "leg-day", "sore-legs"]
    assert {name for name, source in SOURCES.items() if "sentence" in source} == set(ARTICLES)


@pytest.mark.parametrize("article", ARTICLES)
def test_the_numbers_have_no_gap(article):
    """Paragraphs and sentences count from 1 without a gap, in order, and the totals are the totals."""
    source = SOURCES[article]
    places = [place(number) for number in source["sentence"]]
    paragraphs = [paragraph for paragraph, _ in places]
    expected = [(p, s) for p in range(1, source["paragraphs"] + 1) for s in range(1, paragraphs.count(p) + 1)]
    assert places == expected
    assert len(places) == source["sentences"]
    assert set(paragraphs) == set(range(1, source["paragraphs"] + 1))


@pytest.mark.parametrize("article", ARTICLES)
def test_a_sentence_is_told_in_at_most_five_words(article):
    """We number the articles, we do not copy them."""
    told = SOURCES[article]["sentence"] | {numbers[0]: short for numbers, short, _ in rows(article)}
    assert [words for words in told.values() if not 1 <= len(words.split()) <= 5] == []


@pytest.mark.parametrize("article", ARTICLES)
def test_every_sentence_is_pinned_or_explained(article):
    """Each number is a morning's source or stands in not-modelled.md, never both, never neither."""
    explained = [number for numbers, _, _ in rows(article) for number in numbers]
    assert len(explained) == len(set(explained)), "a number stands twice in not-modelled.md"
    assert pinned(article).isdisjoint(explained)
    assert pinned(article) | set(explained) == set(SOURCES[article]["sentence"])


@pytest.mark.parametrize("article", ARTICLES)
def test_every_reason_is_given(article):
    """A row of not-modelled.md says why."""
    assert rows(article)
    assert all(reason.strip() for _, _, reason in rows(article))


@pytest.mark.parametrize("morning", MORNINGS, ids=lambda morning: morning["id"])
def test_a_morning_is_well_formed(morning):
    """A morning has its six parts, sources that exist and words of the two ladders."""
    assert list(morning) == ["id", "source", "says", "answers", "history", "expect"]
    for anchor in morning["source"]:
        name, _, number = anchor.partition("#")
        assert name in SOURCES
        assert not number or number in SOURCES[name]["sentence"]
        assert number or name not in ARTICLES, "an article is named by its sentence"
    assert morning["source"]
    assert morning["says"]
    expect = morning["expect"]
    assert set(expect) - {"referral"} == {"headline", "activity", "fires", "advises"}
    rungs = IN_RUN if morning["answers"].get("phase") == "in_run" else RUNGS
    assert expect["activity"] in rungs
    assert expect["headline"] in {expect["activity"], "see_professional", "urgent_care"}
    assert expect.get("referral", "none") in REFERRALS


def test_ids_are_unique():
    """A failing morning is found by its id."""
    ids = [morning["id"] for morning in MORNINGS]
    assert len(ids) == len(set(ids))
