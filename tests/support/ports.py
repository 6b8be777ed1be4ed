"""In-memory ports for tests of the session alone; everything larger uses the real adapters."""

import asyncio
from collections.abc import Sequence

from auth.identity import ChannelId, GuildId, Person, UserId
from player.bus import Bus, Recorded
from player.core.effects import NodeEffect
from player.core.errors import PlayerError
from player.core.policy import DEFAULT_POLICY, Policy
from player.core.standing import NO_BADGE, Badge
from player.core.state import PlayerState
from player.core.track import Track
from player.guilds import Channel, Guild, Member, Role, Seat
from player.ports import Loaded, Snapshot
from player.session import Outside
from tests.support.builders import ADA, BOB, GUILD, ROOM


class RecordingNode:
    """Remembers effects; can be made slow or failing."""

    def __init__(self) -> None:
        self.performed: list[NodeEffect] = []
        self.failure: PlayerError | None = None
        self.gate = asyncio.Event()
        self.gate.set()

    def serves(self, guild_id: GuildId) -> bool:
        return guild_id == GUILD

    async def perform(self, guild_id: GuildId, effect: NodeEffect) -> None:
        assert guild_id == GUILD
        await self.gate.wait()
        if self.failure is not None:
            raise self.failure
        self.performed.append(effect)

    async def load(self, identifier: str) -> Loaded:
        raise AssertionError(identifier)

    async def attach(self, guild_id: GuildId) -> None:
        assert guild_id


class RecordingVoice:
    def __init__(self) -> None:
        self.moves: list[ChannelId | None] = []
        self.failure: PlayerError | None = None

    async def join(self, guild_id: GuildId, channel_id: ChannelId) -> None:
        assert guild_id == GUILD
        if self.failure is not None:
            raise self.failure
        self.moves.append(channel_id)

    async def leave(self, guild_id: GuildId) -> None:
        assert guild_id == GUILD
        self.moves.append(None)


class SmallDirectory:
    """One guild, with Ada and Bob in one room."""

    connected = True

    def guilds(self) -> Sequence[Guild]:
        return [Guild(GUILD, "Guild", None, ADA, 2)]

    def guild(self, guild_id: GuildId) -> Guild | None:
        return self.guilds()[0] if guild_id == GUILD else None

    def channel(self, _channel_id: ChannelId) -> Channel | None:
        return None

    def channels(self, _guild_id: GuildId) -> Sequence[Channel]:
        return []

    def visible_channels(self, _member: Member) -> Sequence[Channel]:
        return []

    def roles(self, _guild_id: GuildId) -> Sequence[Role]:
        return []

    def seat(self, guild_id: GuildId, user_id: UserId) -> Seat | None:
        if user_id not in {ADA, BOB}:
            return None
        return Seat(Person(user_id, "someone", "Someone"), guild_id, ROOM)

    def seats_of(self, user_id: UserId) -> Sequence[Seat]:
        seat = self.seat(GUILD, user_id)
        return [seat] if seat else []

    def bot_channel(self, _guild_id: GuildId) -> ChannelId | None:
        return None

    def listeners(self, _guild_id: GuildId) -> Sequence[Seat]:
        return []

    def sitters(self, _guild_id: GuildId) -> Sequence[Seat]:
        return []

    def badge(self, _seat: Seat) -> Badge:
        return NO_BADGE

    def person(self, _guild_id: GuildId, _user_id: UserId) -> Person | None:
        return None

    async def search_members(self, _guild_id: GuildId, _name: str) -> Sequence[Member]:
        return []

    async def member(self, _guild_id: GuildId, _user_id: UserId) -> Member | None:
        return None


class MemoryPlayers:
    """A player store in memory that can be told to fail."""

    def __init__(self) -> None:
        self.saved: dict[GuildId, Snapshot] = {}
        self.alive: int | None = None
        self.failure: Exception | None = None

    async def load_all(self) -> Sequence[Snapshot]:
        return list(self.saved.values())

    async def save(self, snapshot: Snapshot) -> None:
        await asyncio.sleep(0)
        if self.failure is not None:
            raise self.failure
        self.saved[snapshot.state.guild_id] = snapshot

    async def last_alive(self) -> int | None:
        return self.alive

    async def say_alive(self, now: int) -> None:
        if self.failure is not None:
            raise self.failure
        self.alive = now


class OnePolicy:
    """The same settings for every guild."""

    def __init__(self) -> None:
        self.policy = DEFAULT_POLICY

    def of(self, _guild_id: GuildId) -> Policy:
        return self.policy


class NoAutoplay:
    """Remembers what it was asked and finds what it is told to."""

    def __init__(self) -> None:
        self.found: tuple[Track, ...] = ()

    async def more(self, _state: PlayerState, _seed: Track) -> tuple[Track, ...]:
        return self.found


class Stage:
    """A session's whole outside, in memory, with a clock that moves only when told."""

    def __init__(self) -> None:
        self.now = 1_000_000
        self.node = RecordingNode()
        self.voice = RecordingVoice()
        self.policies = OnePolicy()
        self.autoplay = NoAutoplay()
        self.bus = Bus()
        self.records: list[Recorded] = []
        self.bus.subscribe(self.records.append)
        self.outside = Outside(
            node=self.node,
            voice=self.voice,
            directory=SmallDirectory(),
            bus=self.bus,
            policies=self.policies,
            autoplay=self.autoplay,
            now=lambda: self.now,
        )
