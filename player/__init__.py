"""What happens: the player core, its sessions, and the adapters to Lavalink and Discord."""
