"""The shapes of what is answered about playlists, favourites and jobs."""

from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypedDict

from web.api.player.shapes import Track


class SavedPlaylist(TypedDict):
    """Somebody's playlist; `owner`, `length`, `url` and `revision` are extensions of ours."""

    name: str
    type: Annotated[
        Literal["meta", "url"],
        Field(description="`meta` has tracks of its own, `url` is a link that is loaded at play."),
    ]
    id: str
    image: str
    author: Annotated[str, Field(description="The owner's name when the playlist was made.")]
    key: Annotated[str, Field(description="The secret by which others read and edit it.")]
    owner: Annotated[str, Field(description="The owner's user id.")]
    length: Annotated[int, Field(description="How many tracks it has of its own.")]
    url: Annotated[str | None, Field(description="The link of a url playlist.")]
    revision: Annotated[int, Field(description="Counts the edits.")]


class Contributor(TypedDict):
    """Who put a track in, by the name that they had then."""

    id: str
    name: str


class PlaylistTrack(Track):
    """A track in a playlist."""

    id: Annotated[int, Field(description="Names this entry of the playlist, wherever it moves.")]
    added_by: Annotated[Contributor | None, Field(description="Who put it in, where known.")]


class PlaylistContents(SavedPlaylist):
    """A playlist with some of its tracks; `indexes` are their places."""

    duration: Annotated[int, Field(description="How long all of its tracks take, in ms.")]
    tracks: list[PlaylistTrack]
    indexes: list[int]


class AddedToPlaylist(TypedDict):
    """The playlist as it is now, and what has been put in."""

    playlist: SavedPlaylist
    tracks: list[PlaylistTrack]


class Played(TypedDict):
    """How many tracks were added to the queue; the server's rules may have kept some out."""

    added: int


class Favorites(TypedDict):
    """Some of the favourites; `length` counts all, `indexes` are the places of `tracks`."""

    tracks: list[Track]
    length: int
    indexes: list[int]


class FailedLine(TypedDict):
    """A line of an imported list that led to nothing; in JSPF and XSPF, an entry's number."""

    line: int
    text: str
    reason: str


class ImportCounts(TypedDict):
    """What an import has come to so far."""

    playlist: Annotated[str, Field(description="The id of the playlist.")]
    added: Annotated[int, Field(description="How many tracks were added.")]
    failed: Annotated[int, Field(description="How many lines led to nothing.")]


class ImportReport(ImportCounts):
    """What an import has come to so far, line by line."""

    lines: list[FailedLine]


class JobState(TypedDict):
    """How far a job is; `done` of `total` lines are dealt with."""

    id: str
    kind: Literal["import"]
    state: Literal["running", "done", "failed", "cancelled"]
    done: int
    total: int
    error: Annotated[str | None, Field(description="Why it failed, for people.")]


class JobBrief(JobState):
    """Work in the background."""

    result: ImportCounts | None


class JobReport(JobState):
    """Work in the background, with all that is to be told of it."""

    result: ImportReport | None
