"""What has happened to a guild's player; folding these gives its state."""

from dataclasses import dataclass
from enum import StrEnum

from auth.identity import ChannelId, UserId
from player.core.edits import QueueEdit
from player.core.filters import Filters
from player.core.playback import Playhead
from player.core.policy import Policy
from player.core.standing import Badge
from player.core.track import Entry, EntryId, PlayId
from player.core.votes import Vote, VoteEnd, VoteId


class Outcome(StrEnum):
    """How a track's turn ended."""

    FINISHED = "finished"
    SKIPPED = "skipped"
    FAILED = "failed"
    PUT_BACK = "put_back"
    """The track gave way (stop, previous, jump) and waits in front of the queue."""


@dataclass(frozen=True, slots=True)
class TracksAdded:
    """Entries were inserted so that the first of them stands at `index`."""

    entries: tuple[Entry, ...]
    index: int


@dataclass(frozen=True, slots=True)
class EntryMoved:
    entry_id: EntryId
    position: int


@dataclass(frozen=True, slots=True)
class EntriesMoved:
    """Entries were gathered, in the order they had; the first of them stands at `position`."""

    entry_ids: frozenset[EntryId]
    position: int

    def gathered(self, queue: tuple[Entry, ...]) -> tuple[Entry, ...]:
        moved = tuple(entry for entry in queue if entry.id in self.entry_ids)
        rest = tuple(entry for entry in queue if entry.id not in self.entry_ids)
        return (*rest[: self.position], *moved, *rest[self.position :])


@dataclass(frozen=True, slots=True)
class EntryRemoved:
    entry_id: EntryId


@dataclass(frozen=True, slots=True)
class QueueReordered:
    """`order` is a permutation of the ids in the queue."""

    order: tuple[EntryId, ...]


@dataclass(frozen=True, slots=True)
class TrackStarted:
    """An entry left the queue (or the history) and became the current one."""

    entry: Entry
    play_id: PlayId
    playhead: Playhead


@dataclass(frozen=True, slots=True)
class TrackEnded:
    """The current entry's turn ended at `position_ms` of the track, at the Unix time `at` in ms.

    It joins the history unless it was put back; `requeued` says that it also waits at the end of
    the queue, for its next round under `repeat`.
    """

    outcome: Outcome
    position_ms: int
    at: int
    requeued: bool = False


@dataclass(frozen=True, slots=True)
class HistoryRewound:
    """The latest history entry was taken back to be played again."""


@dataclass(frozen=True, slots=True)
class PlayheadChanged:
    """Pause, seek, a correction, or a stall: the playhead as it is now."""

    playhead: Playhead


@dataclass(frozen=True, slots=True)
class PlayRenewed:
    """The current track was started once more on a node, under a new play id."""

    play_id: PlayId
    playhead: Playhead


@dataclass(frozen=True, slots=True)
class PlayFailed:
    """The node met an error in this play, which people have been told of; it may still go on."""

    play_id: PlayId


@dataclass(frozen=True, slots=True)
class RepeatChanged:
    on: bool


@dataclass(frozen=True, slots=True)
class RepeatTrackChanged:
    on: bool


@dataclass(frozen=True, slots=True)
class ShuffleChanged:
    on: bool


@dataclass(frozen=True, slots=True)
class VolumeChanged:
    volume: int


@dataclass(frozen=True, slots=True)
class EqualizerChanged:
    gains: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class FiltersChanged:
    """The playhead, if there is one, moves at the new rate from here on."""

    filters: Filters
    playhead: Playhead | None


@dataclass(frozen=True, slots=True)
class EntriesRemoved:
    entry_ids: frozenset[EntryId]


@dataclass(frozen=True, slots=True)
class EditRemembered:
    """The queue before and after somebody's edit, so that it can be taken back."""

    edit: QueueEdit | None


@dataclass(frozen=True, slots=True)
class QueueRestored:
    """An edit was taken back; this is the queue now."""

    queue: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class VoteStarted:
    vote: Vote


@dataclass(frozen=True, slots=True)
class VotersChanged:
    vote_id: VoteId
    voters: tuple[UserId, ...]


@dataclass(frozen=True, slots=True)
class VoteEnded:
    vote_id: VoteId
    how: VoteEnd
    at: int


@dataclass(frozen=True, slots=True)
class IdleChanged:
    """Since when nothing is to be heard, or nobody hears it; None while somebody does."""

    since: int | None


@dataclass(frozen=True, slots=True)
class ChannelChanged:
    """The bot is in, or on its way to, this channel; None is nowhere."""

    channel_id: ChannelId | None
    connected: bool


@dataclass(frozen=True, slots=True)
class PolicyAdopted:
    policy: Policy


@dataclass(frozen=True, slots=True)
class NodeChanged:
    connected: bool


@dataclass(frozen=True, slots=True)
class DiscordChanged:
    connected: bool


@dataclass(frozen=True, slots=True)
class AudienceChanged:
    listeners: tuple[UserId, ...]
    deafened: tuple[UserId, ...] = ()
    badges: tuple[Badge, ...] = ()


@dataclass(frozen=True, slots=True)
class Ejected:
    """Queue, history and current track are gone and the bot has left."""


@dataclass(frozen=True, slots=True)
class ProblemMet:
    """Something went wrong that people should read; the state is whole all the same."""

    message: str


Event = (
    TracksAdded
    | EntryMoved
    | EntriesMoved
    | EntryRemoved
    | QueueReordered
    | TrackStarted
    | TrackEnded
    | HistoryRewound
    | PlayheadChanged
    | PlayRenewed
    | PlayFailed
    | RepeatChanged
    | RepeatTrackChanged
    | ShuffleChanged
    | VolumeChanged
    | EqualizerChanged
    | FiltersChanged
    | EntriesRemoved
    | EditRemembered
    | QueueRestored
    | VoteStarted
    | VotersChanged
    | VoteEnded
    | IdleChanged
    | ChannelChanged
    | PolicyAdopted
    | NodeChanged
    | DiscordChanged
    | AudienceChanged
    | Ejected
    | ProblemMet
)
