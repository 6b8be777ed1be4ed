"""What the player needs from the outside world, as protocols that adapters satisfy."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from auth.identity import ChannelId, GuildId, Person, UserId
from player.core.commands import Observation
from player.core.effects import NodeEffect
from player.core.errors import Unavailable
from player.core.policy import Policy
from player.core.standing import Badge
from player.core.state import PlayerState
from player.core.track import Collection, Track
from player.guilds import Channel, Guild, Member, Role, Seat

Observe = Callable[[GuildId, Observation], None]
"""Reports an observation to a guild's session; never blocks and never fails."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a node made of an identifier: single tracks (best match first), or a collection."""

    tracks: tuple[Track, ...] = ()
    collection: Collection | None = None
    is_search: bool = False


class ListKind(StrEnum):
    """The kinds of lists that can be searched for; also what LavaSearch calls them."""

    ALBUM = "album"
    ARTIST = "artist"
    PLAYLIST = "playlist"


class AudioNode(Protocol):
    """The Lavalink nodes, seen as one."""

    def serves(self, guild_id: GuildId) -> bool:
        """Say whether a connected node can play for this guild."""
        ...

    async def perform(self, guild_id: GuildId, effect: NodeEffect) -> None:
        """Carry out an effect on the guild's node; raise `Unavailable` when that is impossible."""
        ...

    async def load(self, identifier: str) -> Loaded:
        """Resolve a URL or `<prefix>:<words>`; empty when nothing matches.

        Raises `NodeDown`, or `LoadFailed` with the node's sentence.
        """
        ...

    async def attach(self, guild_id: GuildId) -> None:
        """Begin to serve a guild: report `NodeReady`, with our track if a node still plays it."""
        ...


class VoiceGateway(Protocol):
    """The bot's own hands in Discord."""

    async def join(self, guild_id: GuildId, channel_id: ChannelId) -> None:
        """Join or move to a channel; return once Discord confirmed it.

        Raises `JoinFailed` when no confirmation comes in time, `DiscordDown` without a gateway.
        """
        ...

    async def leave(self, guild_id: GuildId) -> None: ...


@dataclass(frozen=True, slots=True)
class Card:
    """A message in a text channel: a title, a few words, a colour (RGB) and pictures by URL."""

    title: str
    text: str
    color: int
    url: str | None = None
    thumbnail: str | None = None
    image: str | None = None


class CardRefused(Unavailable):
    """Discord does not let the bot post or edit there; the message says why."""


class Noticeboard(Protocol):
    """The text channels, as far as the bot writes to them."""

    async def post_card(self, channel_id: ChannelId, card: Card) -> str:
        """Post a card and return the message's id; raise `CardRefused` or `DiscordDown`."""
        ...

    async def edit_card(self, channel_id: ChannelId, message_id: str, card: Card) -> None: ...


class Directory(Protocol):
    """Who and what is in the guilds, live from the gateway, members over REST."""

    @property
    def connected(self) -> bool: ...

    def guilds(self) -> Sequence[Guild]: ...

    def guild(self, guild_id: GuildId) -> Guild | None: ...

    def channel(self, channel_id: ChannelId) -> Channel | None: ...

    def channels(self, guild_id: GuildId) -> Sequence[Channel]: ...

    def visible_channels(self, member: Member) -> Sequence[Channel]:
        """Return the channels of a member's guild that the member may see."""
        ...

    def roles(self, guild_id: GuildId) -> Sequence[Role]: ...

    def seat(self, guild_id: GuildId, user_id: UserId) -> Seat | None:
        """Return where this person sits in voice in this guild."""
        ...

    def seats_of(self, user_id: UserId) -> Sequence[Seat]:
        """Return every seat of a person over all guilds of the bot (Discord allows one)."""
        ...

    def bot_channel(self, guild_id: GuildId) -> ChannelId | None: ...

    def listeners(self, guild_id: GuildId) -> Sequence[Seat]:
        """Return the humans in the bot's channel, in the order of their ids."""
        ...

    def sitters(self, guild_id: GuildId) -> Sequence[Seat]:
        """Return the humans in all voice channels; nobody while the guild is out of reach."""
        ...

    def badge(self, seat: Seat) -> Badge:
        """Return what decides about the standing of whoever sits there, without asking Discord."""
        ...

    def person(self, guild_id: GuildId, user_id: UserId) -> Person | None:
        """Return whom we have seen under this id, without asking Discord."""
        ...

    async def search_members(self, guild_id: GuildId, name: str) -> Sequence[Member]:
        """Return up to 25 members whose name begins with `name`; raise `DiscordDown`."""
        ...

    async def member(self, guild_id: GuildId, user_id: UserId) -> Member | None:
        """Return the member with live roles, at most 14 seconds old, or None if not a member.

        Raises `DiscordDown` when Discord cannot be asked and nothing live proves membership.
        """
        ...


class Policies(Protocol):
    """The settings of every guild, ready at hand."""

    def of(self, guild_id: GuildId) -> Policy: ...


class Autoplay(Protocol):
    """Finds music to go on with."""

    async def more(self, state: PlayerState, seed: Track) -> tuple[Track, ...]:
        """Return some tracks to play after `seed`; empty when nothing fits. Never raises."""
        ...


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A stored player: its state, its revision, and when it was last known to be true."""

    state: PlayerState
    seq: int
    saved_at: int


class PlayerStore(Protocol):
    """Where snapshots of players outlive the process."""

    async def load_all(self) -> Sequence[Snapshot]: ...

    async def save(self, snapshot: Snapshot) -> None: ...

    async def last_alive(self) -> int | None:
        """Return the Unix time in ms at which a process of ours last said that it runs."""
        ...

    async def say_alive(self, now: int) -> None: ...
