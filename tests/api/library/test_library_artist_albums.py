"""`GET /api/v1/library/artists/<artist_id>/albums`."""

from tests.support.api import Api
from tests.support.library import refusal
from tests.support.newcomers import LIBRARY, newcomer


async def test_albums_come_by_name_and_editions_are_one(api: Api) -> None:
    ada = await newcomer(api)
    await ada.hears("Queen", "Seven Seas", album="Queen II")
    await ada.hears("Queen", "Love of My Life", album="A Night at the Opera (Deluxe Edition)")
    await ada.hears("Queen", "'39", album="A Night at the Opera")
    await ada.hears("Bo", "Other", album="Elsewhere")
    number = await ada.artist_id("queen")
    albums = (await ada.get(f"/artists/{number}/albums"))["albums"]
    assert [(one["title"], one["track_count"]) for one in albums] == [
        ("A Night at the Opera", 2),
        ("Queen II", 1),
    ]


async def test_an_unknown_artist_has_none(api: Api) -> None:
    ada = await newcomer(api)
    assert (await ada.get("/artists/999999999/albums"))["albums"] == []
    wrong = await ada.client.get(f"{LIBRARY}/artists/x/albums")
    refusal(wrong, 400, "BAD_REQUEST", "artist_id")
    refusal(await api.world.visitor().get(f"{LIBRARY}/artists/1/albums"), 401, "AUTH_REQUIRED")
