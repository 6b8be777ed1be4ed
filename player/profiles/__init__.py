"""Voice profiles: what somebody has earned on a server, and how it changes."""
