"""Puts together the adapters to the world: audio nodes, Discord, and what sends to others."""

from collections.abc import Callable
from dataclasses import dataclass

import db.earnings
import db.guild_settings
from auth.identity import GuildId
from db.client import Database
from player.autoplay import MixAutoplay
from player.bus import Bus, GuildChanges
from player.core.commands import Observation
from player.discord.gateway import DiscordGateway
from player.lavalink.nodes import LavalinkNodes
from player.policies import GuildPolicies
from player.profiles.earnings import Earnings
from player.session import Outside
from web import compose_nodes, compose_outbox
from web.compose_outbox import Sending
from web.settings import Settings


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The adapters to the world, what they tell, and the same as the ports that sessions see."""

    policies: GuildPolicies
    earnings: Earnings
    nodes: LavalinkNodes
    gateway: DiscordGateway
    changes: GuildChanges
    sending: Sending
    ports: Outside


async def surroundings(
    settings: Settings,
    database: Database,
    bus: Bus,
    observe: Callable[[GuildId, Observation], None],
    now: Callable[[], int],
) -> Surroundings:
    policies = GuildPolicies(db.guild_settings.GuildSettings(database))
    await policies.load()
    token = settings.discord.bot_token.get_secret_value()
    nodes = compose_nodes.nodes(settings, database, observe, now)
    changes = GuildChanges()
    earnings = _earnings(database, policies)
    gateway = DiscordGateway(
        token,
        settings.discord.api_url,
        observe=observe,
        voice_update=nodes.voice_update,
        on_change=changes.tell,
        on_message=earnings.wrote if settings.discord.messages_intent else None,
        members_intent=settings.discord.members_intent,
    )
    ports = Outside(
        node=nodes,
        voice=gateway,
        directory=gateway.directory,
        bus=bus,
        policies=policies,
        autoplay=MixAutoplay(nodes),
        now=now,
    )
    sending = compose_outbox.sending(settings, database, now)
    return Surroundings(policies, earnings, nodes, gateway, changes, sending, ports)


def _earnings(database: Database, policies: GuildPolicies) -> Earnings:
    store = db.earnings.EarningStore(database)
    return Earnings(store, lambda guild_id: policies.of(guild_id).profiles)
