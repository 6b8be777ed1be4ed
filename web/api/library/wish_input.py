"""What a wish takes: a track as Spotify describes one, or as our own searches do."""

import json
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    PrivateAttr,
    model_validator,
)
from pydantic_core import PydanticCustomError

from player.core.sentence import Sentence
from player.playlists.playlist import PlaylistId
from player.wishlist.errors import WishWithoutId
from player.wishlist.song import Category, Song, WishedId
from player.wishlist.wishlist import Wanting
from web.api.library.paging import Paged
from web.api.reading import TOLD
from web.faults import WrongInput

DOCUMENT_LIMIT = 20_000
"""More than any source tells of a track; whatever a program tells is given back to it."""

LONGEST_MS = 24 * 60 * 60 * 1000

BY_API = Sentence("Added via API")


def _name_in(value: object) -> object:
    """Take what is described at length by its name."""
    return value.get("name") if isinstance(value, dict) else value


def one_line(value: object) -> object:
    """Take a name without the white space around it, and with single spaces in it."""
    return " ".join(value.split()) if isinstance(value, str) else value


def id_text(value: object) -> object:
    """Take an id that is a number as its digits."""
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return str(value) if is_number else value


Title = Annotated[str, BeforeValidator(one_line), Field(min_length=1, max_length=500)]
Name = Annotated[Title, BeforeValidator(_name_in)]


class TrackData(BaseModel):
    """A track. There may be any number of other fields, which are given back as they came."""

    model_config = ConfigDict(extra="allow")

    id: Annotated[str | None, BeforeValidator(id_text)] = Field(
        None, max_length=500, description="What the program calls it."
    )
    name: Title = Field(description="Its title.")
    artists: list[Name] = Field(
        default=[], max_length=50, description="By name, or objects with a `name`; the main first."
    )
    album: Annotated[str | None, BeforeValidator(_name_in)] = Field(
        None,
        max_length=500,
        description="By name, or an object with `name` and `album_type`, which is `album` for what "
        "is listed under albums.",
    )
    duration_ms: int | None = Field(None, ge=0, le=LONGEST_MS)
    url: str | None = Field(
        None, max_length=2000, description="A link, which is tried before the names."
    )
    _document: dict[str, Any] = PrivateAttr(default_factory=dict)

    @model_validator(mode="wrap")
    @classmethod
    def keep_what_was_told(
        cls,
        given: Any,  # noqa: ANN401 - JSON.
        read: ModelWrapValidatorHandler["TrackData"],
    ) -> "TrackData":
        track = read(given)
        if isinstance(given, dict):
            if len(json.dumps(given)) > DOCUMENT_LIMIT:
                told = Sentence("tells too much.")
                raise PydanticCustomError(TOLD, "{told}", {"told": told})
            track._document = given  # noqa: SLF001 - It is our own.
        return track

    @property
    def song(self) -> Song:
        """Return the track that is wished for; raise `WishWithoutId`."""
        if not self.id:
            raise WishWithoutId
        album = self._document.get("album")
        is_album = isinstance(album, dict) and album.get("album_type") == "album"
        return Song(
            id=WishedId(self.id),
            title=self.name,
            artists=tuple(self.artists),
            album=self.album or None,
            category=Category.ALBUMS if is_album else Category.SINGLES,
            duration_ms=self.duration_ms,
            url=self.url or None,
            document=json.dumps(self._document),
        )


class WishInput(BaseModel):
    """A track to be found; one of the two names of it has to be there."""

    spotify_track_data: TrackData | None = None
    track_data: TrackData | None = Field(None, description="The same by a newer name.")
    failure_reason: str | None = Field(
        None, max_length=500, description="Why it has not been found so far."
    )
    source_type: str = Field("api", max_length=100, description="Where the wish comes from.")
    playlist_id: str | None = Field(
        None,
        max_length=100,
        description="An extension: one of your playlists, which takes the track once it is found; "
        "without one your favourites do.",
    )

    @property
    def wanting(self) -> Wanting:
        """Return the wish; raise `WishWithoutId`, or `WrongInput` where nothing is wished for."""
        track = self.spotify_track_data or self.track_data
        if track is None:
            missing = Sentence("{field} is missing.", field="spotify_track_data")
            raise WrongInput("spotify_track_data", missing)
        playlist_id = PlaylistId(self.playlist_id) if self.playlist_id else None
        reason = self.failure_reason or BY_API
        return Wanting(track.song, reason, self.source_type, playlist_id)


class WishlistQuery(Paged):
    """Which wishes to list."""

    category: Category | None = Field(
        None, description="`albums`: tracks of albums; `singles`: all others."
    )
