"""The release this is; decisions name it."""

__version__ = "0.1.0"
