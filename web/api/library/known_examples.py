"""Examples of answers about the library, which its description shows."""

from web.api.library.known_shapes import (
    ArtistDetail,
    LibraryAlbum,
    LibraryArtist,
    LibraryStats,
    LibraryTrack,
)

COVER = "https://i.example/discovery.jpg"

ARTIST = LibraryArtist(
    id=12,
    name="Daft Punk",
    image_url=COVER,
    genres=[],
    musicbrainz_id=None,
    spotify_artist_id=None,
    itunes_artist_id=None,
    deezer_id=None,
    audiodb_id=None,
    album_count=1,
    track_count=9,
    is_watched=True,
    play_count=41,
)
DETAIL = ArtistDetail(
    id=12,
    name="Daft Punk",
    thumb_url=COVER,
    genres=[],
    summary=None,
    album_count=1,
    track_count=9,
    is_watched=True,
    play_count=41,
)
ALBUM = LibraryAlbum(
    id=13,
    artist_id=12,
    artist_name="Daft Punk",
    title="Discovery",
    year=None,
    thumb_url=COVER,
    genres=[],
    track_count=4,
    duration=1_028_000,
    play_count=20,
)
TRACK = LibraryTrack(
    id=14,
    album_id=13,
    artist_id=12,
    artist_name="Daft Punk",
    title="One More Time",
    track_number=None,
    duration=320_000,
    url="https://open.spotify.com/track/0DiWol3AO6WpXZgp0goxAV",
    image_url=COVER,
    play_count=8,
    kept_count=2,
)
STATS = LibraryStats(
    artists=310,
    albums=122,
    tracks=1840,
    database_size_mb=48.2,
    last_update="2026-01-16T10:05:00.000Z",
)
