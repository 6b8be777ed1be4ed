"""`POST /api/v1/wishlist`."""

import pytest

from auth.api_key import Scope
from tests.support.api import Api
from tests.support.library import data, refusal
from tests.support.shelf import Shelf
from tests.support.stream import event, follow_own
from tests.support.wanting import DOCUMENTED, WISHLIST, Wishes, track


async def test_the_documented_example_works(wishes: Wishes) -> None:
    body = {
        "spotify_track_data": DOCUMENTED,
        "failure_reason": "No sources found",
        "source_type": "api",
    }
    answer = data(await wishes.noor.post(WISHLIST, json=body), 201)
    assert answer == {"message": "Track added to wishlist."}
    (wish,) = await wishes.listed()
    assert wish["spotify_data"] == DOCUMENTED


async def test_the_newer_name_and_plain_names_will_do(wishes: Wishes) -> None:
    await wishes.add({"id": 7, "name": "Song", "artists": ["Ada", "Bob"], "album": "LP"})
    (wish,) = await wishes.listed()
    assert (wish["id"], wish["artists"], wish["album"]) == ("7", ["Ada", "Bob"], "LP")
    assert (wish["failure_reason"], wish["source_type"]) == ("Added via API", "api")


@pytest.mark.parametrize(
    "again",
    [
        track("Song", "Ada", track_id="other"),
        track("SONG", "ada", "Somebody", track_id="other"),
        track("Another", "Bob", track_id="Song"),
        {"name": "Without an id", "artists": ["Ada"]},
        {"id": "", "name": "With an empty one", "artists": ["Ada"]},
    ],
)
async def test_duplicates_and_missing_ids_are_conflicts(
    wishes: Wishes, again: dict[str, object]
) -> None:
    await wishes.add(track("Song", "Ada"))
    refusal(await wishes.noor.post(WISHLIST, json={"track_data": again}), 409, "CONFLICT")
    assert len(await wishes.listed()) == 1


async def test_the_same_title_of_somebody_else_is_another_wish(wishes: Wishes) -> None:
    await wishes.add(track("Song", "Ada"))
    await wishes.add(track("Song", "Bob", track_id="2"))
    await wishes.add(track("Song (Live)", "Ada"))
    assert len(await wishes.listed()) == 3


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "spotify_track_data"),
        ({"track_data": {"id": "1"}}, "track_data.name"),
        ({"track_data": {"id": "1", "name": ""}}, "track_data.name"),
        ({"track_data": {"id": "1", "name": "x", "artists": [7]}}, "track_data.artists[0]"),
        ({"track_data": {"id": "1", "name": "x", "duration_ms": -1}}, "track_data.duration_ms"),
        ({"track_data": {"id": "1", "name": "x", "more": "x" * 20_000}}, "track_data"),
        ({"track_data": track("x"), "failure_reason": "x" * 501}, "failure_reason"),
        ({"track_data": track("x"), "playlist_id": 7}, "playlist_id"),
    ],
)
async def test_what_is_wrong_is_named(wishes: Wishes, body: dict[str, object], field: str) -> None:
    refusal(await wishes.noor.post(WISHLIST, json=body), 400, "BAD_REQUEST", field)
    assert await wishes.listed() == []


async def test_a_playlist_has_to_take_the_track(shelf: Shelf, wishes: Wishes) -> None:
    linked = await shelf.link(wishes.noor)
    own = await shelf.make(wishes.noor, "Wanted")
    body = {"track_data": track("Song")}
    for playlist_id, status in ((linked["id"], 409), ("none", 404)):
        answer = await wishes.noor.post(WISHLIST, json={**body, "playlist_id": playlist_id})
        assert answer.status_code == status
    await wishes.add(track("Song"), playlist_id=own["id"])
    (wish,) = await wishes.listed()
    assert wish["source_info"] == {"playlist_id": own["id"]}


async def test_a_key_of_nobody_has_no_playlists(api: Api) -> None:
    keys = api.world.parts.services.keys
    _, robot = await keys.create("robot", None, frozenset({Scope.LIBRARY}), None)
    body = {"track_data": track("Song"), "playlist_id": "any"}
    answer = await api.world.visitor().post(WISHLIST, json=body, headers={"X-API-Key": robot})
    refusal(answer, 403, "FORBIDDEN")


async def test_the_persons_stream_tells(wishes: Wishes) -> None:
    async with follow_own(wishes.noor) as stream:
        await event(stream, "reset")
        await wishes.add(track("Song", "Ada"))
        told = (await event(stream, "wish"))["data"]
    assert told == {
        "id": "Song",
        "title": "Song",
        "artists": ["Ada"],
        "change": "added",
        "playlist": None,
    }
