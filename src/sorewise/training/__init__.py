"""What the past says: load and facts derived from stored sessions, check-ins and nights.

Polars, one implementation for one runner and a million. Importing Polars costs a third of a second, so this package
opens empty: `from sorewise.training.derive import derive` is the moment that pays it.
"""
