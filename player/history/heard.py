"""What people tell us they heard, or hear right now, whatever program speaks for them (pure)."""

from dataclasses import dataclass

from auth.identity import UserId
from player.history.play import Origin, Play, PlayId

EARLIEST_S = 1_033_430_400
"""The first of October 2002 in UTC, before which nobody scrobbled."""

LATEST_S = 10**12
"""The last second that anybody may speak of; a database knows no more than 64 bits."""

CLOCKS_DIFFER_S = 3_600
LONGEST_MS = 24 * 24 * 60 * 60 * 1000
"""24 days; what claims to be longer is no track."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A track as a program describes it; the fields are those of `Play`."""

    title: str
    artist: str
    album: str | None = None
    duration_ms: int = 0
    url: str | None = None
    source: str = ""
    client: str = ""

    @property
    def track(self) -> tuple[str, str]:
        """Name the track alike whoever tells of it."""
        return self.artist.casefold(), self.title.casefold()


@dataclass(frozen=True, slots=True)
class Listen:
    """A track that was heard from `started_at` on, in Unix milliseconds.

    `played_ms` is how much of it, where somebody says so.
    """

    heard: Heard
    started_at: int
    played_ms: int | None = None


def is_plausible(second: int, now_s: int) -> bool:
    """Say whether something may have been heard at a Unix second."""
    return EARLIEST_S <= second < now_s + CLOCKS_DIFFER_S


def play_of(play_id: PlayId, listener: UserId, origin: Origin, listen: Listen, now: int) -> Play:
    """Return a listen as the history keeps it; without a word to the contrary it was heard out."""
    heard = listen.heard
    lasted = heard.duration_ms if listen.played_ms is None else listen.played_ms
    return Play(
        id=play_id,
        origin=origin,
        title=heard.title,
        artist=heard.artist,
        started_at=listen.started_at,
        listeners=(listener,),
        source=heard.source,
        url=heard.url,
        album=heard.album,
        duration_ms=heard.duration_ms,
        ended_at=listen.started_at + lasted,
        played_ms=listen.played_ms,
        client=heard.client,
        told_at=now,
    )
