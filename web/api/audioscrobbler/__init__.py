"""AudioScrobbler 1.2, the oldest of these protocols: three addresses, lines of text."""
