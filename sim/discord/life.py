"""Life in the demo: residents who join, leave, move and deafen themselves now and then."""

import asyncio
import contextlib
import random
from collections.abc import Sequence

from sim.discord import seed
from sim.discord.model import Channel, Guild, VoiceState
from sim.discord.permissions import Permission
from sim.discord.snowflakes import Snowflake
from sim.discord.world import World

ROOM_FOR_GUESTS = 6


class Life:
    """Moves one resident every ``pace_seconds`` or so; the same seed gives the same story."""

    def __init__(
        self,
        world: World,
        *,
        pace_seconds: float = 20.0,
        random_seed: int = 1,
        residents: Sequence[Snowflake] = seed.RESIDENTS,
    ) -> None:
        self.residents = tuple(residents)
        self._world = world
        self._pace_seconds = pace_seconds
        self._chance = random.Random(random_seed)
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        if self._task is None:
            self._task = asyncio.create_task(self._run(), name="life in the simulated Discord")

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
            self._task = None

    def step(self) -> None:
        """Let one resident do one thing."""
        present = [user_id for user_id in self.residents if self._world.guilds_of(user_id)]
        if not present:
            return
        user_id = self._chance.choice(present)
        seat = self._seat_of(user_id)
        if seat is None:
            self._join(user_id)
        else:
            self._stir(user_id, *seat)

    async def _run(self) -> None:
        while True:
            await asyncio.sleep(self._pace_seconds * self._chance.uniform(0.5, 1.5))
            self.step()

    def _stir(self, user_id: Snowflake, guild: Guild, state: VoiceState) -> None:
        whim = self._chance.random()
        if whim < 0.35:
            self._world.set_self_deaf(user_id, guild.id, not state.self_deaf)
        elif whim < 0.7:
            self._join(user_id)
        else:
            self._world.leave_voice(user_id, guild.id)

    def _join(self, user_id: Snowflake) -> None:
        rooms = [
            channel
            for guild in self._world.guilds_of(user_id)
            for channel in guild.channels.values()
            if self._is_open(user_id, guild, channel)
        ]
        if rooms:
            self._world.join_voice(user_id, self._chance.choice(rooms).id)

    def _is_open(self, user_id: Snowflake, guild: Guild, channel: Channel) -> bool:
        """Leave crowded and forbidden rooms alone, and do not walk into the away channel."""
        if not channel.kind.is_voice or channel.id == guild.afk_channel_id:
            return False
        people = guild.people_in(channel.id)
        if any(state.user_id == user_id for state in people):
            return False
        granted = self._world.permissions(guild.id, user_id, channel)
        wanted = Permission.VIEW_CHANNEL | Permission.CONNECT
        return granted & wanted == wanted and len(people) < (channel.user_limit or ROOM_FOR_GUESTS)

    def _seat_of(self, user_id: Snowflake) -> tuple[Guild, VoiceState] | None:
        for guild in self._world.guilds_of(user_id):
            if state := guild.voice_states.get(user_id):
                return guild, state
        return None
