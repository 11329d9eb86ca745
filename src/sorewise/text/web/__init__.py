"""The sentences of the web app, one module a page."""
