"""The collection of receivers: where to send what happens, and how the sending goes."""

from collections.abc import Collection, Sequence

from db.client import Database, Document
from db.errors import reaching_database
from player.core.sentence import Sentence
from player.outbox.receiver import Kind, Owner, OwnerKind, Receiver, ReceiverId, State, Topic

COLLECTION = "receivers"
BY_US = ("state", "failures", "retry_at", "sent_at", "problem", "problem_at")
"""What comes of sending; all the rest is up to the owner."""


class Receivers:
    """Remembers receivers (`player.outbox.ports.ReceiverStore`)."""

    def __init__(self, database: Database) -> None:
        self._documents = database.collection(COLLECTION)

    async def get(self, receiver_id: ReceiverId) -> Receiver | None:
        with reaching_database():
            document = await self._documents.find_one({"_id": receiver_id})
        return _receiver_of(document) if document else None

    async def list_of(self, owner: Owner) -> Sequence[Receiver]:
        wanted = {"owner.id": owner.id, "owner.kind": owner.kind}
        with reaching_database():
            documents = (
                await self._documents.find(wanted).sort([("made_at", 1), ("_id", 1)]).to_list()
            )
        return [_receiver_of(document) for document in documents]

    async def told_of(self, topics: Collection[Topic], owners: Sequence[Owner]) -> list[Receiver]:
        wanted = {
            "owner.id": {"$in": [owner.id for owner in owners]},
            "owner.kind": {"$in": sorted({owner.kind for owner in owners})},
            "state": State.ON,
            "topics": {"$in": list(topics)},
        }
        with reaching_database():
            documents = await self._documents.find(wanted).to_list()
        return [_receiver_of(document) for document in documents]

    async def add(self, receiver: Receiver) -> None:
        with reaching_database():
            await self._documents.insert_one({"_id": receiver.id, **_document_of(receiver)})

    async def change(self, receiver: Receiver) -> bool:
        fields = {**_document_of(receiver), "edition": receiver.edition + 1}
        # Counted by others, whatever the owner does.
        del fields["lost"]
        return await self._update(receiver, fields)

    async def note(self, receiver: Receiver) -> bool:
        fields = _document_of(receiver)
        return await self._update(receiver, {name: fields[name] for name in BY_US})

    async def lose(self, receiver_id: ReceiverId, count: int) -> None:
        with reaching_database():
            await self._documents.update_one({"_id": receiver_id}, {"$inc": {"lost": count}})

    async def delete(self, receiver_id: ReceiverId) -> None:
        with reaching_database():
            await self._documents.delete_one({"_id": receiver_id})

    async def _update(self, receiver: Receiver, fields: Document) -> bool:
        this_edition = {"_id": receiver.id, "edition": receiver.edition}
        with reaching_database():
            updated = await self._documents.update_one(this_edition, {"$set": fields})
        return updated.matched_count > 0


def _document_of(receiver: Receiver) -> Document:
    problem = receiver.problem
    return {
        "owner": {"kind": receiver.owner.kind, "id": receiver.owner.id},
        "kind": receiver.kind,
        "address": receiver.address,
        "secret": receiver.secret,
        "topics": sorted(receiver.topics),
        "made_at": receiver.made_at,
        "edition": receiver.edition,
        "state": receiver.state,
        "failures": receiver.failures,
        "retry_at": receiver.retry_at,
        "sent_at": receiver.sent_at,
        "problem": None if problem is None else problem.said,
        "problem_at": receiver.problem_at,
        "lost": receiver.lost,
    }


def _receiver_of(document: Document) -> Receiver:
    owner, problem = document["owner"], document["problem"]
    return Receiver(
        id=ReceiverId(document["_id"]),
        owner=Owner(OwnerKind(owner["kind"]), owner["id"]),
        kind=Kind(document["kind"]),
        address=document["address"],
        secret=document["secret"],
        topics=frozenset(map(Topic, document["topics"])),
        made_at=document["made_at"],
        edition=document["edition"],
        state=State(document["state"]),
        failures=document["failures"],
        retry_at=document["retry_at"],
        sent_at=document["sent_at"],
        problem=Sentence.of(problem) if problem else None,
        problem_at=document["problem_at"],
        lost=document["lost"],
    )
