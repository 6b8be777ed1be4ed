"""What may be asked about what was heard: which days, and which plays of them."""

import re
from datetime import UTC, date, datetime
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from auth.identity import GuildId
from player.core.sentence import Sentence
from player.history.periods import DAY
from player.history.play import PlayId
from player.history.ports import Place, Wanted
from player.history.report import Days
from player.search import MAX_QUERY_LENGTH
from web.api.reading import TOLD
from web.faults import WrongInput
from web.language import marked

EARLIEST, LATEST = date(2000, 1, 1), date(2100, 1, 1)
PLACE = re.compile(r"([0-9]{1,15})-(.{1,64})", re.ASCII)

Day = Annotated[date, Field(ge=EARLIEST, le=LATEST)]


def _checked_place(text: str) -> str:
    if not PLACE.fullmatch(text):
        raise PydanticCustomError(TOLD, "{told}", {"told": marked("must be the `next` of a part.")})
    return text


class SomeDays(BaseModel):
    """From which day to which; both are included, and in UTC."""

    model_config = ConfigDict(populate_by_name=True)

    first: Day | None = Field(None, alias="from", description="The first day; else the very first.")
    last: Day | None = Field(None, alias="to", description="The last day; else today.")

    def within(self, everything: Days) -> Days:
        """Return the days that are meant; raise `WrongInput` where they are none."""
        days = Days(self.first or everything.first, self.last or everything.last)
        if days.first > days.last and self.first and self.last:
            raise WrongInput("to", Sentence("The last day must not lie before the first one."))
        return days


class HeardQuery(SomeDays):
    """Which plays are asked for."""

    query: str = Field(
        "",
        max_length=MAX_QUERY_LENGTH,
        pattern="^[^\\x00]*$",
        description="Words of the title, artist, or album.",
    )
    guild_id: str | None = Field(
        None, pattern="^[0-9]{15,20}$", description="Only what was played on this server."
    )
    source: str | None = Field(None, max_length=40, description="Only of this source.")
    after: Annotated[str, AfterValidator(_checked_place)] | None = Field(
        None, max_length=80, description="The `next` of the last part."
    )
    limit: int = Field(50, ge=1, le=100, description="How many at most.")

    @property
    def wanted(self) -> Wanted:
        return Wanted(
            words=self.query.strip(),
            guild_id=GuildId(self.guild_id) if self.guild_id else None,
            source=self.source or None,
            since=_midnight(self.first) if self.first else None,
            until=_midnight(self.last + DAY) if self.last else None,
            after=_place(self.after) if self.after else None,
        )


def place_after(started_at: int, play_id: PlayId) -> str:
    """Return what names a place in the history in addresses."""
    return f"{started_at}-{play_id}"


def _place(text: str) -> Place:
    started_at, _, play_id = text.partition("-")
    return Place(int(started_at), PlayId(play_id))


def _midnight(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() * 1000)
