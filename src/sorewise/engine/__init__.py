"""How we decide: the condition language, the rulebook in memory, the decision and the next question."""
