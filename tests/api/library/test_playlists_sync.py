"""`POST /api/v1/playlists/<playlist_id>/sync`."""

import asyncio

import httpx2
import pytest

from auth.identity import UserId
from player.holder import of_person
from sim.discord import seed
from tests.support.api import Api
from tests.support.jobs import (
    COMPANION,
    DOWNLOADS,
    PLAYLISTS,
    Json,
    bearer,
    described,
    over,
    report,
)
from tests.support.library import data, refusal
from tests.support.resolving import nonsense, songs
from tests.support.shelf import MISSING, Shelf


async def sync(client: httpx2.AsyncClient, playlist_id: str, body: Json) -> httpx2.Response:
    return await client.post(f"{PLAYLISTS}/{playlist_id}/sync", json=body)


async def titles(client: httpx2.AsyncClient, playlist_id: str) -> list[str]:
    shown = data(await client.get(f"{PLAYLISTS}/{playlist_id}"))["playlist"]
    return [track["name"] for track in shown["tracks"]]


async def test_a_companion_gets_a_playlist_of_its_own(api: Api) -> None:
    client, wanted = await bearer(api), songs(3)
    body = {"playlist_name": "My Playlist", "tracks": described(*wanted), "sync_mode": "append"}
    started = data(await sync(client, COMPANION, body))
    assert started["message"] == "“My Playlist” is being synced."
    await over(api, started["batch_id"])
    listed = data(await client.get(PLAYLISTS))["playlists"]
    assert [(one["id"], one["name"], one["track_count"]) for one in listed] == [
        (started["playlist_id"], "My Playlist", 3)
    ]
    again = data(await sync(client, COMPANION.upper().replace("COMPANION", "companion"), body))
    assert again["playlist_id"] == started["playlist_id"]
    await over(api, again["batch_id"])
    assert await titles(client, COMPANION) == [song.title for song in wanted] * 2
    other = data(await sync(await bearer(api), COMPANION, body))
    assert other["playlist_id"] != started["playlist_id"]


async def test_tracks_are_put_behind_what_is_there_in_their_order(api: Api, shelf: Shelf) -> None:
    noor, client = await api.person(), await bearer(api, seed.NOOR)
    playlist = await shelf.filled(noor, 2)
    before, wanted = await shelf.titles(noor, playlist), songs(20)
    body = {"tracks": described(*wanted[:10], *nonsense(1), *wanted[10:])}
    started = data(await sync(client, playlist["id"], body))
    jobs = await report(api, client, started["batch_id"])
    assert [job["status"] for job in jobs].index("not_found") == 10
    assert {job["score"] for job in jobs if job["status"] == "resolved"} == {100}
    assert await titles(client, playlist["id"]) == [*before, *(song.title for song in wanted)]
    wishes = data(await client.get("/api/v1/wishlist", params={"limit": 200}))["tracks"]
    (wish,) = [each for each in wishes if each["name"] == nonsense(1)[0].title]
    assert wish["failure_reason"].startswith("Nothing was found for")
    data(await client.delete(f"/api/v1/wishlist/{wish['id']}"))


async def test_a_playlist_is_replaced_and_can_be_put_back(api: Api, shelf: Shelf) -> None:
    noor = await api.person()
    playlist = await shelf.filled(noor, 2)
    old = (await shelf.contents(noor, playlist))["tracks"]
    body = {"tracks": described(*songs(4)), "sync_mode": "replace"}
    started = data(await sync(noor, playlist["id"], body))
    await over(api, started["batch_id"])
    assert await titles(noor, playlist["id"]) == [song.title for song in songs(4)]
    stored = await api.world.parts.services.playlists._store.get(playlist["id"])
    assert stored is not None
    assert [removal.item.id for removal in stored.removed] == [track["id"] for track in old]


async def test_a_playlist_is_never_replaced_by_half(api: Api, shelf: Shelf) -> None:
    noor = await api.person()
    playlist = await shelf.filled(noor, 2)
    before = await shelf.titles(noor, playlist)
    # Whichever source is asked.
    api.world.node.fail_next_loads(1000)
    body = {"tracks": described(*songs(1)), "sync_mode": "replace"}
    started = data(await sync(noor, playlist["id"], body))
    (job,) = await report(api, noor, started["batch_id"])
    api.world.node.fail_next_loads(0)
    assert job["status"] == "failed"
    assert await shelf.titles(noor, playlist) == before
    resolutions = api.world.parts.services.library.resolutions
    failed = await resolutions.batch(started["batch_id"], of_person(UserId(seed.NOOR)))
    assert failed.error is not None
    assert failed.error.startswith("The playlist was left as it was")


async def test_one_sync_at_a_time_and_a_cancelled_one_changes_nothing(
    api: Api, shelf: Shelf
) -> None:
    noor = await api.person()
    playlist = await shelf.filled(noor, 1)
    body = {"tracks": described(*songs(6))}
    api.world.node.delay(30)
    answers = await asyncio.gather(*(sync(noor, playlist["id"], body) for _ in range(3)))
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409]
    refusal(next(each for each in answers if each.status_code == 409), 409, "CONFLICT")
    data(await noor.post(f"{DOWNLOADS}/cancel-all"))
    api.world.node.delay(0)
    assert len(await shelf.titles(noor, playlist)) == 1
    started = data(await sync(noor, playlist["id"], body))
    await over(api, started["batch_id"])
    assert len(await shelf.titles(noor, playlist)) == 7


async def test_a_playlist_that_goes_meanwhile_fails_the_job(api: Api, shelf: Shelf) -> None:
    noor = await api.person()
    playlist = await shelf.make(noor)
    api.world.node.delay(30)
    at_once = api.world.settings.lookups_at_once
    body = {"tracks": described(*songs(at_once + 1))}
    batch_id = data(await sync(noor, playlist["id"], body))["batch_id"]
    await noor.delete(f"/playlists/{playlist['id']}")
    api.world.node.delay(0)
    # Those that have asked already would still wait; the last one is looked for after them.
    for place in range(at_once):
        await noor.post(f"{DOWNLOADS}/{batch_id}-{place}/cancel")
    *_, last = await report(api, noor, batch_id)
    assert last["status"] == "resolved"
    resolutions = api.world.parts.services.library.resolutions
    batch = await resolutions.batch(batch_id, of_person(UserId(seed.NOOR)))
    assert (batch.state, batch.error) == ("failed", "There is no such playlist.")


async def test_only_ones_own_lists_of_tracks_can_be_synced(api: Api, shelf: Shelf) -> None:
    ada, body = await api.person(seed.ADA), {"tracks": described(*songs(1))}
    theirs = await shelf.make(await api.person())
    refusal(await sync(ada, theirs["id"], body), 403, "FORBIDDEN", "key")
    refusal(await sync(ada, MISSING, body), 404, "NOT_FOUND")
    refusal(await sync(ada, "companion-1", body), 404, "NOT_FOUND")
    refusal(await sync(ada, (await shelf.link(ada))["id"], body), 409, "CONFLICT")
    for number in range(9):
        await shelf.make(ada, f"Playlist {number}")
    refusal(await sync(ada, COMPANION, body), 409, "CONFLICT")
    refusal(await sync(api.world.visitor(), MISSING, body), 401, "AUTH_REQUIRED")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "tracks"),
        ({"tracks": []}, "tracks"),
        ({"tracks": "all"}, "tracks"),
        ({"tracks": [{"artists": ["Ada"]}]}, "tracks[0]"),
        ({"tracks": [{"name": "One"}], "sync_mode": "merge"}, "sync_mode"),
        ({"tracks": [{"name": "One"}], "sync_mode": [1]}, "sync_mode"),
        ({"tracks": [{"name": "One"}], "playlist_name": "x" * 101}, "playlist_name"),
    ],
)
async def test_what_is_wrong_is_named(api: Api, body: Json, field: str) -> None:
    answer = await sync(await bearer(api), COMPANION, body)
    refusal(answer, 400, "BAD_REQUEST", field)
