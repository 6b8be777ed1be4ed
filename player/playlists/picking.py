"""What to take of that which a query led to."""

from player.core.track import Track
from player.ports import Loaded


def picked(loaded: Loaded) -> tuple[Track, ...]:
    """Return all tracks of a list, or the best match of a search."""
    if loaded.collection is not None:
        return loaded.collection.tracks
    return loaded.tracks[:1]
