"""The now-playing overlay: its key by `/guild/<id>/widget`, its page, and its stream."""

import json
from collections.abc import AsyncIterator

import httpx2
import pytest
import pytest_asyncio

from sim.discord import seed
from tests.support.api import HARBOUR, Api, data, refusal
from tests.support.screen import Json
from tests.support.stream import Stream, follow_path

PATH = f"/guild/{HARBOUR}/widget"
UNKNOWN = "x" * 43


@pytest_asyncio.fixture(loop_scope="session", name="manager")
async def find_a_manager(api: Api) -> AsyncIterator[httpx2.AsyncClient]:
    manager = await api.person(seed.ADA)
    yield manager
    await manager.delete(PATH)


async def new_key(api: Api, manager: httpx2.AsyncClient) -> str:
    key: str = data(await manager.post(PATH), api)["key"]
    return key


async def test_a_key_is_told_once_and_opens_the_overlay(
    api: Api, manager: httpx2.AsyncClient
) -> None:
    assert data(await manager.get(PATH), api) == {"made_at": None}
    made = data(await manager.post(PATH), api)
    assert made["url"] == f"{api.world.url}/widget/{made['key']}"
    state = data(await manager.get(PATH), api)
    assert state["made_at"] > 0
    assert made["key"] not in json.dumps(state)
    assert (await api.world.visitor().get(f"/widget/{made['key']}")).status_code == 200


async def test_only_the_newest_key_works(api: Api, manager: httpx2.AsyncClient) -> None:
    old, new = await new_key(api, manager), await new_key(api, manager)
    visitor = api.world.visitor()
    assert (await visitor.get(f"/widget/{old}")).status_code == 404
    assert (await visitor.get(f"/widget/{new}")).status_code == 200
    await manager.delete(PATH)
    assert (await visitor.get(f"/widget/{new}")).status_code == 404
    refusal(await visitor.get(f"/events/widget/{new}"), 404, 404)


async def test_only_managers_may_touch_the_key(api: Api) -> None:
    noor = await api.person(seed.NOOR)
    for method in ("GET", "POST", "DELETE"):
        refusal(await noor.request(method, PATH), 403, 17)
        refusal(await api.world.visitor().request(method, PATH), 401, 1)
    refusal(await noor.get("/guild/100000000000000000/widget"), 404, 16)


async def test_the_page_may_be_framed_and_is_as_strict_otherwise(
    api: Api, manager: httpx2.AsyncClient
) -> None:
    key = await new_key(api, manager)
    visitor = api.world.visitor()
    page = (await visitor.get(f"/widget/{key}")).headers["Content-Security-Policy"]
    other = (await visitor.get("/")).headers["Content-Security-Policy"]
    assert "frame-ancestors *" in page
    assert page.replace("frame-ancestors *", "frame-ancestors 'none'") == other


async def test_it_tells_what_plays_and_nothing_of_people(
    api: Api, manager: httpx2.AsyncClient
) -> None:
    noor = await api.listener(seed.NOOR)
    key = await new_key(api, manager)
    async with follow_path(api.world.visitor(), f"/events/widget/{key}") as stream:
        frames = [await stream.next(), await stream.next()]
        assert [frame["event"] for frame in frames if frame] == ["beat", "reset"]
        (entry,) = await api.with_queue(noor, *api.links(1))
        while (frame := await stream.next()) and not (frame["data"] or {}).get("entry"):
            pass
        assert frame is not None
        assert frame["event"] == "patch"
        assert set(frame["data"]) == {"entry", "position", "at", "rate", "paused", "stalled"}
        assert set(frame["data"]["entry"]) == {
            "id",
            "title",
            "author",
            "thumbnail",
            "stream",
            "length",
        }
        assert frame["data"]["entry"]["title"] == entry["title"]
    page = (await api.world.visitor().get(f"/widget/{key}")).text
    assert entry["title"] in page
    assert "Noor" not in page
    assert seed.NOOR not in page


async def next_patch(stream: Stream) -> Json:
    """Return the next frame that is no heartbeat, which may come at any moment."""
    while frame := await stream.next():
        if frame["event"] != "beat":
            return frame
    raise AssertionError("the stream ended")


async def test_what_overlays_do_not_show_is_not_sent(api: Api, manager: httpx2.AsyncClient) -> None:
    noor = await api.listener(seed.NOOR)
    key = await new_key(api, manager)
    async with follow_path(api.world.visitor(), f"/events/widget/{key}") as stream:
        assert await stream.next()
        assert await stream.next()
        await noor.post("/functions/volume", json=41)
        await noor.post("/functions/shuffle", json=True)
        (entry,) = await api.with_queue(noor, *api.links(1))
        frame = await next_patch(stream)
        assert frame["data"]["entry"]["title"] == entry["title"]


@pytest.mark.parametrize("method", ["POST", "DELETE"])
async def test_open_overlays_end_with_their_key(
    api: Api, manager: httpx2.AsyncClient, method: str
) -> None:
    key = await new_key(api, manager)
    async with follow_path(api.world.visitor(), f"/events/widget/{key}") as stream:
        assert await stream.next()
        assert await stream.next()
        await manager.request(method, PATH)
        frame = await stream.next()
        assert frame
        assert (frame["event"], frame["data"]) == ("end", {"reason": "no_access"})
        assert await stream.is_over()


async def test_an_unknown_key_opens_nothing(api: Api) -> None:
    visitor = api.world.visitor()
    answer = await visitor.get(f"/widget/{UNKNOWN}", headers={"Accept": "text/html"})
    assert answer.status_code == 404
    assert "<h1>" in answer.text
    refusal(await visitor.get(f"/events/widget/{UNKNOWN}"), 404, 404)


async def test_the_key_stands_in_no_log(
    api: Api, manager: httpx2.AsyncClient, capsys: pytest.CaptureFixture[str]
) -> None:
    key = await new_key(api, manager)
    await api.world.visitor().get(f"/widget/{key}")
    logged = capsys.readouterr()
    assert "/widget/…" in logged.out + logged.err
    assert key not in logged.out + logged.err
