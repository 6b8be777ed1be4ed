"""`GET /jobs`, `GET /jobs/<id>` and `DELETE /jobs/<id>`."""

import httpx2

from tests.support.api import data, refusal
from tests.support.discord import eventually
from tests.support.shelf import Json, Shelf, path_of


async def start(shelf: Shelf, client: httpx2.AsyncClient, count: int) -> Json:
    playlist = await shelf.make(client)
    text = "\n".join([*shelf.api.links(count), "rubbish"])
    answer = await client.post(path_of(playlist, "/import"), content=text.encode())
    assert answer.status_code == 202, answer.text
    return answer.json()["data"]


async def test_they_are_listed_latest_first(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    assert data(await noor.get("/jobs"), shelf.api) == []
    first = await start(shelf, noor, 1)
    await shelf.job(noor, first["id"])
    (playlist,) = (await noor.get("/playlists")).json()["data"]
    assert first["result"]["playlist"] == playlist["id"]
    answer = await noor.post("/playlists", json={"name": "Other"})
    body = {"url": shelf.api.links(1)[0]}
    second = await noor.post(path_of(answer.json()["data"], "/import"), json=body)
    await shelf.job(noor, second.json()["data"]["id"])
    listed = data(await noor.get("/jobs"), shelf.api)
    assert [job["id"] for job in listed] == [second.json()["data"]["id"], first["id"]]
    assert listed[1]["result"]["failed"] == 1
    assert "lines" not in listed[1]["result"]


async def test_one_tells_everything(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    job = await shelf.job(noor, (await start(shelf, noor, 2))["id"])
    assert job["state"] == "done"
    assert job["result"]["lines"] == [
        {
            "line": 3,
            "text": "rubbish",
            "reason": "Neither a link nor described by an #EXTINF line.",
        }
    ]


async def test_a_job_can_be_cancelled_and_keeps_what_it_did(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    started = await start(shelf, noor, 1000)
    jobs = shelf.api.world.parts.services.jobs
    await eventually(lambda: jobs._jobs[started["id"]].done >= 100)
    cancelled = data(await noor.delete(f"/jobs/{started['id']}"), shelf.api)
    assert cancelled["state"] == "cancelled"
    assert 100 <= cancelled["done"] < cancelled["total"]
    (playlist,) = data(await noor.get("/playlists"), shelf.api)
    assert playlist["length"] >= cancelled["result"]["added"] >= 99
    again = data(await noor.delete(f"/jobs/{started['id']}"), shelf.api)
    assert again == cancelled


async def test_others_see_none_of_it(shelf: Shelf) -> None:
    noor, leila = await shelf.api.person(), await shelf.strangers()
    started = await start(shelf, noor, 300)
    assert data(await leila.get("/jobs"), shelf.api) == []
    refusal(await leila.get(f"/jobs/{started['id']}"), 404, 404)
    refusal(await leila.delete(f"/jobs/{started['id']}"), 404, 404)
    assert (await shelf.job(noor, started["id"]))["state"] == "done"


async def test_there_must_be_one(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    refusal(await noor.get("/jobs/none"), 404, 404)
    refusal(await noor.delete("/jobs/none"), 404, 404)


async def test_they_need_a_sign_in(shelf: Shelf) -> None:
    visitor = shelf.api.world.visitor()
    refusal(await visitor.get("/jobs"), 401, 1)
    refusal(await visitor.get("/jobs/none"), 401, 1)
    refusal(await visitor.delete("/jobs/none"), 401, 1)
