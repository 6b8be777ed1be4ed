"""Slash commands: which ones the bot has registered, and people using them."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field

from sim.discord import wire
from sim.discord.dispatches import plain
from sim.discord.errors import ApiError, RefusedError, UnknownThingError
from sim.discord.intents import NONE
from sim.discord.snowflakes import Snowflake
from sim.discord.wire import JsonObject
from sim.discord.world import World


@dataclass
class Interaction:
    """One use of a command; ``responses`` collects what the bot answered."""

    id: Snowflake
    token: str
    responses: list[JsonObject] = field(default_factory=list)


class Interactions:
    """Keeps the registered commands and the interactions that are waiting for an answer."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._commands: dict[Snowflake | None, list[JsonObject]] = {}
        self._open: dict[Snowflake, Interaction] = {}

    def commands(self, guild_id: Snowflake | None = None) -> list[JsonObject]:
        return self._commands.get(guild_id, [])

    def replace_commands(
        self, wanted: Sequence[JsonObject], guild_id: Snowflake | None = None
    ) -> list[JsonObject]:
        """Register ``wanted`` in place of all there were, globally or for one guild."""
        known = {command["name"]: command["id"] for command in self.commands(guild_id)}
        self._commands[guild_id] = [
            self._registered(body, known.get(body["name"]), guild_id) for body in wanted
        ]
        return self._commands[guild_id]

    def use(
        self,
        user_id: Snowflake,
        channel_id: Snowflake,
        name: str,
        options: Sequence[JsonObject] = (),
    ) -> Interaction:
        """Let somebody type ``/name`` in a channel; the bot receives INTERACTION_CREATE."""
        channel = self._world.channel(channel_id)
        self._world.member(channel.guild_id, user_id)
        known = [*self.commands(channel.guild_id), *self.commands()]
        command = next((one for one in known if one["name"] == name), None)
        if command is None:
            raise RefusedError(f"no command /{name} is registered")
        interaction = Interaction(self._world.mint.fresh(), secrets.token_urlsafe(64))
        self._open[interaction.id] = interaction
        data = {"id": command["id"], "name": name, "type": 1, "options": list(options)}
        payload = self._payload(interaction, user_id, channel_id) | {"data": data}
        self._world.announce(plain("INTERACTION_CREATE", channel.guild_id, NONE, payload))
        return interaction

    def respond(self, interaction_id: Snowflake, token: str, response: JsonObject) -> None:
        interaction = self._open.get(interaction_id)
        if interaction is None or interaction.token != token:
            raise UnknownThingError("interaction")
        if interaction.responses:
            raise ApiError(400, 40060, "Interaction has already been acknowledged.")
        interaction.responses.append(response)

    def _registered(
        self, body: JsonObject, known_id: Snowflake | None, guild_id: Snowflake | None
    ) -> JsonObject:
        command: JsonObject = {
            "id": known_id or self._world.mint.fresh(),
            "application_id": self._world.bot_id,
            "version": self._world.mint.fresh(),
            "default_member_permissions": None,
            "type": 1,
            "description": "",
            "nsfw": False,
            "integration_types": [0],
            "contexts": None,
        }
        placed = {"guild_id": guild_id} if guild_id else {}
        return command | body | placed

    def _payload(
        self, interaction: Interaction, user_id: Snowflake, channel_id: Snowflake
    ) -> JsonObject:
        world, channel = self._world, self._world.channel(channel_id)
        guild, person = world.guild(channel.guild_id), world.person(user_id)
        granted = {"permissions": str(world.permissions(guild.id, user_id, channel))}
        return {
            "id": interaction.id,
            "application_id": world.bot_id,
            "type": 2,
            "token": interaction.token,
            "version": 1,
            "guild_id": guild.id,
            "guild_locale": guild.locale,
            "locale": person.locale,
            "channel_id": channel_id,
            "channel": wire.channel(channel) | granted,
            "member": wire.member(person, guild.members[user_id]) | granted,
            "app_permissions": str(world.permissions(guild.id, world.bot_id, channel)),
            "entitlements": [],
            "authorizing_integration_owners": {"0": guild.id},
            "context": 0,
            "attachment_size_limit": 10_485_760,
        }
