"""What is asked of the library: parts of lists, and numbers in addresses."""

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, Field

from player.core.sentence import Sentence
from player.library.library import Reader, Watching
from player.library.whose import EVERY_GUILD, of_guild, of_person
from web.access import current_caller
from web.api.library.holding import holder_of
from web.api.library.paging import DEFAULT_LIMIT, Limit, Paged
from web.api.loose_values import whole_number
from web.caller import Caller
from web.faults import WrongInput

LONGEST = 200
LARGEST = 2**53
"""Beyond what JavaScript counts to nothing has a number."""


def _lower(value: object) -> object:
    return value.strip().lower() if isinstance(value, str) else value


class ArtistQuery(Paged):
    """A page of artists, and which of them."""

    search: str = Field("", max_length=LONGEST, description="Words in the name.")
    letter: Annotated[str, BeforeValidator(_lower)] = Field(
        "all",
        pattern="^(all|[a-z]|#)$",
        description="The first letter of the name: `a` to `z`, `#` for all others, or `all`.",
    )
    watchlist: Literal["all", "watched", "unwatched"] = Field(
        "all", description="Whether they are on the caller's watchlist."
    )

    @property
    def initial(self) -> str | None:
        return None if self.letter == "all" else self.letter

    @property
    def watching(self) -> Watching:
        return Watching(self.watchlist)


class AlbumQuery(Paged):
    """A page of albums, and which of them."""

    search: str = Field("", max_length=LONGEST, description="Words in the title.")


class TrackQuery(BaseModel):
    """Which tracks are meant; one of title and artist is needed."""

    title: str = Field("", max_length=LONGEST, description="Words in the title.")
    artist: str = Field("", max_length=LONGEST, description="Words in the artist's name.")
    limit: Limit = Field(DEFAULT_LIMIT, description="How many at most.")

    def demand_words(self) -> None:
        """Raise `WrongInput` where neither is given."""
        if not self.title.strip() and not self.artist.strip():
            raise WrongInput("title", Sentence("Give a title, an artist, or both."))


def number_in(name: str, text: str) -> int:
    """Return the number in an address; raise `WrongInput` where there is none."""
    number = whole_number(text) if text.isascii() else None
    if number is None:
        raise WrongInput(name, Sentence("{field} must be a whole number.", field=name))
    return number if 0 <= number <= LARGEST else 0


def current_reader() -> Reader:
    """Return whose library the caller reads: a person their own, a key what its servers played."""
    caller = current_caller()
    return reader_of(caller)


def reader_of(caller: Caller) -> Reader:
    holder = holder_of(caller)
    if caller.owner is not None:
        return Reader((of_person(caller.owner.id),), holder)
    guild_ids = caller.key.guild_ids if caller.key else frozenset()
    if guild_ids is None:
        return Reader((EVERY_GUILD,), holder)
    return Reader(tuple(map(of_guild, sorted(guild_ids))), holder)
