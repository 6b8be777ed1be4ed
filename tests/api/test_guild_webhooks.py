"""`/guild/<id>/webhooks` (ours): whom a server's tracks, votes and queue are told to."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import httpx2
import pytest
import pytest_asyncio

from player.core.policy import DEFAULT_POLICY, Circle, DJRules
from sim.discord import seed
from tests.support.api import HARBOUR, Api, data, refusal
from tests.support.discord import eventually
from tests.support.receiver import ReceivingServer, receiving
from tests.support.receivers import NO_ADDRESS, PRIVATE, becomes, clear, messages, received
from tests.support.stream import follow_own

PATH = f"/guild/{HARBOUR}/webhooks"
UNKNOWN = "0" * 32


@pytest_asyncio.fixture(loop_scope="session", name="ada")
async def find_a_manager(api: Api) -> AsyncIterator[httpx2.AsyncClient]:
    ada = await api.person(seed.ADA)
    yield ada
    await clear(ada, PATH)


async def new(api: Api, ada: httpx2.AsyncClient, **body: object) -> dict[str, str]:
    made: dict[str, str] = data(await ada.post(PATH, json=body), api)
    return made


async def test_what_happens_to_tracks_and_the_queue_is_told(
    api: Api, ada: httpx2.AsyncClient, server: ReceivingServer
) -> None:
    await new(api, ada, address=server.url)
    noor = await api.listener(seed.NOOR)
    first, second = await api.with_queue(noor, *api.links(2))
    started = await received(server, "track.started")
    assert started["data"]["entry"]["title"] == first["title"]
    assert (started["data"]["guild_id"], started["data"]["by"]) == (HARBOUR, seed.NOOR)
    added = await received(server, "queue.added", queue_length=1)
    assert added["data"]["entries"][0]["id"] == second["id"]
    data(await noor.post("/functions/remove_track", json={"id": second["id"]}))
    await received(server, "queue.removed", ids=[second["id"]])
    data(await noor.post("/functions/skip"))
    assert (await received(server, "track.ended"))["data"]["outcome"] == "skipped"


async def test_votes_are_told(api: Api, ada: httpx2.AsyncClient, server: ReceivingServer) -> None:
    await new(api, ada, address=server.url, events=["vote"])
    noor = await api.listener(seed.NOOR)
    leila = await api.listener(seed.LEILA)
    await api.with_queue(noor, *api.links(1))
    voting = DJRules(default=Circle(), neutral=Circle(everyone=True))
    await api.rules(replace(DEFAULT_POLICY, dj=voting))
    await eventually(lambda: len(api.player.state.electorate) > 2)
    answer = await leila.post("/functions/skip")
    assert answer.status_code == 202, answer.text
    started = await received(server, "vote.started")
    assert started["data"]["id"] == answer.json()["data"]["vote"]
    assert started["data"]["starter"] == seed.LEILA
    data(await leila.delete(f"/votes/{started['data']['id']}"))
    assert (await received(server, "vote.ended"))["data"]["how"] == "withdrawn"
    assert {each["type"].partition(".")[0] for each in messages(server)} == {"vote"}


async def test_other_servers_are_told_nothing(
    api: Api, ada: httpx2.AsyncClient, server: ReceivingServer
) -> None:
    async with receiving() as other:
        elsewhere = f"/guild/{seed.STUDIO}/webhooks"
        juno = await api.person(seed.JUNO)
        data(await juno.post(elsewhere, json={"address": other.url}), api)
        await new(api, ada, address=server.url)
        noor = await api.listener(seed.NOOR)
        await api.with_queue(noor, *api.links(1))
        await received(server, "track.started")
        assert other.got == []
        await clear(juno, elsewhere)


async def test_the_secret_is_told_once(
    api: Api, ada: httpx2.AsyncClient, server: ReceivingServer
) -> None:
    made = await new(api, ada, address=server.url)
    assert made["events"] == ["queue", "track", "vote"]
    assert made["secret"] not in (await ada.get(PATH)).text
    renewed = data(await ada.post(f"{PATH}/{made['id']}/secret"), api)
    assert renewed["secret"] != made["secret"]


async def test_changing_and_trying_out(
    api: Api, ada: httpx2.AsyncClient, server: ReceivingServer
) -> None:
    made = await new(api, ada, address=f"{server.url}/one")
    body = {"address": f"{server.url}/two", "events": ["track"], "on": False}
    changed = data(await ada.patch(f"{PATH}/{made['id']}", json=body), api)
    assert (changed["events"], changed["state"]) == (["track"], "off")
    assert data(await ada.post(f"{PATH}/{made['id']}/test"), api)["delivered"]
    assert server.got[-1].path == "/two"
    data(await ada.delete(f"{PATH}/{made['id']}"), api)
    refusal(await ada.delete(f"{PATH}/{made['id']}"), 404, 404)


@pytest.mark.parametrize("address", [*PRIVATE, *NO_ADDRESS])
async def test_addresses_that_are_refused(api: Api, ada: httpx2.AsyncClient, address: str) -> None:
    assert api
    refusal(await ada.post(PATH, json={"address": address}), 400, 6, "address")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "address"),
        ({"address": "https://a.example/", "events": []}, "events"),
        ({"address": "https://a.example/", "events": ["plays"]}, "events[0]"),
        ({"address": "https://a.example/", "token": "t"}, "token"),
    ],
)
async def test_wrong_bodies(
    api: Api, ada: httpx2.AsyncClient, body: dict[str, object], field: str
) -> None:
    assert api
    refusal(await ada.post(PATH, json=body), 400, 6, field)


async def test_only_managers_may(
    api: Api, ada: httpx2.AsyncClient, server: ReceivingServer
) -> None:
    made = await new(api, ada, address=server.url)
    noor, visitor = await api.person(seed.NOOR), api.world.visitor()
    calls = [
        ("GET", PATH),
        ("POST", PATH),
        ("PATCH", f"{PATH}/{made['id']}"),
        ("DELETE", f"{PATH}/{made['id']}"),
        ("POST", f"{PATH}/{made['id']}/secret"),
        ("POST", f"{PATH}/{made['id']}/test"),
    ]
    for method, path in calls:
        refusal(await noor.request(method, path), 403, 17)
        refusal(await visitor.request(method, path), 401, 1)
    refusal(await ada.delete(f"{PATH}/{UNKNOWN}"), 404, 404)
    # A person's receivers are out of reach from here, and a server's from there.
    refusal(await ada.delete(f"/user/forwarding/{made['id']}"), 404, 404)


async def test_managers_are_told_when_a_webhook_is_given_up(
    api: Api, ada: httpx2.AsyncClient, server: ReceivingServer
) -> None:
    made = await new(api, ada, address=f"{server.url}/hidden-path")
    server.answers(410)
    async with follow_own(ada) as stream:
        await stream.next()
        noor = await api.listener(seed.NOOR)
        await api.with_queue(noor, *api.links(1))
        async with asyncio.timeout(30):
            while (frame := await stream.next()) and frame["event"] != "webhook":
                pass
    assert frame
    assert frame["data"]["guild_id"] == HARBOUR
    assert (frame["data"]["id"], frame["data"]["state"]) == (made["id"], "failed")
    await becomes(api, ada, PATH, made["id"], state="failed")
    log = (await ada.get(f"/guild/{HARBOUR}/log")).text
    assert "The webhook to 127.0.0.1 failed too often and is off." in log
    assert "hidden-path" not in log
