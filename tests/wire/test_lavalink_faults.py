"""A node that goes wrong on command: dropped sockets, death and rebirth, failures, slowness."""

import asyncio
import time
from collections.abc import AsyncIterator

import aiohttp
import pytest

from sim.lavalink import catalogue as known
from sim.lavalink.node import NodeOptions, SimulatedNode
from tests.wire.lavalink.probe import GUILD, Probe, probing, until

# A stop takes some milliseconds; the library's own time-outs, which must not be met, take 10 s.
STOP_DEADLINE_S = 8.0


@pytest.fixture(name="probe")
async def _probe() -> AsyncIterator[Probe]:
    async with probing() as probe:
        yield probe


@pytest.mark.parametrize(("code", "heard"), [(1006, 1006), (1001, 1001), (4000, 4000)])
async def test_sockets_are_dropped_with_the_wanted_code(
    probe: Probe, code: int, heard: int
) -> None:
    closing = asyncio.create_task(probe.close_code())
    assert await probe.node.drop_sockets(code) == 1
    assert await closing == heard
    assert probe.node.sessions == []
    assert await probe.node.drop_sockets() == 0


async def test_dropped_sockets_can_be_resumed(probe: Probe) -> None:
    body = {"resuming": True, "timeout": 60}
    await probe.request("PATCH", f"/v4/sessions/{probe.session_id}", body)
    await probe.play(known.ANTHEM_URL)
    await probe.node.drop_sockets()
    (session,) = probe.node.sessions
    assert session.paused
    assert (await probe.connect(**{"Session-Id": probe.session_id}))["resumed"] is True


@pytest.mark.parametrize(("abrupt", "heard"), [(False, 1001), (True, 1006)])
async def test_a_dead_node_leaves_nothing(probe: Probe, abrupt: bool, heard: int) -> None:
    await probe.play(known.ANTHEM_URL)
    closing = asyncio.create_task(probe.close_code())
    await asyncio.sleep(0)
    async with asyncio.timeout(STOP_DEADLINE_S):
        await probe.node.stop(abrupt=abrupt)
    assert await closing == heard
    assert probe.node.sessions == []
    assert probe.node.players(GUILD) is None
    with pytest.raises(aiohttp.ClientConnectorError):
        await probe.get("/version")


async def test_a_node_comes_back_on_its_port_without_memory(probe: Probe) -> None:
    port, url = probe.node.port, probe.node.base_url
    body = {"resuming": True, "timeout": 600}
    await probe.request("PATCH", f"/v4/sessions/{probe.session_id}", body)
    await probe.node.stop()
    assert not probe.node.is_running
    await probe.node.start()
    assert (probe.node.port, probe.node.base_url) == (port, url)
    old = probe.session_id
    ready = await probe.connect(**{"Session-Id": old})
    assert ready["resumed"] is False
    assert ready["sessionId"] != old


async def test_stopping_is_fast_with_a_client_that_does_not_listen() -> None:
    node = SimulatedNode()
    await node.start()
    reader, writer = await asyncio.open_connection("127.0.0.1", node.port)
    writer.write(
        b"GET /v4/websocket HTTP/1.1\r\nHost: x\r\nAuthorization: youshallnotpass\r\n"
        b"User-Id: 1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    )
    assert b"101" in await reader.readline()
    async with asyncio.timeout(STOP_DEADLINE_S):
        await node.stop()
    writer.close()


async def test_stopping_is_fast_while_somebody_waits_for_an_answer(probe: Probe) -> None:
    probe.node.delay(30)
    waiting = asyncio.create_task(probe.get("/v4/info"))
    await until(lambda: any(seen.path == "/v4/info" for seen in probe.node.requests))
    async with asyncio.timeout(STOP_DEADLINE_S):
        await probe.node.stop()
    with pytest.raises(aiohttp.ClientError):
        await waiting


async def test_a_stopped_node_leaves_no_task() -> None:
    before = asyncio.all_tasks()
    async with probing() as probe:
        await probe.play(known.ANTHEM_URL)
        await probe.node.stop()
        await probe.node.stop()
        probe.node.catch_up()
    await asyncio.sleep(0)
    assert asyncio.all_tasks() == before


async def test_a_taken_port_is_an_error_and_harms_nobody(probe: Probe) -> None:
    rival = SimulatedNode(NodeOptions(port=probe.node.port))
    with pytest.raises(OSError, match="address already in use"):
        await rival.start()
    assert not rival.is_running
    assert (await probe.get("/v4/info")).status == 200


async def test_starting_twice_is_starting_once(probe: Probe) -> None:
    port = probe.node.port
    await probe.node.start()
    assert probe.node.port == port
    assert len(probe.node.sessions) == 1


async def test_two_nodes_live_side_by_side(probe: Probe) -> None:
    async with probing(NodeOptions(name="beta", password="other")) as other:
        assert other.node.port != probe.node.port
        assert (await other.get("/version")).status == 200
        await other.play(known.ANTHEM_URL)
        assert probe.node.players(GUILD) is None
        assert other.node.players(GUILD) is not None


async def test_a_node_plays_what_another_has_found(probe: Probe) -> None:
    encoded = (await probe.load(known.FAILING_TRACK_URL))["data"]["encoded"]
    async with probing(NodeOptions(name="beta")) as other:
        await other.patch(encodedTrack=encoded)
        other.advance(1)
        assert (await other.event("TrackExceptionEvent"))["track"]["info"]["title"]


async def test_the_next_lookups_fail(probe: Probe) -> None:
    probe.node.fail_next_loads(2)
    kinds = [(await probe.load(known.ANTHEM_URL))["loadType"] for _ in range(3)]
    assert kinds == ["error", "error", "track"]


async def test_the_next_requests_fail(probe: Probe) -> None:
    probe.node.fail_next_requests(1, status=503)
    answer = await probe.get("/v4/info")
    assert (answer.status, answer.body["error"]) == (503, "Service Unavailable")
    assert (await probe.get("/v4/info")).status == 200


async def test_answers_are_slow_until_told_otherwise(probe: Probe) -> None:
    probe.node.delay(0.05)
    before = time.monotonic()
    await probe.get("/v4/info")
    assert time.monotonic() - before >= 0.04
    probe.node.delay(0)
    assert (await probe.get("/v4/info")).status == 200


async def test_a_fast_node_plays_a_track_in_no_time_by_itself() -> None:
    node = SimulatedNode(NodeOptions(timescale=50.0, require_voice=False))
    await node.start()
    headers = {"Authorization": node.options.password}
    async with aiohttp.ClientSession(headers=headers) as http, Probe(node, http, None) as probe:
        await probe.patch(identifier=known.SHORT_TRACK_URL)
        assert (await probe.event("TrackEndEvent"))["reason"] == "finished"
        assert "playerUpdate" in probe.kinds()
    await node.stop()
