"""What the archive family takes, as its document has it."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from player.core.sentence import Sentence
from web.api.archive.values import Moment, Snowflake, id_in_path
from web.faults import WrongInput

LIVE_MS = 2**63 - 1
"""The duration that Lavalink, and so every bot, gives a live stream."""

MOST_ROWS = 500
MOST_GUILDS = 100
MOST_LISTENERS = 500
MOST_SEEDS = 5_000
LONGEST_PLAY_MS = 366 * 24 * 60 * 60 * 1000

Word = Annotated[str, Field(min_length=1, max_length=1_000)]
Link = Annotated[str, Field(min_length=1, max_length=4_000)]


class _Camel(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel)


class SessionStart(_Camel):
    guild_id: Snowflake = Field(description="The server in which the bot begins to play.")


class SessionEnd(_Camel):
    ended_at: Moment | None = Field(None, description="When it ended; without it, now.")


class TrackStart(_Camel):
    source: Word = Field(description="Where the track is from, such as `youtube`.")
    source_id: Link = Field(description="What the source calls it.")
    title: Word
    artist: Word
    url: Link
    duration_ms: int = Field(
        ge=1, le=LIVE_MS, description=f"How long it is; {LIVE_MS} for a live stream."
    )
    queued_by_user: Snowflake = Field(description="Who asked for it.")
    listener_ids: list[Snowflake] = Field(
        max_length=MOST_LISTENERS, description="Who hears it; may be empty."
    )


class TrackEnd(SessionEnd):
    played_duration_ms: int | None = Field(
        None,
        ge=0,
        le=LONGEST_PLAY_MS,
        description="How much of it sounded; without it, the time since it began.",
    )


class Recent(BaseModel):
    limit: int = Field(50, ge=1, description="How many at most; 500 is the most there are.")

    @property
    def rows(self) -> int:
        return min(self.limit, MOST_ROWS)


class SessionsWanted(Recent, _Camel):
    guild_ids: str = Field(
        max_length=21 * MOST_GUILDS, description="Ids of servers, divided by commas."
    )

    def ids(self) -> list[str]:
        """Return the ids, each once; raise `WrongInput`."""
        ids = dict.fromkeys(
            id_in_path(part.strip(), "guildIds") for part in self.guild_ids.split(",")
        )
        if len(ids) > MOST_GUILDS:
            raise WrongInput(
                "guildIds", Sentence("{field} names too many servers.", field="guildIds")
            )
        return list(ids)


class Seeds(_Camel):
    seed_count: int = Field(
        1_000, ge=1, le=MOST_SEEDS, description="By how many of the latest plays to go."
    )


TRACK_START: dict[str, Any] = {
    "source": "youtube",
    "sourceId": "dQw4w9WgXcQ",
    "title": "Never Gonna Give You Up",
    "artist": "Rick Astley",
    "url": "https://youtube.com/watch?v=dQw4w9WgXcQ",
    "durationMs": 213000,
    "queuedByUser": 123456789,
    "listenerIds": [123456789, 987654321],
}
