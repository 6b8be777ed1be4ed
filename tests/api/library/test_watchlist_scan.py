"""`POST /api/v1/watchlist/scan`."""

from db.followed_artists import FollowedArtists
from player.watchlist.followed import sighted
from tests.support.api import Api
from tests.support.library import data, refusal
from tests.support.stream import Stream, event, follow_own
from tests.support.wanting import ARTIST, NOOR, NOWHERE, WATCHLIST, Wishes

SCAN = f"{WATCHLIST}/scan"
SLOW_S = 30.0
"""Longer than it takes to ask twice on any machine; nobody waits for it."""


async def until_over(stream: Stream) -> list[object]:
    """Return of whom something was found until the scan is over."""
    told = [(await event(stream, "scan"))["data"]]
    while told[-1]["running"]:
        told.append((await event(stream, "scan"))["data"])
    return [each["artist"] for each in told if each["artist"]]


async def test_the_first_scan_remembers_and_the_next_one_finds_what_is_new(
    wishes: Wishes,
) -> None:
    for artist_id, name in (("vq", ARTIST), ("no", NOWHERE)):
        body = {"artist_id": artist_id, "artist_name": name}
        data(await wishes.noor.post(WATCHLIST, json=body), 201)
    async with follow_own(wishes.noor) as stream:
        await event(stream, "reset")
        answer = data(await wishes.noor.post(SCAN))
        assert answer == {"message": "Watchlist scan started."}
        assert await until_over(stream) == []
        assert all(artist["last_scan_timestamp"] for artist in await wishes.followed())
        await forget_one_sight(wishes)
        data(await wishes.noor.post(SCAN))
        (found,) = await until_over(stream)
    assert found == {"id": "vq", "name": ARTIST, "found": 1}
    finds, total = await wishes.library.watchlist.finds_of(NOOR, 0, 10)
    assert (total, finds[0].artist) == (1, ARTIST)


async def forget_one_sight(wishes: Wishes) -> None:
    """Have one of the tracks never been seen, as if it were new: the catalogue stands still."""
    track = (await wishes.library.finder.tracks(ARTIST)).items[0]
    marks = sighted(ARTIST, [track], frozenset()).seen
    store = wishes.library.watchlist._store
    assert isinstance(store, FollowedArtists)
    changed = await store._documents.update_one(
        {"holder": NOOR, "artist_id": "vq"}, {"$pull": {"seen": {"$in": [*marks]}}}
    )
    assert changed.modified_count == 1


async def test_it_runs_once_at_a_time(api: Api, wishes: Wishes) -> None:
    body = {"artist_id": "slow", "artist_name": "asked slowly"}
    data(await wishes.noor.post(WATCHLIST, json=body), 201)
    api.world.node.delay(SLOW_S)
    try:
        data(await wishes.noor.post(SCAN))
        refusal(await wishes.noor.post(SCAN), 409, "CONFLICT")
    finally:
        api.world.node.delay(0)
    refusal(await api.world.visitor().post(SCAN), 401, "AUTH_REQUIRED")
