"""What the routes of profiles take; whatever is not known is ignored, as the document has it."""

from typing import Annotated, Any, Literal, cast

from pydantic import BaseModel, ConfigDict, Field, RootModel

from player.ledger.transfer import MOST_POINTS
from player.profiles.changes import Change
from player.profiles.ports import Span

MOST_ITEMS = 10_000
LARGEST_PAGE = 1_000_000_000

Count = Annotated[int, Field(ge=-MOST_POINTS, le=MOST_POINTS)]
Snowflake = Annotated[str, Field(pattern="^[0-9]{15,20}$")]
CounterName = Annotated[str, Field(pattern="^[A-Za-z0-9_-]{1,64}$")]


class PrayChange(BaseModel):
    """When somebody prayed (Unix seconds), how often in a row, and how often at all."""

    date: Count = 0
    streak: Count = 0
    total: Count = 0


class TextChange(BaseModel):
    """What somebody earned by writing."""

    level: Count = 0
    experience: Count = 0
    message_count: Count = 0


class ProfileChange(BaseModel):
    """Any part of a profile; `voicepoints` and ids are ignored."""

    experience: Count = 0
    level: Count = 1
    pray: PrayChange = PrayChange()
    text: TextChange | None = None
    timespent: dict[CounterName, Count] = Field(
        default_factory=dict, description="Seconds by any name; `global` is the time in voice."
    )
    data: Any = Field(None, description="Any JSON; an object is merged key by key.")

    def change(self) -> Change:
        given = self.model_dump(
            exclude_unset=True, include={"experience", "level", "pray", "text", "timespent", "data"}
        )
        return cast("Change", given)


class ItemChange(ProfileChange):
    """A change, and whose profile it is for."""

    user_id: Snowflake
    guild_id: Snowflake


class BulkChange(RootModel[list[ItemChange]]):
    """Changes of many profiles: all are made, or none."""

    model_config = ConfigDict(title="items")

    root: list[ItemChange] = Field(max_length=MOST_ITEMS)


class Paged(BaseModel):
    """Which part of a list."""

    limit: int = Field(50, ge=-MOST_POINTS, le=MOST_POINTS, description="0 or less: everything.")
    page: int = Field(0, ge=0, le=LARGEST_PAGE, description="The first page is 0.")

    @property
    def span(self) -> Span:
        if self.limit <= 0:
            return Span()
        # Nobody has so many, and MongoDB counts no further.
        return Span(min(self.page * self.limit, MOST_POINTS), min(self.limit, LARGEST_PAGE))


class ProfileList(Paged):
    """Which profiles, and how they are arranged."""

    view: Literal["list", "tree"] = Field("list", description="A tree is always whole.")
