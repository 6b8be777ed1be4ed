"""Resolves single tracks for somebody who asks, and puts them into a playlist if one is named."""

from collections.abc import Sequence

from auth.identity import Person
from player.holder import Holder
from player.playlists.library import Playlists
from player.playlists.playlist import PlaylistId
from player.resolving.batch import Batch
from player.resolving.resolution import Resolution
from player.resolving.resolutions import Resolutions
from player.resolving.wanted_track import WantedTrack

PURPOSE = "download"
PLAYLIST = "playlist_id"


class Downloads:
    """Starts them, and is their purpose. What was found is to be read of each, whatever follows."""

    def __init__(self, playlists: Playlists, resolutions: Resolutions) -> None:
        self._playlists = playlists
        self._resolutions = resolutions

    async def start(
        self,
        holder: Holder,
        owner: Person,
        wanted: Sequence[WantedTrack],
        playlist_id: PlaylistId | None,
    ) -> Batch:
        """Begin to resolve tracks.

        Raises `UnknownPlaylist`, `WrongPlaylistKey`, `MetaNeeded`, `TooManyWanted` or
        `TooManyBatches`.
        """
        target = {}
        if playlist_id is not None:
            (await self._playlists.read(playlist_id, owner.id)).demand_meta()
            target[PLAYLIST] = playlist_id
        title = wanted[0].shown if wanted else ""
        return await self._resolutions.resolve(holder, wanted, PURPOSE, title=title, target=target)

    async def took(self, batch: Batch, resolution: Resolution) -> None:
        track = resolution.outcome.track
        if track is not None and PLAYLIST in batch.target:
            playlist_id = PlaylistId(batch.target[PLAYLIST])
            await self._playlists.deliver(playlist_id, resolution.id, (track,))

    async def ended(self, batch: Batch, resolutions: Sequence[Resolution]) -> None:
        """Nothing is left to be done: each was put where it belongs when it was found."""
