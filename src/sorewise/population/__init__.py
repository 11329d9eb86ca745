"""Made populations: runners who do not exist, with training, soreness, injuries and answers.

`lives` is what happens to them, `answers` what they tell of it, `tables` how it is handed over. Chance comes from the
seed alone; the numbers are those of `parameters.toml`, each with its source.
"""

from sorewise.population.tables.history import Tables, histories, made_history
from sorewise.population.tables.mornings import mornings

__all__ = ["Tables", "histories", "made_history", "mornings"]
