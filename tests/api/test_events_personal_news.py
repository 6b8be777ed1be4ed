"""What `GET /events` tells of jobs, playlists and favourites."""

import asyncio

from tests.support.api import data, refusal
from tests.support.screen import Json
from tests.support.shelf import Shelf, path_of, tracks_of
from tests.support.stream import PATIENCE_S, Stream, follow_own


async def event(stream: Stream, name: str) -> Json:
    """Return what the next frame of this name says."""
    async with asyncio.timeout(PATIENCE_S):
        while True:
            frame = await stream.next()
            assert frame is not None, "the stream ended"
            if frame["event"] == name:
                told: Json = frame["data"]
                return told


async def test_the_progress_of_an_import(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    playlist = await shelf.make(noor)
    async with follow_own(noor) as stream:
        await event(stream, "reset")
        text = "\n".join([*shelf.api.links(150), "rubbish"])
        answer = await noor.post(path_of(playlist, "/import"), content=text.encode())
        told = [await event(stream, "job")]
        while told[-1]["state"] == "running":
            told.append(await event(stream, "job"))
    assert {job["id"] for job in told} == {answer.json()["data"]["id"]}
    assert [job["done"] for job in told] == [0, 1, 101, 151, 151]
    assert told[-1]["state"] == "done"
    counts = {"playlist": playlist["id"], "added": 150, "failed": 1}
    assert told[-1]["result"] == counts


async def test_edits_are_told_to_the_owner_and_the_editor(shelf: Shelf) -> None:
    noor, leila = await shelf.api.person(), await shelf.strangers()
    playlist = await shelf.filled(noor, 1)
    async with follow_own(noor) as hers, follow_own(leila) as theirs:
        await event(hers, "reset")
        await event(theirs, "reset")
        keyed = {"key": playlist["key"]}
        body = {"query": "night"}
        data(await leila.post(tracks_of(playlist), json=body, params=keyed), shelf.api)
        edited = {"id": playlist["id"], "revision": 2}
        assert await event(hers, "playlist") == edited
        assert await event(theirs, "playlist") == edited
        data(await noor.delete(path_of(playlist)), shelf.api)
        assert await event(hers, "playlist") == {"id": playlist["id"], "revision": None}


async def test_a_refused_edit_is_no_news(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    playlist = await shelf.make(noor)
    async with follow_own(noor) as stream:
        await event(stream, "reset")
        refusal(await noor.delete(f"{tracks_of(playlist)}/9"), 404, 404)
        other = await shelf.make(noor, "Other")
        assert await event(stream, "playlist") == {"id": other["id"], "revision": 0}


async def test_favourites_keep_in_step_on_all_devices(shelf: Shelf) -> None:
    noor, leila = await shelf.api.person(), await shelf.strangers()
    (link,) = shelf.api.links(1)
    async with follow_own(noor) as hers, follow_own(leila) as theirs:
        await event(hers, "reset")
        await event(theirs, "reset")
        track = data(await noor.post("/functions/favorite", json=link), shelf.api)
        key = {"platform": track["platform"], "identifier": track["identifier"]}
        assert await event(hers, "favorite") == {**key, "favorite": True}
        data(await noor.post("/functions/favorite", json=link), shelf.api)
        assert await event(hers, "favorite") == {**key, "favorite": False}
        data(await leila.post("/functions/favorite", json=shelf.api.links(2)[1]), shelf.api)
        assert (await event(theirs, "favorite"))["identifier"] != track["identifier"]
