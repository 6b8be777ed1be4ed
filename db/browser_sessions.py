"""The collection of signed-in browsers."""

from collections.abc import Sequence

from auth.identity import UserId
from auth.ports import BrowserSession
from db.client import Database, Document
from db.errors import reaching_database
from db.person_documents import guild_documents, guilds_of, person_document, person_of
from db.times import date_of, seconds_of

COLLECTION = "browser_sessions"
LISTED_AT_MOST = 100


class BrowserSessions:
    """Remembers browser sessions under the hash of their secret (`auth.ports.SessionStore`)."""

    def __init__(self, database: Database) -> None:
        self._documents = database.collection(COLLECTION)

    async def get(self, key: str) -> BrowserSession | None:
        with reaching_database():
            document = await self._documents.find_one({"_id": key})
        return _session_of(document) if document else None

    async def save(self, session: BrowserSession) -> None:
        with reaching_database():
            document = _document_of(session)
            await self._documents.replace_one({"_id": session.key}, document, upsert=True)

    async def touch(self, key: str, seen_at: float) -> None:
        """Move the time of last use on, never back; a deleted session stays deleted."""
        with reaching_database():
            await self._documents.update_one(
                {"_id": key}, {"$max": {"last_seen_at": date_of(seen_at)}}
            )

    async def delete(self, key: str) -> None:
        with reaching_database():
            await self._documents.delete_one({"_id": key})

    async def delete_of(self, user_id: UserId) -> None:
        with reaching_database():
            await self._documents.delete_many({"person.id": user_id})

    async def list_of(self, user_id: UserId) -> Sequence[BrowserSession]:
        """Return a person's sessions, the latest first."""
        with reaching_database():
            latest_first = self._documents.find({"person.id": user_id}).sort("created_at", -1)
            documents = await latest_first.limit(LISTED_AT_MOST).to_list()
        return [_session_of(document) for document in documents]


def _document_of(session: BrowserSession) -> Document:
    return {
        "_id": session.key,
        "person": person_document(session.person),
        "guilds": guild_documents(session.guilds),
        "created_at": date_of(session.created_at),
        "last_seen_at": date_of(session.last_seen_at),
        "user_agent": session.user_agent,
    }


def _session_of(document: Document) -> BrowserSession:
    return BrowserSession(
        key=document["_id"],
        person=person_of(document["person"]),
        guilds=guilds_of(document["guilds"]),
        created_at=seconds_of(document["created_at"]),
        last_seen_at=seconds_of(document["last_seen_at"]),
        user_agent=document.get("user_agent", ""),
    )
