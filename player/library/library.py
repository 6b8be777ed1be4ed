"""Libraries, read: the artists, albums and tracks that somebody knows."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from player.core.errors import Missing
from player.core.sentence import Sentence
from player.holder import Holder
from player.library.keeper import LibraryKeeper
from player.library.letters import folded
from player.library.mention import Kind
from player.library.ports import Followed, Libraries, LibraryReader
from player.library.shelf import Holdings, Shelved, Wanted


class UnknownArtist(Missing):
    def __init__(self, number: int) -> None:
        super().__init__(Sentence("Artist {number} not found.", number=str(number)))


class UnknownAlbum(Missing):
    def __init__(self) -> None:
        super().__init__(Sentence("This album is not in your library (any more)."))


class UnknownTrack(Missing):
    def __init__(self) -> None:
        super().__init__(Sentence("This track is not in your library (any more)."))


class Watching(StrEnum):
    """Which artists are meant, by whether one follows them."""

    ALL = "all"
    WATCHED = "watched"
    UNWATCHED = "unwatched"


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads which libraries, and who follows artists there."""

    libraries: Libraries
    holder: Holder


@dataclass(frozen=True, slots=True)
class Page:
    """Some of a list, and how long the list is."""

    items: Sequence[Shelved]
    total: int


class Library:
    """Reads libraries; what their owners have just changed is in there."""

    def __init__(self, store: LibraryReader, keeper: LibraryKeeper, followed: Followed) -> None:
        self._store = store
        self._keeper = keeper
        self._followed = followed

    async def artists(
        self,
        reader: Reader,
        start: int,
        limit: int,
        *,
        search: str = "",
        letter: str | None = None,
        watching: Watching = Watching.ALL,
    ) -> Page:
        """Return artists by name."""
        among, but = None, frozenset[str]()
        if watching is not Watching.ALL:
            keys = await self.watched(reader)
            among, but = (keys, but) if watching is Watching.WATCHED else (None, keys)
        wanted = Wanted(Kind.ARTIST, folded(search), letter=letter, among=among, but=but)
        return await self._page(reader, wanted, start, limit)

    async def artist(self, reader: Reader, number: int) -> Shelved:
        """Return an artist; raises `UnknownArtist`."""
        found = await self._get(reader, number, Kind.ARTIST)
        if found is None:
            raise UnknownArtist(number)
        return found

    async def album(self, reader: Reader, number: int) -> Shelved:
        """Return an album; raises `UnknownAlbum`."""
        found = await self._get(reader, number, Kind.ALBUM)
        if found is None:
            raise UnknownAlbum
        return found

    async def track(self, reader: Reader, number: int) -> Shelved:
        """Return a track; raises `UnknownTrack`."""
        found = await self._get(reader, number, Kind.TRACK)
        if found is None:
            raise UnknownTrack
        return found

    async def albums(self, reader: Reader, start: int, limit: int, search: str = "") -> Page:
        """Return albums by name."""
        return await self._page(reader, Wanted(Kind.ALBUM, folded(search)), start, limit)

    async def albums_of(self, reader: Reader, artist_id: int, start: int, limit: int) -> Page:
        """Return an artist's albums by name; none of an unknown one."""
        return await self._page(reader, Wanted(Kind.ALBUM, artist_id=artist_id), start, limit)

    async def tracks_of(self, reader: Reader, artist_id: int, start: int, limit: int) -> Page:
        """Return an artist's tracks by name; none of an unknown one."""
        return await self._page(reader, Wanted(Kind.TRACK, artist_id=artist_id), start, limit)

    async def tracks_on(self, reader: Reader, album_id: int, start: int, limit: int) -> Page:
        """Return an album's tracks by name; none of an unknown one."""
        return await self._page(reader, Wanted(Kind.TRACK, album_id=album_id), start, limit)

    async def tracks(self, reader: Reader, limit: int, title: str, artist: str) -> Page:
        """Return tracks with these words in the title and in the artist's name."""
        return await self._page(reader, Wanted(Kind.TRACK, folded(title), folded(artist)), 0, limit)

    async def watched(self, reader: Reader) -> frozenset[str]:
        """Return the keys of the artists whom a reader follows."""
        return frozenset(await self._followed.keys_of(reader.holder))

    async def holdings(self, reader: Reader) -> Holdings:
        await self._keeper.catch_up()
        return await self._store.holdings(reader.libraries)

    async def size_bytes(self) -> int:
        """Return how much room the whole database takes."""
        return await self._store.size_bytes()

    async def _get(self, reader: Reader, number: int, kind: Kind) -> Shelved | None:
        await self._keeper.catch_up()
        found = await self._store.get(reader.libraries, number)
        return found if found and found.kind is kind else None

    async def _page(self, reader: Reader, wanted: Wanted, start: int, limit: int) -> Page:
        await self._keeper.catch_up()
        total = await self._store.count(reader.libraries, wanted)
        if start >= total:
            return Page((), total)
        return Page(await self._store.find(reader.libraries, wanted, start, limit), total)
