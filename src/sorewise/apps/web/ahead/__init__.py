"""The coming mornings for a page: what the templates are given, made of a forecast."""
