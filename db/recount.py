"""Counts the tallies anew from the plays: beside those in use, whose place they take at the end."""

from collections.abc import Callable

from db.client import Database
from db.errors import DatabaseError, reaching_database
from db.players import Players
from db.plays import Plays
from db.tallies import COLLECTION, Tallies
from player.history.tallies import Gain, Mark, gains_of

Tell = Callable[[int], None]

BESIDE = "tallies_anew"
TALLIES_AT_ONCE = 50_000
"""How many tallies are gathered in memory before they are written."""

ALIVE_FOR_MS = 10_000


class ServerRuns(DatabaseError):
    """A server counts at the same time, so that nobody could say what is in the tallies."""


async def recount(database: Database, now: int, tell: Tell = lambda _counted: None) -> int:
    """Count everything anew, and return how many plays there are; `tell` hears of the progress.

    Raises `ServerRuns`, having changed nothing, when a server uses the database or begins to.
    """
    players = Players(database)
    alive = await players.last_alive()
    if alive is not None and now - alive < ALIVE_FOR_MS:
        raise ServerRuns(
            "A server is using this database, or was a moment ago. Stop it, wait ten seconds, and"
            " try again."
        )
    anew = database.collection(BESIDE)
    with reaching_database():
        await anew.drop()
        await database.raw.create_collection(BESIDE)
    counted = await _count(database, tell)
    with reaching_database():
        if await players.last_alive() != alive:
            await anew.drop()
            raise ServerRuns("A server was started meanwhile, so the statistics stay as they were.")
        await anew.rename(COLLECTION, dropTarget=True)
    return counted


async def _count(database: Database, tell: Tell) -> int:
    tallies, gains, counted = Tallies(database, BESIDE), dict[Mark, Gain](), 0
    async for play in Plays(database).all():
        # In the order of time, so that what is gathered together belongs together.
        for mark, gain in gains_of([play]).items():
            known = gains.get(mark)
            gains[mark] = known + gain if known else gain
        counted += 1
        if len(gains) >= TALLIES_AT_ONCE:
            await tallies.add(gains)
            gains = {}
            tell(counted)
    await tallies.add(gains)
    tell(counted)
    return counted
