"""`/user/forwarding` (ours): where else a person's plays go."""

import asyncio
import json
from collections.abc import AsyncIterator

import httpx2
import pytest
import pytest_asyncio
from aiohttp import web

from sim.discord import seed
from tests.support.api import HARBOUR, Api, data, refusal
from tests.support.archive import bot
from tests.support.discord import eventually
from tests.support.receiver import Got, ReceivingServer, receiving
from tests.support.receivers import (
    FORWARDING,
    NO_ADDRESS,
    PRIVATE,
    becomes,
    clear,
    has_sent,
    header,
    messages,
    received,
)
from tests.support.stream import follow_own
from web.compose import now_ms

SHORT = "https://youtube.example/watch/short08secs"
UNKNOWN = "0" * 32


@pytest_asyncio.fixture(loop_scope="session", name="noor")
async def a_person_with_nothing_forwarded(api: Api) -> AsyncIterator[httpx2.AsyncClient]:
    noor = await api.person(seed.NOOR)
    yield noor
    await clear(noor, FORWARDING)


async def listen(api: Api, noor: httpx2.AsyncClient) -> None:
    """Have Noor hear a track for long enough to count."""
    await api.listener(seed.NOOR)
    await api.with_queue(noor, SHORT)

    def is_heard() -> bool:
        state = api.player.state
        return state.current is None or state.position_at(now_ms()) > 2_000

    await eventually(is_heard, within=30)
    # It may have ended by itself meanwhile, which counts as well.
    await noor.post("/functions/skip")


async def new(api: Api, noor: httpx2.AsyncClient, **body: object) -> dict[str, str]:
    made: dict[str, str] = data(await noor.post(FORWARDING, json=body), api)
    return made


async def test_what_somebody_hears_goes_to_a_listenbrainz_and_to_a_webhook(
    api: Api, noor: httpx2.AsyncClient, server: ReceivingServer
) -> None:
    brainz = await new(api, noor, kind="listenbrainz", address=server.url, token="tok")
    hook = await new(api, noor, kind="webhook", address=f"{server.url}/hook")
    await listen(api, noor)
    await becomes(api, noor, FORWARDING, brainz["id"], failures=0)
    async with asyncio.timeout(30):
        while len(server.got) < 2:  # noqa: ASYNC110 - No event tells.
            await asyncio.sleep(0.02)
    by_path = {got.path: got for got in server.got}
    listens = by_path["/1/submit-listens"]
    assert header(listens, "authorization") == "Token tok"
    told = json.loads(listens.body)
    assert told["listen_type"] == "single"
    assert told["payload"][0]["track_metadata"]["track_name"] == "Eight Second Sketch"
    heard = json.loads(by_path["/hook"].body)
    assert heard["type"] == "play.heard"
    assert heard["data"]["title"] == "Eight Second Sketch"
    assert heard["data"]["guild_id"] == HARBOUR
    assert header(by_path["/hook"], "webhook-id") == heard["data"]["id"]
    await has_sent(api, noor, FORWARDING, hook["id"])


async def test_what_is_switched_off_gets_nothing(
    api: Api, noor: httpx2.AsyncClient, server: ReceivingServer
) -> None:
    off = await new(api, noor, kind="webhook", address=f"{server.url}/off")
    await new(api, noor, kind="webhook", address=f"{server.url}/on")
    data(await noor.patch(f"{FORWARDING}/{off['id']}", json={"on": False}), api)
    await listen(api, noor)
    await received(server, "play.heard")
    # Both would have been put in at the same moment.
    data(await noor.post(f"{FORWARDING}/{off['id']}/test"), api)
    assert [got.path for got in server.got] == ["/on", "/off"]
    assert [each["type"] for each in messages(server)] == ["play.heard", "test"]


async def test_secrets_are_told_once_and_never_again(
    api: Api, noor: httpx2.AsyncClient, server: ReceivingServer
) -> None:
    hook = await new(api, noor, kind="webhook", address=server.url)
    brainz = await new(api, noor, kind="listenbrainz", address=server.url, token="tok-en")
    assert hook["secret"].startswith("whsec_")
    assert brainz["secret"] is None
    listed = (await noor.get(FORWARDING)).text
    assert hook["secret"] not in listed
    assert "tok-en" not in listed
    renewed = data(await noor.post(f"{FORWARDING}/{hook['id']}/secret"), api)
    assert renewed["secret"] not in {None, hook["secret"]}
    refusal(await noor.post(f"{FORWARDING}/{brainz['id']}/secret"), 404, 404)


async def test_the_address_of_a_listenbrainz(
    api: Api, noor: httpx2.AsyncClient, server: ReceivingServer
) -> None:
    usual = await new(api, noor, kind="listenbrainz", token="t")
    assert usual["address"] == "https://api.listenbrainz.org"
    for end in ("/", "/1", "/1/", "/1/submit-listens"):
        made = await new(api, noor, kind="listenbrainz", address=f"{server.url}/lb{end}", token="t")
        assert made["address"] == f"{server.url}/lb"
    changed = await noor.patch(
        f"{FORWARDING}/{usual['id']}", json={"address": f"{server.url}/1", "token": "other"}
    )
    assert data(changed, api)["address"] == server.url
    data(await noor.post(f"{FORWARDING}/{usual['id']}/test"), api)
    assert (server.got[-1].path, header(server.got[-1], "authorization")) == (
        "/1/validate-token",
        "Token other",
    )


@pytest.mark.parametrize("address", PRIVATE)
async def test_private_addresses_are_refused(
    api: Api, noor: httpx2.AsyncClient, server: ReceivingServer, address: str
) -> None:
    for kind in ({"kind": "webhook"}, {"kind": "listenbrainz", "token": "t"}):
        body = {**kind, "address": address}
        refusal(await noor.post(FORWARDING, json=body), 400, 6, "address")
    made = await new(api, noor, kind="webhook", address=server.url)
    changed = await noor.patch(f"{FORWARDING}/{made['id']}", json={"address": address})
    refusal(changed, 400, 6, "address")


@pytest.mark.parametrize("address", NO_ADDRESS)
async def test_what_is_no_address_is_refused(
    api: Api, noor: httpx2.AsyncClient, address: str
) -> None:
    assert api
    body = {"kind": "webhook", "address": address}
    refusal(await noor.post(FORWARDING, json=body), 400, 6, "address")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "kind"),
        ({"kind": "smtp"}, "kind"),
        ({"kind": "webhook"}, "address"),
        ({"kind": "listenbrainz"}, "token"),
        ({"kind": "listenbrainz", "token": ""}, "token"),
        ({"kind": "listenbrainz", "token": "a\r\nX: y"}, "token"),
        ({"kind": "listenbrainz", "token": "tökén"}, "token"),
        ({"kind": "listenbrainz", "token": "t" * 501}, "token"),
        ({"kind": "webhook", "address": "https://a.example/", "token": "t"}, "token"),
        ({"kind": "webhook", "address": 7}, "address"),
        ({"kind": "webhook", "address": "https://a.example/" + "a" * 2000}, "address"),
        ({"kind": "listenbrainz", "token": "t", "secret": "s"}, "secret"),
    ],
)
async def test_wrong_bodies(
    api: Api, noor: httpx2.AsyncClient, body: dict[str, object], field: str
) -> None:
    assert api
    refusal(await noor.post(FORWARDING, json=body), 400, 6, field)


async def test_wrong_changes(api: Api, noor: httpx2.AsyncClient, server: ReceivingServer) -> None:
    made = await new(api, noor, kind="webhook", address=server.url)
    path = f"{FORWARDING}/{made['id']}"
    refusal(await noor.patch(path, json={"token": "t"}), 400, 6, "token")
    refusal(await noor.patch(path, json={"on": "yes"}), 400, 6, "on")
    refusal(await noor.patch(path, json={"state": "on"}), 400, 6, "state")


async def test_only_the_owner_and_no_key(
    api: Api, noor: httpx2.AsyncClient, server: ReceivingServer
) -> None:
    made = await new(api, noor, kind="webhook", address=server.url)
    ada, visitor = await api.person(seed.ADA), api.world.visitor()
    key = await bot(api, HARBOUR, owner=seed.NOOR)
    calls = [
        ("PATCH", "", {"on": False}),
        ("DELETE", "", None),
        ("POST", "/secret", None),
        ("POST", "/test", None),
    ]
    for method, end, body in calls:
        path = f"{FORWARDING}/{made['id']}{end}"
        refusal(await ada.request(method, path, json=body), 404, 404)
        refusal(await noor.request(method, path.replace(made["id"], UNKNOWN), json=body), 404, 404)
        refusal(await visitor.request(method, path, json=body), 401, 1)
        refusal(await key.request(method, path, json=body), 403, 403)
    for method in ("GET", "POST"):
        refusal(await visitor.request(method, FORWARDING), 401, 1)
        refusal(await key.request(method, FORWARDING), 403, 403)
    assert data(await ada.get(FORWARDING), api)["receivers"] == []


async def test_there_may_be_ten(
    api: Api, noor: httpx2.AsyncClient, server: ReceivingServer
) -> None:
    for _ in range(10):
        await new(api, noor, kind="webhook", address=server.url)
    body = {"kind": "webhook", "address": server.url}
    refusal(await noor.post(FORWARDING, json=body), 409, 409)


async def test_trying_out_says_what_came_of_it(
    api: Api, noor: httpx2.AsyncClient, server: ReceivingServer
) -> None:
    hook = await new(api, noor, kind="webhook", address=f"{server.url}/hook")
    path = f"{FORWARDING}/{hook['id']}/test"
    assert data(await noor.post(path), api) == {"delivered": True, "status": 200, "problem": None}
    assert (await received(server, "test"))["data"] == {"receiver": hook["id"]}
    server.answers(302, Location=f"{server.url}/elsewhere")
    redirected = data(await noor.post(path), api)
    assert (redirected["delivered"], redirected["status"]) == (False, 302)
    assert "redirects" in redirected["problem"]
    assert {got.path for got in server.got} == {"/hook"}


async def test_trying_out_a_listenbrainz_asks_for_the_token(
    api: Api, noor: httpx2.AsyncClient, server: ReceivingServer
) -> None:
    brainz = await new(api, noor, kind="listenbrainz", address=server.url, token="right")
    path = f"{FORWARDING}/{brainz['id']}/test"

    def validate(got: Got) -> web.Response:
        return web.json_response({"valid": header(got, "authorization") == "Token right"})

    server.answer = validate
    assert data(await noor.post(path), api)["delivered"]
    await noor.patch(f"{FORWARDING}/{brainz['id']}", json={"token": "wrong"})
    tried = data(await noor.post(path), api)
    assert (tried["delivered"], tried["status"]) == (False, 200)
    assert "token" in tried["problem"]


async def test_nobody_there_is_told_when_trying_out(api: Api, noor: httpx2.AsyncClient) -> None:
    async with receiving() as gone:
        hook = await new(api, noor, kind="webhook", address=gone.url)
    tried = data(await noor.post(f"{FORWARDING}/{hook['id']}/test"), api)
    assert tried == {"delivered": False, "status": None, "problem": "Nobody answers there."}


async def test_who_shuts_us_out_is_given_up_told_of_and_switched_on_again(
    api: Api, noor: httpx2.AsyncClient, server: ReceivingServer
) -> None:
    brainz = await new(api, noor, kind="listenbrainz", address=server.url, token="old")
    server.answers(401)
    async with follow_own(noor) as stream:
        await listen(api, noor)
        async with asyncio.timeout(30):
            while (frame := await stream.next()) and frame["event"] != "forwarding":
                pass
    assert frame
    assert (frame["data"]["id"], frame["data"]["state"]) == (brainz["id"], "failed")
    assert frame["data"]["problem"] == "It does not accept the token (status 401)."
    assert frame["data"]["problem_said"][1] == {"status": 401}
    failed = await becomes(api, noor, FORWARDING, brainz["id"], state="failed")
    assert failed["problem"] == frame["data"]["problem"]
    server.answers(200)
    again = await noor.patch(f"{FORWARDING}/{brainz['id']}", json={"token": "new", "on": True})
    assert data(again, api)["state"] == "on"
    await has_sent(api, noor, FORWARDING, brainz["id"])
    assert header(server.got[-1], "authorization") == "Token new"


async def test_no_secret_stands_in_a_log(
    api: Api, noor: httpx2.AsyncClient, server: ReceivingServer, capsys: pytest.CaptureFixture[str]
) -> None:
    await new(api, noor, kind="listenbrainz", address=server.url, token="never-logged")
    server.answers(401)
    hook = await new(api, noor, kind="webhook", address=f"{server.url}/hidden-path")
    await noor.post(f"{FORWARDING}/{hook['id']}/test")
    logged = "".join(capsys.readouterr())
    for secret in ("never-logged", hook["secret"], "hidden-path"):
        assert secret not in logged
