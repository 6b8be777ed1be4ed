"""What playlists and favourites need remembered."""

from collections.abc import Sequence
from typing import Protocol

from auth.identity import UserId
from player.core.track import Track
from player.playlists.playlist import Playlist, PlaylistId, PlaylistSummary

TrackKey = tuple[str, str]
"""Source and identifier: what makes two tracks the same."""


class PlaylistStore(Protocol):
    """Playlists by id; names are unique per owner."""

    async def get(self, playlist_id: PlaylistId) -> Playlist | None: ...

    async def list_of(self, owner: UserId) -> Sequence[PlaylistSummary]:
        """Return the owner's playlists by name."""
        ...

    async def insert(self, playlist: Playlist, limit: int) -> None:
        """Store a new playlist; raise `NameTaken`, or `TooManyPlaylists` beyond `limit`."""
        ...

    async def replace(self, playlist: Playlist) -> bool:
        """Store the next revision; False when somebody else was faster.

        Raises `NameTaken`, or `PlaylistTooLarge` when the tracks take more room than there is.
        """
        ...

    async def delete(self, playlist_id: PlaylistId) -> None: ...

    async def forget_contributor(self, person: UserId) -> None:
        """Let nobody have put in what a person put in."""
        ...


class FavouriteStore(Protocol):
    """Everybody's favourite tracks, latest first; the same track counts once."""

    async def toggle(self, user_id: UserId, track: Track, limit: int) -> bool:
        """Add or remove; return whether the track is a favourite now.

        Raises `TooManyFavourites` instead of adding beyond `limit`.
        """
        ...

    async def find(self, user_id: UserId, url: str) -> Track | None:
        """Return the favourite that was found at this address."""
        ...

    async def count(self, user_id: UserId) -> int: ...

    async def list_of(self, user_id: UserId, start: int, count: int) -> Sequence[Track]:
        """Return so many of a person's favourites from the place `start` on."""
        ...

    async def among(self, user_id: UserId, tracks: Sequence[Track]) -> frozenset[TrackKey]:
        """Return (source, identifier) of those of the tracks that are favourites."""
        ...
