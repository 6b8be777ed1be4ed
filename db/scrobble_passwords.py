"""The collection of people's passwords for AudioScrobbler."""

from collections.abc import Sequence

from auth.identity import UserId
from auth.scrobble_password import ScrobblePassword
from db.client import Database, Document
from db.errors import reaching_database
from db.person_documents import person_document, person_of
from db.times import date_of, seconds_of

COLLECTION = "scrobble_passwords"


class ScrobblePasswordStore:
    """Remembers one for each person who wants one (`auth.ports.ScrobblePasswordStore`)."""

    def __init__(self, database: Database) -> None:
        self._documents = database.collection(COLLECTION)

    async def save(self, password: ScrobblePassword) -> None:
        document = {
            "_id": password.person.id,
            "id": password.id,
            "name": password.person.username.casefold(),
            "person": person_document(password.person),
            "md5": password.md5,
            "made_at": date_of(password.made_at),
        }
        with reaching_database():
            await self._documents.replace_one({"_id": document["_id"]}, document, upsert=True)

    async def delete(self, user_id: UserId) -> None:
        with reaching_database():
            await self._documents.delete_one({"_id": user_id})

    async def of(self, user_id: UserId) -> ScrobblePassword | None:
        return await self._one({"_id": user_id})

    async def find(self, password_id: str) -> ScrobblePassword | None:
        return await self._one({"id": password_id})

    async def named(self, name: str) -> Sequence[ScrobblePassword]:
        with reaching_database():
            found = await self._documents.find({"name": name.casefold()}).to_list()
        return [_password_of(document) for document in found]

    async def _one(self, wanted: Document) -> ScrobblePassword | None:
        with reaching_database():
            document = await self._documents.find_one(wanted)
        return _password_of(document) if document else None


def _password_of(document: Document) -> ScrobblePassword:
    return ScrobblePassword(
        id=document["id"],
        person=person_of(document["person"]),
        md5=document["md5"],
        made_at=seconds_of(document["made_at"]),
    )
