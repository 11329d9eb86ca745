"""How we decide: conditions, rulebook, decisions and questions. Pure, standard library only."""
