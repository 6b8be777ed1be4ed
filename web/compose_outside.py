"""Puts together the adapters to the world: audio nodes, Discord, and what sends to others."""

from collections.abc import Callable
from dataclasses import dataclass

import db.earnings
import db.guild_settings
from auth.identity import ChannelId, GuildId
from db.client import Database
from player.activity import Activities
from player.autoplay import MixAutoplay
from player.bus import Bus, GuildChanges
from player.core.commands import Observation
from player.discord.gateway import DiscordGateway
from player.lavalink.nodes import LavalinkNodes
from player.policies import GuildPolicies
from player.ports import Directory
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
    activities: Activities
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
    activities = _activities(lambda: gateway.directory, now)
    nodes.watch(activities.node)
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
    return Surroundings(policies, earnings, nodes, gateway, changes, sending, activities, ports)


def _earnings(database: Database, policies: GuildPolicies) -> Earnings:
    store = db.earnings.EarningStore(database)
    return Earnings(store, lambda guild_id: policies.of(guild_id).profiles)


def _activities(directory: Callable[[], Directory], now: Callable[[], int]) -> Activities:
    def name_of_guild(guild_id: GuildId) -> str:
        guild = directory().guild(guild_id)
        return guild.name if guild else guild_id

    def name_of_channel(channel_id: ChannelId) -> str:
        channel = directory().channel(channel_id)
        return channel.name if channel else channel_id

    return Activities(now, name_of_guild, name_of_channel)
