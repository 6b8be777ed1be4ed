"""`POST /api/v1/wishlist/process`: what is found goes where it is wanted, the rest waits."""

from sim.discord import seed
from tests.support.api import Api
from tests.support.api import data as player_data
from tests.support.favourites import no_favourites
from tests.support.library import data, refusal
from tests.support.shelf import Shelf
from tests.support.stream import Stream, event, follow_own
from tests.support.wanting import ARTIST, NOOR, NOWHERE, SONG, WISHLIST, Wishes, track

PROCESS = f"{WISHLIST}/process"
SLOW_S = 30.0
"""Longer than it takes to ask twice on any machine; nobody waits for it."""


async def until_over(stream: Stream) -> None:
    while not (await event(stream, "batch"))["data"]["over"]:
        continue


async def test_what_is_found_becomes_a_favourite_and_the_rest_is_tried_later(
    api: Api, wishes: Wishes
) -> None:
    await no_favourites(api, seed.NOOR)
    await wishes.add(track(SONG, ARTIST))
    await wishes.add(track(NOWHERE, "nobody"))
    async with follow_own(wishes.noor) as stream:
        await event(stream, "reset")
        answer = data(await wishes.noor.post(PROCESS))
        assert answer == {"message": "Wishlist processing started."}
        told = (await event(stream, "wish"))["data"]
        assert (told["title"], told["change"], told["playlist"]) == (SONG, "fulfilled", None)
        told = (await event(stream, "wish"))["data"]
        assert (told["title"], told["change"]) == (NOWHERE, "failed")
        await until_over(stream)
    (left,) = await wishes.listed()
    assert (left["name"], left["retry_count"]) == (NOWHERE, 1)
    assert left["failure_reason"].startswith("Nothing was found for")
    assert left["next_attempt"] > left["last_attempted"] > left["date_added"]
    liked = player_data(await wishes.noor.get("/favorites"), api)
    assert [one["title"] for one in liked["tracks"]] == [SONG]


async def test_what_is_found_goes_into_the_playlist_that_is_named(
    shelf: Shelf, wishes: Wishes
) -> None:
    playlist = await shelf.make(wishes.noor, "Wanted")
    await wishes.add(track(SONG, ARTIST), playlist_id=playlist["id"])
    async with follow_own(wishes.noor) as stream:
        await event(stream, "reset")
        data(await wishes.noor.post(PROCESS))
        assert (await event(stream, "wish"))["data"]["playlist"] == playlist["id"]
    assert await shelf.titles(wishes.noor, playlist) == [SONG]
    assert await wishes.listed() == []


async def test_it_runs_once_at_a_time(api: Api, wishes: Wishes) -> None:
    await wishes.add(track(NOWHERE, "nobody"))
    api.world.node.delay(SLOW_S)
    try:
        data(await wishes.noor.post(PROCESS))
        refusal(await wishes.noor.post(PROCESS), 409, "CONFLICT")
    finally:
        api.world.node.delay(0)
    await wishes.library.resolutions.forget(NOOR)
    (wish,) = await wishes.listed()
    assert (wish["retry_count"], wish["last_attempted"]) == (0, None)
    data(await wishes.noor.post(PROCESS))


async def test_an_empty_list_is_soon_gone_through(wishes: Wishes) -> None:
    data(await wishes.noor.post(PROCESS))
    data(await wishes.noor.post(PROCESS))
    refusal(await wishes.api.world.visitor().post(PROCESS), 401, "AUTH_REQUIRED")
