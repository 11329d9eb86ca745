"""What one runner's own record has taught: counts and means with their intervals, as seen. No cause is told.

ground (mornings that were told, days that are known) -> returns, response, precede, each nothing under 8 cases;
readiness describes this morning, outcome links each verdict with the next one. `runner` puts it together.
"""
