"""Remembers the latest of what goes on in the whole of Auxcord, for those who run it."""

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from auth.identity import ChannelId, GuildId, Person, UserId
from player.bus import Recorded
from player.core.events import ChannelChanged, DiscordChanged, TrackStarted
from player.core.sentence import Sentence
from player.holder import person_of
from player.jobs import Job, JobState
from player.resolving.batch import Batch, BatchState

KEPT = 20


class Sort(StrEnum):
    """What an activity is about."""

    TRACK = "track"
    CHANNEL = "channel"
    JOB = "job"
    NODE = "node"
    DISCORD = "discord"
    SIGN_IN = "sign-in"
    SETTINGS = "settings"


@dataclass(frozen=True, slots=True)
class Activity:
    """One thing that happened; `at` is Unix time in ms. `person` is whom it concerns, if anybody.

    Of something bad `is_trouble` says so.
    """

    at: int
    sort: Sort
    title: str
    subtitle: str = ""
    person: UserId | None = None
    is_trouble: bool = False


class Activities:
    """The latest activities; they are of the moment, and gone with the process."""

    def __init__(
        self,
        now: Callable[[], int],
        name_of_guild: Callable[[GuildId], str],
        name_of_channel: Callable[[ChannelId], str],
    ) -> None:
        self._now = now
        self._name_of_guild = name_of_guild
        self._name_of_channel = name_of_channel
        self._latest: deque[Activity] = deque(maxlen=KEPT)
        self._discord: bool | None = None

    def latest(self) -> Sequence[Activity]:
        """Return the last twenty, the oldest first."""
        return tuple(self._latest)

    def forget(self, user_id: UserId) -> None:
        """Forget what concerns a person."""
        kept = [activity for activity in self._latest if activity.person != user_id]
        self._latest = deque(kept, maxlen=KEPT)

    def record(self, recorded: Recorded) -> None:
        """Note what begins to play, and where the bot goes; a listener of the bus."""
        guild = self._name_of_guild(recorded.guild_id)
        for event in recorded.events:
            match event:
                case TrackStarted():
                    track = event.entry.track
                    words = Sentence("{title} by {artist}", title=track.title, artist=track.author)
                    self._add(Sort.TRACK, words, guild, event.entry.requester)
                case ChannelChanged():
                    self._moved(recorded, event, guild)
                case DiscordChanged():
                    self._discord_changed(connected=event.connected)

    def job(self, job: Job) -> None:
        """Note that a job is over, and how."""
        if job.over:
            self._add(Sort.JOB, JOB_ENDS[job.state], job.error or "", job.owner, trouble=job.error)

    def batch(self, batch: Batch) -> None:
        """Note that wanted tracks have been looked for."""
        if batch.over:
            done = Sentence(
                "{title}: {found} of {total} tracks found",
                title=batch.title,
                found=batch.counts.resolved,
                total=batch.total,
            )
            ending = batch.error or BATCH_ENDS[batch.state]
            self._add(Sort.JOB, done, ending, person_of(batch.holder), trouble=batch.error)

    def node(self, name: str, connected: bool) -> None:
        """Note that an audio node has come or gone."""
        if connected:
            self._add(Sort.NODE, Sentence("The audio node {name} is there", name=name))
        else:
            self._add(Sort.NODE, Sentence("The audio node {name} is lost", name=name), trouble=name)

    def signed_in(self, person: Person) -> None:
        words = Sentence("{name} signed in", name=person.display_name)
        self._add(Sort.SIGN_IN, words, person=person.id)

    def settings(self, changed: Mapping[str, object]) -> None:
        """Note which settings of the whole server have been changed."""
        self._add(Sort.SETTINGS, Sentence("Settings changed"), ", ".join(sorted(changed)))

    def _moved(self, recorded: Recorded, event: ChannelChanged, guild: str) -> None:
        if event.channel_id is None:
            self._add(Sort.CHANNEL, Sentence("The bot left its voice channel"), guild)
        elif event.channel_id != recorded.before.channel_id:
            name = self._name_of_channel(event.channel_id)
            self._add(Sort.CHANNEL, Sentence("The bot joined {channel}", channel=name), guild)

    def _discord_changed(self, *, connected: bool) -> None:
        """Note it once, though the players of all guilds are told of it."""
        if connected is self._discord:
            return
        if connected:
            self._add(Sort.DISCORD, Sentence("Discord is connected"))
        else:
            self._add(Sort.DISCORD, Sentence("The connection to Discord is lost"), trouble="lost")
        self._discord = connected

    def _add(
        self,
        sort: Sort,
        title: str,
        subtitle: str = "",
        person: UserId | None = None,
        *,
        trouble: str | None = None,
    ) -> None:
        at, bad = self._now(), bool(trouble)
        self._latest.append(Activity(at, sort, title, subtitle, person, bad))


JOB_ENDS = {
    JobState.DONE: Sentence("An import is done"),
    JobState.FAILED: Sentence("An import failed"),
    JobState.CANCELLED: Sentence("An import was cancelled"),
}
BATCH_ENDS = {
    BatchState.RUNNING: Sentence("Still running"),
    BatchState.DONE: Sentence("Done"),
    BatchState.FAILED: Sentence("Failed"),
    BatchState.CANCELLED: Sentence("Cancelled"),
}
