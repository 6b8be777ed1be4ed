"""People and the guilds of their sign-in, as parts of documents."""

from typing import Any

from auth.identity import GuildId, Person, UserId
from auth.ports import KnownGuild
from db.client import Document


def person_document(person: Person) -> Document:
    return {
        "id": person.id,
        "username": person.username,
        "display_name": person.display_name,
        "avatar": person.avatar,
    }


def person_of(document: Document) -> Person:
    return Person(
        id=UserId(document["id"]),
        username=document["username"],
        display_name=document["display_name"],
        avatar=document.get("avatar"),
    )


def guild_documents(guilds: tuple[KnownGuild, ...]) -> list[Document]:
    """Return documents; a permission bit field may outgrow 64 bits, so it is written as digits."""
    return [
        {
            "id": guild.id,
            "name": guild.name,
            "icon": guild.icon,
            "owner": guild.owner,
            "permissions": str(guild.permissions),
        }
        for guild in guilds
    ]


def guilds_of(documents: list[dict[str, Any]]) -> tuple[KnownGuild, ...]:
    return tuple(
        KnownGuild(
            id=GuildId(document["id"]),
            name=document["name"],
            icon=document.get("icon"),
            owner=document["owner"],
            permissions=int(document["permissions"]),
        )
        for document in documents
    )
