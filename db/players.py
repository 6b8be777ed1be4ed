"""The collection of players' snapshots, and the note that a process of ours lives."""

from collections.abc import Sequence
from dataclasses import replace

import structlog
from pymongo.errors import DocumentTooLarge, WriteError

from auth.identity import GuildId
from db.client import Database, Document
from db.errors import reaching_database
from db.player_codec import (
    UnreadableSnapshot,
    changed_fields,
    decode,
    encode,
    encode_state,
    without_lone_surrogates,
)
from player.ports import Snapshot

COLLECTION = "players"
LIVENESS_COLLECTION = "liveness"
PLAYER = {"_id": "player"}

log = structlog.get_logger()


class Players:
    """Remembers one snapshot per guild (`player.ports.PlayerStore`).

    After the first save of a guild only the fields that changed are written, so that a pause does
    not carry a queue of thousands through the event loop.
    """

    def __init__(self, database: Database) -> None:
        self._documents = database.collection(COLLECTION)
        self._liveness = database.collection(LIVENESS_COLLECTION)
        self._written: dict[GuildId, Snapshot] = {}

    async def load_all(self) -> Sequence[Snapshot]:
        """Return every snapshot that can be read; the others are logged and left alone."""
        snapshots: list[Snapshot] = []
        with reaching_database():
            async with self._documents.find({}) as documents:
                async for document in documents:
                    snapshots += _readable(document)
        return snapshots

    async def save(self, snapshot: Snapshot) -> None:
        guild_id = snapshot.state.guild_id
        before = self._written.pop(guild_id, None)
        with reaching_database():
            if before is None or not await self._write_changes(before, snapshot):
                snapshot = await self._write_whole(snapshot)
        self._written[guild_id] = snapshot

    async def last_alive(self) -> int | None:
        """Return the Unix time in ms at which a process of ours last said that it runs."""
        with reaching_database():
            document = await self._liveness.find_one(PLAYER)
        return int(document["at"]) if document else None

    async def say_alive(self, now: int) -> None:
        with reaching_database():
            await self._liveness.update_one(PLAYER, {"$set": {"at": now}}, upsert=True)

    async def _write_changes(self, before: Snapshot, now: Snapshot) -> bool:
        """Write what changed since `before`; say no if that is not what the database holds."""
        names = changed_fields(before.state, now.state)
        values = encode_state(now.state, names)
        changes: Document = {f"state.{name}": value for name, value in values.items()}
        changes |= {"seq": now.seq, "saved_at": now.saved_at}
        found = {"_id": now.state.guild_id, "seq": before.seq, "saved_at": before.saved_at}
        try:
            result = await self._documents.update_one(found, {"$set": changes})
        except (UnicodeEncodeError, DocumentTooLarge, WriteError):
            return False
        return result.matched_count == 1

    async def _write_whole(self, snapshot: Snapshot) -> Snapshot:
        """Replace the guild's document, and return what it holds now."""
        document = encode(snapshot)
        try:
            await self._replace(document)
        except UnicodeEncodeError:
            await self._replace(without_lone_surrogates(document))
        except DocumentTooLarge:
            log.warning("queue_too_long_to_store", guild_id=document["_id"])
            return await self._write_whole(_with_half_the_queue(snapshot))
        return snapshot

    async def _replace(self, document: Document) -> None:
        await self._documents.replace_one({"_id": document["_id"]}, document, upsert=True)


def _readable(document: Document) -> list[Snapshot]:
    try:
        return [decode(document)]
    except UnreadableSnapshot as error:
        log.error("stored_player_unreadable", guild_id=document["_id"], reason=str(error))  # noqa: TRY400 - the reason says it all.
        return []


def _with_half_the_queue(snapshot: Snapshot) -> Snapshot:
    state = snapshot.state
    shorter = replace(state, queue=state.queue[: len(state.queue) // 2], history=())
    return replace(snapshot, state=shorter)
