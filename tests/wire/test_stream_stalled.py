"""Clients that do not read, on real sockets: what they may cost, and that others never notice."""

import array
import fcntl
import termios
from collections.abc import AsyncIterator

import pytest

from tests.support.discord import eventually
from tests.support.streaming import NEWS, StreamServer, streaming
from web.live.subscription import BEATS_MISSED_AT_MOST, Subscription
from web.live.topic import RING_FRAMES
from web.live.wire import Wire

IN_THE_KERNEL = 64_000
OURS = 16_384
PADDING = "x" * 2_000


@pytest.fixture(name="server")
async def _server() -> AsyncIterator[StreamServer]:
    async with streaming() as server:
        yield server


async def test_a_stalled_client_costs_little_and_is_closed_after_two_beats(
    server: StreamServer,
) -> None:
    stalled, quick = await server.opened(), await server.opened()
    for number in range(200):
        server.tell([number, PADDING])
        await quick.until(f"[{number},".encode())
    assert quick.news == [[number, PADDING] for number in range(200)]
    await eventually(lambda: len(stuck(server)) == 1)
    (wire,) = stuck(server)
    assert in_the_kernel(wire) <= IN_THE_KERNEL
    assert wire._transport.get_write_buffer_size() <= OURS
    for _ in range(BEATS_MISSED_AT_MOST):
        await server.hub.beat()
    assert server.hub.subscribers == 2
    await server.hub.beat()
    assert server.hub.counts.closed_slow == 1
    await stalled.until_broken_off()
    assert server.hub.subscribers == 1
    server.tell("on it goes")
    await quick.until(b"on it goes")


async def test_a_large_frame_is_held_by_nobody_but_the_hub(server: StreamServer) -> None:
    await server.opened()
    server.tell("y" * 500_000)
    (wire,) = stuck(server)
    assert in_the_kernel(wire) <= IN_THE_KERNEL
    assert wire._transport.get_write_buffer_size() <= OURS


async def test_a_client_that_reads_again_misses_nothing(server: StreamServer) -> None:
    slow = await server.opened()
    for number in range(100):
        server.tell([number, PADDING])
    assert len(stuck(server)) == 1
    server.tell("z" * 100_000)
    server.tell("caught up")
    await slow.until(b"caught up")
    expected = [[number, PADDING] for number in range(100)]
    assert slow.news == [*expected, "z" * 100_000, "caught up"]
    assert stuck(server) == []


async def test_a_client_further_behind_than_the_ring_is_closed(server: StreamServer) -> None:
    slow = await server.opened()
    for number in range(RING_FRAMES + 100):
        server.tell([number, PADDING])
    assert server.hub.counts.closed_slow == 1
    await slow.until_broken_off()


async def test_a_slow_client_is_not_taken_for_a_stalled_one(server: StreamServer) -> None:
    slow = await server.opened()
    for number in range(RING_FRAMES - 100):
        server.tell([number, PADDING])
    for _ in range(3 * BEATS_MISSED_AT_MOST):
        await server.hub.beat()
        place = place_of(server)
        while place_of(server) == place:
            assert await slow.read()
    assert server.hub.counts.closed_slow == 0


async def test_a_client_that_is_gone_is_forgotten_while_it_is_written_to(
    server: StreamServer,
) -> None:
    gone = await server.opened()
    for number in range(100):
        server.tell([number, PADDING])
    gone.close()
    await eventually(lambda: server.hub.subscribers == 0)


def subscriptions(server: StreamServer) -> list[Subscription]:
    return list(server.hub._topics[NEWS].subscriptions)


def stuck(server: StreamServer) -> list[Wire]:
    outlets = [each._outlet for each in subscriptions(server)]
    return [each for each in outlets if isinstance(each, Wire) and each.is_full]


def place_of(server: StreamServer) -> int:
    (only,) = subscriptions(server)
    return only._place


def in_the_kernel(wire: Wire) -> int:
    """Return how many bytes the kernel keeps that the client has not taken."""
    kept = array.array("i", [0])
    fcntl.ioctl(wire._transport.get_extra_info("socket"), termios.TIOCOUTQ, kept)
    return kept[0]
