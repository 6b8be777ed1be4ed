"""Runs our Discord adapter against the simulated Discord and records what it reports."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any, TypedDict, Unpack

from auth.identity import GuildId, UserId
from player.core.commands import ListenersChanged, Observation
from player.core.standing import Badge
from player.discord.directory import GuildDirectory
from player.discord.gateway import DiscordGateway
from sim.discord.options import DiscordOptions
from sim.discord.server import SimulatedDiscord

DEADLINE_S = 10.0


async def eventually(condition: Callable[[], object], within: float = DEADLINE_S) -> None:
    """Wait until the condition holds; fail when it does not in time."""
    try:
        async with asyncio.timeout(within):
            while not condition():  # noqa: ASYNC110 - Conditions on either side have no event.
                await asyncio.sleep(0.005)
    except TimeoutError:
        raise AssertionError(f"did not come true within {within} s") from None


class Witness:
    """Remembers in order what the adapter told; voice dispatches and observations share a tale."""

    def __init__(self) -> None:
        self.tale: list[tuple[GuildId, object]] = []
        self.voice: list[Mapping[str, Any]] = []
        self.changed: list[GuildId] = []
        self.written: list[tuple[GuildId, UserId]] = []
        self.badges: dict[GuildId, tuple[Badge, ...]] = {}

    def observe(self, guild_id: GuildId, observation: Observation) -> None:
        if isinstance(observation, ListenersChanged):
            # Who sits there is one thing; `badges` tells what they bear.
            self.badges[guild_id] = observation.badges
            observation = replace(observation, badges=())
        self.tale.append((guild_id, observation))

    def voice_update(self, dispatch: Mapping[str, Any]) -> None:
        self.voice.append(dispatch)
        self.tale.append((GuildId(dispatch["d"]["guild_id"]), dispatch["t"]))

    def change(self, guild_id: GuildId) -> None:
        self.changed.append(guild_id)

    def wrote(self, guild_id: GuildId, user_id: UserId) -> None:
        self.written.append((guild_id, user_id))

    def of(self, guild_id: str) -> list[object]:
        return [told for guild, told in self.tale if guild == guild_id]

    def forget(self) -> None:
        self.tale.clear()
        self.voice.clear()
        self.changed.clear()
        self.written.clear()


class Clock:
    """A clock that moves only when told."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class GatewayOptions(TypedDict, total=False):
    """What a test may set differently about the adapter."""

    members_intent: bool
    join_timeout: float
    reconnect_patience: float
    clock: Callable[[], float]


class Stage:
    """A simulated Discord with our adapter beside it."""

    def __init__(
        self, sim: SimulatedDiscord, token: str | None = None, **options: Unpack[GatewayOptions]
    ) -> None:
        self.sim = sim
        self.witness = Witness()
        self._token, self._options = token, options
        self._gateway: DiscordGateway | None = None

    @property
    def gateway(self) -> DiscordGateway:
        """Return the adapter; the simulator has its port only after its start."""
        if self._gateway is None:
            self._gateway = DiscordGateway(
                self._token or self.sim.bot_token,
                self.sim.api_url,
                observe=self.witness.observe,
                voice_update=self.witness.voice_update,
                on_change=self.witness.change,
                **self._options,
            )
        return self._gateway

    @property
    def directory(self) -> GuildDirectory:
        return self.gateway.directory

    async def connected(self, within: float = DEADLINE_S) -> None:
        await eventually(lambda: self.directory.connected, within)


@asynccontextmanager
async def backstage(
    discord: DiscordOptions | None = None,
    token: str | None = None,
    **options: Unpack[GatewayOptions],
) -> AsyncIterator[Stage]:
    """Start the simulated Discord only; close both in the end."""
    stage = Stage(SimulatedDiscord(discord), token, **options)
    await stage.sim.start()
    try:
        yield stage
    finally:
        await stage.gateway.close()
        await stage.sim.stop()


@asynccontextmanager
async def staged(
    discord: DiscordOptions | None = None, **options: Unpack[GatewayOptions]
) -> AsyncIterator[Stage]:
    """Start both and wait until they are connected; close both in the end."""
    async with backstage(discord, **options) as stage:
        await stage.gateway.start()
        await stage.connected()
        yield stage
