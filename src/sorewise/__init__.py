"""sorewise: do I run today with sore legs? Answered by cited, visible rules."""

__version__ = "0.1.0"
