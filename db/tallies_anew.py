"""Tallies that are written for the first time, subject by subject and year by year."""

import asyncio
from types import TracebackType
from typing import Self

from pymongo import WriteConcern

from db.client import Database, Document
from db.tallies import Tallies, documents_of
from player.ending import end
from player.history.periods import Grain, day_of
from player.history.tallies import Gains

TALLIES_AT_ONCE = 100_000
"""How many tallies of one subject are gathered in memory at most."""

WRITTEN_AT_ONCE = 5_000
UNSAFE = WriteConcern(w=1, j=False)
"""What is lost in a crash is counted again, and the last command makes all of it durable."""


class TalliesAnew:
    """Gathers what plays gain, and writes each tally once, when nothing can be added to it.

    Plays come subject by subject, and those of a subject in the order of time. Whatever subject
    has more tallies than may be gathered has them added up in the database.
    """

    def __init__(self, database: Database, collection: str) -> None:
        self.gains: Gains = {}
        self._documents = database.collection(collection).with_options(write_concern=UNSAFE)
        self._tallies = Tallies(database, collection)
        self._subject, self._year, self._is_spilled = "", 0, False
        self._waiting: list[Document] = []
        self._writing: asyncio.Task[object] | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, _error: object, _trace: TracebackType | None
    ) -> None:
        if kind is None:
            await self._write_waiting()
        await self._written(give_up=kind is not None)

    async def go_on_to(self, subject: str, moment_ms: int) -> None:
        """Get ready for the next play, which is of this subject and moment."""
        year = day_of(moment_ms).year
        if subject != self._subject:
            await self.finish_subject()
            self._subject, self._year = subject, year
        elif year != self._year:
            await self._finish_year()
            self._year = year
        elif len(self.gains) >= TALLIES_AT_ONCE:
            await self._tallies.add(self.gains)
            self.gains, self._is_spilled = {}, True

    async def finish_subject(self) -> None:
        """Take what was gathered for complete."""
        await self._finish(self.gains)
        self.gains, self._is_spilled = {}, False

    async def _finish_year(self) -> None:
        gathered, self.gains = self.gains, {}
        complete: Gains = {}
        for mark, gain in gathered.items():
            (self.gains if mark.grain is Grain.ALL else complete)[mark] = gain
        await self._finish(complete)

    async def _finish(self, gains: Gains) -> None:
        if self._is_spilled:
            await self._tallies.add(gains)
            return
        self._waiting += documents_of(gains)
        if len(self._waiting) >= WRITTEN_AT_ONCE:
            await self._write_waiting()

    async def _write_waiting(self) -> None:
        """Let the database write while we go on counting."""
        documents, self._waiting = self._waiting, []
        await self._written()
        if documents:
            self._writing = asyncio.create_task(self._insert(documents), name="new tallies")

    async def _insert(self, documents: list[Document]) -> None:
        await self._documents.insert_many(documents, ordered=False)

    async def _written(self, *, give_up: bool = False) -> None:
        writing, self._writing = self._writing, None
        if writing and give_up:
            await end(writing)
        elif writing:
            await writing
