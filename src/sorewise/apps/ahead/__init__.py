"""The coming mornings at any door: forecast now, kept with the decision of the morning, and held against what came."""
