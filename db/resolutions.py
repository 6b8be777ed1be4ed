"""The collections of wanted tracks that are resolved, and of the batches they come in."""

from collections.abc import Callable, Sequence

from pymongo import ReturnDocument, WriteConcern
from pymongo.errors import DuplicateKeyError

from db.client import Database, Document, Session
from db.errors import reaching_database
from db.resolution_codec import (
    decode_batch,
    decode_resolution,
    encode_all,
    encode_batch,
    encode_batch_state,
    encode_outcome,
)
from db.times import date_of
from player.holder import Holder
from player.resolving.batch import Batch, Counts
from player.resolving.errors import AlreadyRunning
from player.resolving.ports import Selection
from player.resolving.resolution import (
    OPEN,
    BatchId,
    Resolution,
    ResolutionId,
    ResolutionState,
)

BATCHES = "resolution_batches"
COLLECTION = "resolutions"
KEPT_SECONDS = 7 * 24 * 60 * 60
"""How long people may read what has become of a batch."""

BATCHES_LATEST_FIRST = [("started_at", -1), ("_id", -1)]
LATEST_FIRST = [("started_at", -1), ("batch_id", -1), ("place", 1)]
FORGETFUL = WriteConcern(w=1)
"""For what a crash may take back: then it is done again."""


class Resolutions:
    """Remembers batches (`player.resolving.ports.ResolutionStore`)."""

    def __init__(self, database: Database, now: Callable[[], int]) -> None:
        self._database = database
        self._batches = database.collection(BATCHES)
        self._documents = database.collection(COLLECTION)
        self._taking = self._documents.with_options(write_concern=FORGETFUL)
        self._now = now

    async def add(self, batch: Batch, resolutions: Sequence[Resolution]) -> None:
        async def work(session: Session) -> None:
            await self._batches.insert_one(encode_batch(batch), session=session)
            await self._documents.insert_many(encode_all(batch, resolutions), session=session)

        try:
            await self._database.in_transaction(work)
        except DuplicateKeyError:
            raise AlreadyRunning from None

    async def unfinished(self) -> Sequence[Batch]:
        with reaching_database():
            found = self._batches.find({"ended_at": None}).sort("started_at", 1)
            return [decode_batch(each) for each in await found.to_list()]

    async def reopen(self, batch_id: BatchId) -> None:
        taken = {"batch_id": batch_id, "state": ResolutionState.RESOLVING.value}
        with reaching_database():
            await self._documents.update_many(
                taken, {"$set": {"state": ResolutionState.QUEUED.value}}
            )

    async def take(self, batch_id: BatchId) -> Resolution | None:
        with reaching_database():
            document = await self._taking.find_one_and_update(
                {"batch_id": batch_id, "state": ResolutionState.QUEUED.value},
                {"$set": {"state": ResolutionState.RESOLVING.value}},
                sort=[("place", 1)],
                return_document=ReturnDocument.AFTER,
            )
        return decode_resolution(document) if document else None

    async def settle(self, resolution: Resolution) -> None:
        with reaching_database():
            await self._documents.update_one(
                {"_id": resolution.id}, {"$set": encode_outcome(resolution)}
            )

    async def cancel(self, batch: Batch, now: int) -> None:
        still_open = {"batch_id": batch.id, "state": {"$in": [state.value for state in OPEN]}}
        cancelled = {"state": ResolutionState.CANCELLED.value, "ended_at": date_of(now / 1000)}
        with reaching_database():
            await self._batches.update_one({"_id": batch.id}, {"$set": encode_batch_state(batch)})
            await self._documents.update_many(still_open, {"$set": cancelled})

    async def end(self, batch: Batch) -> None:
        changes = {"$set": encode_batch_state(batch), "$unset": {"alone": ""}}
        with reaching_database():
            await self._batches.update_one({"_id": batch.id}, changes)

    async def counts(self, batch_id: BatchId) -> Counts:
        with reaching_database():
            found = await self._documents.aggregate(
                [
                    {"$match": {"batch_id": batch_id}},
                    {"$group": {"_id": "$state", "count": {"$sum": 1}}},
                ]
            )
            groups = {ResolutionState(each["_id"]): each["count"] async for each in found}
        return Counts(**{state.value: count for state, count in groups.items() if state.over})

    async def resolutions(self, batch_id: BatchId) -> Sequence[Resolution]:
        with reaching_database():
            found = self._documents.find({"batch_id": batch_id}).sort("place", 1)
            return [decode_resolution(each) for each in await found.to_list()]

    async def find(self, resolution_id: ResolutionId, holder: Holder) -> Resolution | None:
        with reaching_database():
            document = await self._documents.find_one(
                {"_id": resolution_id, "holder": holder, **self._kept()}
            )
        return decode_resolution(document) if document else None

    async def batch(self, batch_id: BatchId, holder: Holder) -> Batch | None:
        with reaching_database():
            document = await self._batches.find_one(
                {"_id": batch_id, "holder": holder, **self._kept()}
            )
        return decode_batch(document) if document else None

    async def batches_of(self, holder: Holder) -> Sequence[Batch]:
        with reaching_database():
            found = self._batches.find({"holder": holder, **self._kept()})
            documents = await found.sort(BATCHES_LATEST_FIRST).to_list()
        return [decode_batch(each) for each in documents]

    async def list_of(
        self, selection: Selection, start: int, count: int
    ) -> tuple[Sequence[Resolution], int]:
        wanted = query_of(selection) | self._kept()
        with reaching_database():
            found = self._documents.find(wanted).sort(LATEST_FIRST).skip(start).limit(count)
            documents = await found.to_list()
            total = await self._documents.count_documents(wanted)
        return [decode_resolution(each) for each in documents], total

    async def clear(self, holder: Holder) -> int:
        ended = {"holder": holder, "ended_at": {"$ne": None}}
        with reaching_database():
            over = await self._batches.find(ended, {"_id": 1}).to_list()
            batch_ids = {"$in": [each["_id"] for each in over]}
            # The batches go last, so that nothing is left that nobody would find again.
            cleared = await self._documents.delete_many({"batch_id": batch_ids})
            await self._batches.delete_many({"_id": batch_ids})
        return cleared.deleted_count

    async def forget(self, holder: Holder) -> None:
        with reaching_database():
            await self._documents.delete_many({"holder": holder})
            await self._batches.delete_many({"holder": holder})

    def _kept(self) -> Document:
        """Select what is still to be read; the database tidies up the rest in its own time."""
        oldest = date_of(self._now() / 1000 - KEPT_SECONDS)
        return {"$or": [{"ended_at": None}, {"ended_at": {"$gt": oldest}}]}


def query_of(selection: Selection) -> Document:
    wanted: Document = {"holder": selection.holder}
    if selection.states:
        wanted["state"] = {"$in": sorted(state.value for state in selection.states)}
    if selection.batch_id is not None:
        wanted["batch_id"] = selection.batch_id
    return wanted
