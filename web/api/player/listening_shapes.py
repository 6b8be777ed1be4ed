"""The shapes of what was heard: single plays, and what many of them come to (ours)."""

from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypedDict

from web.api.player.shapes import User

Milliseconds = Annotated[int, Field(description="Milliseconds.")]


class HeardTrack(TypedDict):
    """A track that the caller heard, once."""

    id: Annotated[str, Field(description="Of the play.")]
    title: str
    author: str
    url: str | None
    thumbnail: str | None
    platform: str
    length: Milliseconds
    heard: Annotated[int, Field(description="How much of it sounded, in milliseconds.")]
    counts: Annotated[bool, Field(description="Whether it is in the statistics.")]
    started: Annotated[str, Field(description="RFC 3339, in UTC.")]
    guild_id: str | None
    origin: Annotated[str, Field(description="Who told of it: `player` is our own.")]


class HeardPart(TypedDict):
    """A part of what the caller heard, the latest first."""

    tracks: list[HeardTrack]
    next: Annotated[str | None, Field(description="`after` of the next part; null at the end.")]


class Amount(TypedDict):
    """How much was played in a day, a month, or a year."""

    period: Annotated[str, Field(description="Such as `2026-01-31`, `2026-01`, or `2026`.")]
    plays: int
    heard: Milliseconds


class TopArtist(TypedDict):
    """An artist, and how often they were played."""

    name: str
    thumbnail: str | None
    plays: int
    heard: Milliseconds


class TopTrack(TypedDict):
    """A track, and how often it was played."""

    title: str
    author: str
    url: str | None
    thumbnail: str | None
    platform: str
    plays: int
    heard: Milliseconds


class TopPerson(TypedDict):
    """Somebody, and how often they listened or asked; `user` is null for who has left."""

    user: User | None
    id: str
    plays: int
    heard: Milliseconds


class Discovered(TypedDict):
    """What was played for the first time ever: how much, and the latest of it."""

    artists: int
    tracks: int
    latest: list[TopTrack]


class DaysInARow(TypedDict):
    """Days in a row with music: those up to now, and the most there ever were."""

    present: int
    longest: int


class Statistics(TypedDict):
    """What a span of days comes to. Days and hours are in UTC."""

    first: Annotated[str, Field(description="The first day.")]
    last: Annotated[str, Field(description="The last day.")]
    step: Literal["day", "month", "year"]
    plays: int
    heard: Milliseconds
    artists_count: int
    tracks_count: int
    over_time: list[Amount]
    hours: Annotated[
        list[int], Field(description="Plays by the hour of the week, from Monday, midnight.")
    ]
    artists: list[TopArtist]
    tracks: list[TopTrack]
    streaks: DaysInARow
    discoveries: Discovered


class GuildStatistics(Statistics):
    """The same of a server, and who listened and asked most, without people who hide."""

    listeners: list[TopPerson]
    requesters: list[TopPerson]
