"""What the past says: load and facts derived from stored sessions, check-ins and nights."""
