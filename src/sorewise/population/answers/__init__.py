"""What made people would answer, and what a record of theirs would say, in the words of `facts.toml`."""
