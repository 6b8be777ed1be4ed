"""A whole Auxcord in the test's own loop: real server, real database, both simulators."""

import asyncio
import contextlib
import ipaddress
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx2
from hypercorn.asyncio import serve as serve_app
from hypercorn.config import Config
from pydantic import SecretStr

from auth.identity import GuildId, UserId
from player.session import Session
from sim.discord import seed
from sim.discord.options import DiscordOptions
from sim.discord.server import SimulatedDiscord
from sim.lavalink.node import NodeOptions, SimulatedNode
from tests.support.discord import eventually
from tests.support.listening_ports import port_to_listen_on
from tests.support.smtp import MailServer
from web.compose import Assembly, assemble
from web.limits import Limits, limits_of
from web.listening import listen
from web.settings import DiscordSettings, MailSettings, NodeSettings, Settings

PASSWORD = "youshallnotpass"
LONGEST_END_S = 5.0
LIMIT_SCALE = 100.0
"""Tests ask as fast as they can; the `documented_limits` bring the real ones back."""


@dataclass
class World:
    """The parts of a running world; stop and start them as you like."""

    discord: SimulatedDiscord
    nodes: list[SimulatedNode]
    settings: Settings
    mail: MailServer
    assembly: Assembly | None = None
    clients: list[httpx2.AsyncClient] = field(default_factory=list)
    _stop: asyncio.Event | None = None
    _serving: asyncio.Task[None] | None = None

    @property
    def url(self) -> str:
        return self.settings.public_url

    @property
    def node(self) -> SimulatedNode:
        return self.nodes[0]

    @property
    def parts(self) -> Assembly:
        assert self.assembly is not None
        return self.assembly

    @property
    def limits(self) -> Limits:
        return limits_of(self.parts.app)

    def session(self, guild_id: str) -> Session:
        return self.parts.services.players.of(GuildId(guild_id))

    async def start(self, *, wait: bool = True) -> None:
        """Start our server; by default wait until Discord and a node are connected."""
        ready = asyncio.Event()
        self._stop = asyncio.Event()
        self._serving = asyncio.create_task(self._serve(ready, self._stop))
        waiting = asyncio.create_task(ready.wait())
        await asyncio.wait({waiting, self._serving}, return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        if self._serving.done():
            self._serving.result()
        if wait:
            await self.connected()

    async def connected(self) -> None:
        services = self.parts.services
        await eventually(lambda: services.directory.connected)
        await eventually(lambda: any(node.connected for node in self.parts.nodes.status()))

    async def stop(self) -> None:
        """Stop our server as a signal would."""
        if self._stop is not None and self._serving is not None:
            self._stop.set()
            await self._serving
        self._stop, self._serving = None, None

    async def restart(self) -> None:
        await self.stop()
        await self.start()

    def visitor(self) -> httpx2.AsyncClient:
        """Return a browser without a session that behaves like our own pages."""
        client = httpx2.AsyncClient(
            base_url=self.url,
            headers={"Origin": self.url, "Sec-Fetch-Site": "same-origin"},
            timeout=20,
            trust_env=False,
        )
        self.clients.append(client)
        return client

    async def sign_in(self, person: str) -> httpx2.AsyncClient:
        """Sign a person in through the real redirects, and return their browser."""
        client = self.visitor()
        asked = await client.get("/auth/redirect", params={"url": "/auth/flow?next=/servers"})
        assert asked.status_code in {302, 303, 307}, asked.text
        chosen = await client.get(f"{asked.headers['Location']}&user_id={person}")
        back = await client.get(chosen.headers["Location"])
        flowed = await client.get(back.headers["Location"])
        assert flowed.status_code in {302, 303}, flowed.text
        return client

    async def listening(
        self, person: str, channel: str, guild: str = seed.HARBOUR
    ) -> httpx2.AsyncClient:
        """Sign a person in and seat them in a voice channel."""
        self.discord.world.join_voice(person, channel)
        await eventually(lambda: self._sits(person, channel, guild))
        return await self.sign_in(person)

    def _sits(self, person: str, channel: str, guild: str) -> bool:
        seat = self.parts.services.directory.seat(GuildId(guild), UserId(person))
        return seat is not None and seat.channel_id == channel

    async def _serve(self, ready: asyncio.Event, stop: asyncio.Event) -> None:
        listening = listen(self.settings.host, self.settings.port)
        config = Config()
        config.bind = [f"fd://{listening.detach()}"]
        config.graceful_timeout = 1
        config.accesslog = None
        config.errorlog = None

        async def trigger() -> None:
            ready.set()
            await stop.wait()
            await self.parts.services.hub.close()
            end.reschedule(asyncio.get_running_loop().time() + LONGEST_END_S)

        async with assemble(self.settings) as assembly:
            self.assembly = assembly
            # As in production: a client that stopped reading must not hold up the end.
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(None) as end:
                    await serve_app(assembly.app, config, shutdown_trigger=trigger)


@asynccontextmanager
async def running_world(
    mongo_uri: str,
    database: str,
    data_dir: Path,
    *,
    nodes: int = 1,
    started: bool = True,
    node_options: Callable[[str], NodeOptions] | None = None,
) -> AsyncIterator[World]:
    """Run a world of its own on free ports, and leave nothing behind."""
    async with AsyncExitStack() as stack:
        discord = SimulatedDiscord(DiscordOptions(life=False))
        await discord.start()
        stack.push_async_callback(discord.stop)
        make = node_options or (lambda name: NodeOptions(name=name, password=PASSWORD))
        running = [SimulatedNode(make(name)) for name in ("alpha", "beta", "gamma")[:nodes]]
        for node in running:
            await node.start()
            stack.push_async_callback(node.stop)
        mail = MailServer()
        await mail.start()
        stack.push_async_callback(mail.stop)
        settings = _settings(discord, running, mongo_uri, database, data_dir).model_copy(
            update={"mail": MailSettings(host="127.0.0.1", port=mail.port, security="none")}
        )
        discord.allow_redirect(f"{settings.public_url}/auth/login")
        world = World(discord, running, settings, mail)
        if started:
            await world.start()
        stack.push_async_callback(world.stop)
        try:
            yield world
        finally:
            for client in world.clients:
                await client.aclose()


def _settings(
    discord: SimulatedDiscord,
    nodes: list[SimulatedNode],
    mongo_uri: str,
    database: str,
    data_dir: Path,
) -> Settings:
    port = port_to_listen_on()
    return Settings(
        port=port,
        public_url=f"http://127.0.0.1:{port}",
        limit_scale=LIMIT_SCALE,
        lookups_apart_ms=0,
        data_dir=data_dir,
        mongodb_uri=SecretStr(mongo_uri),
        database=database,
        open_registration=True,
        admin_ids=(seed.ADA,),
        discord=DiscordSettings(
            client_id=discord.client_id,
            client_secret=SecretStr(discord.client_secret),
            bot_token=SecretStr(discord.bot_token),
            api_url=discord.api_url,
            authorize_url=discord.authorize_url,
            cdn_url=discord.cdn_url,
        ),
        lavalink_nodes=tuple(
            NodeSettings(
                name=node.name, host="127.0.0.1", port=node.port, password=SecretStr(PASSWORD)
            )
            for node in nodes
        ),
        # Receivers of the tests are on loopback; all other private addresses stay out of reach.
        allowed_networks=(ipaddress.ip_network("127.0.0.1"),),
        image_origins=(discord.base_url, *(node.base_url for node in nodes)),
    )
