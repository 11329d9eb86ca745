"""Where it goes: one module a format."""
