"""Playlists in memory, for tests."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from auth.identity import UserId
from player.playlists.errors import NameTaken, TooManyPlaylists
from player.playlists.playlist import Playlist, PlaylistId, PlaylistSummary


class MemoryPlaylists:
    """Playlists in memory, with the races that a real store has."""

    def __init__(self) -> None:
        self.kept: dict[PlaylistId, Playlist] = {}

    async def get(self, playlist_id: PlaylistId) -> Playlist | None:
        await asyncio.sleep(0)
        return self.kept.get(playlist_id)

    async def list_of(self, owner: UserId) -> Sequence[PlaylistSummary]:
        return [playlist.summary for playlist in self.kept.values() if playlist.owner == owner]

    async def insert(self, playlist: Playlist, limit: int) -> None:
        own = await self.list_of(playlist.owner)
        if any(other.name == playlist.name for other in own):
            raise NameTaken(playlist.name)
        if len(own) >= limit:
            raise TooManyPlaylists(limit)
        self.kept[playlist.id] = playlist

    async def replace(self, playlist: Playlist) -> bool:
        await asyncio.sleep(0)
        if self.kept[playlist.id].revision != playlist.revision - 1:
            return False
        self.kept[playlist.id] = playlist
        return True

    async def delete(self, playlist_id: PlaylistId) -> None:
        del self.kept[playlist_id]

    async def forget_contributor(self, person: UserId) -> None:
        self.kept = {key: _without(playlist, person) for key, playlist in self.kept.items()}


def _without(playlist: Playlist, person: UserId) -> Playlist:
    items = (
        replace(item, added_by=None) if item.added_by and item.added_by.id == person else item
        for item in playlist.items
    )
    return replace(playlist, items=tuple(items))
