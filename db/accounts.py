"""The collection of accounts by name and password."""

from pymongo.errors import DuplicateKeyError

from auth.account import Account, AccountId
from auth.identity import Person, UserId
from db.client import Database, Document
from db.errors import reaching_database
from db.person_documents import person_document, person_of
from db.times import date_of, seconds_of

COLLECTION = "local_accounts"


class AccountStore:
    """Remembers accounts under their ids (`auth.account_ports.AccountStore`).

    Names and addresses are kept a second time as they are compared.
    """

    def __init__(self, database: Database) -> None:
        self._documents = database.collection(COLLECTION)

    async def add(self, account: Account) -> bool:
        try:
            with reaching_database():
                await self._documents.insert_one(_document_of(account))
        except DuplicateKeyError:
            return False
        return True

    async def get(self, account_id: AccountId) -> Account | None:
        return await self._find({"_id": account_id})

    async def named(self, name: str) -> Account | None:
        field = "email_key" if "@" in name else "username_key"
        return await self._find({field: name.casefold()})

    async def linked_with(self, user_id: UserId) -> Account | None:
        return await self._find({"discord.id": user_id})

    async def set_password(self, account_id: AccountId, password_hash: str) -> None:
        changed = {"$set": {"password_hash": password_hash}}
        with reaching_database():
            await self._documents.update_one({"_id": account_id}, changed)

    async def link(self, account_id: AccountId, person: Person | None) -> bool:
        change = {"$set": {"discord": person_document(person)}} if person else _UNLINKED
        try:
            with reaching_database():
                await self._documents.update_one({"_id": account_id}, change)
        except DuplicateKeyError:
            return False
        return True

    async def _find(self, wanted: Document) -> Account | None:
        with reaching_database():
            document = await self._documents.find_one(wanted)
        return _account_of(document) if document else None


_UNLINKED = {"$unset": {"discord": ""}}


def _document_of(account: Account) -> Document:
    return {
        "_id": account.id,
        "username": account.username,
        "username_key": account.username.casefold(),
        "email": account.email,
        "email_key": account.email.casefold(),
        "password_hash": account.password_hash,
        "created_at": date_of(account.created_at),
    }


def _account_of(document: Document) -> Account:
    discord = document.get("discord")
    return Account(
        id=AccountId(document["_id"]),
        username=document["username"],
        email=document["email"],
        password_hash=document["password_hash"],
        created_at=seconds_of(document["created_at"]),
        discord=person_of(discord) if discord else None,
    )
