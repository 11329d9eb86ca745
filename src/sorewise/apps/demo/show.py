"""The demo's walk: import, check-in, verdict, session, recovery, and what would change it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from contextlib import redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from sorewise.apps.asking import Asking
from sorewise.apps.check import finish, judged
from sorewise.apps.demo.runner import ANSWERS, MORNING, history
from sorewise.apps.draft import started
from sorewise.apps.here import being, here
from sorewise.apps.keys import Lines
from sorewise.apps.options import Json
from sorewise.apps.out import show
from sorewise.apps.screens import Interview
from sorewise.apps.taking import taken_in
from sorewise.model.facts import Fact
from sorewise.model.records import History
from sorewise.text import demo as said
from sorewise.text import taking
from sorewise.text.page import Line

if TYPE_CHECKING:
    from sorewise.engine.ask import Question
    from sorewise.morning import Morning
    from sorewise.store import Store


def demo(*, as_json: Json = False) -> None:
    """Walk a sample runner through a sore morning; your own data is not touched."""
    with (
        TemporaryDirectory(prefix="sorewise-") as folder,
        being(db=str(Path(folder) / "demo.db"), clock=lambda: MORNING),
        here().store() as store,
    ):
        with redirect_stdout(io.StringIO()) if as_json else _speaking():
            found = _walked(store, Path(folder) / "sample-runner.json")
        finish(store, store.profile(), found, as_json=as_json)
        if not as_json:
            show(said.ending())


class _speaking:  # noqa: N801 - stands where a context manager of contextlib would
    def __enter__(self) -> None: ...
    def __exit__(self, *_: object) -> None: ...


def _walked(store: Store, sample: Path) -> Morning:
    """Up to the verdict: import the record, then answer the questions."""
    from sorewise.exporters.full_json import document

    sample.write_text(document(history()), encoding="utf-8")
    show(said.opening(sample.name))
    done = taken_in(store, [str(sample)])
    show(taking.summary(done.counts, done.partial, done.refused))
    show(said.morning())
    return _interviewed(store.history())


def _interviewed(known: History) -> Morning:
    rehearsed = Rehearsed(Lines(), here().book())
    check_in = started(here().now(known.profile))
    found = Interview(rehearsed, lambda one: judged(known, one), check_in).held()
    show([Line("", "gap")])
    return found


class Rehearsed(Asking):
    """The sample runner, who knows the answers beforehand."""

    def answer(self, question: Question) -> Any:
        """Say question and answer on one line."""
        value = ANSWERS.get(question.fact.id)
        show([said.answered(question.fact, value, question.labels, self.book)])
        return value

    def yes(self, sentence: str) -> bool:
        """No: there is one sore place."""
        show([said.refused(sentence)])
        return False

    def signs(self, groups: Sequence[Sequence[Fact]]) -> tuple[str, ...]:
        """None of these."""
        show(said.none_ticked(sum(map(len, groups))))
        return ()
