"""Who the members of a server are, by their ids: asked of Discord where nobody has met them yet."""

import asyncio
from collections.abc import Iterable

from auth.identity import GuildId, Person, UserId
from player.core.errors import DiscordDown
from web.services import services

QUESTIONS_AT_ONCE = 8


async def known_people(guild_id: GuildId, user_ids: Iterable[UserId]) -> dict[UserId, Person]:
    """Return those of these people who are members, as far as can be told at the moment."""
    gate = asyncio.Semaphore(QUESTIONS_AT_ONCE)
    wanted = list(dict.fromkeys(user_ids))
    found = await asyncio.gather(*(_person(gate, guild_id, user_id) for user_id in wanted))
    return {user_id: one for user_id, one in zip(wanted, found, strict=True) if one}


async def _person(gate: asyncio.Semaphore, guild_id: GuildId, user_id: UserId) -> Person | None:
    directory = services().directory
    if seen := directory.person(guild_id, user_id):
        return seen
    try:
        async with gate:
            member = await directory.member(guild_id, user_id)
    except DiscordDown:
        return None
    return member.person if member else None
