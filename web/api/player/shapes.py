"""The shapes of the player family's answers, as the documents give them; ours are marked so."""

from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypedDict

from web.faces import Dj


class User(TypedDict):
    """A person as Discord shows them."""

    name: str
    id: str
    icon: str
    identifier: Annotated[str, Field(description="The user name at Discord.")]


class GuildBrief(TypedDict):
    """A server."""

    name: str
    icon: str | None
    id: str


class ChannelBrief(TypedDict):
    """A voice channel."""

    name: str
    id: str


class VolumeRules(TypedDict):
    """How loud it may be on this server."""

    limit: int
    change: bool
    step: int


class Connection(TypedDict):
    """The voice channel that the caller sits in, and what they may do there."""

    guild: GuildBrief
    channel: ChannelBrief
    dj: Dj
    equalizer_change: bool
    volume: VolumeRules


class GuildOfUser(TypedDict):
    """A server that the caller is in; `meta` says whether the bot is there too."""

    id: str
    name: str
    icon: str | None
    admin: bool
    manage_guild: bool
    dj: Dj
    meta: bool


class Track(TypedDict):
    """A track; `length` is in milliseconds, and 0 for a live stream."""

    title: str
    author: str
    url: str | None
    identifier: str
    thumbnail: str | None
    platform: str
    stream: bool
    length: int
    favorite: bool


class QueuedTrack(Track):
    """A track in a player; `id` and `requester` are extensions of ours."""

    id: Annotated[int, Field(description="Names this entry of the queue, wherever it moves.")]
    requester: Annotated[str | None, Field(description="The user id of who added it.")]


class PlayedTrack(QueuedTrack):
    """A track that had its turn."""

    play: Annotated[int, Field(description="Names this turn; the later one has the higher number.")]
    ended: Annotated[str, Field(description="When the turn ended, as RFC 3339 in UTC.")]
    added_by: Annotated[User | None, Field(description="Who added it, if we know them.")]


class HistoryPart(TypedDict):
    """Some of the history, the latest first; `next` is the `before` of what follows, or null."""

    tracks: list[PlayedTrack]
    next: int | None


class Playlist(TypedDict):
    """A playlist found at a source; `length` counts its tracks."""

    title: str
    author: str | None
    image: str | None
    url: str | None
    length: int


class FoundTracks(TypedDict):
    """Tracks, the best match first."""

    type: Literal["tracks"]
    tracks: list[Track]


class FoundPlaylists(TypedDict):
    """Playlists, the best match first."""

    type: Literal["playlists"]
    playlists: list[Playlist]


class AddedTracks(TypedDict):
    """The entries that now wait or play."""

    type: Literal["tracks"]
    tracks: list[QueuedTrack]


class AddedPlaylist(TypedDict):
    """The entries that now wait or play, and the playlist that they came from."""

    type: Literal["playlist"]
    playlist: Playlist
    tracks: list[QueuedTrack]


class Requester(TypedDict):
    """How somebody who asked for a track looks."""

    id: str
    name: str
    icon: str


class QueuePart(TypedDict):
    """Some of the queue; `length` is the whole queue's, `indexes` are the places of `tracks`."""

    tracks: list[QueuedTrack]
    length: int
    indexes: list[int]
    requesters: Annotated[
        list[Requester], Field(description="Who asked for these tracks (an extension of ours).")
    ]


class Player(TypedDict):
    """How the player stands."""

    paused: bool
    position: Annotated[int, Field(description="Milliseconds into the track.")]
    shuffle: bool
    repeat: bool
    repeat_song: bool
    volume: int
    equalizer: list[float]


class TemporaryToken(TypedDict):
    """The key for the last step of a sign-in."""

    token: str
