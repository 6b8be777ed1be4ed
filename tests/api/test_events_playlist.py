"""`GET /events/playlist/<id>`: what everybody who looks at a playlist is told."""

import asyncio

import httpx2

from sim.discord import seed
from tests.support.api import data, refusal
from tests.support.screen import Json
from tests.support.shelf import MISSING, Shelf, path_of, tracks_of
from tests.support.stream import PATIENCE_S, Stream, follow_path


def stream_of(playlist: Json) -> str:
    return f"/events/playlist/{playlist['id']}"


async def event(stream: Stream, name: str) -> Json:
    """Return what the next frame of this name says."""
    async with asyncio.timeout(PATIENCE_S):
        while True:
            frame = await stream.next()
            assert frame is not None, "the stream ended"
            if frame["event"] == name:
                told: Json = frame["data"]
                return told


async def test_whoever_has_the_key_is_told_of_everybodys_edits(shelf: Shelf) -> None:
    noor, leila = await shelf.api.person(), await shelf.strangers()
    playlist = await shelf.filled(noor, 2)
    keyed = {"key": playlist["key"]}
    async with follow_path(leila, stream_of(playlist), params=keyed) as stream:
        assert await event(stream, "reset") is None
        link = shelf.api.links(3)[2]
        body = {"query": link, "position": 1}
        added = data(await noor.post(tracks_of(playlist), json=body), shelf.api)
        patch = await event(stream, "patch")
        assert (patch["revision"], patch["length"], patch["by"]) == (3, 3, seed.NOOR)
        (insert,) = patch["ops"]
        (track,) = insert.pop("tracks")
        assert insert == {"op": "insert", "at": 1, "count": 1}
        assert (track["id"], track["url"]) == (added["tracks"][0]["id"], link)
        assert "favorite" not in track
        await noor.patch(path_of(playlist), json={"name": "Other"})
        patch = await event(stream, "patch")
        assert (patch["name"], patch["ops"], patch["by"]) == ("Other", [], seed.NOOR)
        await leila.delete(f"{tracks_of(playlist)}/1", params=keyed)
        patch = await event(stream, "patch")
        assert (patch["ops"], patch["by"]) == ([{"op": "remove", "at": 0, "count": 1}], seed.LEILA)


async def test_a_new_key_shuts_out_all_but_the_owner_and_is_told_to_nobody(shelf: Shelf) -> None:
    noor, leila = await shelf.api.person(), await shelf.strangers()
    playlist = await shelf.filled(noor, 1)
    keyed, path = {"key": playlist["key"]}, stream_of(playlist)
    async with (
        follow_path(leila, path, params=keyed) as theirs,
        follow_path(noor, path) as owners,
    ):
        await event(theirs, "reset")
        await event(owners, "reset")
        rotated = data(await noor.post(path_of(playlist, "/key")), shelf.api)
        assert await event(theirs, "end") == {"reason": "no_access"}
        assert await theirs.is_over()
        patch = await event(owners, "patch")
        assert patch["revision"] == rotated["revision"]
        assert rotated["key"] not in str(patch)
    refusal(await leila.get(path, params=keyed), 403, 11, "key")
    async with follow_path(leila, path, params={"key": rotated["key"]}) as again:
        await event(again, "reset")


async def test_the_end_of_a_playlist_is_told(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    playlist = await shelf.make(noor)
    async with follow_path(noor, stream_of(playlist)) as stream:
        await event(stream, "reset")
        data(await noor.delete(path_of(playlist)), shelf.api)
        assert await event(stream, "gone") is None
        assert await event(stream, "end") == {"reason": "no_access"}


async def test_it_goes_on_where_it_was_cut_off(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    playlist = await shelf.filled(noor, 2)
    cursor = shelf.api.world.parts.services.playlist_events.cursor
    async with follow_path(noor, stream_of(playlist)) as stream:
        await event(stream, "reset")
    await noor.delete(f"{tracks_of(playlist)}/1")
    async with follow_path(noor, stream_of(playlist), params={"after": cursor}) as stream:
        assert (await event(stream, "patch"))["revision"] == 3


async def test_a_lost_right_is_noticed_at_the_next_beat(shelf: Shelf) -> None:
    noor, leila = await shelf.api.person(), await shelf.strangers()
    services = shelf.api.world.parts.services
    playlist = await shelf.make(noor)
    keyed = {"key": playlist["key"]}
    async with follow_path(leila, stream_of(playlist), params=keyed) as stream:
        await event(stream, "reset")
        # As another process would do it.
        stored = await services.playlists._store.get(playlist["id"])
        assert stored is not None
        await services.playlists._store.delete(stored.id)
        await services.hub.beat()
        assert await event(stream, "end") == {"reason": "no_access"}


async def test_others_and_the_signed_out_hear_nothing(shelf: Shelf) -> None:
    noor, leila = await shelf.api.person(), await shelf.strangers()
    playlist = await shelf.make(noor)
    for client, status, code, field in refused(shelf, leila):
        refusal(await client.get(stream_of(playlist)), status, code, field)
    refusal(await noor.get(stream_of({"id": MISSING})), 404, 404)
    refusal(await leila.get(stream_of(playlist), params={"key": "wrong"}), 403, 11, "key")


def refused(
    shelf: Shelf, leila: httpx2.AsyncClient
) -> list[tuple[httpx2.AsyncClient, int, int, str | None]]:
    return [(leila, 403, 11, "key"), (shelf.api.world.visitor(), 401, 1, None)]
