"""What of the archive a caller may see and write, asked at the moment."""

from collections.abc import Collection

from auth.identity import GuildId, UserId
from player.history.history import UnknownPlay, UnknownStay
from player.history.play import Play, PlayId, StayId
from player.history.stay import Stay
from web.access import current_caller
from web.faults import OutOfReach
from web.services import services


async def check_guild(guild_id: GuildId) -> None:
    """Refuse callers who may not know of a guild's archive; raise `OutOfReach`, `DiscordDown`."""
    if not await _reaches(guild_id):
        raise OutOfReach


async def stay_in_reach(session_id: str) -> Stay:
    """Return a session; that of another server is as unknown as one that never was."""
    stay = await services().history.stay(StayId(session_id))
    if not await _reaches(stay.guild_id):
        raise UnknownStay
    return stay


async def play_in_reach(track_play_id: str) -> Play:
    """Return a track play; that of another server is as unknown as one that never was."""
    play = await services().history.play(PlayId(track_play_id))
    seen = await _reaches(play.guild_id) if play.guild_id else await _guilds_of_key() is None
    if not seen:
        raise UnknownPlay
    return play


async def guilds_in_reach(user_id: UserId) -> Collection[GuildId] | None:
    """Return the guilds in which the caller may see what a person heard; None for all there is.

    A person sees all that they heard themselves, and nothing of others; a key goes by its servers.
    """
    caller = current_caller()
    if caller.key is not None:
        return await _guilds_of_key()
    if caller.person.id != user_id:
        raise OutOfReach
    return None


async def _guilds_of_key() -> Collection[GuildId] | None:
    """Return the guilds that a key is good for at the moment; None for one that sees everything."""
    caller = current_caller()
    named = caller.key.guild_ids if caller.key is not None else None
    if caller.owner is None:
        return named
    return [guild_id for guild_id in sorted(named or ()) if await _reaches(guild_id)]


async def _reaches(guild_id: GuildId) -> bool:
    caller = current_caller()
    if caller.owner is None or not caller.reaches(guild_id):
        return caller.reaches(guild_id)
    member = await services().directory.member(guild_id, caller.owner.id)
    return member is not None and member.manages
