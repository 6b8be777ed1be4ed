"""Turns ids into what pages show: names, pictures on Discord's image server, and standings."""

from typing import Literal, TypedDict

from auth.identity import ChannelId, GuildId, Person, UserId
from player.core.context import Standing
from player.ports import Directory

Dj = Literal[True, False, "neutral"]

DJ: dict[Standing, Dj] = {Standing.DJ: True, Standing.NEUTRAL: "neutral", Standing.NONE: False}
"""The documented value of each standing."""


class Face(TypedDict):
    id: str
    name: str
    icon: str


class Room(TypedDict):
    id: str
    name: str


class DirectoryFaces:
    """Faces as the directory of guilds knows them at the moment of asking."""

    def __init__(self, directory: Directory, cdn_url: str) -> None:
        self._directory = directory
        self._cdn_url = cdn_url

    def user(self, guild_id: GuildId, user_id: UserId) -> Face:
        seen = self._directory.person(guild_id, user_id)
        if seen is None:
            return Face(id=user_id, name="Somebody", icon=avatar_url(self._cdn_url, user_id, None))
        return Face(id=user_id, name=seen.display_name, icon=person_icon(self._cdn_url, seen))

    def channel(self, channel_id: ChannelId) -> Room:
        channel = self._directory.channel(channel_id)
        return Room(id=channel_id, name=channel.name if channel else "Voice channel")


def person_icon(cdn_url: str, person: Person) -> str:
    return avatar_url(cdn_url, person.id, person.avatar)


def avatar_url(cdn_url: str, user_id: UserId, avatar: str | None) -> str:
    if avatar:
        return f"{cdn_url}/avatars/{user_id}/{avatar}.png?size=128"
    # Discord picks one of six pictures by the user's time of birth, which the id begins with.
    number = (int(user_id) >> 22) % 6 if user_id.isdecimal() else 0
    return f"{cdn_url}/embed/avatars/{number}.png"


def guild_icon(cdn_url: str, guild_id: GuildId, icon: str | None) -> str | None:
    return f"{cdn_url}/icons/{guild_id}/{icon}.png?size=128" if icon else None
