"""What a node makes of an identifier: a track, a list, search results, nothing, or an error."""

import re
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import SplitResult, parse_qs, urlsplit

from sim.lavalink.catalogue import LOAD_ERROR_URL, PRIVATE_URL, Catalogue
from sim.lavalink.encoding import encode_track
from sim.lavalink.fate import LOOKUP_FAILED, UNREACHABLE, UNSUITABLE, Trouble
from sim.lavalink.listings import NOTHING_SELECTED, Collection, Kind
from sim.lavalink.sources import SOURCE_OF_PREFIX, TOP_LEVEL, TWITCH, Source
from sim.lavalink.track import Json, Track

_MIXES: Final = (
    (re.compile(r"https://www\.youtube\.com/watch\?v=([\w-]+)&list=RD\1"), "youtube"),
    (re.compile(r"sprec:seed_tracks=(\w+)"), "spotify"),
    (re.compile(r"dzrec:(\w+)"), "deezer"),
)
"""How clients ask the real sources for music like a track; here it leads to the track's mix."""

_CHANNEL: Final = re.compile(r"https://www\.twitch\.tv/(\w+)", re.ASCII)
"""How clients ask the real Twitch for a channel; here it leads to a stream of that name."""

_TROUBLES: Final = {LOAD_ERROR_URL: LOOKUP_FAILED, PRIVATE_URL: UNSUITABLE}


@dataclass(frozen=True, slots=True)
class Found:
    """The result of a lookup; everything is unset if nothing was found."""

    track: Track | None = None
    collection: Collection | None = None
    matches: tuple[Track, ...] = ()
    trouble: Trouble | None = None

    def wire(self) -> Json:
        """Return the load result of the protocol."""
        if self.trouble is not None:
            return {"loadType": "error", "data": self.trouble.wire()}
        if self.track is not None:
            return {"loadType": "track", "data": track_object(self.track)}
        if self.collection is not None:
            return {"loadType": "playlist", "data": collection_object(self.collection)}
        if self.matches:
            return {"loadType": "search", "data": [track_object(track) for track in self.matches]}
        return {"loadType": "empty", "data": None}


class Lookup:
    """Finds identifiers in the catalogue, among the sources that a node has."""

    def __init__(self, catalogue: Catalogue, sources: frozenset[str]) -> None:
        self.catalogue = catalogue
        self.base_url = ""
        self._sources = sources

    def find(self, identifier: str) -> Found:
        identifier = _mix_page(identifier) or _channel_page(identifier) or identifier
        prefix, colon, words = identifier.partition(":")
        if colon and prefix.lower() in SOURCE_OF_PREFIX:
            return Found(matches=self.search(prefix, words))
        if identifier.startswith(("https://", "http://")):
            return self._find_url(identifier)
        track = self.catalogue.track_by_id(identifier)
        return Found(track=self._offered(track))

    def offers(self, source: Source) -> bool:
        return source.name in self._sources

    def search(self, prefix: str, words: str) -> tuple[Track, ...]:
        """Return the best matches at the source of a prefix."""
        source = SOURCE_OF_PREFIX.get(prefix.lower())
        if source is None or not self.offers(source):
            return ()
        return tuple(self.localized(track) for track in self.catalogue.search(source, words))

    def localized(self, track: Track) -> Track:
        """Return a track with the addresses of its pictures on this node."""
        details = track.details
        if details is not None:
            picture = self.absolute(details.artist_artwork_url)
            details = replace(details, artist_artwork_url=picture)
        return replace(track, artwork_url=self.absolute(track.artwork_url), details=details)

    def localized_collection(self, collection: Collection) -> Collection:
        tracks = tuple(self.localized(track) for track in collection.tracks)
        return replace(collection, tracks=tracks, artwork_url=self.absolute(collection.artwork_url))

    def absolute(self, url: str | None) -> str | None:
        return f"{self.base_url}{url}" if url is not None and url.startswith("/") else url

    def _find_url(self, identifier: str) -> Found:
        try:
            parts = urlsplit(identifier)
        except ValueError:
            return Found(trouble=UNREACHABLE)
        url = f"https://{parts.netloc}{parts.path}"
        if url in _TROUBLES:
            return Found(trouble=_TROUBLES[url])
        track = self._offered(self.catalogue.track(url))
        collection = self._collection(url, parts, track)
        if collection is not None and self.offers(collection.source):
            return Found(collection=self.localized_collection(collection))
        if track is None and not self._is_known_host(parts):
            return Found(trouble=UNREACHABLE)
        return Found(track=track)

    def _collection(self, url: str, parts: SplitResult, track: Track | None) -> Collection | None:
        """Return the list at an address, or the one in which an address points at a track."""
        if track is None:
            return self.catalogue.collection(url)
        wanted = parse_qs(parts.query).get("list", [""])[0]
        page = f"https://{parts.netloc}/{Kind.PLAYLIST}/{wanted}"
        collection = self.catalogue.collection(page) if wanted else None
        return None if collection is None else _select(collection, track)

    def _is_known_host(self, parts: SplitResult) -> bool:
        name = (parts.hostname or "").removesuffix(TOP_LEVEL)
        return name in self._sources or "http" not in self._sources

    def _offered(self, track: Track | None) -> Track | None:
        if track is None or track.source not in self._sources:
            return None
        return self.localized(track)


def _mix_page(identifier: str) -> str | None:
    for pattern, source in _MIXES:
        if mixed := pattern.fullmatch(identifier):
            return f"https://{source}{TOP_LEVEL}/mix/{mixed[1]}"
    return None


def _channel_page(identifier: str) -> str | None:
    channel = _CHANNEL.fullmatch(identifier)
    return TWITCH.page("watch", channel[1].lower()) if channel else None


def track_object(track: Track) -> Json:
    return track.wire(encode_track(track))


def collection_object(collection: Collection) -> Json:
    return {
        "info": {"name": collection.name, "selectedTrack": collection.selected},
        "pluginInfo": collection.plugin_info(),
        "tracks": [track_object(track) for track in collection.tracks],
    }


def _select(collection: Collection, track: Track) -> Collection:
    ids = [member.identifier for member in collection.tracks]
    selected = ids.index(track.identifier) if track.identifier in ids else NOTHING_SELECTED
    return replace(collection, selected=selected)
