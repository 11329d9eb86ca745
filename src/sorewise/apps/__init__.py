"""Where people meet it: thin doors that read, decide, save and show."""
