"""Drawings made on the server: the body map and the charts, as SVG coloured by look.css."""
