"""The app in the browser: a thin face on `morning.py` that reads, calls, saves and shows."""
