"""The base64 text that stands for a track: written as version 3, read as 1, 2 or 3."""

import base64
import struct
from dataclasses import dataclass
from typing import Final

from sim.lavalink.modified_utf8 import decode_text, encode_text
from sim.lavalink.sources import MIRRORED_NAMES
from sim.lavalink.track import AlbumDetails, Track

VERSION: Final = 3
PROBED_SOURCES: Final = frozenset({"http", "local"})

_VERSIONED: Final = 1
_SIZE_MASK: Final = 0x3FFF_FFFF
_POSITION_BYTES: Final = 8


class UndecodableTrackError(ValueError):
    """The text is not an encoded track."""


@dataclass(frozen=True, slots=True)
class DecodedTrack:
    """What an encoded text says: the track, and how far into it playback was."""

    track: Track
    position_ms: int


def encode_track(track: Track, position_ms: int = 0) -> str:
    writer = _Writer()
    writer.number(">B", VERSION)
    writer.text(track.title)
    writer.text(track.author)
    writer.number(">q", track.length_ms)
    writer.text(track.identifier)
    writer.flag(track.is_stream)
    for value in (track.uri, track.artwork_url, track.isrc):
        writer.optional_text(value)
    writer.text(track.source)
    _write_source_fields(writer, track)
    writer.number(">q", position_ms)
    return writer.finish()


def decode_track(encoded: str) -> DecodedTrack:
    """Read an encoded track or raise `UndecodableTrackError`."""
    try:
        return _read_track(_Reader(base64.b64decode(encoded, validate=True)))
    except (ValueError, struct.error) as error:
        raise UndecodableTrackError(f"Not an encoded track: {error}") from error


def _read_track(reader: "_Reader") -> DecodedTrack:
    head = reader.number(">I")
    reader.limit(head & _SIZE_MASK)
    version = reader.number(">B") if head >> 30 & _VERSIONED else 1
    if not 1 <= version <= VERSION:
        raise UndecodableTrackError(f"Tracks of version {version} are unknown.")
    title, author, length_ms = reader.text(), reader.text(), reader.number(">q")
    identifier, is_stream = reader.text(), reader.flag()
    uri = reader.optional_text() if version >= 2 else None
    artwork_url = reader.optional_text() if version >= 3 else None
    isrc = reader.optional_text() if version >= 3 else None
    source = reader.text()
    probe = reader.text() if source in PROBED_SOURCES else "mp3"
    details = _read_details(reader) if source in MIRRORED_NAMES else None
    track = Track(
        source=source,
        identifier=identifier,
        title=title,
        author=author,
        length_ms=length_ms,
        is_stream=is_stream,
        uri=uri,
        artwork_url=artwork_url,
        isrc=isrc,
        probe=probe,
        details=details,
    )
    return DecodedTrack(track, reader.number(">q"))


def _write_source_fields(writer: "_Writer", track: Track) -> None:
    if track.source in PROBED_SOURCES:
        writer.text(track.probe)
    if track.source in MIRRORED_NAMES:
        _write_details(writer, track.details or AlbumDetails())


def _write_details(writer: "_Writer", details: AlbumDetails) -> None:
    writer.optional_text(details.album_name)
    writer.optional_text(details.album_url)
    writer.optional_text(details.artist_url)
    writer.optional_text(details.artist_artwork_url)
    writer.optional_text(details.preview_url)
    writer.flag(details.is_preview)


def _read_details(reader: "_Reader") -> AlbumDetails:
    # Tracks that old versions of the plugin encoded carry nothing before the position.
    if reader.remaining <= _POSITION_BYTES:
        return AlbumDetails()
    return AlbumDetails(
        album_name=reader.optional_text(),
        album_url=reader.optional_text(),
        artist_url=reader.optional_text(),
        artist_artwork_url=reader.optional_text(),
        preview_url=reader.optional_text(),
        is_preview=reader.flag(),
    )


class _Writer:
    def __init__(self) -> None:
        self._data = bytearray()

    def number(self, layout: str, value: int) -> None:
        self._data += struct.pack(layout, value)

    def flag(self, value: bool) -> None:
        self.number(">B", int(value))

    def text(self, value: str) -> None:
        encoded = encode_text(value)
        if len(encoded) > 0xFFFF:
            raise ValueError("A text of an encoded track holds at most 65535 bytes.")
        self.number(">H", len(encoded))
        self._data += encoded

    def optional_text(self, value: str | None) -> None:
        self.flag(value is not None)
        if value is not None:
            self.text(value)

    def finish(self) -> str:
        head = struct.pack(">I", _VERSIONED << 30 | len(self._data))
        return base64.b64encode(head + self._data).decode("ascii")


class _Reader:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    @property
    def remaining(self) -> int:
        return len(self._data) - self._at

    def limit(self, size: int) -> None:
        if size > self.remaining:
            raise UndecodableTrackError("The text is shorter than it says.")
        self._data = self._data[: self._at + size]

    def number(self, layout: str) -> int:
        size = struct.calcsize(layout)
        value: int = struct.unpack(layout, self._take(size))[0]
        return value

    def flag(self) -> bool:
        return self.number(">B") != 0

    def text(self) -> str:
        return decode_text(self._take(self.number(">H")))

    def optional_text(self) -> str | None:
        return self.text() if self.flag() else None

    def _take(self, size: int) -> bytes:
        if size > self.remaining:
            raise UndecodableTrackError("The text ends in the middle of a field.")
        self._at += size
        return self._data[self._at - size : self._at]
