"""`GET /api/v1/library/albums/<album_id>/tracks`."""

from tests.support.api import Api
from tests.support.library import refusal
from tests.support.newcomers import LIBRARY, newcomer


async def test_an_album_has_its_tracks_once_each(api: Api) -> None:
    ada = await newcomer(api)
    await ada.hears(
        "Daft Punk", "One More Time", "Aerodynamic", album="Discovery", url="https://o/1"
    )
    await ada.hears("Daft Punk", "One More Time - Remastered", album="Discovery (Deluxe)")
    await ada.hears("Daft Punk", "Da Funk", album="Homework")
    (album,) = (await ada.get("/albums", search="discovery"))["albums"]
    tracks = (await ada.get(f"/albums/{album['id']}/tracks"))["tracks"]
    assert [(one["title"], one["play_count"]) for one in tracks] == [
        ("Aerodynamic", 1),
        ("One More Time", 2),
    ]
    assert {(one["album_id"], one["artist_id"]) for one in tracks} == {
        (album["id"], album["artist_id"])
    }
    assert {(one["duration"], one["url"], one["track_number"]) for one in tracks} == {
        (200_000, "https://o/1", None)
    }


async def test_an_unknown_album_has_none(api: Api) -> None:
    ada = await newcomer(api)
    assert (await ada.get("/albums/999999999/tracks"))["tracks"] == []
    refusal(await ada.client.get(f"{LIBRARY}/albums/x/tracks"), 400, "BAD_REQUEST", "album_id")
    refusal(await api.world.visitor().get(f"{LIBRARY}/albums/1/tracks"), 401, "AUTH_REQUIRED")
