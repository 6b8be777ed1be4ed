"""Reads from a request which playlist it is about, and on whose behalf."""

import re

from auth.identity import UserId
from player.core.sentence import Sentence
from player.core.track import Track
from player.playlists.errors import NoTracks, UnknownPlaylist
from player.playlists.picking import picked
from player.playlists.playlist import Playlist, PlaylistId
from web.access import current_caller
from web.api.player.playlists.inputs import PlaylistKey
from web.api.reading import read_query
from web.services import services

PLAYLIST_ID = re.compile(r"[0-9a-f]{24}")


def named_playlist(text: str) -> PlaylistId:
    """Return the id that stands in the path; raise `UnknownPlaylist` for what cannot be one."""
    if not PLAYLIST_ID.fullmatch(text):
        raise UnknownPlaylist
    return PlaylistId(text)


def access_to(text: str) -> tuple[PlaylistId, UserId, str | None]:
    """Return which playlist is meant, who asks, and the key that they show."""
    return named_playlist(text), current_caller().person.id, read_query(PlaylistKey).key


async def tracks_to_play(playlist: Playlist) -> tuple[Track, ...]:
    """Return a playlist's tracks, those of a url playlist freshly loaded.

    Raises `NoTracks`, or whatever the search refuses with.
    """
    tracks = playlist.tracks
    if playlist.url is not None:
        tracks = picked(await services().search.find(playlist.url))
    if not tracks:
        raise NoTracks(Sentence("this playlist"))
    return tracks
