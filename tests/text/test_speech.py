"""Every sentence goes through the catalogue: under a made-up language no English is left on a page."""

import ast
import re
import threading
from gettext import NullTranslations
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from sorewise.engine.ask import ask
from sorewise.model.records import ImportProblem
from sorewise.text import extract, speech
from sorewise.text.problems import problem_said
from sorewise.text.questions import screen_page
from sorewise.text.recovery import recovery_page
from sorewise.text.render import page_of
from sorewise.text.speech import CATALOGUES, catalogue, speaking, tr, trn
from sorewise.text.why import why_page
from text.moments import EASY, HERE, INTERVALS, LONG, ORDINARY, RACE, REST, judged, our_book

LETTERS = {ord(letter): 0xFEE0 + ord(letter) for letter in map(chr, [*range(65, 91), *range(97, 123)])}
GAP = re.compile(r"(\{\w+\})")
NOT_SENTENCES = re.compile(r"\[[^\]]*\]|\b\d+\.\d+\.\d+\+\w+|\bFOLDER\b")
"""What stays as it is: ids of rules in brackets, versions, and names that the runner gave."""


def strange(message):
    """The message in letters that no English has; what is filled in stays."""
    return "".join(part if GAP.fullmatch(part) else part.translate(LETTERS) for part in GAP.split(message))


class Strange(NullTranslations):
    """A language that has every sentence."""

    def gettext(self, message):
        """Return it in strange letters."""
        return strange(message)

    def ngettext(self, one, other, count):
        """The right form in strange letters."""
        return strange(one if count == 1 else other)


MOMENTS = {
    "ordinary": judged(ORDINARY, planned=INTERVALS),
    "stopped": judged({"safety": "none", "regions": ["calf"], "side": "left"}, planned=LONG),
    "no running": judged(ORDINARY | {"pain": 5, "side": "left"}, planned=RACE),
    "leg day": judged(ORDINARY | {"pain": 6, "hard_to_walk": True}, {"hours_since_leg_strength": 30}, EASY),
    "rest day": judged(ORDINARY | {"pain": 1}, planned=REST),
    "fresh": judged({"legs": "fresh", "safety": "none"}),
    "not sent": judged({"legs": "fresh"}),
    "get seen": judged(ORDINARY | {"pain": 2, "night_pain": True, "bone_tender": True}),
    "routine": judged(ORDINARY | {"pain": 2, "days_sore": 8, "trend": "better"}),
    "same day": judged(ORDINARY | {"safety": ["leg_swollen"], "regions": ["calf"]}),
    "emergency": judged({"safety": ["chest_symptoms", "heat_stress"]}),
    "in a run": judged({"phase": "in_run", "pain_start": 1, "pain_now": 4, "minutes": 12}),
    "after a run": judged(ORDINARY | {"phase": "after_run"}),
}


@pytest.mark.parametrize("name", MOMENTS)
def test_no_english_is_left_on_a_page(name):
    """Each line of each page changes with the language, to its last letter."""
    moment = MOMENTS[name]
    with speaking(Strange()):
        pages = [
            page_of(moment, HERE),
            why_page(moment.decision, our_book(), HERE, changes=moment.changes),
            recovery_page(moment.recovery, moment.decision, our_book(), HERE),
            screen_page(ask(our_book(), moment.state), our_book()),
        ]
    english = [line.text for page in pages for line in page if re.search("[A-Za-z]", NOT_SENTENCES.sub("", line.text))]
    assert not english


def test_problems_change_with_the_language_too():
    """The sentence of a file that could not be read is in the language spoken; its name is not."""
    with speaking(Strange()):
        said = problem_said(ImportProblem(path="FOLDER", code="damaged", values={"reason": "gzip"}, kept=2))
    assert not re.search("[A-Za-z]", NOT_SENTENCES.sub("", said))


def test_a_catalogue_made_from_the_template_is_found_and_spoken(tmp_path, monkeypatch):
    """.pot -> translation -> .mo -> page: the whole way that a translator's file goes."""
    found = read_po(extract.template(list(extract.messages())).splitlines(keepends=True), locale="de")
    for message in found:
        if message.id:
            message.string = tuple(map(strange, message.id)) if message.pluralizable else strange(message.id)
    folder = tmp_path / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "sorewise.mo").open("wb") as file:
        write_mo(file, found)
    monkeypatch.setattr(speech, "CATALOGUES", tmp_path)
    catalogue.cache_clear()
    try:
        with speaking("de"):
            page = page_of(MOMENTS["ordinary"], HERE)
            assert trn("{n} day", "{n} days", 1) == strange("{n} day").format(n=1)
    finally:
        catalogue.cache_clear()
    assert page[0].text == strange("Ease off")
    assert not [line.text for line in page if re.search("[A-Za-z]", NOT_SENTENCES.sub("", line.text))]


def test_a_language_without_a_catalogue_is_english():
    """Nothing is silent because nobody has translated it."""
    with speaking("tlh"):
        assert tr("Run") == "Run"


def test_the_empty_sentence_stays_empty():
    """Gettext keeps its header under the empty message; nobody wants to read it."""
    with speaking(Strange()):
        assert tr("") == ""


def test_languages_of_two_threads_do_not_mix():
    """Each thread speaks its own language."""
    heard = []
    with speaking(Strange()):
        thread = threading.Thread(target=lambda: heard.append(tr("Run")))
        thread.start()
        thread.join()
        assert tr("Run") == strange("Run")
    assert heard == ["Run"]


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "0 days"), (1, "1 day"), (1.5, "1.5 days"), (2, "2 days"), (0.5, "0.5 days"), (21, "21 days")],
)
def test_singular_and_plural(count, said):
    """One day, and everything else is days."""
    assert trn("{n} day", "{n} days", count) == said


# -------------------------------------------------------------------------------------------- the template

MESSAGES = list(extract.messages())
HOUSE = Path(extract.__file__).parent


def test_the_template_can_be_read_by_a_translators_tools():
    """Babel reads it without a complaint, and finds what was put into it."""
    found = read_po(extract.template(MESSAGES).splitlines(keepends=True))
    assert {message.text for message in MESSAGES} == {
        message.id[0] if message.pluralizable else message.id for message in found if message.id
    }
    assert not list(found.check())


def test_the_template_that_is_kept_has_every_sentence_of_the_code():
    """Made anew with: python -m sorewise.text.extract (sentences of the rulebook may change without it)."""
    kept = read_po((CATALOGUES / "sorewise.pot").read_bytes().splitlines(keepends=True))
    known = {message.id[0] if message.pluralizable else message.id for message in kept}
    missing = {message.text for message in MESSAGES if ".py:" in message.where} - known
    assert not missing


def test_every_sentence_of_the_rulebook_is_collected():
    """What rules and advice say, what facts ask, what sources are called."""
    collected, book = {message.text for message in MESSAGES}, our_book()
    said = {text for rule in book.rules for text in (rule.says, rule.because)}
    said |= {text for advice in book.advice.values() for text in (advice.says, advice.because)}
    said |= {text for advice in book.advice.values() if advice.plan for text in (advice.plan.often, advice.plan.long)}
    said |= {text for fact in book.facts.values() for text in (fact.asks, *fact.labels)}
    said |= {source.title for source in book.sources.values()} | {region.name for region in book.regions.values()}
    assert not said - {""} - collected


def test_one_sentence_has_one_plural():
    """Two plurals of one singular could not both be translated."""
    plurals = {}
    for message in MESSAGES:
        if message.plural:
            plurals.setdefault(message.text, set()).add(message.plural)
    assert not {text: found for text, found in plurals.items() if len(found) > 1}


def test_no_sentence_is_put_together_before_it_is_looked_up():
    """`tr(f"...")` and `tr("a" + b)` would never be found in a catalogue."""
    built = [
        f"{path.name}:{node.lineno}"
        for path in HOUSE.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        if node.func.id in (*extract.ONE, *extract.PAIR)
        if any(isinstance(argument, ast.JoinedStr | ast.BinOp) for argument in node.args[:1])
    ]
    assert not built


def test_the_template_is_written_where_it_is_asked_for(tmp_path, capsys):
    """The script writes the file and says how many sentences there are."""
    extract.main(tmp_path / "locale" / "sorewise.pot")
    assert (tmp_path / "locale" / "sorewise.pot").read_text(encoding="utf-8").startswith("# Every sentence")
    assert re.fullmatch(r"sorewise\.pot: \d{4} sentences\n", capsys.readouterr().out)
