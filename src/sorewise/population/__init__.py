"""Made populations: runners who do not exist, with training, soreness, injuries and answers.

Chance comes from the seed alone. What makes them is `parameters.toml`, where each number has its source.
"""

from sorewise.population.mornings import mornings

__all__ = ["mornings"]
