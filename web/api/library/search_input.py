"""What searches of the library family take, and what they call the sources."""

from typing import Annotated, Final, Literal

from pydantic import BaseModel, BeforeValidator, Field

from player.search import ENGINE_OF_PREFIX, MAX_QUERY_LENGTH, Engine
from web.source_names import PREFIX_OF_NAME, SourceName

USUAL: Final = 20
MOST: Final = 50

Source = Literal["auto", "sp", "am", "dz", "mt", "yt", "sc", "np", SourceName]
"""How sources may be named: in full, or by the prefix that searches of the player know."""


def _within(limit: object) -> object:
    """Take what is too much for the most, and too little for the least, as the document has it."""
    if isinstance(limit, int) and not isinstance(limit, bool):
        return min(max(limit, 1), MOST)
    return limit


class Query(BaseModel):
    """What to search for, where, and how much of it."""

    query: str = Field(min_length=1, max_length=MAX_QUERY_LENGTH, description="Words.")
    source: Source = Field(
        "auto", description="`auto` asks one after the other until one finds something."
    )
    limit: Annotated[int, BeforeValidator(_within)] = Field(
        USUAL, description="How many to give, from 1 to 50; other numbers count as the nearest."
    )

    @property
    def engine(self) -> Engine | None:
        """The source that is named; None for all in their order."""
        prefix = next(
            (known for name, known in PREFIX_OF_NAME.items() if name == self.source), None
        )
        return ENGINE_OF_PREFIX.get(prefix or self.source)
