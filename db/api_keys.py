"""The collection of API keys."""

from collections.abc import Sequence

from pymongo.errors import DuplicateKeyError

from auth.api_key import ApiKey, KeyId, Scope
from auth.identity import GuildId, UserId
from db.client import Database, Document
from db.errors import reaching_database
from db.person_documents import person_document, person_of
from db.times import date_of, seconds_of

COLLECTION = "api_keys"
LISTED_AT_MOST = 1_000


class ApiKeyStore:
    """Remembers API keys under their ids, findable by the hash of their secret.

    Satisfies `auth.ports.KeyStore`.
    """

    def __init__(self, database: Database) -> None:
        self._documents = database.collection(COLLECTION)

    async def any(self) -> bool:
        with reaching_database():
            return await self._documents.find_one({}, {"_id": 1}) is not None

    async def find(self, key_hash: str) -> ApiKey | None:
        with reaching_database():
            document = await self._documents.find_one({"hash": key_hash})
        return _key_of(document) if document else None

    async def save(self, key: ApiKey) -> None:
        with reaching_database():
            await self._documents.insert_one(_document_of(key))

    async def save_first(self, key: ApiKey) -> bool:
        try:
            with reaching_database():
                await self._documents.insert_one({**_document_of(key), "first": True})
        except DuplicateKeyError:
            return False
        return True

    async def touch(self, key_id: KeyId, used_at: float) -> None:
        with reaching_database():
            await self._documents.update_one(
                {"_id": key_id}, {"$max": {"last_used_at": date_of(used_at)}}
            )

    async def list_of(self, owner: UserId | None) -> Sequence[ApiKey]:
        return await self._list({"owner.id": owner})

    async def list_all(self) -> Sequence[ApiKey]:
        return await self._list({})

    async def take(self, key_id: KeyId, owner: UserId | None) -> ApiKey | None:
        wanted = {"_id": key_id} if owner is None else {"_id": key_id, "owner.id": owner}
        with reaching_database():
            document = await self._documents.find_one_and_delete(wanted)
        return _key_of(document) if document else None

    async def _list(self, wanted: Document) -> Sequence[ApiKey]:
        with reaching_database():
            oldest_first = self._documents.find(wanted).sort("created_at", 1)
            documents = await oldest_first.limit(LISTED_AT_MOST).to_list()
        return [_key_of(document) for document in documents]


def _document_of(key: ApiKey) -> Document:
    return {
        "_id": key.id,
        "hash": key.hash,
        "prefix": key.prefix,
        "label": key.label,
        "owner": person_document(key.owner) if key.owner else None,
        "scopes": sorted(key.scopes),
        "guild_ids": None if key.guild_ids is None else sorted(key.guild_ids),
        "created_at": date_of(key.created_at),
        "expires_at": None if key.expires_at is None else date_of(key.expires_at),
    }


def _key_of(document: Document) -> ApiKey:
    owner, guild_ids = document["owner"], document["guild_ids"]
    expires_at, last_used_at = document["expires_at"], document.get("last_used_at")
    return ApiKey(
        id=KeyId(document["_id"]),
        hash=document["hash"],
        prefix=document["prefix"],
        label=document["label"],
        owner=person_of(owner) if owner else None,
        scopes=frozenset(Scope(each) for each in document["scopes"]),
        guild_ids=None if guild_ids is None else frozenset(map(GuildId, guild_ids)),
        created_at=seconds_of(document["created_at"]),
        expires_at=None if expires_at is None else seconds_of(expires_at),
        last_used_at=None if last_used_at is None else seconds_of(last_used_at),
    )
