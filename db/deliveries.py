"""The collection of what waits to be delivered, in the order in which it came."""

from collections.abc import Sequence

from pymongo.errors import BulkWriteError

from db.client import Database, Document
from db.errors import reaching_database
from db.times import date_of
from player.outbox.delivery import Delivery, EventId
from player.outbox.receiver import ReceiverId

COLLECTION = "deliveries"
KEPT_SECONDS = 7 * 24 * 60 * 60
"""How long something waits at most, for example for an owner who may switch a receiver on again."""

KNOWN_ALREADY = 11000


class Deliveries:
    """Remembers deliveries (`player.outbox.ports.DeliveryStore`)."""

    def __init__(self, database: Database) -> None:
        self._documents = database.collection(COLLECTION)

    async def add(self, deliveries: Sequence[Delivery]) -> None:
        # The driver's ids grow with every document, and so say what came first.
        documents = [_document_of(each) for each in deliveries]
        with reaching_database():
            try:
                await self._documents.insert_many(documents, ordered=False)
            except BulkWriteError as failure:
                if any(each["code"] != KNOWN_ALREADY for each in failure.details["writeErrors"]):
                    raise

    async def first(self, receiver_id: ReceiverId) -> Delivery | None:
        with reaching_database():
            document = await self._documents.find_one(
                {"receiver_id": receiver_id}, sort=[("_id", 1)]
            )
        return _delivery_of(document) if document else None

    async def remove(self, delivery: Delivery) -> None:
        this = {"receiver_id": delivery.receiver_id, "event_id": delivery.event_id}
        with reaching_database():
            await self._documents.delete_one(this)

    async def waiting(self, receiver_id: ReceiverId) -> int:
        with reaching_database():
            return await self._documents.count_documents({"receiver_id": receiver_id})

    async def receivers(self) -> Sequence[ReceiverId]:
        with reaching_database():
            return [ReceiverId(each) for each in await self._documents.distinct("receiver_id")]

    async def clear(self, receiver_id: ReceiverId) -> None:
        with reaching_database():
            await self._documents.delete_many({"receiver_id": receiver_id})


def _document_of(delivery: Delivery) -> Document:
    return {
        "receiver_id": delivery.receiver_id,
        "event_id": delivery.event_id,
        "body": delivery.body,
        "placed_at": date_of(delivery.placed_at / 1000),
    }


def _delivery_of(document: Document) -> Delivery:
    return Delivery(
        event_id=EventId(document["event_id"]),
        receiver_id=ReceiverId(document["receiver_id"]),
        body=document["body"],
        placed_at=round(document["placed_at"].timestamp() * 1000),
    )
