"""How sore the coming mornings will likely be: the own history of answers, tilted by training and state.

state (one day after another) -> inputs (the state seen for one morning) -> tilt (a likelihood for every answer), with
coefficients of a population; `course` stands in where the own reports are few. `runner` puts it together.
"""
