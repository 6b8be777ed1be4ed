"""Searches the nodes' sources for tracks, albums and artists, one source after the other."""
