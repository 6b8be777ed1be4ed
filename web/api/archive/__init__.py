"""The archive family: sessions and track plays, for bots."""
