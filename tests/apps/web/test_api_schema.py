"""The API called by its own description: whatever fits is taken, whatever does not is refused, and nothing breaks."""

import os

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.config import (
    ChecksConfig,
    CoveragePhaseConfig,
    GenerationConfig,
    PhasesConfig,
    PositiveDataAcceptanceConfig,
    ProjectConfig,
    ProjectsConfig,
    SchemathesisConfig,
    SimpleCheckConfig,
)

from sorewise.apps.demo.runner import MORNING, history
from sorewise.apps.here import Here
from sorewise.apps.web.api.openapi import document
from sorewise.apps.web.app import make_app
from sorewise.apps.web.guard import Access
from sorewise.engine.rules import load

FULL = os.environ.get("SOREWISE_HYPOTHESIS") == "full"
EXAMPLES = max(3, settings.default.max_examples // 6)
SLOW = "/api/v1/import"
"""Each file is read by a process of its own."""
FITS_BUT_CANNOT_BE = "422"
"""What a schema cannot say: a day that does not exist, both kilometres and miles. What it can say is a 400."""

BOOK = load()


def described(*, coverage):
    """The description; `coverage` tries every boundary of every field too: much, where every fact is a field."""
    taken = ["2xx", "401", "403", "404", "409", FITS_BUT_CANNOT_BE]
    checks = ChecksConfig(
        positive_data_acceptance=PositiveDataAcceptanceConfig(expected_statuses=taken),
        # What has no Content-Type could come from a foreign page's form: refused before anybody looks whether the
        # address has that method.
        unsupported_method=SimpleCheckConfig(enabled=False),
    )
    project = ProjectConfig(
        checks=checks,
        generation=GenerationConfig(max_examples=EXAMPLES, deterministic=True),
        phases=PhasesConfig(coverage=CoveragePhaseConfig(enabled=coverage)),
    )
    config = SchemathesisConfig(projects=ProjectsConfig(default=project))
    return schemathesis.openapi.from_dict(document(BOOK), config=config)


DECIDE = "/api/v1/decide"
WITH_ANSWERS = [DECIDE, "/api/v1/ask", "/api/v1/check", "/api/v1/run-check"]
BOUNDARIES, SAMPLES = described(coverage=True), described(coverage=False)


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    """The app on the sample runner's store."""
    place = Here(db=str(tmp_path_factory.mktemp("api") / "own.db"), clock=lambda: MORNING, _books={None: BOOK})
    with place.store() as store:
        past = history()
        store.save_profile(past.profile)
        store.add([*past.sessions, *past.nights, *past.check_ins, *past.plan], "sample", exact=True)
    return make_app(place, Access(names=("testserver",)))


def trying(schema):
    """Call every operation of a description, with few examples of what fits and what does not."""
    few = settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck), deadline=None)
    return lambda test: schema.parametrize()(few(test))


@trying(BOUNDARIES.exclude(path=[SLOW, *WITH_ANSWERS]))
def test_every_operation_keeps_to_its_description(case, app):
    """No 5xx, no answer of another shape; what fits the schema is never refused for its form, what does not always."""
    case.call_and_validate(app=app)


@trying(SAMPLES.include(path=WITH_ANSWERS))
def test_every_answer_that_may_be_given_is_taken_and_no_other(case, app):
    """The same of the operations whose body may hold any fact of the rulebook."""
    case.call_and_validate(app=app)


if FULL:  # every boundary of every fact: a thousand calls

    @trying(BOUNDARIES.include(path=DECIDE))
    def test_every_boundary_of_every_fact_is_kept(case, app):
        """The ends of each range, one beyond, each choice, and each type that it is not."""
        case.call_and_validate(app=app)
