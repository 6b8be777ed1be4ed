"""Streams on connections that are taken over from Hypercorn, and on those that cannot be."""

import asyncio
import socket
from collections.abc import AsyncIterator
from importlib.metadata import version

import h2.connection
import h2.events
import pytest

from tests.support.bare_stream import HOST, PATIENCE_S
from tests.support.discord import eventually
from tests.support.screen import decode_frames
from tests.support.streaming import NEWS, StreamServer, streaming
from web.live import hypercorn_connection
from web.live.hypercorn_connection import KNOWN_HYPERCORN
from web.live.pull import Pull
from web.live.wire import Wire


@pytest.fixture(name="server")
async def _server() -> AsyncIterator[StreamServer]:
    async with streaming() as server:
        yield server


def test_the_hypercorn_that_we_know_is_the_one_installed() -> None:
    """Fails on purpose when Hypercorn is renewed: see whether the other tests here pass with it.

    Then name the new version in the module, or streams stay right but cost six times as much.
    """
    assert version("hypercorn") == KNOWN_HYPERCORN


async def test_a_connection_is_taken_over_and_nothing_is_left_in_hypercorn(
    server: StreamServer,
) -> None:
    before = asyncio.all_tasks()
    stream = await server.opened()
    assert outlets(server) == {Wire}
    await eventually(lambda: asyncio.all_tasks() == before)
    server.tell("still there")
    await stream.until(b"still there")
    stream.close()
    await eventually(lambda: server.hub.subscribers == 0)


async def test_a_stream_ends_as_http_says(server: StreamServer) -> None:
    stream = await server.opened()
    server.tell("last words")
    await server.hub.close()
    await stream.until_closed()
    assert [frame["event"] for frame in stream.frames] == ["beat", "reset", "news", "end"]
    assert server.hub.subscribers == 0


async def test_a_client_that_says_more_than_it_should_is_not_listened_to(
    server: StreamServer,
) -> None:
    stream = await server.opened()
    await asyncio.get_running_loop().sock_sendall(stream._socket, b"GET /quick HTTP/1.1\r\n\r\n")
    server.tell("the stream goes on")
    await stream.until(b"the stream goes on")


async def test_another_hypercorn_is_served_frame_by_frame(
    server: StreamServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hypercorn_connection, "IS_KNOWN", False)
    stream = await server.opened()
    assert outlets(server) == {Pull}
    server.tell("slower")
    await stream.until(b"slower")
    await server.hub.close()
    await stream.until_closed()
    assert [frame["event"] for frame in stream.frames] == ["beat", "reset", "news", "end"]


async def test_an_old_client_gets_no_chunks(server: StreamServer) -> None:
    reader, writer = await asyncio.open_connection(HOST, server.port)
    writer.write(b"GET /stream HTTP/1.0\r\n\r\n")
    async with asyncio.timeout(PATIENCE_S):
        head = await reader.readuntil(b"\r\n\r\n")
        assert b"chunked" not in head
        await eventually(lambda: outlets(server) == {Pull})
        await server.hub.close()
        text = (await reader.read()).decode()
    assert text.startswith(": open\nretry: ")
    assert [frame["event"] for frame in decode_frames(text)] == ["beat", "reset", "end"]
    writer.close()
    await writer.wait_closed()


async def test_http_2_stays_with_hypercorn(server: StreamServer) -> None:
    connection = h2.connection.H2Connection()
    connection.initiate_connection()
    head = [(":method", "GET"), (":path", "/stream"), (":scheme", "http"), (":authority", "x")]
    connection.send_headers(1, head, end_stream=True)
    reader, writer = await asyncio.open_connection(HOST, server.port)
    writer.write(connection.data_to_send())
    text = b""
    async with asyncio.timeout(PATIENCE_S):
        while b"event: reset" not in text:
            for event in connection.receive_data(await reader.read(65_536)):
                if isinstance(event, h2.events.DataReceived):
                    text += event.data
    assert outlets(server) == {Pull}
    assert [frame["event"] for frame in decode_frames(text.decode())] == ["beat", "reset"]
    writer.close()
    await writer.wait_closed()
    await eventually(lambda: server.hub.subscribers == 0)


async def test_connections_inherit_what_keeps_stalled_clients_small(server: StreamServer) -> None:
    await server.opened()
    (subscription,) = server.hub._topics[NEWS].subscriptions
    assert isinstance(subscription._outlet, Wire)
    behind = subscription._outlet._transport.get_extra_info("socket")
    assert behind.getsockopt(socket.IPPROTO_TCP, socket.TCP_NOTSENT_LOWAT) == 16 * 1024
    assert behind.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) == 30_000
    assert behind.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) == 1
    assert behind.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE) == 1


def outlets(server: StreamServer) -> set[type]:
    topic = server.hub._topics.get(NEWS)
    return {type(each._outlet) for each in topic.subscriptions} if topic else set()
