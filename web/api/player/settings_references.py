"""Makes sure that the users, roles and channels of changed settings are those of the server."""

import asyncio

from auth.identity import ChannelId, GuildId, UserId
from player.core.policy import Policy
from player.core.sentence import Sentence
from player.guilds import ChannelKind
from player.ports import Directory
from web.api.player.settings_changes import channels_of, circles_of
from web.faults import WrongInput

QUESTIONS_AT_ONCE = 8


async def check_references(
    directory: Directory, guild_id: GuildId, before: Policy, wanted: Policy
) -> None:
    """Raise `WrongInput` for what does not exist; raise `DiscordDown` if nobody can say.

    What was named before may stay named, also after it has gone from the server.
    """
    _check_channels(directory, guild_id, before, wanted)
    _check_roles(directory, guild_id, before, wanted)
    known = circles_of(before)
    gate = asyncio.Semaphore(QUESTIONS_AT_ONCE)
    await asyncio.gather(
        *(
            _check_member(directory, guild_id, user_id, f"{path}.users", gate)
            for path, circle in circles_of(wanted).items()
            for user_id in sorted(circle.users - known[path].users)
        )
    )


def _check_channels(
    directory: Directory, guild_id: GuildId, before: Policy, wanted: Policy
) -> None:
    known = channels_of(before.channel)
    for path, channel_id in channels_of(wanted.channel).items():
        if channel_id is None or channel_id == known[path]:
            continue
        channel = directory.channel(ChannelId(channel_id))
        if channel is None or channel.guild_id != guild_id or channel.kind is not ChannelKind.TEXT:
            raise WrongInput(
                path, Sentence("{path} must be a text channel of this server.", path=path)
            )


def _check_roles(directory: Directory, guild_id: GuildId, before: Policy, wanted: Policy) -> None:
    # @everyone is no role here: it has a setting of its own.
    existing = {role.id for role in directory.roles(guild_id) if not role.is_everyone}
    known = circles_of(before)
    for path, circle in circles_of(wanted).items():
        strange = circle.roles - known[path].roles - existing
        if strange:
            told = Sentence(
                "{path}: there is no role {role} on this server.",
                path=f"{path}.roles",
                role=min(strange),
            )
            raise WrongInput(f"{path}.roles", told)


async def _check_member(
    directory: Directory, guild_id: GuildId, user_id: UserId, path: str, gate: asyncio.Semaphore
) -> None:
    async with gate:
        member = await directory.member(guild_id, user_id)
    if member is None:
        raise WrongInput(
            path,
            Sentence(
                "{path}: nobody with the id {user_id} is on this server.",
                path=path,
                user_id=user_id,
            ),
        )
