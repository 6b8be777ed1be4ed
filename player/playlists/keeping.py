"""Puts what was found where somebody wants it: into a playlist of theirs, or to favourites."""

from auth.identity import UserId
from player.core.track import Track
from player.playlists.errors import UnknownPlaylist, WrongPlaylistKey
from player.playlists.favourites import Favourites
from player.playlists.item import Contributor
from player.playlists.library import Playlists
from player.playlists.playlist import Playlist, PlaylistId


class Keeping:
    """The same track is put into the same place once, however often it is tried."""

    def __init__(self, playlists: Playlists, favourites: Favourites) -> None:
        self._playlists = playlists
        self._favourites = favourites

    async def demand_playlist(self, person: UserId, playlist_id: PlaylistId) -> None:
        """Raise `UnknownPlaylist`, `WrongPlaylistKey` or `MetaNeeded` where nothing can go in."""
        (await self._playlists.read(playlist_id, person)).demand_meta()

    async def keep(
        self, person: UserId, track: Track, playlist_id: PlaylistId | None
    ) -> PlaylistId | None:
        """Put a track away, and return into which playlist; None stands for the favourites.

        Where the playlist is gone the favourites take it. Raises what refuses it there.
        """
        if playlist_id is not None and await self._put(person, (track,), playlist_id):
            return playlist_id
        await self._favourites.like(person, track)
        return None

    async def put(self, person: UserId, tracks: tuple[Track, ...], playlist_id: PlaylistId) -> None:
        """Put tracks into a playlist; raise `UnknownPlaylist` when it is gone."""
        if not await self._put(person, tracks, playlist_id):
            raise UnknownPlaylist

    async def _put(
        self, person: UserId, tracks: tuple[Track, ...], playlist_id: PlaylistId
    ) -> bool:
        try:
            await self._playlists.edit(playlist_id, person, None, lambda one: _with(one, tracks))
        except (UnknownPlaylist, WrongPlaylistKey):
            return False
        return True


def _with(playlist: Playlist, tracks: tuple[Track, ...]) -> Playlist:
    there = {(track.source, track.identifier) for track in playlist.tracks}
    new = tuple(one for one in tracks if (one.source, one.identifier) not in there)
    by = Contributor(playlist.owner, playlist.author)
    return playlist.with_tracks(new, by=by) if new else playlist
