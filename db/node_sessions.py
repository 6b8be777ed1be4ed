"""The collection of Lavalink sessions, by which players outlive our restart."""

from db.client import Database
from db.errors import reaching_database

COLLECTION = "node_sessions"
NODES_AT_MOST = 100


class NodeSessions:
    """Remembers each node's latest session id under the node's name."""

    def __init__(self, database: Database) -> None:
        self._documents = database.collection(COLLECTION)

    async def load(self) -> dict[str, str]:
        """Return the session ids by node name."""
        with reaching_database():
            documents = await self._documents.find({}).limit(NODES_AT_MOST).to_list()
        return {document["_id"]: document["session_id"] for document in documents}

    async def save(self, name: str, session_id: str) -> None:
        with reaching_database():
            await self._documents.update_one(
                {"_id": name}, {"$set": {"session_id": session_id}}, upsert=True
            )
