"""Plays through Lavalink: the adapter between the player and lavalink.py."""
