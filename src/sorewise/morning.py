"""History, answers and today's plan become a morning: the one pure function that every door calls."""
