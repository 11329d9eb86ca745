"""Where it is kept: tables and migrations of the runner's own database."""
