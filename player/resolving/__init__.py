"""Finds wanted tracks at the nodes' sources in the background, and has something done with them."""
