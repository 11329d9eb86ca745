"""Made people as Polars tables: mornings in rule facts, or histories."""
