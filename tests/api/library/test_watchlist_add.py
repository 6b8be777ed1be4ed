"""`POST /api/v1/watchlist`."""

import pytest

from tests.support.library import data, refusal
from tests.support.wanting import WATCHLIST, Wishes

DAFT_PUNK = {"artist_id": "4tZwfgrHOc3mvqYlEYSvnL", "artist_name": "Daft Punk"}


async def test_the_documented_example_works(wishes: Wishes) -> None:
    answer = data(await wishes.noor.post(WATCHLIST, json=DAFT_PUNK), 201)
    assert answer == {"message": "Daft Punk added to watchlist."}
    assert [artist["artist_name"] for artist in await wishes.followed()] == ["Daft Punk"]


async def test_whoever_is_followed_again_is_followed_once(wishes: Wishes) -> None:
    for body in (
        DAFT_PUNK,
        {**DAFT_PUNK, "artist_name": "daft punk - Topic"},
        {"artist_id": 5, "artist_name": "DAFT PUNK", "image_url": "https://img.example/dp.png"},
    ):
        data(await wishes.noor.post(WATCHLIST, json=body), 201)
    (artist,) = await wishes.followed()
    assert (artist["id"], artist["artist_name"]) == ("5", "DAFT PUNK")
    assert artist["image_url"] == "https://img.example/dp.png"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"artist_name": "Daft Punk"}, "artist_id"),
        ({"artist_id": "1"}, "artist_name"),
        ({"artist_id": "", "artist_name": "Daft Punk"}, "artist_id"),
        ({"artist_id": "1", "artist_name": " "}, "artist_name"),
        ({"artist_id": "1", "artist_name": "x" * 501}, "artist_name"),
        ({"artist_id": None, "artist_name": "x"}, "artist_id"),
    ],
)
async def test_both_have_to_be_there(wishes: Wishes, body: dict[str, object], field: str) -> None:
    refusal(await wishes.noor.post(WATCHLIST, json=body), 400, "BAD_REQUEST", field)
    assert await wishes.followed() == []


async def test_it_takes_a_sign_in(wishes: Wishes) -> None:
    answer = await wishes.api.world.visitor().post(WATCHLIST, json=DAFT_PUNK)
    refusal(answer, 401, "AUTH_REQUIRED")
