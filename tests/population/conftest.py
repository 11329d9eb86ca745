"""A made block of people, and the facts they answer in."""

import pytest

from sorewise.engine.rules import load
from sorewise.population.lives.people import people
from sorewise.population.parameters import parameters

SEED, DAYS = 20, 364


@pytest.fixture(scope="session")
def book():
    """The rulebook as it ships."""
    return load()


@pytest.fixture(scope="session")
def facts(book):
    """What conditions can use, by name."""
    return {name: fact for name, fact in book.facts.items() if not fact.door}


@pytest.fixture(scope="session")
def p():
    """The parameters as they ship."""
    return parameters()


@pytest.fixture(scope="session")
def them(p):
    """A year of some hundred people."""
    return people(p, SEED, 0, DAYS)
