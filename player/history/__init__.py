"""What was played and heard, wherever it came from: the one history behind all statistics."""
