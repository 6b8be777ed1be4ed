"""What the routes of playlists, favourites and jobs take."""

from collections.abc import Sequence
from typing import Annotated, Literal, Self, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, RootModel, model_validator
from pydantic_core import PydanticCustomError
from quart import request

from player.core.requests import Placement
from player.core.sentence import Sentence
from player.links import LinkRefused, checked_link
from player.playlists.playlist import NAME_LIMIT
from player.search import MAX_QUERY_LENGTH
from web.api.player.inputs import LARGEST, Place
from web.api.reading import TOLD, read_body
from web.faults import WrongInput

LONGEST_LINK = 2000
LONGEST_KEY = 100
MOST_ITEMS = 1000

Model = TypeVar("Model", bound=BaseModel)


def _is_link(text: str) -> str:
    try:
        return checked_link(text)
    except LinkRefused as refusal:
        raise PydanticCustomError(
            TOLD, "{told}", {"told": Sentence("is refused: {reason}", reason=str(refusal))}
        ) from None


def _is_image(text: str) -> str:
    return text and _is_link(text)


Name = Annotated[
    str,
    Field(
        min_length=1,
        max_length=NAME_LIMIT,
        description="No other playlist of the owner has this name.",
    ),
]
Link = Annotated[
    str, Field(max_length=LONGEST_LINK, description="A web address."), AfterValidator(_is_link)
]
ItemNumber = Annotated[int, Field(ge=1, le=LARGEST)]
Image = Annotated[
    str,
    Field(max_length=LONGEST_LINK, description="The web address of a picture, or nothing."),
    AfterValidator(_is_image),
]


class Body(BaseModel):
    """A body in which nothing unknown may stand: a misspelt field would silently do nothing."""

    model_config = ConfigDict(extra="forbid")


class PlaylistKey(BaseModel):
    key: str | None = Field(
        None, max_length=LONGEST_KEY, description="The playlist's key; its owner needs none."
    )


class Window(BaseModel):
    start: Place = Field(0, description="The first place.")
    end: Place | None = Field(
        None, description=f"The place after the last one, at most {MOST_ITEMS} further on."
    )

    @property
    def span(self) -> tuple[int, int]:
        """Return the first place and how many are wanted; raise `WrongInput`."""
        last = self.start + MOST_ITEMS
        end = last if self.end is None else self.end
        if not self.start <= end <= last:
            raise WrongInput(
                "end", Sentence("end must be from {start} to {last}.", start=self.start, last=last)
            )
        return self.start, end - self.start

    def places(self, length: int) -> Sequence[int]:
        """Return the places of the window that a list of this length has."""
        start, count = self.span
        return range(min(start, length), min(start + count, length))


class PlaylistWindow(Window, PlaylistKey):
    """Which of a playlist's tracks."""


class FavouriteWindow(Window):
    """Which of the favourites."""

    query: str = Field(
        "",
        max_length=MAX_QUERY_LENGTH,
        description="Words that title and author shall have, all of them.",
    )


class ExportQuery(PlaylistKey):
    format: Literal["m3u", "m3u8", "jspf", "xspf"] = Field(
        "m3u", description="The format of the file; `m3u8` is another name of `m3u`."
    )


class NewListName(BaseModel):
    name: Name | None = Field(None, description="The name of the new playlist.")


class NewPlaylist(Body):
    name: Name
    url: Link | None = Field(None, description="Makes a url playlist: loaded whenever it plays.")
    image: Image = ""


class PlaylistChange(Body):
    model_config = ConfigDict(title="name")

    name: Name | None = None
    image: Image | None = None
    url: Link | None = Field(None, description="The link of a url playlist.")

    @model_validator(mode="after")
    def _changes_something(self) -> Self:
        if self.name is None and self.image is None and self.url is None:
            raise ValueError(Sentence("Give a name, an image, or a url."))
        return self


class NewTracks(Body):
    """What to put in: what a query leads to, or what plays where the caller is."""

    model_config = ConfigDict(title="query")

    query: str | None = Field(
        None,
        min_length=1,
        max_length=MAX_QUERY_LENGTH,
        description="A link, words, or words after a prefix such as `sc:`.",
    )
    current: bool = Field(False, description="Take the track that plays.")
    position: Place | None = Field(
        None, description="The place of the first new track; without it, the end."
    )

    @model_validator(mode="after")
    def _asks_for_one_thing(self) -> Self:
        if (self.query is None) is not self.current:
            raise ValueError(Sentence("Give either a query, or current as true."))
        return self


class NewPlace(Body):
    position: Place = Field(description="The place that the track shall have afterwards.")
    behind: ItemNumber | None = Field(
        None,
        description="The entry that it shall stand behind, wherever that is by then; `position` "
        "counts if that one is gone.",
    )


class NamedItems(Body):
    ids: list[ItemNumber] = Field(
        min_length=1, max_length=MOST_ITEMS, description="The ids of the entries."
    )


class PlayWish(Body):
    placement: Literal["end", "next", "now"] = Field(
        "end", description="Where to: the `end` of the queue, `next`, or `now`."
    )
    replace: bool = Field(False, description="Take everything else out of the queue.")

    @property
    def where(self) -> Placement:
        # Bodies are read strictly, and then no text is a member of an enumeration.
        return Placement(self.placement)


class CopyName(Body):
    name: Name | None = Field(None, description="Without it, the name of the original.")


class SavedName(Body):
    name: Name | None = Field(None, description="Without it, one with the date.")


class ImportLink(Body):
    url: Link


class FavouriteLink(RootModel[Link]):
    """The link to a track."""

    model_config = ConfigDict(title="url")


async def read_optional_body(model: type[Model]) -> Model:
    """Read a JSON body that may also be left out."""
    return await read_body(model) if await request.get_data() else model()
