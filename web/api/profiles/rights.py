"""Who may read a guild's profiles, and who may change them."""

import re
from collections.abc import Collection

from auth.api_key import Scope
from auth.identity import GuildId, UserId
from player.core.sentence import Sentence
from player.ledger.account import Account, own_account, personal_account
from web.access import check_membership, check_reach, current_caller
from web.caller import known_caller
from web.faults import MissingScope, NotManager, NotMember, WrongInput
from web.services import services

SNOWFLAKE = re.compile(r"[0-9]{15,20}")


def guild_named(text: str) -> GuildId:
    """Return the guild that an address names; raise `WrongInput` for what is no id."""
    return GuildId(_id("guild_id", text))


def user_named(text: str) -> UserId:
    return UserId(_id("user_id", text))


async def check_reader(guild_id: GuildId) -> None:
    """Let everybody read of a guild, or where its profiles are private, members and their keys."""
    parts = services()
    if not parts.policies.of(guild_id).profiles.private:
        return
    reader = await known_caller()
    if reader.key is not None and Scope.PROFILES_WRITE not in reader.key.scopes:
        raise MissingScope(Scope.PROFILES_WRITE)
    await check_reach(parts.directory, reader, guild_id)


async def check_writers(guild_ids: Collection[GuildId]) -> None:
    """Prove that the caller may change the profiles of guilds.

    A bot's own key may wherever it reaches; a key with an owner, and a person, wherever the person
    manages the guild at this moment.
    """
    caller, directory = current_caller(), services().directory
    for guild_id in set(guild_ids):
        if not caller.reaches(guild_id):
            raise NotMember
        if caller.owner is not None:
            await check_membership(directory, guild_id, caller.owner.id)
            member = await directory.member(guild_id, caller.owner.id)
            if member is None or not member.manages:
                raise NotManager


def unseen(shown: GuildId | None = None) -> frozenset[GuildId]:
    """Return the guilds that lists leave out, except for one that the caller may see."""
    return services().policies.with_private_profiles() - {shown}


def own() -> Account:
    """Return what the caller calls `self`."""
    caller = current_caller()
    if caller.key is not None:
        return own_account(f"key {caller.key.id}")
    return personal_account(caller.person.id)


def _id(field: str, text: str) -> str:
    if not SNOWFLAKE.fullmatch(text):
        raise WrongInput(field, Sentence("{field} must be 15 to 20 digits.", field=field))
    return text
