"""The simulated outside world: Discord and Lavalink on loopback, in their public protocols."""
