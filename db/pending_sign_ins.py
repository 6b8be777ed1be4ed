"""The collection of sign-ins on their way."""

from auth.ports import PendingSignIn
from db.client import Database, Document
from db.errors import reaching_database
from db.person_documents import guild_documents, guilds_of, person_document, person_of
from db.times import date_of, seconds_of

COLLECTION = "pending_sign_ins"
AT_MOST = 10_000


class PendingSignIns:
    """Remembers stages of sign-ins until they are taken (`auth.ports.PendingStore`).

    Anybody can begin a sign-in, so beyond `at_most` the oldest ones give way.
    """

    def __init__(self, database: Database, at_most: int = AT_MOST) -> None:
        self._documents = database.collection(COLLECTION)
        self._at_most = at_most

    async def save(self, pending: PendingSignIn) -> None:
        with reaching_database():
            await self._documents.insert_one(_document_of(pending))
            surplus = await self._documents.estimated_document_count() - self._at_most
            if surplus > 0:
                await self._drop_oldest(surplus)

    async def take(self, key: str) -> PendingSignIn | None:
        """Remove and return in one step, so that nothing is used twice."""
        with reaching_database():
            document = await self._documents.find_one_and_delete({"_id": key})
        return _pending_of(document) if document else None

    async def _drop_oldest(self, count: int) -> None:
        oldest_first = self._documents.find({}, {"_id": True}).sort("created_at", 1)
        oldest = await oldest_first.limit(count).to_list()
        await self._documents.delete_many({"_id": {"$in": [one["_id"] for one in oldest]}})


def _document_of(pending: PendingSignIn) -> Document:
    return {
        "_id": pending.key,
        "browser": pending.browser,
        "return_to": pending.return_to,
        "created_at": date_of(pending.created_at),
        "code_verifier": pending.code_verifier,
        "person": person_document(pending.person) if pending.person else None,
        "guilds": guild_documents(pending.guilds),
    }


def _pending_of(document: Document) -> PendingSignIn:
    person = document.get("person")
    return PendingSignIn(
        key=document["_id"],
        browser=document["browser"],
        return_to=document.get("return_to"),
        created_at=seconds_of(document["created_at"]),
        code_verifier=document.get("code_verifier", ""),
        person=person_of(person) if person else None,
        guilds=guilds_of(document.get("guilds", [])),
    )
