"""What a watchlist needs: a memory, and somebody who searches at the sources."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from player.core.track import Track
from player.finding.found import Found
from player.holder import Holder
from player.playlists.playlist import PlaylistId
from player.watchlist.followed import ArtistId, Find, FindId, Followed


@dataclass(frozen=True, slots=True)
class Standing:
    """How somebody's watchlist stands as a whole; times are Unix milliseconds.

    `busy_until` is until when nobody else may scan, if whoever scans now should die. `problem` is
    why finds could not be put into the playlist, for people.
    """

    playlist_id: PlaylistId | None = None
    scanned_at: int | None = None
    busy_until: int = 0
    problem: str | None = None


class FollowedStore(Protocol):
    """Followed artists by holder, with what has been seen of each."""

    async def follow(self, followed: Followed, limit: int) -> bool:
        """Add an artist, or rename one that is followed by this id or name; say if it is new.

        Raises `TooManyArtists` beyond so many.
        """
        ...

    async def list_of(self, holder: Holder) -> Sequence[Followed]:
        """Return the artists by name."""
        ...

    async def remove(self, holder: Holder, artist_id: ArtistId) -> Followed | None: ...

    async def seen(self, followed: Followed) -> frozenset[str] | None:
        """Return the marks of what has been seen of an artist; None once nobody follows them."""
        ...

    async def scanned(self, followed: Followed, seen: frozenset[str]) -> None:
        """Write down how a scan went, with the marks of what it has seen."""
        ...

    async def clear(self, holder: Holder) -> None: ...


class FindStore(Protocol):
    """What was found, for a season."""

    async def add(self, holder: Holder, finds: Sequence[Find]) -> Sequence[Find]:
        """Add those that are not there yet, and return them."""
        ...

    async def list_of(self, holder: Holder, start: int, count: int) -> tuple[Sequence[Find], int]:
        """Return some finds, the latest first, and how many there are."""
        ...

    async def find(self, holder: Holder, find_id: FindId) -> Find | None: ...

    async def remove_artist(self, holder: Holder, artist_id: ArtistId) -> None: ...

    async def clear(self, holder: Holder) -> None: ...


class StandingStore(Protocol):
    """How watchlists stand, and who may scan."""

    async def of(self, holder: Holder) -> Standing: ...

    async def begin(self, holder: Holder, now: int, until: int) -> bool:
        """Let somebody scan until then, if nobody does now."""
        ...

    async def go_on(self, holder: Holder, until: int) -> None: ...

    async def finish(self, holder: Holder, at: int, problem: str | None) -> None: ...

    async def aim(self, holder: Holder, playlist_id: PlaylistId | None) -> None:
        """Write down into which playlist finds go."""
        ...

    async def due(self, scanned_before: int) -> Sequence[Holder]:
        """Return who follows somebody and has not looked since then."""
        ...

    async def clear(self, holder: Holder) -> None: ...


class TrackFinder(Protocol):
    """Whoever searches at the sources."""

    async def tracks(self, query: str) -> Found[Track]: ...
