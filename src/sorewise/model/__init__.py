"""What we talk about: frozen records, facts, verdicts and errors. Imports nothing else of this package."""
