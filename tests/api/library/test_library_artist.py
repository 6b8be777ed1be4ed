"""`GET /api/v1/library/artists/<artist_id>`."""

import pytest

from tests.support.api import Api
from tests.support.library import refusal
from tests.support.newcomers import LIBRARY, newcomer


async def test_an_artist_comes_with_their_albums(api: Api) -> None:
    ada = await newcomer(api)
    await ada.hears("Daft Punk", "Aerodynamic", "One More Time", album="Discovery")
    await ada.hears("Daft Punk", "Around the World", album="Homework", artwork_url="https://i/h")
    await ada.hears("Daft Punk", "One More Time - Live")
    number = await ada.artist_id("daft punk")
    answer = await ada.get(f"/artists/{number}")
    artist = answer["artist"]
    assert (artist["id"], artist["name"], artist["thumb_url"]) == (
        number,
        "Daft Punk",
        "https://i/h",
    )
    assert (artist["track_count"], artist["album_count"], artist["summary"]) == (4, 2, None)
    assert [(one["title"], one["track_count"], one["duration"]) for one in answer["albums"]] == [
        ("Discovery", 2, 400_000),
        ("Homework", 1, 200_000),
    ]
    assert {one["artist_id"] for one in answer["albums"]} == {number}


async def test_the_number_of_an_artist_stays_and_is_the_same_for_all(api: Api) -> None:
    ada, bo = await newcomer(api), await newcomer(api)
    await ada.hears("The Beatles", "Help")
    await bo.hears("BEATLES", "Help")
    assert await ada.artist_id("beatles") == await bo.artist_id("beatles")


async def test_what_is_not_in_ones_own_library_is_not_there(api: Api) -> None:
    ada, bo = await newcomer(api), await newcomer(api)
    await ada.hears("Hers", "Song", album="Album")
    number = await ada.artist_id("hers")
    said = refusal(await bo.client.get(f"{LIBRARY}/artists/{number}"), 404, "NOT_FOUND")
    assert said == f"Artist {number} not found."
    album = (await ada.get(f"/artists/{number}"))["albums"][0]["id"]
    refusal(await ada.client.get(f"{LIBRARY}/artists/{album}"), 404, "NOT_FOUND")


@pytest.mark.parametrize("number", ["x", "1.5", "²", "65f0c0ffee", ""])
async def test_numbers_are_whole(api: Api, number: str) -> None:
    ada = await newcomer(api)
    answer = await ada.client.get(f"{LIBRARY}/artists/{number}")
    if number:
        refusal(answer, 400, "BAD_REQUEST", "artist_id")
    else:
        assert answer.status_code == 404


@pytest.mark.parametrize("number", ["0", "-1", str(10**30)])
async def test_nothing_has_a_number_like_this(api: Api, number: str) -> None:
    ada = await newcomer(api)
    refusal(await ada.client.get(f"{LIBRARY}/artists/{number}"), 404, "NOT_FOUND")
