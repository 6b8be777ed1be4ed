"""`GET /api/v1/library/albums` (of later versions of the document)."""

from tests.support.api import Api
from tests.support.library import refusal
from tests.support.newcomers import LIBRARY, newcomer


async def test_albums_of_all_artists_are_found(api: Api) -> None:
    ada = await newcomer(api)
    await ada.hears("Queen", "One", album="Jazz")
    await ada.hears("Ella", "Two", album="Jazz at Night")
    await ada.hears("Bo", "Three", album="Blues")
    answer = await ada.client.get(f"{LIBRARY}/albums", params={"search": "JÄZZ", "limit": 1})
    (first,) = answer.json()["data"]["albums"]
    assert (first["title"], first["artist_name"]) == ("Jazz", "Queen")
    assert answer.json()["pagination"]["total"] == 2
    assert [one["title"] for one in (await ada.get("/albums"))["albums"]] == [
        "Blues",
        "Jazz",
        "Jazz at Night",
    ]


async def test_words_may_not_be_too_long_and_callers_not_unknown(api: Api) -> None:
    ada = await newcomer(api)
    wrong = await ada.client.get(f"{LIBRARY}/albums", params={"search": "x" * 201})
    refusal(wrong, 400, "BAD_REQUEST", "search")
    refusal(await api.world.visitor().get(f"{LIBRARY}/albums"), 401, "AUTH_REQUIRED")
