"""A playable track as the node knows it, and the object that stands for it on the wire."""

from dataclasses import dataclass
from typing import Any, Final

from sim.lavalink.sources import MIRRORED_NAMES

Json = dict[str, Any]

ENDLESS_MS: Final = 2**63 - 1
"""The length that the protocol gives to streams."""


@dataclass(frozen=True, slots=True)
class AlbumDetails:
    """What the mirrored sources store of a track beyond the common fields."""

    album_name: str | None = None
    album_url: str | None = None
    artist_url: str | None = None
    artist_artwork_url: str | None = None
    preview_url: str | None = None
    is_preview: bool = False

    def wire(self) -> Json:
        return {
            "albumName": self.album_name,
            "albumUrl": self.album_url,
            "artistUrl": self.artist_url,
            "artistArtworkUrl": self.artist_artwork_url,
            "previewUrl": self.preview_url,
            "isPreview": self.is_preview,
        }


@dataclass(frozen=True, slots=True)
class Track:
    """One track of one source; `probe` is the container format that http tracks carry."""

    source: str
    identifier: str
    title: str
    author: str
    length_ms: int
    is_stream: bool = False
    uri: str | None = None
    artwork_url: str | None = None
    isrc: str | None = None
    probe: str = "mp3"
    details: AlbumDetails | None = None

    def wire(self, encoded: str, position_ms: int = 0, user_data: Json | None = None) -> Json:
        """Return the Track object of the protocol."""
        return {
            "encoded": encoded,
            "info": self._info(position_ms),
            "pluginInfo": self._plugin_info(),
            "userData": user_data or {},
        }

    def _info(self, position_ms: int) -> Json:
        return {
            "identifier": self.identifier,
            "isSeekable": not self.is_stream,
            "author": self.author,
            "length": self.length_ms,
            "isStream": self.is_stream,
            "position": position_ms,
            "title": self.title,
            "uri": self.uri,
            "sourceName": self.source,
            "artworkUrl": self.artwork_url,
            "isrc": self.isrc,
        }

    def _plugin_info(self) -> Json:
        if self.source not in MIRRORED_NAMES:
            return {}
        return (self.details or AlbumDetails()).wire()
