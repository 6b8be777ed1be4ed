"""Makes a collection anew, beside the one in use, whose place it takes at the end."""

import gc
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager

import pymongo

from db.client import Database
from db.errors import DatabaseError, reaching_database
from db.players import Players
from db.schema import lay_out

Tell = Callable[[int], None]

ALIVE_FOR_MS = 10_000
OBJECTS_UNTIL_GARBAGE = 500_000
LONGEST_SECONDS = 24 * 60 * 60.0
"""Sorting millions of plays takes the database longer than any other answer."""


class ServerRuns(DatabaseError):
    """A server counts at the same time, so that nobody could say what is in the collection."""


def beside(collection: str) -> str:
    """Return the name of what will take the place of a collection."""
    return f"{collection}_anew"


async def make_anew(
    database: Database, collection: str, now: int, fill: Callable[[], Awaitable[int]]
) -> int:
    """Have the collection beside filled, let it take the place, and return what `fill` does.

    Raises `ServerRuns`, having changed nothing, when a server uses the database or begins to.
    """
    players = Players(database)
    alive = await players.last_alive()
    if alive is not None and now - alive < ALIVE_FOR_MS:
        raise ServerRuns(
            "A server is using this database, or was a moment ago. Stop it, wait ten seconds, and"
            " try again."
        )
    anew = database.collection(beside(collection))
    with pymongo.timeout(LONGEST_SECONDS), reaching_database(), _seldom_looking_for_garbage():
        await anew.drop()
        await database.raw.create_collection(anew.name)
        filled = await fill()
        await lay_out(database, collection, anew.name)
        if await players.last_alive() != alive:
            await anew.drop()
            raise ServerRuns("A server was started meanwhile, so everything stays as it was.")
        await anew.rename(collection, dropTarget=True)
    return filled


@contextmanager
def _seldom_looking_for_garbage() -> Iterator[None]:
    """Let Python seldom look for cycles: there are none in all that is gathered."""
    before = gc.get_threshold()
    gc.set_threshold(OBJECTS_UNTIL_GARBAGE, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
