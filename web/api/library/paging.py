"""Which part of a list is asked for; what is no usable number counts as left out."""

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, Field

from web.api.library.dialect import Pagination, page_of
from web.api.loose_values import whole_number

DEFAULT_LIMIT = 50
MOST = 200
LAST_PAGE = 100_000


def _page(value: object) -> int:
    return min(max(1, whole_number(value) or 1), LAST_PAGE)


def _limit(value: object) -> int:
    number = whole_number(value)
    return DEFAULT_LIMIT if number is None else min(max(1, number), MOST)


Page = Annotated[int, BeforeValidator(_page)]
Limit = Annotated[int, BeforeValidator(_limit)]


class Paged(BaseModel):
    """A page of so many entries."""

    page: Page = Field(1, description="Counted from 1.")
    limit: Limit = Field(DEFAULT_LIMIT, description=f"How many entries a page has, at most {MOST}.")

    @property
    def start(self) -> int:
        return (self.page - 1) * self.limit

    def of(self, total: int) -> Pagination:
        """Describe this page of a list of so many."""
        return page_of(self.page, self.limit, total)
