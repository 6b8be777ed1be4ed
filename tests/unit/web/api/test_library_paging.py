"""Pages of the library family's lists: what is no usable number counts as left out."""

import pytest

from web.api.library.paging import Paged


@pytest.mark.parametrize(
    ("given", "page", "limit", "start"),
    [
        ({}, 1, 50, 0),
        ({"page": "3", "limit": "20"}, 3, 20, 40),
        ({"page": "0", "limit": "900"}, 1, 200, 0),
        ({"page": "-4", "limit": "0"}, 1, 1, 0),
        ({"page": "x", "limit": ""}, 1, 50, 0),
        ({"page": "9" * 30}, 100_000, 50, 4_999_950),
    ],
)
def test_junk_counts_as_left_out(given: dict[str, str], page: int, limit: int, start: int) -> None:
    paged = Paged.model_validate(given)
    assert (paged.page, paged.limit, paged.start) == (page, limit, start)


def test_a_page_is_described_within_its_list() -> None:
    assert Paged(page=2, limit=10).of(25) == {
        "page": 2,
        "limit": 10,
        "total": 25,
        "total_pages": 3,
        "has_next": True,
        "has_prev": True,
    }
