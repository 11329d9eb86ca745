"""What to do about it: today's session, and the recovery plan."""
