"""What the routes of downloads take."""

from typing import Annotated, Self

from pydantic import BaseModel, BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from player.core.sentence import Sentence
from player.resolving.resolution import ResolutionState
from player.resolving.wanted_track import WantedTrack
from web.api.library.wanted_input import Description, WantedInput
from web.api.loose_values import whole_number
from web.api.reading import TOLD

USUAL, MOST = 100, 500
TRACKS_AT_ONCE = 1000


class DownloadWish(Description):
    """One track, described right here, or several as `tracks`."""

    tracks: list[WantedInput] = Field([], max_length=TRACKS_AT_ONCE, description="Several at once.")
    playlist_id: str | None = Field(
        None, max_length=100, description="A playlist of yours that takes what is found."
    )

    @model_validator(mode="after")
    def _wants_something(self) -> Self:
        if self.says_nothing and not self.tracks:
            told = Sentence("needs a name, a url, or tracks.")
            raise PydanticCustomError(TOLD, "{told}", {"told": told})
        return self

    @property
    def wanted(self) -> list[WantedTrack]:
        own = [] if self.says_nothing else [self.as_wanted()]
        return own + [each.as_wanted() for each in self.tracks]


class Cancellation(BaseModel):
    """Nothing has to be said; the document's `username` names a peer, and there are none here."""

    username: object = Field(None, description="Taken, and of no meaning.")


def _states(words: object) -> object:
    return [word.strip() for word in words.split(",")] if isinstance(words, str) else words


def _limit(value: object) -> int:
    number = whole_number(value)
    return USUAL if number is None else min(max(1, number), MOST)


def _offset(value: object) -> int:
    return min(max(0, whole_number(value) or 0), 1_000_000)


class Listed(BaseModel):
    """Which jobs, and which part of them."""

    status: Annotated[frozenset[ResolutionState], BeforeValidator(_states)] = Field(
        frozenset(), description="Only these, by commas."
    )
    batch_id: str | None = Field(None, max_length=100, description="Only those of one batch.")
    limit: Annotated[int, BeforeValidator(_limit)] = Field(
        USUAL, description=f"How many to give, at most {MOST}."
    )
    offset: Annotated[int, BeforeValidator(_offset)] = Field(
        0, description="How many to leave out at the beginning."
    )
