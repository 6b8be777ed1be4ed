"""A simulated Lavalink v4 node: REST and WebSocket on one loopback port."""
