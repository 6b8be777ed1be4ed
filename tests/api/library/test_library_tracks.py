"""`GET /api/v1/library/tracks`."""

import pytest

from tests.support.api import Api
from tests.support.library import refusal
from tests.support.newcomers import LIBRARY, newcomer


async def test_tracks_are_found_by_title_by_artist_and_by_both(api: Api) -> None:
    ada = await newcomer(api)
    await ada.hears("Daft Punk", "Around the World", "Da Funk")
    await ada.hears("Bo", "World of Bo")

    async def titles(**asked: object) -> list[str]:
        return [one["title"] for one in (await ada.get("/tracks", **asked))["tracks"]]

    assert await titles(title="WORLD") == ["Around the World", "World of Bo"]
    assert await titles(artist="daft") == ["Around the World", "Da Funk"]
    assert await titles(title="world", artist="punk") == ["Around the World"]
    assert await titles(title="world", limit=1) == ["Around the World"]
    assert await titles(title="world", limit="junk") == ["Around the World", "World of Bo"]
    assert await titles(title="nothing") == []


async def test_a_track_tells_what_plays_it_and_who_made_it(api: Api) -> None:
    ada = await newcomer(api)
    await ada.hears(
        "Uploader", "Queen - Innuendo (Official Video)", source="youtube", url="https://y/1"
    )
    await ada.hears("Queen", "Innuendo", artwork_url="https://i/1")
    (track,) = (await ada.get("/tracks", title="innuendo"))["tracks"]
    assert (track["title"], track["artist_name"], track["play_count"]) == ("Innuendo", "Queen", 2)
    assert (track["url"], track["image_url"]) == ("https://y/1", "https://i/1")
    assert track["artist_id"] == await ada.artist_id("queen")
    assert (track["album_id"], track["kept_count"]) == (None, 0)


@pytest.mark.parametrize("asked", [{}, {"title": ""}, {"title": " ", "artist": " "}])
async def test_one_of_both_is_needed(api: Api, asked: dict[str, str]) -> None:
    ada = await newcomer(api)
    refusal(await ada.client.get(f"{LIBRARY}/tracks", params=asked), 400, "BAD_REQUEST", "title")
    refusal(await api.world.visitor().get(f"{LIBRARY}/tracks"), 401, "AUTH_REQUIRED")
