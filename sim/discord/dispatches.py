"""The gateway events that changes in the world give rise to, and who gets to see them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sim.discord import wire
from sim.discord.intents import NONE, Intent
from sim.discord.model import Channel, Guild, Member, Person, Role, VoiceState
from sim.discord.snowflakes import Snowflake
from sim.discord.wire import JsonObject

People = Mapping[Snowflake, Person]


@dataclass(frozen=True)
class Dispatch:
    """One event of one guild; ``shape`` makes the payload that suits a session's intents."""

    name: str
    guild_id: Snowflake
    needs: int
    shape: Callable[[int], JsonObject]

    def reaches(self, intents: int) -> bool:
        return self.needs & intents == self.needs


def plain(name: str, guild_id: Snowflake, needs: int, payload: JsonObject) -> Dispatch:
    return Dispatch(name, guild_id, needs, lambda _intents: payload)


def guild_arrival(guild: Guild, people: People, bot_id: Snowflake, *, invited: bool) -> Dispatch:
    """GUILD_CREATE; only when the bot has just been invited ``unavailable`` is absent."""

    def shape(intents: int) -> JsonObject:
        payload = _guild_in_full(guild, people, bot_id, intents)
        return payload if invited else payload | {"unavailable": False}

    return Dispatch("GUILD_CREATE", guild.id, Intent.GUILDS, shape)


def _guild_in_full(guild: Guild, people: People, bot_id: Snowflake, intents: int) -> JsonObject:
    speaking = guild.voice_states if intents & Intent.GUILD_VOICE_STATES else {}
    # Discord lists nobody else unless the bot may see presences; clients rely on voice users.
    listed = guild.members if intents & Intent.GUILD_PRESENCES else {bot_id, *speaking}
    return wire.guild(guild) | {
        "joined_at": wire.timestamp(guild.members[bot_id].joined_at),
        "large": False,
        "member_count": len(guild.members),
        "voice_states": [wire.voice_state(state) for state in speaking.values()],
        "members": [
            wire.member(people[uid], m) for uid, m in guild.members.items() if uid in listed
        ],
        "channels": [_channel_in_guild(channel) for channel in guild.channels.values()],
        "threads": [],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def _channel_in_guild(channel: Channel) -> JsonObject:
    return {key: value for key, value in wire.channel(channel).items() if key != "guild_id"}


def guild_change(guild: Guild) -> Dispatch:
    return plain("GUILD_UPDATE", guild.id, Intent.GUILDS, wire.guild(guild))


def guild_loss(guild_id: Snowflake, *, outage: bool) -> Dispatch:
    """GUILD_DELETE: an outage when ``unavailable`` is there, else the bot was removed."""
    payload: JsonObject = {"id": guild_id}
    return plain(
        "GUILD_DELETE",
        guild_id,
        Intent.GUILDS,
        payload | {"unavailable": True} if outage else payload,
    )


def voice_change(guild: Guild, person: Person, member: Member, state: VoiceState) -> Dispatch:
    payload = wire.voice_state(state) | {
        "guild_id": guild.id,
        "member": wire.member(person, member),
    }
    return plain("VOICE_STATE_UPDATE", guild.id, Intent.GUILD_VOICE_STATES, payload)


def voice_server(guild_id: Snowflake, endpoint: str | None, token: str) -> Dispatch:
    payload = {"token": token, "guild_id": guild_id, "endpoint": endpoint}
    return plain("VOICE_SERVER_UPDATE", guild_id, NONE, payload)


def channel_event(name: str, channel: Channel) -> Dispatch:
    return plain(name, channel.guild_id, Intent.GUILDS, wire.channel(channel))


def role_event(name: str, guild_id: Snowflake, role: Role) -> Dispatch:
    payload = {"guild_id": guild_id, "role": wire.role(role)}
    return plain(name, guild_id, Intent.GUILDS, payload)


def role_deletion(guild_id: Snowflake, role_id: Snowflake) -> Dispatch:
    payload = {"guild_id": guild_id, "role_id": role_id}
    return plain("GUILD_ROLE_DELETE", guild_id, Intent.GUILDS, payload)


def member_arrival(guild_id: Snowflake, person: Person, member: Member) -> Dispatch:
    payload = wire.member(person, member) | {"guild_id": guild_id}
    return plain("GUILD_MEMBER_ADD", guild_id, Intent.GUILD_MEMBERS, payload)


def member_change(
    guild_id: Snowflake, person: Person, member: Member, bot_id: Snowflake
) -> Dispatch:
    """GUILD_MEMBER_UPDATE, which a bot receives about itself whatever its intents are."""
    needs = NONE if person.id == bot_id else Intent.GUILD_MEMBERS
    payload = wire.member(person, member) | {"guild_id": guild_id}
    return plain("GUILD_MEMBER_UPDATE", guild_id, needs, payload)


def member_loss(guild_id: Snowflake, person: Person) -> Dispatch:
    payload = {"guild_id": guild_id, "user": wire.user(person)}
    return plain("GUILD_MEMBER_REMOVE", guild_id, Intent.GUILD_MEMBERS, payload)
