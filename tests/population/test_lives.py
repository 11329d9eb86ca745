"""What happens to made people: rates as stated, and nothing that cannot be."""

import numpy as np
import pytest

from sorewise.population.lives.people import BEFORE
from sorewise.population.lives.training import NONE, RACE
from sorewise.population.lives.wellbeing import WELL


def injuries_1000_h(them, who):
    """Injuries that began, on 1000 hours of running."""
    hurt = them.hurt
    begins = (hurt.kind >= 0) & ~hurt.niggle & (hurt.began == np.arange(hurt.kind.shape[1]))
    return 1000 * begins[who].sum() / (them.trained.minutes[who].sum() / 60)


@pytest.mark.parametrize(("new", "low", "high"), [(True, 13, 29), (False, 6, 12)])
def test_running_injures_as_often_as_was_measured(them, new, low, high):
    """Videbaek 2015: 17.8 of novices and 7.7 of others in 1000 hours; jumps add to it, and illness spares some runs."""
    assert low < injuries_1000_h(them, them.who.novice == new) < high


def test_who_is_ill_or_hurts_does_not_run(them, p):
    """Nor does anybody while the legs rest after a race."""
    assert not (them.trained.ran & (them.sick.kind != WELL)).any()
    assert not (them.trained.ran & (them.hurt.pain >= p.number("complaints.no_run_from"))).any()


def test_after_a_marathon_nobody_runs_for_days(them, p):
    """The stated rest holds, unless the next race comes."""
    marathon = list(p.numbers("athletes.races")).index("marathon")
    rest = int(p.numbers("training.rest_after")["marathon"])
    who, day = np.nonzero(them.trained.race == marathon)
    assert len(day)
    for since in range(1, rest + 1):
        later = np.minimum(day + since, them.shape[1] - 1)
        ran = them.trained.run[who, later]
        assert set(ran[later > day]) <= {NONE, RACE}


def test_a_complaint_lasts_from_its_first_morning_to_its_last(them):
    """Its kind stays, nothing hurts without one, and a limp needs pain."""
    hurt = them.hurt
    same = (hurt.began[:, 1:] == hurt.began[:, :-1]) & (hurt.kind[:, 1:] >= 0)
    assert (hurt.kind[:, 1:] == hurt.kind[:, :-1])[same].all()
    assert (hurt.pain[hurt.kind < 0] == 0).all()
    assert (hurt.pain[hurt.limp] > 0).all()


def test_people_differ_and_train_like_people(them):
    """Two to four runs a week on average, a few races a year, some colds."""
    told = slice(BEFORE, None)
    assert 2 < 7 * them.trained.ran[:, told].mean() < 4
    assert 1 < 365 * (them.trained.race[:, told] >= 0).mean() < 4
    assert 0.01 < (them.sick.kind[:, told] != WELL).mean() < 0.08
    assert len(np.unique(them.who.runs)) >= 5
