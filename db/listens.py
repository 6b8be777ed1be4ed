"""The plays that one person heard, as their listens."""

from collections.abc import Callable, Sequence

from auth.identity import UserId
from db import plays, tallies
from db.client import Database, Document, Session
from db.errors import reaching_database
from db.library import LibraryWriter, library_gains
from db.plays import LATEST_FIRST, OLDEST_FIRST, play_of
from player.history.periods import ALL, Grain
from player.history.play import Play
from player.history.tallies import Gain, Kind, Mark, gains_of, of_listener
from player.library.whose import of_person

SECOND_MS = 1000


class Listens:
    """Reads and takes back listens (`player.history.ports.ListenStore`)."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._plays = database.collection(plays.COLLECTION)
        self._sums = database.collection(tallies.COLLECTION)
        self._tallies = tallies.Tallies(database)
        self._library = LibraryWriter(database)

    async def latest_of(
        self, user_id: UserId, limit: int, before_s: int | None, after_s: int | None
    ) -> Sequence[Play]:
        bounds: Document = {}
        if before_s is not None:
            bounds["$lt"] = before_s * SECOND_MS
        if after_s is not None:
            bounds["$gte"] = (after_s + 1) * SECOND_MS
        from_the_oldest = before_s is None and after_s is not None
        wanted = {**_listens_of(user_id), **({"started_at": bounds} if bounds else {})}
        order = OLDEST_FIRST if from_the_oldest else LATEST_FIRST
        with reaching_database():
            found = await self._plays.find(wanted).sort(order).limit(limit).to_list()
        return [play_of(document) for document in (reversed(found) if from_the_oldest else found)]

    async def count(self, user_id: UserId) -> int:
        everything = {"s": of_listener(user_id), "k": Kind.TOTAL, "g": Grain.ALL, "p": ALL}
        with reaching_database():
            found = await self._sums.find_one(everything, {"plays": 1})
        return int(found["plays"]) if found else 0

    async def span(self, user_id: UserId) -> tuple[int, int] | None:
        ends = []
        with reaching_database():
            for order in OLDEST_FIRST, LATEST_FIRST:
                found = self._plays.find(_listens_of(user_id), {"started_at": 1}).sort(order)
                ends += await found.limit(1).to_list()
        return (ends[0]["started_at"], ends[-1]["started_at"]) if ends else None

    async def take(
        self, user_id: UserId, second: int, is_meant: Callable[[Play], bool]
    ) -> Play | None:
        begun = {"$gte": second * SECOND_MS, "$lt": (second + 1) * SECOND_MS}
        wanted = {**_listens_of(user_id), "started_at": begun}

        async def work(session: Session) -> Play | None:
            async for document in self._plays.find(wanted, session=session):
                play = play_of(document)
                if is_meant(play):
                    await self._take(user_id, play, session)
                    return play
            return None

        return await self._database.in_transaction(work)

    async def _take(self, user_id: UserId, play: Play, session: Session) -> None:
        one = {"_id": play.id}
        if play.guild_id is None and play.listeners == (user_id,):
            await self._plays.delete_one(one, session=session)
        else:
            # The name by which a play is known as told has the person in it.
            gone: Document = {"$pull": {"listeners": user_id}, "$unset": {"told": ""}}
            await self._plays.update_one(one, gone, session=session)
        await self._tallies.take(_gains_through(user_id, play), session)
        theirs = {
            entry: gain
            for entry, gain in library_gains([play]).items()
            if entry.whose == of_person(user_id)
        }
        # They are known from when it was heard, so that nothing new is written in here.
        await self._library.take(theirs, await self._library.numbers(theirs), session)


def _listens_of(user_id: UserId) -> Document:
    return {"listeners": user_id, "over": True, "valid": True}


def _gains_through(user_id: UserId, play: Play) -> dict[Mark, Gain]:
    """Return what a play added to the tallies because this person heard it."""
    theirs = of_listener(user_id)
    return {
        mark: gain
        for mark, gain in gains_of([play]).items()
        if mark.subject == theirs or (mark.kind is Kind.LISTENER and mark.key == user_id)
    }
