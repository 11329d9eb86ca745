"""Opening the app to a browser: what is wanted, whether it is safe, the server, and the account of the owner."""
