"""The library that our player uses gets along with the simulated node."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import lavalink
import pytest

from sim.lavalink import catalogue as known
from sim.lavalink.node import NodeOptions, SimulatedNode
from tests.wire.lavalink.probe import until

GUILD = 112233445566778899
BOT = 998877665544332211


class Listener:
    """Puts every event of a client into a queue of its type."""

    def __init__(self, client: lavalink.Client) -> None:
        self._queues: dict[type, asyncio.Queue[Any]] = {}
        client.add_event_hook(self._keep)

    async def next(self, kind: type) -> Any:  # noqa: ANN401 - the library carries no types.
        async with asyncio.timeout(5):
            return await self._queue(kind).get()

    async def _keep(self, event: object) -> None:
        self._queue(type(event)).put_nowait(event)

    def _queue(self, kind: type) -> "asyncio.Queue[Any]":
        return self._queues.setdefault(kind, asyncio.Queue())


@pytest.fixture(name="node")
async def _node() -> AsyncIterator[SimulatedNode]:
    node = SimulatedNode(NodeOptions(timescale=20.0))
    await node.start()
    yield node
    await node.stop()


@pytest.fixture(name="client")
async def _client(node: SimulatedNode) -> AsyncIterator[lavalink.Client]:
    client = lavalink.Client(BOT)
    client.add_node("127.0.0.1", node.port, node.options.password, "eu", "sim")
    yield client
    await client.close()


@pytest.fixture(name="listener")
async def _listener(client: lavalink.Client) -> Listener:
    listener = Listener(client)
    await listener.next(lavalink.NodeReadyEvent)
    return listener


async def join_voice(client: lavalink.Client) -> lavalink.DefaultPlayer:
    player = client.player_manager.create(GUILD)
    for kind, data in (
        ("VOICE_STATE_UPDATE", {"user_id": str(BOT), "session_id": "s", "channel_id": "42"}),
        ("VOICE_SERVER_UPDATE", {"token": "t", "endpoint": "voice.example"}),
    ):
        await client.voice_update_handler({"t": kind, "d": {"guild_id": str(GUILD), **data}})
    return player


async def test_a_song_from_search_to_its_end(
    node: SimulatedNode, client: lavalink.Client, listener: Listener
) -> None:
    found = await client.get_tracks("ytsearch:eight second sketch")
    assert found.load_type == lavalink.LoadType.SEARCH
    assert found.tracks[0].identifier == "short08secs"

    player = await join_voice(client)
    await player.play(found.tracks[0])
    started = await listener.next(lavalink.TrackStartEvent)
    assert started.track.title == "Eight Second Sketch"
    inside = node.players(GUILD)
    assert inside is not None
    assert (inside.connected, inside.voice_channel_id) == (True, "42")

    await until(lambda: player.position > 0)
    ended = await listener.next(lavalink.TrackEndEvent)
    assert ended.reason == lavalink.EndReason.FINISHED


async def test_the_librarys_other_calls(
    node: SimulatedNode, client: lavalink.Client, listener: Listener
) -> None:
    player = await join_voice(client)
    long = await client.get_tracks(known.LONG_PLAYLIST_URL)
    assert (long.load_type, len(long.tracks)) == (lavalink.LoadType.PLAYLIST, 250)
    assert (await client.get_tracks("plain words")).load_type == lavalink.LoadType.EMPTY
    error = await client.get_tracks(known.LOAD_ERROR_URL)
    assert (error.load_type, error.error.severity) == (
        lavalink.LoadType.ERROR,
        lavalink.Severity.FAULT,
    )

    await player.play(long.tracks[0])
    await listener.next(lavalink.TrackStartEvent)
    await player.set_volume(40)
    await player.set_pause(True)
    await player.seek(30_000)
    timescale = lavalink.Timescale()
    timescale.update(speed=1.5)
    await player.set_filter(timescale)
    inside = node.players(GUILD)
    assert inside is not None
    assert (inside.volume, inside.paused, inside.position_ms) == (40, True, 30_000)
    assert inside.filters == {"timescale": {"speed": 1.5, "pitch": 1.0, "rate": 1.0}}

    lavalink_node = client.node_manager.nodes[0]
    assert (await lavalink_node.get_version()) == "4.2.2"
    assert (await lavalink_node.get_info())["version"]["major"] == 4
    assert (await lavalink_node.get_stats())["players"] == 1
    assert await client.decode_track(long.tracks[3].track) is not None
    assert len(await client.decode_tracks([track.track for track in long.tracks])) == 250
    await player.stop()
    await client.player_manager.destroy(GUILD)
    assert node.players(GUILD) is None


async def test_a_track_that_fails_reaches_the_library(
    client: lavalink.Client, listener: Listener
) -> None:
    player = await join_voice(client)
    found = await client.get_tracks(known.FAILING_TRACK_URL)
    await player.play(found.tracks[0])
    exception = await listener.next(lavalink.TrackExceptionEvent)
    assert exception.severity == lavalink.Severity.COMMON
    assert (await listener.next(lavalink.TrackEndEvent)).reason == lavalink.EndReason.LOAD_FAILED


async def test_the_library_finds_a_node_that_comes_back(
    node: SimulatedNode, client: lavalink.Client, listener: Listener
) -> None:
    await node.drop_sockets()
    await listener.next(lavalink.NodeDisconnectedEvent)
    ready = await listener.next(lavalink.NodeReadyEvent)
    assert ready.resumed is False
    assert client.node_manager.nodes[0].session_id == node.sessions[0].id
