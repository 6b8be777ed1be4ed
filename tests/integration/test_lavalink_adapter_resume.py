"""Music that never stops: dropped sockets, resumed sessions, restarts of our own process."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from player.core.commands import EndReason, NodeLost, NodeReady, NodeTrackEnded, PositionReported
from player.core.effects import ApplyVolume, SeekTo, StopTrack
from player.core.errors import NodeDown
from player.core.track import PlayId
from sim.lavalink import catalogue
from sim.lavalink.node import SimulatedNode
from tests.support.gate import Gate
from tests.support.lavalink import (
    GUILD,
    OPTIONS,
    OTHER_GUILD,
    QUICK,
    World,
    loaded,
    play,
    until,
    voice_server,
    voice_state,
)


@pytest.fixture
async def world() -> AsyncIterator[World]:
    async with World() as world:
        yield world


def disturbances(node: SimulatedNode) -> list[str]:
    """Return every call that would be heard: a track sent, or a player deleted."""
    return [
        seen.method
        for seen in node.requests
        if seen.method == "DELETE" or (isinstance(seen.body, dict) and "track" in seen.body)
    ]


async def test_a_dropped_socket_is_not_heard(world: World) -> None:
    node = await world.node()
    adapter = await world.ready(node)
    track = await loaded(adapter, catalogue.ANTHEM_URL)
    await adapter.perform(GUILD, play(track, 7, 30_000))
    for _ in range(5):
        await node.drop_sockets()
        await world.journal.next(NodeLost)
        ready = await world.journal.next(NodeReady)
        assert ready.playing is not None
        assert ready.playing.play_id == 7
        assert 30_000 <= ready.playing.position_ms < 60_000
        await world.journal.next(PositionReported)
    assert world.journal.of(NodeTrackEnded) == []
    assert len(disturbances(node)) == 1
    assert len(node.sessions) == 1


async def test_between_loss_and_return_nothing_is_performed(world: World) -> None:
    node = await world.node()
    adapter = await world.ready(node)
    track = await loaded(adapter, catalogue.ANTHEM_URL)
    await adapter.perform(GUILD, play(track, 1))
    await node.drop_sockets()
    await world.journal.next(NodeLost)
    assert not adapter.serves(GUILD)
    with pytest.raises(NodeDown):
        await adapter.perform(GUILD, ApplyVolume(10))
    await world.journal.next(NodeReady)
    assert adapter.serves(GUILD)
    await adapter.perform(GUILD, ApplyVolume(20))
    player = node.players(GUILD)
    assert player is not None
    assert player.volume == 20


async def test_a_track_that_ended_meanwhile_is_told_before_the_node_is_ready(world: World) -> None:
    node = await world.node()
    async with Gate(node.port) as gate:
        adapter = await world.adapter(node_at(node, gate))
        await until(lambda: adapter.status()[0].connected)
        await adapter.attach(GUILD)
        await world.journal.next(NodeReady)
        track = await loaded(adapter, catalogue.SHORT_TRACK_URL)
        await adapter.perform(GUILD, play(track, 2, track.length_ms - 300))
        gate.refuses_sockets = True
        await node.drop_sockets()
        await world.journal.next(NodeLost)
        await until(lambda: (player := node.players(GUILD)) is not None and not player.identifier)
        gate.refuses_sockets = False
        ended = await world.journal.next(NodeTrackEnded)
        assert ended == NodeTrackEnded(PlayId(2), EndReason.FINISHED)
        assert await world.journal.next(NodeReady) == NodeReady(None)


async def test_a_node_that_refuses_sockets_for_a_while_is_tried_on(world: World) -> None:
    node = await world.node()
    async with Gate(node.port) as gate:
        gate.refuses_sockets = True
        adapter = await world.adapter(node_at(node, gate))
        await until(lambda: gate.refused >= 3)
        assert not adapter.status()[0].connected
        gate.refuses_sockets = False
        await until(lambda: adapter.status()[0].connected)


async def test_a_cut_that_the_node_has_not_noticed_leaves_no_second_player(world: World) -> None:
    node = await world.node()
    async with Gate(node.port) as gate:
        adapter = await world.adapter(node_at(node, gate))
        await until(lambda: adapter.status()[0].connected)
        await adapter.attach(GUILD)
        await world.journal.next(NodeReady)
        track = await loaded(adapter, catalogue.ANTHEM_URL)
        await adapter.perform(GUILD, play(track, 1))
        gate.cut()
        await world.journal.next(NodeLost)
        assert await world.journal.next(NodeReady) == NodeReady(None)
        assert [session.guild_ids for session in node.sessions] == [(), ()]
        await adapter.perform(GUILD, play(track, 2))
        assert [session.guild_ids for session in node.sessions] == [(), (GUILD,)]


async def test_a_node_that_comes_back_without_our_session_is_ready_for_a_new_play(
    world: World,
) -> None:
    node = await world.node()
    adapter = await world.ready(node)
    track = await loaded(adapter, catalogue.ANTHEM_URL)
    adapter.voice_update(voice_state("77"))
    adapter.voice_update(voice_server())
    await adapter.perform(GUILD, play(track, 1, 50_000))
    await node.stop()
    await world.journal.next(NodeLost)
    await node.start()
    assert await world.journal.next(NodeReady) == NodeReady(None)
    player = node.players(GUILD)
    assert player is not None
    assert player.connected
    await adapter.perform(GUILD, play(track, 2, 50_500))
    player = node.players(GUILD)
    assert player is not None
    assert player.position_ms >= 50_500


async def test_a_restart_of_ours_takes_the_music_over(world: World) -> None:
    node = await world.node()
    before = await world.ready(node)
    track = await loaded(before, catalogue.ANTHEM_URL)
    before.voice_update(voice_state("77"))
    before.voice_update(voice_server())
    await before.perform(GUILD, play(track, 11, 30_000, paused=True))
    await before.close()
    assert node.sessions[0].paused

    after = await world.adapter(node)
    await after.attach(GUILD)
    assert await world.journal.next(NodeLost) == NodeLost()
    ready = await world.journal.next(NodeReady)
    assert ready.playing is not None
    assert (ready.playing.play_id, ready.playing.position_ms) == (11, 30_000)
    assert ready.playing.paused
    assert ready.playing.connected
    await after.perform(GUILD, SeekTo(40_000))
    report = await world.journal.next(PositionReported, lambda one: one.position_ms == 40_000)
    assert report.connected
    assert len(disturbances(node)) == 1


async def test_a_session_that_attaches_late_is_told_what_still_plays(world: World) -> None:
    node = await world.node()
    before = await world.ready(node)
    track = await loaded(before, catalogue.ANTHEM_URL)
    await before.perform(GUILD, play(track, 11, 30_000))
    await before.close()
    after = await world.adapter(node)
    await until(lambda: after.status()[0].connected)
    await after.attach(GUILD)
    ready = await world.journal.next(NodeReady)
    assert ready.playing is not None
    assert ready.playing.play_id == 11


async def test_a_session_that_attaches_late_is_told_first_what_ended(world: World) -> None:
    node = await world.node()
    before = await world.ready(node)
    track = await loaded(before, catalogue.SHORT_TRACK_URL)
    await before.perform(GUILD, play(track, 12, track.length_ms - 200))
    await before.close()
    await until(lambda: (player := node.players(GUILD)) is not None and not player.identifier)
    after = await world.adapter(node)
    await until(lambda: after.status()[0].connected)
    await after.attach(GUILD)
    ended = await world.journal.next(NodeTrackEnded)
    assert ended == NodeTrackEnded(PlayId(12), EndReason.FINISHED)
    assert await world.journal.next(NodeReady) == NodeReady(None)


async def test_a_session_that_waits_for_its_node_is_told_first_what_ended(world: World) -> None:
    node = await world.node()
    before = await world.ready(node)
    track = await loaded(before, catalogue.SHORT_TRACK_URL)
    await before.perform(GUILD, play(track, 12, track.length_ms - 200))
    await before.close()
    await until(lambda: (player := node.players(GUILD)) is not None and not player.identifier)
    after = await world.adapter(node)
    await after.attach(GUILD)
    assert await world.journal.next(NodeLost) == NodeLost()
    ended = await world.journal.next(NodeTrackEnded)
    assert ended == NodeTrackEnded(PlayId(12), EndReason.FINISHED)
    assert await world.journal.next(NodeReady) == NodeReady(None)


async def test_a_restart_waits_for_the_node_that_may_have_the_music(world: World) -> None:
    slow = await world.node("slow")
    quick = await world.node("quick")
    before = await world.ready(slow)
    track = await loaded(before, catalogue.ANTHEM_URL)
    await before.perform(GUILD, play(track, 3))
    await before.close()
    slow.delay(0.5)
    after = await world.adapter(quick, slow)
    await until(lambda: any(status.connected for status in after.status()))
    await after.attach(GUILD)
    await after.attach(OTHER_GUILD)
    assert not after.serves(GUILD)
    slow.delay(0)
    ready = await world.journal.next(NodeReady)
    assert ready.playing is not None


async def test_a_restart_does_not_wait_for_a_node_that_is_gone(world: World) -> None:
    gone = await world.node("gone")
    there = await world.node("there")
    before = await world.ready(gone)
    track = await loaded(before, catalogue.ANTHEM_URL)
    await before.perform(GUILD, play(track, 3))
    await before.close()
    await gone.stop()
    after = await world.adapter(gone, there)
    await after.attach(GUILD)
    assert await world.journal.next(NodeReady) == NodeReady(None)
    await after.perform(GUILD, play(track, 4))
    assert there.players(GUILD) is not None


async def test_a_track_that_nobody_wants_any_more_is_stopped_on_return(world: World) -> None:
    node = await world.node()
    async with Gate(node.port) as gate:
        adapter = await world.adapter(node_at(node, gate))
        await until(lambda: adapter.status()[0].connected)
        await adapter.attach(GUILD)
        track = await loaded(adapter, catalogue.ANTHEM_URL)
        await adapter.perform(GUILD, play(track, 1))
        session = node.sessions[0].id
        foreign = {"encoded": track.encoded, "userData": {"other": "client"}}
        gate.refuses_sockets = True
        connection = adapter._fleet.connections[0]
        path = f"sessions/{session}/players/{GUILD}"
        await connection.node.request("PATCH", path, json={"track": foreign})
        await node.drop_sockets()
        await world.journal.next(NodeLost)
        gate.refuses_sockets = False
        assert await world.journal.next(NodeReady) == NodeReady(None)
        player = node.players(GUILD)
        assert player is not None
        assert player.identifier is None


async def test_closing_leaves_the_session_to_be_resumed_and_no_task(world: World) -> None:
    node = await world.node()
    bystanders = asyncio.all_tasks()
    adapter = await world.ready(node)
    track = await loaded(adapter, catalogue.ANTHEM_URL)
    await adapter.perform(GUILD, play(track, 1))
    await adapter.close()
    await adapter.close()
    left = asyncio.all_tasks() - bystanders
    assert not [task for task in left if "lavalink" in repr(task.get_coro())]
    assert node.sessions[0].paused
    assert node.sessions[0].timeout_s == QUICK.resume_s
    player = node.players(GUILD)
    assert player is not None
    assert player.identifier == track.identifier
    with pytest.raises(NodeDown):
        await adapter.perform(GUILD, StopTrack())


async def test_sessions_that_cannot_be_remembered_hurt_nothing(world: World) -> None:
    class Broken:
        async def load(self) -> dict[str, str]:
            raise OSError("The disk is gone.")

        async def save(self, name: str, session_id: str) -> None:
            raise OSError(f"The disk is gone, and with it {session_id} of {name}.")

    node = await world.node()
    world.sessions = Broken()  # type: ignore[assignment]
    adapter = await world.ready(node)
    track = await loaded(adapter, catalogue.ANTHEM_URL)
    await adapter.perform(GUILD, play(track, 1))
    assert node.players(GUILD) is not None


def node_at(node: SimulatedNode, gate: Gate) -> SimulatedNode:
    """Return a stand-in for a node's address that leads through a gate."""
    return SimulatedNode(replace(OPTIONS, name=node.name, port=gate.port))
