"""A check-in in the browser between its screens: the draft, the next screen, what a form told, what it means."""
