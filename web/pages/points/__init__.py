"""The pages on what people have earned on a server: leaderboards, and their own wallet."""
