"""One stay of the bot in a voice channel (the archive calls it a session)."""

from dataclasses import dataclass, replace

from auth.identity import ChannelId, GuildId
from player.history.play import StayId


@dataclass(frozen=True, slots=True)
class Stay:
    """A stay; times are Unix milliseconds. `channel_id` is None where only the guild is known."""

    id: StayId
    guild_id: GuildId
    started_at: int
    ended_at: int | None = None
    channel_id: ChannelId | None = None

    def ended(self, at: int) -> "Stay":
        """Return the stay as over; one that is over already stays as it is."""
        return (
            self if self.ended_at is not None else replace(self, ended_at=max(at, self.started_at))
        )
