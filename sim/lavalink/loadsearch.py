"""The LavaSearch plugin's search: tracks, albums, artists, playlists and texts in one answer."""

from collections.abc import Callable, Iterable
from typing import Final

from sim.lavalink.listings import Collection, Kind
from sim.lavalink.lookup import Lookup, collection_object, track_object
from sim.lavalink.search import words_of
from sim.lavalink.sources import SOURCE_OF_PREFIX, Source
from sim.lavalink.track import Json

MAX_COLLECTIONS: Final = 10
MAX_TEXTS: Final = 5
TYPES: Final = ("track", "album", "artist", "playlist", "text")


def load_search(lookup: Lookup, query: str, types: Iterable[str]) -> Json | None:
    """Return everything of the wanted types that fits, or None if nothing does."""
    prefix, _, words = query.partition(":")
    source = SOURCE_OF_PREFIX.get(prefix.lower())
    if source is None or not lookup.offers(source):
        return None
    wanted = set(types) or set(TYPES)
    searches: dict[str, Callable[[], list[Json]]] = {
        "track": lambda: [track_object(track) for track in lookup.search(prefix, words)],
        "album": lambda: _collections(lookup, source, Kind.ALBUM, words),
        "artist": lambda: _collections(lookup, source, Kind.ARTIST, words),
        "playlist": lambda: _collections(lookup, source, Kind.PLAYLIST, words),
        "text": lambda: _texts(lookup, prefix, words),
    }
    results = {f"{kind}s": searches[kind]() for kind in TYPES if kind in wanted}
    return {**results, "plugin": {}} if any(results.values()) else None


def _collections(lookup: Lookup, source: Source, kind: Kind, words: str) -> list[Json]:
    fitting = [
        collection
        for collection in lookup.catalogue.collections.values()
        if collection.kind is kind and collection.source is source and _fits(collection, words)
    ]
    return [_summary(lookup, collection) for collection in fitting[:MAX_COLLECTIONS]]


def _fits(collection: Collection, words: str) -> bool:
    own = words_of(f"{collection.name} {collection.author}")
    wanted = words_of(words)
    return bool(wanted) and all(any(name.startswith(word) for name in own) for word in wanted)


def _summary(lookup: Lookup, collection: Collection) -> Json:
    """Return a collection without its tracks, as this search does."""
    whole = collection_object(lookup.localized_collection(collection))
    return {**whole, "tracks": []}


def _texts(lookup: Lookup, prefix: str, words: str) -> list[Json]:
    tracks = lookup.search(prefix, words)
    suggestions = dict.fromkeys(f"{track.author} {track.title}".lower() for track in tracks)
    return [{"text": text, "plugin": {}} for text in list(suggestions)[:MAX_TEXTS]]
