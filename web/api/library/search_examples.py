"""Examples of what searches of the library family answer."""

from web.api.library.search_shapes import (
    Answered,
    Asked,
    SearchedAlbum,
    SearchedAlbums,
    SearchedArtist,
    SearchedArtists,
    SearchedTrack,
    SearchedTracks,
)

ANSWERED = Answered(source="deezer", derived=False, tried=[Asked(source="spotify", problem=None)])
TRACKS = SearchedTracks(
    tracks=[
        SearchedTrack(
            id="3135554",
            name="Around the World",
            artists=["Daft Punk"],
            album="Homework",
            duration_ms=429000,
            popularity=None,
            preview_url=None,
            image_url="https://images.example/homework.jpg",
            release_date=None,
            url="https://music.example/track/3135554",
        )
    ],
    **ANSWERED,
)
ALBUMS = SearchedAlbums(
    albums=[
        SearchedAlbum(
            id="302127",
            name="Discovery",
            artists=["Daft Punk"],
            release_date=None,
            total_tracks=14,
            album_type="album",
            image_url="https://images.example/discovery.jpg",
            url="https://music.example/album/302127",
        )
    ],
    **ANSWERED,
)
ARTISTS = SearchedArtists(
    artists=[
        SearchedArtist(
            id="27",
            name="Daft Punk",
            popularity=None,
            genres=[],
            followers=None,
            image_url="https://images.example/daft-punk.jpg",
            url="https://music.example/artist/27",
        )
    ],
    **ANSWERED,
)
