"""What the player family takes: query strings, and bodies, many of which are bare JSON scalars."""

import re
from collections.abc import Sequence
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, RootModel, field_validator, model_validator

from player.core.requests import (
    EntryRef,
    Index,
    MoveEntries,
    MoveEntry,
    Placement,
    RemoveEntries,
    RemoveEntry,
)
from player.core.sentence import Sentence
from player.core.track import EntryId
from player.search import MAX_QUERY_LENGTH
from web.faults import WrongInput

MOST_TRACKS = 100
MOST_NAMED = 10_000
LARGEST = 2**53
INDEXES = re.compile(r"[0-9]{1,9}(,[0-9]{1,9})*")
FOR_PLAYLISTS = re.compile(r"\s*pl\s*:", re.IGNORECASE)

Whole = Annotated[int, Field(ge=-LARGEST, le=LARGEST)]
Place = Annotated[int, Field(ge=0, le=LARGEST)]
Gain = Annotated[float, Field(allow_inf_nan=False)]


class SearchQuery(BaseModel):
    query: str = Field(
        min_length=1,
        max_length=MAX_QUERY_LENGTH,
        description="A link, words, or words after a prefix such as `sc:`.",
    )

    @property
    def is_for_playlists(self) -> bool:
        return FOR_PLAYLISTS.match(self.query) is not None


class GuildNamed(BaseModel):
    guild_id: str | None = Field(
        None,
        description="The server whose settings count; without it, the one in whose voice channel "
        "you sit, if any.",
    )


class GuildSearch(GuildNamed, SearchQuery):
    """A search by a server's settings."""


class Addition(SearchQuery):
    placement: Placement = Field(
        Placement.END, description="Where to: the `end` of the queue, `next`, or `now`."
    )


class QueueWindow(BaseModel):
    indexes: str | None = Field(
        None, description="Places in the queue, such as `1,3,6`; at most 100."
    )
    start: Place | None = Field(None, description="The first place; 0 is the next track.")
    end: Place | None = Field(None, description="The place after the last one.")

    @field_validator("indexes")
    @classmethod
    def _are_numbers(cls, text: str | None) -> str | None:
        if text is not None and not INDEXES.fullmatch(text):
            raise ValueError(
                Sentence("indexes must be numbers with commas between them, such as 1,3,6.")
            )
        if text is not None and text.count(",") >= MOST_TRACKS:
            raise ValueError(
                Sentence("indexes must name at most {limit} tracks.", limit=MOST_TRACKS)
            )
        return text

    def places(self, length: int) -> Sequence[int]:
        """Return the places of the window that a queue of this length has.

        Raises `WrongInput` for a window that makes no sense.
        """
        if self.indexes is not None:
            return self._named_places(self.indexes, length)
        start = self.start or 0
        end = start + MOST_TRACKS if self.end is None else self.end
        if not start <= end <= start + MOST_TRACKS:
            raise WrongInput(
                "end",
                Sentence(
                    "end must be from {start} to {last}.", start=start, last=start + MOST_TRACKS
                ),
            )
        return range(min(start, length), min(end, length))

    def _named_places(self, indexes: str, length: int) -> Sequence[int]:
        if self.start is not None or self.end is not None:
            raise WrongInput("indexes", Sentence("Give either indexes, or start and end."))
        return [place for place in map(int, indexes.split(",")) if place < length]


class NamedEntry(BaseModel):
    """An entry of the queue, named by its place or by its id; the id is safe against others."""

    model_config = ConfigDict(title="index")

    index: Whole | None = Field(None, description="The place; 0 is the next track.")
    id: Whole | None = Field(None, description="The entry's id (an extension of ours).")

    @model_validator(mode="after")
    def _is_named_once(self) -> Self:
        if (self.index is None) == (self.id is None):
            raise ValueError(Sentence("Give either index or id."))
        return self

    @property
    def entry(self) -> EntryRef:
        return Index(self.index) if self.index is not None else EntryId(self.id or 0)


class NamedEntries(NamedEntry):
    """An entry of the queue, or several, which are then one edit, one vote, and one undo."""

    ids: list[Whole] | None = Field(
        None,
        min_length=1,
        max_length=MOST_NAMED,
        description="The ids of several entries (an extension of ours); those that have left the "
        "queue are passed over.",
    )

    @model_validator(mode="after")
    def _is_named_once(self) -> Self:
        if [self.index, self.id, self.ids].count(None) != 2:
            raise ValueError(Sentence("Give either index, or id, or ids."))
        return self

    @property
    def entries(self) -> frozenset[EntryId] | None:
        return frozenset(map(EntryId, self.ids)) if self.ids is not None else None

    @property
    def removal(self) -> RemoveEntry | RemoveEntries:
        return RemoveEntry(self.entry) if self.entries is None else RemoveEntries(self.entries)


class MovedEntries(NamedEntries):
    position: Whole = Field(
        description="The place that the entry, or the first of several, shall have afterwards."
    )

    @property
    def move(self) -> MoveEntry | MoveEntries:
        if self.entries is None:
            return MoveEntry(self.entry, self.position)
        return MoveEntries(self.entries, self.position)


class Switch(RootModel[bool]):
    """On or off."""


class Paused(Switch):
    model_config = ConfigDict(title="paused")


class Repeat(Switch):
    model_config = ConfigDict(title="repeat")


class RepeatTrack(Switch):
    model_config = ConfigDict(title="repeat_track")


class Shuffle(Switch):
    model_config = ConfigDict(title="shuffle")


class Volume(RootModel[Whole]):
    """Percent, up to the server's limit."""

    model_config = ConfigDict(title="volume")


class Position(RootModel[Whole]):
    """Milliseconds into the track."""

    model_config = ConfigDict(title="position")


class Equalizer(RootModel[list[Gain]]):
    """The gains of the 15 bands, each from -0.25 to 2."""

    model_config = ConfigDict(title="equalizer")
