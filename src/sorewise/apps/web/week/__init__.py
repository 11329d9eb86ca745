"""The coming days as the Plan page shows them: rows, what was read of a plan, and what is asked about time."""
