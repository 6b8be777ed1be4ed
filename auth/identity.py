"""Names for people and guilds, and the `Actor` on whose behalf something is done (pure)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

UserId = NewType("UserId", str)
GuildId = NewType("GuildId", str)
ChannelId = NewType("ChannelId", str)
RoleId = NewType("RoleId", str)


class ActorKind(StrEnum):
    """What sort of caller acts."""

    PERSON = "person"
    SERVICE = "service"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever causes a change: a person, a service by its API key, or the system (a timer, a node).

    `user_id` is set for a person only.
    """

    kind: ActorKind
    user_id: UserId | None = None


SYSTEM = Actor(ActorKind.SYSTEM)
SERVICE = Actor(ActorKind.SERVICE)


def person(user_id: UserId) -> Actor:
    return Actor(ActorKind.PERSON, user_id)


@dataclass(frozen=True, slots=True)
class Person:
    """A Discord user as pages show them; `avatar` is Discord's image hash."""

    id: UserId
    username: str
    display_name: str
    avatar: str | None = None
