"""Whose library something belongs to: a person's, or a guild's (pure).

A person's library has what they heard, what they like, and what their playlists have; nobody but
they see it. A guild's has what was played there, and nothing of anybody's lists.
"""

from typing import NewType

from auth.identity import GuildId, UserId

Whose = NewType("Whose", str)

EVERY_GUILD = Whose("g:")
"""What was played in any guild, for keys that reach all of them."""


def of_person(user_id: UserId) -> Whose:
    return Whose(f"u:{user_id}")


def of_guild(guild_id: GuildId) -> Whose:
    return Whose(f"g:{guild_id}")
