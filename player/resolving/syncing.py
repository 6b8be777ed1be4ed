"""Fills an own playlist with the tracks of somebody's list, and wishes for what is missing."""

import asyncio
import hashlib
import re
from collections.abc import Sequence
from enum import StrEnum

from auth.identity import Person
from player.core.errors import Conflict
from player.core.sentence import Sentence
from player.holder import Holder
from player.playlists.errors import UnknownPlaylist
from player.playlists.library import Playlists
from player.playlists.playlist import Playlist, PlaylistId
from player.resolving.batch import Batch, BatchState
from player.resolving.ports import Unmatched
from player.resolving.resolution import Resolution, ResolutionState
from player.resolving.resolutions import Resolutions
from player.resolving.wanted_track import WantedTrack

PURPOSE = "sync"
PLAYLIST, MODE = "playlist_id", "mode"

COMPANION = re.compile(r"companion-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
"""How a browser extension names a list that it has made up, and that we have not seen before."""

UNMATCHED = frozenset({ResolutionState.NOT_FOUND, ResolutionState.FAILED})


class SyncMode(StrEnum):
    """What becomes of the tracks that a playlist has."""

    APPEND = "append"
    REPLACE = "replace"


class LeftAsItWas(Conflict):
    """A playlist is not replaced by half of what it was to have."""

    def __init__(self) -> None:
        super().__init__(
            Sentence(
                "The playlist was left as it was, since not every track could be looked for. Try "
                "again when the audio nodes answer."
            )
        )


class Syncs:
    """Starts syncs, and is their purpose: what was found is put in at the end, in one edit."""

    def __init__(
        self, playlists: Playlists, resolutions: Resolutions, unmatched: Unmatched
    ) -> None:
        self._playlists = playlists
        self._resolutions = resolutions
        self._unmatched = unmatched
        self._making = asyncio.Lock()

    async def start(
        self,
        holder: Holder,
        playlist: Playlist,
        wanted: Sequence[WantedTrack],
        mode: SyncMode,
    ) -> Batch:
        """Begin to sync one of the owner's playlists.

        Raises `MetaNeeded`, `AlreadyRunning` while the playlist is being synced, `TooManyWanted`,
        or `TooManyBatches`.
        """
        playlist.demand_meta()
        return await self._resolutions.resolve(
            holder,
            wanted,
            PURPOSE,
            title=playlist.name,
            target={PLAYLIST: playlist.id, MODE: mode.value},
            alone=f"{PURPOSE} {playlist.id}",
        )

    async def playlist(self, owner: Person, named: str, name: str) -> Playlist:
        """Return the owner's playlist of this id; a companion's list gets one, the first time.

        Raises `UnknownPlaylist`, `WrongPlaylistKey`, or what speaks against a new playlist.
        """
        async with self._making:
            try:
                return await self._playlists.read(own_id(owner, named), owner.id)
            except UnknownPlaylist:
                if not COMPANION.fullmatch(named):
                    raise
            made = own_id(owner, named)
            return await self._playlists.create_numbered(owner, name, playlist_id=made)

    async def took(self, batch: Batch, resolution: Resolution) -> None:
        """Wait until all are there, so that the playlist keeps the order of the list."""

    async def ended(self, batch: Batch, resolutions: Sequence[Resolution]) -> None:
        if batch.state is BatchState.CANCELLED:
            return
        replacing = batch.target[MODE] == SyncMode.REPLACE
        if replacing and any(each.outcome.outage for each in resolutions):
            raise LeftAsItWas
        playlist_id = PlaylistId(batch.target[PLAYLIST])
        tracks = tuple(each.outcome.track for each in resolutions if each.outcome.track)
        await self._playlists.deliver(playlist_id, batch.id, tracks, replacing=replacing)
        for each in resolutions:
            if each.state in UNMATCHED:
                reason = each.outcome.reason or ""
                await self._unmatched.want(batch.holder, each.wanted, reason, playlist_id)


def own_id(owner: Person, named: str) -> PlaylistId:
    """Return the id of the playlist that is meant; what companions make up is each owner's own."""
    if not COMPANION.fullmatch(named):
        return PlaylistId(named)
    digest = hashlib.sha256(f"{owner.id} {named.lower()}".encode()).hexdigest()
    return PlaylistId(digest[:24])
