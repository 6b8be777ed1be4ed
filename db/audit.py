"""The collection of guilds' logs: who did what, the latest of every guild."""

import json
from collections.abc import Sequence
from typing import cast

from auth.identity import GuildId
from db.client import Database, Document
from db.errors import reaching_database
from db.person_documents import person_document, person_of
from player.audit import KEPT, LogEntry
from player.core.sentence import Said, Sentence
from player.deeds import Deed

COLLECTION = "audit"
LATEST_FIRST = [("at", -1), ("_id", -1)]


class AuditLog:
    """Remembers lines of guilds' logs (`player.audit.LogStore`)."""

    def __init__(self, database: Database) -> None:
        self._documents = database.collection(COLLECTION)

    async def append(self, entries: Sequence[LogEntry]) -> None:
        """Add lines in their order, and forget what is older than the latest of a guild."""
        with reaching_database():
            await self._documents.insert_many([_document_of(entry) for entry in entries])
            for guild_id in {entry.guild_id for entry in entries}:
                await self._forget_old(guild_id)

    async def latest(self, guild_id: GuildId) -> Sequence[LogEntry]:
        """Return a guild's lines, the latest first."""
        with reaching_database():
            found = self._documents.find({"guild_id": guild_id}).sort(LATEST_FIRST)
            documents = await found.limit(KEPT).to_list()
        return [_entry_of(document) for document in documents]

    async def _forget_old(self, guild_id: GuildId) -> None:
        latest = self._documents.find({"guild_id": guild_id}, {"at": 1}).sort(LATEST_FIRST)
        oldest_kept = await latest.skip(KEPT - 1).limit(1).to_list()
        if not oldest_kept:
            return
        at, key = oldest_kept[0]["at"], oldest_kept[0]["_id"]
        older = [{"at": {"$lt": at}}, {"at": at, "_id": {"$lt": key}}]
        await self._documents.delete_many({"guild_id": guild_id, "$or": older})


def _document_of(entry: LogEntry) -> Document:
    return {
        "guild_id": entry.guild_id,
        "at": entry.at,
        "person": person_document(entry.person) if entry.person else None,
        "text": entry.text.encode(errors="replace").decode(),
        "said": _storable(entry.text.said) if isinstance(entry.text, Sentence) else None,
        "deed": entry.deed,
    }


def _entry_of(document: Document) -> LogEntry:
    person, deed = document["person"], document.get("deed")
    return LogEntry(
        guild_id=document["guild_id"],
        at=int(document["at"]),
        person=person_of(person) if person else None,
        text=Sentence.of(said) if (said := document.get("said")) else document["text"],
        deed=Deed(deed) if deed else None,
    )


def _storable(said: Said) -> Said:
    """Return a sentence as a document, without what UTF-8 cannot hold."""
    text = json.dumps(said, ensure_ascii=False).encode(errors="replace")
    return cast("Said", json.loads(text))
