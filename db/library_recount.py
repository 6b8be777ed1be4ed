"""Puts everybody's library together anew, from plays, playlists and favourites."""

from collections.abc import AsyncIterator

from db import favourites, playlists
from db.anew import Tell, beside, make_anew
from db.client import Database
from db.library import COLLECTION, LibraryWriter, library_gains
from db.plays import Plays
from player.library.gains import Gains, add_up, gains_of_keeping
from player.library.mention import mention_of
from player.library.whose import of_person

ENTRIES_AT_ONCE = 50_000
"""How many entries are gathered in memory before they are written."""


async def rebuild(database: Database, now: int, tell: Tell = lambda _read: None) -> int:
    """Put all libraries together anew, and return how much was read; `tell` hears of the progress.

    Everything keeps its number. Raises `db.anew.ServerRuns`, having changed nothing, when a server
    uses the database or begins to.
    """
    return await make_anew(database, COLLECTION, now, lambda: _build(database, tell))


async def _build(database: Database, tell: Tell) -> int:
    writer, gains, read = LibraryWriter(database, beside(COLLECTION)), Gains(), 0
    async for some in _everything(database):
        add_up(gains, some)
        read += 1
        if len(gains) >= ENTRIES_AT_ONCE:
            await writer.add(gains, await writer.numbers(gains))
            gains = {}
            tell(read)
    await writer.add(gains, await writer.numbers(gains))
    tell(read)
    return read


async def _everything(database: Database) -> AsyncIterator[Gains]:
    """Give what each play, each playlist and each favourite adds."""
    async for play in Plays(database).all():
        yield library_gains([play])
    async for playlist in playlists.Playlists(database).all():
        yield gains_of_keeping(of_person(playlist.owner), map(mention_of, playlist.tracks))
    async for owner, track in favourites.Favourites(database).all():
        yield gains_of_keeping(of_person(owner), [mention_of(track)])
