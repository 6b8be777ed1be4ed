"""Sees and acts in Discord: the adapter between the player and hikari."""
