"""The whole state of one guild's player, frozen."""

from dataclasses import dataclass

from auth.identity import ChannelId, GuildId, UserId
from player.core.bands import FLAT
from player.core.context import Standing
from player.core.edits import QueueEdit
from player.core.filters import NO_FILTERS, Filters
from player.core.playback import Playhead
from player.core.policy import DEFAULT_POLICY, Policy
from player.core.standing import NO_BADGE, Badge, standing_by
from player.core.track import Entry, EntryId, Past, PlayId
from player.core.votes import PassedVote, Vote, VoteId


@dataclass(frozen=True, slots=True)
class PlayerState:
    """What plays, what comes next, what was, and how it sounds.

    `channel_id` is the voice channel the bot is in or on its way to; `voice_connected` says that
    Discord confirmed it. `playhead` is set exactly while `current` is. `failed_play` is the latest
    play of whose failure people have been told. `history` ends with the latest track; under
    `repeat` an entry may stand in the history and in the queue at once. `listeners` are the humans
    in the bot's channel, in the order of their ids, and `badges` are theirs in the same order, as
    far as they are known. `last_edit` is what its author may take back; neither it nor
    `last_passed` outlives a restart.
    """

    guild_id: GuildId
    policy: Policy = DEFAULT_POLICY
    channel_id: ChannelId | None = None
    voice_connected: bool = False
    node_connected: bool = False
    discord_connected: bool = False
    listeners: tuple[UserId, ...] = ()
    deafened: tuple[UserId, ...] = ()
    badges: tuple[Badge, ...] = ()
    current: Entry | None = None
    playhead: Playhead | None = None
    play_id: PlayId = PlayId(0)
    failed_play: PlayId = PlayId(0)
    queue: tuple[Entry, ...] = ()
    history: tuple[Past, ...] = ()
    repeat: bool = False
    repeat_track: bool = False
    shuffle: bool = False
    volume: int = 100
    equalizer: tuple[float, ...] = FLAT
    filters: Filters = NO_FILTERS
    next_entry_id: EntryId = EntryId(1)
    votes: tuple[Vote, ...] = ()
    next_vote_id: VoteId = VoteId(1)
    last_passed: PassedVote | None = None
    last_edit: QueueEdit | None = None
    idle_since: int | None = None

    @property
    def length_ms(self) -> int:
        """The current track's length; 0 when nothing plays or a stream does."""
        return self.current.track.length_ms if self.current else 0

    @property
    def electorate(self) -> tuple[UserId, ...]:
        """The listeners who can hear."""
        return tuple(user for user in self.listeners if user not in self.deafened)

    def standing_of(self, listener: UserId) -> Standing:
        """Return what the guild's rules make of a listener."""
        badge = dict(zip(self.listeners, self.badges, strict=False)).get(listener, NO_BADGE)
        return standing_by(badge, listener, self.policy.dj)

    def position_at(self, now: int) -> int:
        return self.playhead.position_at(now, self.length_ms) if self.playhead else 0
