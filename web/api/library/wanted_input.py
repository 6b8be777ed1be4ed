"""How programs describe tracks that they want, each a little differently."""

from collections.abc import Mapping
from typing import Annotated, Self

from pydantic import AliasChoices, BaseModel, BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from player.core.sentence import Sentence
from player.resolving.wanted_track import WantedTrack
from web.api.loose_values import text_in, whole_number
from web.api.reading import TOLD

LONGEST_NAME = 500
ARTISTS_AT_MOST = 20
LONGEST_LENGTH_MS = 1 << 40


def _name(value: object) -> object:
    """Take an object for its name, as Spotify describes artists and albums."""
    return text_in(value, "name", "title") if isinstance(value, Mapping) else value


def _artists(value: object) -> object:
    listed = value if isinstance(value, list) else [value]
    return tuple(_name(each) for each in listed[:ARTISTS_AT_MOST] if each)


def _length(value: object) -> int | None:
    number = whole_number(value)
    return number if number is not None and 0 < number < LONGEST_LENGTH_MS else None


Text = Annotated[str, Field(max_length=LONGEST_NAME)]


class Description(BaseModel):
    """What may be said of a track."""

    name: Text = Field("", validation_alias=AliasChoices("name", "title", "track_name", "query"))
    artists: Annotated[tuple[Text, ...], BeforeValidator(_artists)] = Field(
        (),
        validation_alias=AliasChoices("artists", "artist", "artist_name"),
        description="Names, or objects with a `name`; one alone may be a text.",
    )
    album: Annotated[Text | None, BeforeValidator(_name)] = Field(
        None, validation_alias=AliasChoices("album", "album_name")
    )
    duration_ms: Annotated[int | None, BeforeValidator(_length)] = Field(
        None, description="Tells a recording from another one of the same title."
    )
    url: str | None = Field(
        None, max_length=2000, pattern=r"^https?://\S+$", description="A link to the track."
    )

    @property
    def says_nothing(self) -> bool:
        return not self.name.strip() and self.url is None

    def as_wanted(self) -> WantedTrack:
        return WantedTrack(
            title=" ".join(self.name.split()),
            artists=tuple(filter(None, self.artists)),
            album=self.album or None,
            duration_ms=self.duration_ms,
            url=self.url,
        )


class WantedInput(Description):
    """A track by its name and artists, by a link that leads to it, or by both."""

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.says_nothing:
            told = Sentence("needs a name or a url.")
            raise PydanticCustomError(TOLD, "{told}", {"told": told})
        return self
