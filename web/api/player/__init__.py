"""The player family: `{"status", "data"}` envelopes with the documented codes."""
