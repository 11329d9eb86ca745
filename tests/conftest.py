"""What every test shares: the Hypothesis profiles, and a home of its own so that no test meets a runner's real data."""

import os

import pytest
from hypothesis import HealthCheck, settings

# `fast` repeats itself exactly, so that `make test` never fails by chance.
# `full` searches longer, the laws of a decision longest (engine/strategies.py), and prints how to replay what it finds.
settings.register_profile("fast", max_examples=25, deadline=None, derandomize=True)
settings.register_profile(
    "full",
    max_examples=60,
    derandomize=True,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile(os.environ.get("SOREWISE_HYPOTHESIS", "fast"))


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory, monkeypatch):
    """Points the platform's folders at an empty place: a test can neither read nor harm a real store."""
    home = tmp_path_factory.mktemp("home")
    for name in ("HOME", "USERPROFILE", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(home))


def pytest_report_header():
    """Says at the top of each run how hard the properties are searched."""
    examples = settings.default.max_examples
    return f"properties: {examples} examples unless a test says otherwise (SOREWISE_HYPOTHESIS=full searches longer)"
