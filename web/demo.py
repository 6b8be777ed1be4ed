"""The demo: the whole product in a simulated world on this machine, and nothing real beside it."""

import argparse
import contextlib
import sys
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol, TypeVar

from auth.identity import GuildId, UserId
from sim.discord import seed
from sim.discord.server import DiscordOptions, SimulatedDiscord
from sim.lavalink.catalogue import catalogue
from sim.lavalink.node import NodeOptions, SimulatedNode
from sim.lavalink.options import PLUGINS
from web import logs
from web.demo_mailbox import DevelopmentMailbox
from web.demo_past import Past, Remembering, Song
from web.demo_residents import Residents
from web.listening import listen
from web.serve import announce, serve
from web.services import Services
from web.settings import (
    ConfigurationError,
    DiscordSettings,
    NodeSettings,
    Settings,
    load_settings,
    set_variables,
)
from web.stop import Stop, run_until_stopped
from web.variables import PREFIX

REAL_WORLD = (f"{PREFIX}DISCORD", f"{PREFIX}LAVALINK_NODES")
OUR_DEFAULTS: Mapping[str, object] = {
    "data_dir": Path(".data", "demo"),
    "database": "auxcord_demo",
    "log_level": "warning",
    "open_registration": True,
    "admin_ids": (seed.ADA,),
    # Whoever tries a webhook out has its receiver on this machine, too.
    "allowed_networks": "127.0.0.0/8, ::1",
}
NODE_NAMES = ("alpha", "beta")
HIGHEST_PORT = 65535
PAST_SONGS_APART = 5
"""Only some of the songs have been played before, by many artists."""


class Simulator(Protocol):
    """Something of the simulated world that listens on a port."""

    async def start(self) -> None: ...

    async def stop(self) -> None: ...


Simulated = TypeVar("Simulated", bound=Simulator)


@dataclass(frozen=True, slots=True)
class SimulatedWorld:
    """The servers that stand for Discord and Lavalink."""

    discord: SimulatedDiscord
    nodes: Sequence[SimulatedNode]


def run(chosen: argparse.Namespace) -> None:
    """Serve the demo until a signal arrives."""
    options = DiscordOptions(life=not chosen.quiet)
    settings = demo_settings(options, port=chosen.port, data_dir=chosen.data_dir)
    logs.configure(settings.log_format, settings.log_level)
    listening = listen(settings.host, settings.port)

    async def main(stop: Stop) -> None:
        with contextlib.closing(listening):
            async with simulated_world(settings, options) as world:
                residents, remembering = _residents(settings, world), Remembering(_past(world))

                def when_ready(parts: Services) -> None:
                    announce(settings)
                    _explain(world, settings.public_url)
                    remembering.start(parts.history, parts.profiles, parts.ledger)
                    if not chosen.quiet:
                        residents.start()

                try:
                    await serve(
                        within(world, settings), listening, stop, when_ready, DevelopmentMailbox()
                    )
                finally:
                    await remembering.stop()
                    await residents.stop()

    run_until_stopped(main)


def demo_settings(options: DiscordOptions, **chosen: object) -> Settings:
    """Return settings for a world that is not started yet; refuse everything real or reachable."""
    given = set_variables()
    problems = [
        f"{name} is set, but the demo runs in a simulated world: use `auxcord serve`, or unset it."
        for name in sorted(given)
        if name.startswith(REAL_WORLD)
    ]
    if problems:
        raise ConfigurationError(tuple(problems))
    ours = {
        name: value for name, value in OUR_DEFAULTS.items() if PREFIX + name.upper() not in given
    }
    settings = load_settings(
        **ours | {name: value for name, value in chosen.items() if value is not None},
        discord=DiscordSettings.model_validate(
            {
                "client_id": options.client_id,
                "client_secret": options.client_secret,
                "bot_token": options.token,
                "messages_intent": True,
            }
        ),
        lavalink_nodes=[{"name": "unknown", "host": "127.0.0.1", "password": "unknown"}],
    )
    _check_that_nobody_else_gets_in(settings)
    return settings


@contextlib.asynccontextmanager
async def simulated_world(
    settings: Settings, options: DiscordOptions
) -> AsyncIterator[SimulatedWorld]:
    """Run the simulators on the ports beside our own, or wherever there is room."""
    options = replace(options, redirect_uris=(f"{settings.public_url}/auth/login",))
    async with contextlib.AsyncExitStack() as running:
        discord = await _started(
            lambda port: SimulatedDiscord(replace(options, port=port)), settings.port + 1, running
        )
        nodes = [
            await _started(_maker_of(name), settings.port + distance, running)
            for distance, name in enumerate(NODE_NAMES, start=2)
        ]
        yield SimulatedWorld(discord, nodes)


def within(world: SimulatedWorld, settings: Settings) -> Settings:
    """Return the settings by which Auxcord finds this world and no other."""
    discord = settings.discord.model_copy(
        update={
            "api_url": world.discord.api_url,
            "authorize_url": world.discord.authorize_url,
            "cdn_url": world.discord.cdn_url,
        }
    )
    nodes = tuple(_node_settings(node) for node in world.nodes)
    pictures = tuple(node.base_url for node in world.nodes)
    return settings.model_copy(
        update={"discord": discord, "lavalink_nodes": nodes, "image_origins": pictures}
    )


def _check_that_nobody_else_gets_in(settings: Settings) -> None:
    if not settings.is_loopback or not settings.is_for_this_machine:
        raise ConfigurationError(
            (
                "The demo lets everybody sign in as anybody, so it stays on this machine: unset "
                f"{PREFIX}HOST and {PREFIX}PUBLIC_URL.",
            )
        )


async def _started(
    make: Callable[[int], Simulated], port: int, running: contextlib.AsyncExitStack
) -> Simulated:
    """Start a simulator on this port, so that addresses stay the same, or else on a free one."""
    simulator = make(port if port <= HIGHEST_PORT else 0)
    try:
        await simulator.start()
    except OSError:
        simulator = make(0)
        await simulator.start()
    running.push_async_callback(simulator.stop)
    return simulator


def _maker_of(name: str) -> Callable[[int], SimulatedNode]:
    return lambda port: SimulatedNode(NodeOptions(name=name, port=port, plugins=PLUGINS))


def _node_settings(node: SimulatedNode) -> NodeSettings:
    return NodeSettings.model_validate(
        {
            "name": node.name,
            "host": node.options.host,
            "port": node.port,
            "password": node.options.password,
        }
    )


def _residents(settings: Settings, world: SimulatedWorld) -> Residents:
    music = catalogue(world.nodes[0].options.seed)
    return Residents(
        settings.public_url,
        {seed.FOX, seed.HARUKA},
        [str(track.uri) for track in music.tracks if music.song_of(track)],
        may_skip=lambda user_id: not _visitor_listens_with(user_id, world),
    )


def _past(world: SimulatedWorld) -> Past:
    """Return what a past of Harbour Lights is made of: all who are there, and the demo's music."""
    node = world.nodes[0]
    music = catalogue(node.options.seed)
    songs = [
        Song(
            each.title,
            each.author,
            each.source,
            each.uri,
            f"{node.base_url}{each.artwork_url}" if each.artwork_url else None,
            each.length_ms,
        )
        for each in music.tracks
        if each.uri and music.song_of(each)
    ]
    people = [UserId(each) for each in (*seed.VISITORS, *seed.RESIDENTS) if _belongs(world, each)]
    return Past(GuildId(seed.HARBOUR), people, songs[::PAST_SONGS_APART])


def _belongs(world: SimulatedWorld, user_id: str) -> bool:
    return user_id in world.discord.world.guilds[seed.HARBOUR].members


def _visitor_listens_with(user_id: str, world: SimulatedWorld) -> bool:
    """Say whether somebody whom a visitor may be sits in the same room."""
    people = world.discord.world
    seats = [seat for guild in people.guilds.values() for seat in guild.voice_states.values()]
    rooms = {seat.channel_id for seat in seats if seat.user_id == user_id}
    return any(seat.channel_id in rooms for seat in seats if seat.user_id in seed.VISITORS)


def _explain(world: SimulatedWorld, public_url: str) -> None:
    sys.stdout.write(
        "Discord and the music are simulated: sign in as anybody.\n"
        f"Letters to people stay here: {public_url}/dev/mail\n"
        f"Put people into voice channels at {world.discord.base_url}/\n"
    )
    sys.stdout.flush()
